"""Sides are told apart where the pages name several, and nowhere else."""

from __future__ import annotations

from making import article, sighting, speaker, toll

from istor.claims.claim import Toll
from istor.ledger.accounts import accounts_of
from istor.ledger.entry import Figure
from istor.ledger.reconciliation import reconcile

ARMY = speaker("the army", "military", party="UA")


def figures(*pages: list[Toll]) -> dict[tuple[str, str | None], Figure]:
    sightings = [sighting(f"s{i}", article_id=f"p{i}", tolls=tuple(page)) for i, page in enumerate(pages)]
    found = reconcile(accounts_of(sightings, {f"p{i}": article(f"p{i}") for i in range(len(pages))}, {}))
    return {(figure.group, figure.side): figure for figure in found}


def test_one_side_alone_is_all_there_is() -> None:
    found = figures([toll(3, side="TR")], [toll(3)], [toll(4)])
    assert set(found) == {("all", None)}
    assert (found["all", None].low, found["all", None].high) == (3, 4)


def test_the_dead_of_two_sides_are_no_rivals_and_their_sum_says_that_it_is_one() -> None:
    found = figures([toll(2, group="military", side="TR")], [toll(5, group="military", side="pkk", start=9)])
    assert (found["all", "TR"].best, found["all", "pkk"].best) == (2, 5)
    together = found["all", None]
    assert (together.low, together.best, together.high) == (7, 7, 7)
    assert together.because.startswith(
        "Best reported: 7 killed. All sides together, added up: 2 (“2 killed”), 5 (“5 killed”)."
    )
    assert found["all", "TR"].because.startswith("Best reported: 2 killed on the side of TR.")
    assert {account.words for account in together.accounts} == {"2 killed", "5 killed"}


def test_whoever_counts_all_together_needs_no_sum() -> None:
    pages = [sighting("s", article_id="p", tolls=(toll(2, side="TR"), toll(5, side="pkk", start=9), toll(8, start=20)))]
    found = reconcile(accounts_of(pages, {"p": article("p")}, {}))
    assert [(figure.side, figure.best) for figure in found] == [(None, 8), ("TR", 2), ("pkk", 5)]


def test_a_partys_count_of_the_other_side_is_dissent_though_no_other_side_is_told_of() -> None:
    found = figures([toll(500, side="RU", who=ARMY)], [toll(30, start=5)])
    assert (found["all", None].best, found["all", None].high) == (30, 30)
    assert "a party's count of its enemy's dead" in found["all", None].because


def test_the_attackers_own_death_is_nobody_elses() -> None:
    found = figures([toll(4), toll(1, side="attacker", start=3)])
    assert {side: found["all", side].best for _, side in found} == {None: 4, "attacker": 1}


def test_combatants_of_a_sum_whose_sides_nobody_tells_are_added_up_and_no_rivals() -> None:
    troops, rebels = toll(10, None, group="military"), toll(14, group="military", side="rsf", start=9)
    whole = toll(24, None, start=0, derived=True, parts=(troops.span, rebels.span))
    found = figures([troops, whole, rebels])
    assert (found["military", None].low, found["military", None].best, found["military", None].high) == (24, 24, None)
    assert (found["all", None].best, set(found)) == (24, {("all", None), ("military", None)})
