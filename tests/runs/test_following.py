"""Several people decide at once, and nothing that was decided is lost or told as failed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import istor
from istor.errors import LedgerBusy
from istor.runs import following
from istor.runs.following import follow, follow_soon

TEXT = "A drone hit a bus depot in Sumy on 4 March 2025, killing two people, the mayor said."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf8")
    istor.build(tmp_path / "page.txt", ledger=tmp_path / "l.db")
    return tmp_path / "l.db"


def test_who_decides_waits_for_another_who_does(ledger: Path) -> None:
    def comment(by: str) -> None:
        with istor.open(ledger) as mine:
            for number in range(3):
                istor.decide("comment", incident, by=by, why=f"note {number}", ledger=mine)

    with istor.open(ledger) as opened:
        incident = opened.incidents()[0].id
    people = [threading.Thread(target=comment, args=(by,)) for by in ("ana", "bo")]
    for each in people:
        each.start()
    for each in people:
        each.join()
    with istor.open(ledger) as opened:
        assert opened.verify().decisions == 6


def test_a_decision_stands_where_another_builds_the_ledger_for_long(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PATIENCE_S", 0.0)
    with istor.open(ledger) as opened, istor.open(ledger) as builder:
        incident = opened.incidents()[0].id
        with builder.building():
            opened.decide("accept", incident, by="ana")
            assert not follow_soon(opened, wait_s=0.0)
            with pytest.raises(LedgerBusy):
                follow(opened)
            with pytest.raises(LedgerBusy):
                istor.remove("page.txt", by="ana", why="asked to", ledger=opened)
        assert [each.verb for each in opened.decisions()] == ["accept"], "nothing is taken out by halves"
        assert follow_soon(opened)
        assert opened.entries()[0].review == "reviewed"
