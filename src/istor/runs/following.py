"""The ledger follows what people decided: incidents are put together anew, under the rule they were last under."""

from __future__ import annotations

from collections.abc import Sequence

from istor.decisions import Decision
from istor.runs.copying import copies_of
from istor.runs.relinking import bring_up, relink
from istor.store.ledger import Ledger


def follow(ledger: Ledger) -> None:
    """Puts incidents together anew from the pages and decisions that the ledger holds: those near what came in, if that
    is little."""
    with ledger.building():
        bring_up(ledger, rule=ledger.rule() or "best-placed")


def remove(ledger: Ledger, pages: str | Sequence[str], *, by: str, why: str) -> Decision:
    """Takes pages out of the ledger for good and leaves a tombstone: their hashes, the reason, the day. Raises DecisionError."""
    tombstone = ledger.remove(pages, by=by, why=why)
    with ledger.building():
        relink(ledger, copies_of(ledger), rule=ledger.rule() or "best-placed")
        ledger.forget()
    return tombstone
