"""How figures came about is told from the ledger itself: its rules, its ladder, what was left out of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from holdings import holding
from review.desks import filled

from istor.provenance import Refusal
from istor.runs.methodology import method
from istor.runs.relinking import relink
from istor.store.ledger import open_ledger


def test_a_ledger_says_by_which_rules(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        told = method(ledger)
        assert (told.pages, told.incidents, told.decisions) == (3, len(ledger.incidents()), 0)
        assert [number for _, number in told.readings] == [3]
        assert (told.rule, told.said[:4]) == ("best-placed", "Best")
        assert told.ladders["injured"][0] == "hospital"
        assert told.doubts[0] == ("tolls in conflict", 3.0)


@pytest.mark.parametrize(
    ("rule", "ladders"),
    [("range", {}), ("hierarchy: hospital > named_list, monitor", {"anybody": ("hospital", "monitor, named list")})],
)
def test_each_rule_has_its_own_ladder(tmp_path: Path, rule: str, ladders: dict[str, tuple[str, ...]]) -> None:
    with filled(tmp_path) as ledger:
        relink(ledger, rule=rule)
        told = method(ledger)
        assert (told.rule, dict(told.ladders)) == (rule, ladders) and told.said


def test_what_was_left_out_is_counted_in_words(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        refused = [Refusal(of=f"page-{at}", room="articles", because="empty") for at in range(2)]
        run = len(ledger.runs())
        ledger.keep([holding("j", "no attack")], refused, rules_id=next(iter(ledger.rules())).id, run=run)
        ledger.decide("comment", ledger.incidents()[0].id, by="ana", why="asked")
        told = method(ledger)
    assert [number for _, number in told.pages_refused] == [2]
    assert [number for _, number in told.words_refused] == [1]
    assert (told.decisions, told.decided_by) == (1, 1)


def test_an_empty_ledger_has_no_rule_yet(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        assert (method(ledger).rule, method(ledger).said, method(ledger).ladders) == (None, "", {})
