"""The log of decisions around one of them: it, and all that take it or its undoing back."""

from __future__ import annotations

from pathlib import Path

from arriving import keep, told

from istor.decisions import undone
from istor.runs.copying import copies_of
from istor.runs.relinking import relink
from istor.store.ledger import open_ledger
from istor.store.recalling import decisions, decisions_around


def test_around_a_decision_is_what_takes_it_back_and_that_back(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "log.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(4)])
        relink(ledger, copies_of(ledger))
        name = ledger.incidents(everything=True)[0].id
        accept = ledger.decide("accept", name, by="ana")
        comment = ledger.decide("comment", name, by="ana", why="looked at")
        undo = ledger.decide("undo", accept.id, by="ana")
        again = ledger.decide("undo", undo.id, by="ana")
        with ledger._engine.connect() as connection:
            around = list(decisions_around(connection, [accept.id]))
            log = [each for each, _ in decisions(connection)]
            assert list(decisions_around(connection, [])) == []
        assert around == [accept, undo, again]
        assert undone(around) == undone(log) == {undo.id}
        assert log == [accept, comment, undo, again]
