"""Figures by named rules: who is eligible, what stands, and the sentence that says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import article, sighting, speaker, toll

from istor.claims.claim import Toll
from istor.ledger.accounts import accounts_of
from istor.ledger.entry import Figure
from istor.ledger.reconciliation import reconcile
from istor.ledger.rules import RULES

MAYOR = speaker("the mayor", "official")
GOVERNOR = speaker("the governor", "official")
PROSECUTOR = speaker("the prosecutor's office", "prosecutor")
DOCTOR = speaker("a doctor", "hospital")
ARMY = speaker("the army", "military", party="XX")


def killed(*pages: list[Toll], rule: str = "best-placed") -> Figure:
    """The killed of one incident told by pages of successive days."""
    articles = {
        f"p{i}": article(f"p{i}", published=f"2025-03-0{i + 1}", publisher=f"Paper {i}") for i in range(len(pages))
    }
    sightings = [sighting(f"s{i}", article_id=f"p{i}", tolls=tuple(page)) for i, page in enumerate(pages)]
    return next(f for f in reconcile(accounts_of(sightings, articles, {}), rule=rule) if f.harm == "killed")


def spread(figure: Figure) -> tuple[int | None, int | None, int | None]:
    return figure.low, figure.best, figure.high


@pytest.mark.parametrize(
    ("why", "pages", "expected"),
    [
        ("one voice", [[toll(3)]], (3, 3, 3)),
        ("the prosecutor is closer to the count", [[toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR)]], (2, 3, 3)),
        ("the latest of one origin, up", [[toll(1, who=MAYOR)], [toll(4, who=MAYOR)]], (4, 4, 4)),
        ("the latest of one origin, down", [[toll(4, who=MAYOR)], [toll(3, who=MAYOR)]], (3, 3, 3)),
        ("a floor stays open", [[toll(3, None, who=MAYOR)]], (3, 3, None)),
        ("a firm count closes a lower floor", [[toll(3, None, who=MAYOR)], [toll(5, who=PROSECUTOR)]], (3, 5, 5)),
        ("a part is no count of the whole", [[toll(17, None, who=DOCTOR, partial=True)], [toll(30, who=MAYOR)]], (30, 30, 30)),
        ("only a part: a floor", [[toll(17, None, who=DOCTOR, partial=True)]], (17, 17, None)),
        ("vague words set no figure", [[toll(24, None, vague=True)]], (None, None, None)),
        ("a hedged figure beside a firm one", [[toll(9, hedged=True), toll(2, who=MAYOR)]], (2, 2, 2)),
        ("none reported is no nought", [[toll(0, None, none_reported=True)]], (None, None, None)),
        ("nobody was killed, says somebody", [[toll(0, who=MAYOR)]], (0, 0, 0)),
        ("an army's count of its enemy", [[toll(10, who=ARMY, claimed_status="military")], [toll(6)]], (6, 6, 6)),
        ("replaced on its own page", [[toll(1, who=MAYOR, superseded=True), toll(2, who=MAYOR, start=9)]], (2, 2, 2)),
    ],
)  # fmt: skip
def test_best_placed(why: str, pages: list[list[Toll]], expected: tuple[int | None, ...]) -> None:
    assert spread(killed(*pages)) == expected, why


def test_other_rules_read_the_same_claims_differently() -> None:
    pages = [[toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR)]]
    assert killed(*pages, rule="conservative").best == 2
    assert spread(killed(*pages, rule="range")) == (2, 2, 3)


def test_the_sentence_says_who_how_many_agree_and_the_other_rules() -> None:
    figure = killed(
        [toll(2, who=MAYOR)], [toll(3, who=PROSECUTOR), toll(24, None, vague=True, start=5)], [toll(3, who=DOCTOR)]
    )
    assert figure.because == (
        "Best reported: 3 killed (2–3). The prosecutor's office, page of 2025-03-02; 1 further independent origin agrees. "
        "The mayor: 2, the minimum. Not used: 1 × a vague word, kept as words. "
        "Rule best-placed v1; `conservative` gives 2, `range` gives 2. Reported, not verified."
    )


def test_sides_are_never_mixed() -> None:
    articles = {"p": article("p")}
    told = accounts_of(
        [sighting("s", article_id="p", tolls=(toll(4), toll(1, side="attackers", start=3)))], articles, {}
    )
    assert {(figure.side, figure.best) for figure in reconcile(told)} == {(None, 4), ("attackers", 1)}


def test_a_lone_group_stands_for_all() -> None:
    """ "Six civilians were killed, two of them women": six killed."""
    people = toll(6, group="civilians", who=MAYOR), toll(2, group="women", who=MAYOR, start=9)
    page = sighting("s", article_id="p", killed=6, tolls=people)
    figures = reconcile(accounts_of([page], {"p": article("p")}, {}))
    assert {figure.group: figure.best for figure in figures} == {"all": 6, "women": 2, "civilians": 6}


def test_a_part_of_the_pages_own_figure_is_no_later_account() -> None:
    """ "Seven people were injured, two of them seriously", says the mayor: seven."""
    page = sighting(
        "s",
        article_id="p",
        injured=7,
        tolls=(toll(7, harm="injured", who=MAYOR), toll(2, harm="injured", who=MAYOR, start=9)),
    )
    told = accounts_of([page], {"p": article("p")}, {})
    assert [spread(figure) for figure in reconcile(told)] == [(7, 7, 7)]


def test_a_page_that_says_it_twice_is_one_account() -> None:
    assert len(killed([toll(3), toll(3, who=MAYOR, start=9)]).accounts) == 1


counts = st.tuples(
    st.integers(0, 60), st.integers(0, 9), st.booleans(), st.sampled_from([MAYOR, GOVERNOR, PROSECUTOR, DOCTOR, None])
)


@given(st.lists(counts, min_size=1, max_size=6), st.sampled_from(sorted(RULES)))
def test_min_is_at_most_best_is_at_most_max(told: list[tuple[int, int, bool, object]], rule: str) -> None:
    pages = [[toll(low, None if open_ else low + more, who=who)] for low, more, open_, who in told]  # type: ignore[arg-type]
    figure = killed(*pages, rule=rule)
    assert figure.low is not None and figure.best is not None
    assert figure.low <= figure.best and (figure.high is None or figure.best <= figure.high)
    assert sum(account.used for account in figure.accounts) >= 1


def test_a_newsroom_that_repeats_a_count_adds_no_voice() -> None:
    figure = killed([toll(3, who=PROSECUTOR)], [toll(3)])
    assert {account.origin for account in figure.accounts} == {"prosecutor"}


def test_what_one_hospital_counted_exactly_is_still_a_floor() -> None:
    assert spread(killed([toll(17, who=DOCTOR, partial=True)])) == (17, 17, None)
