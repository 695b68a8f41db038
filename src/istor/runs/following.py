"""The ledger follows what people decided: incidents are put together anew, under the rule they were last under."""

from __future__ import annotations

from collections.abc import Sequence

from istor.decisions import Decision
from istor.errors import LedgerBusy
from istor.runs.copying import copies_of
from istor.runs.relinking import bring_up, relink
from istor.store.ledger import Ledger

PATIENCE_S = 30.0  # how long who decides waits for another who does, or for a build to end


def follow(ledger: Ledger) -> None:
    """Puts incidents together anew from the pages and decisions that the ledger holds: those near what came in, if that
    is little. Raises LedgerBusy while another process builds the ledger."""
    _follow(ledger, wait_s=0.0)


def follow_soon(ledger: Ledger, *, wait_s: float = PATIENCE_S) -> bool:
    """The same, waiting so long for another process that builds the ledger. False: it still does, and the ledger follows
    what was decided at its next build."""
    try:
        _follow(ledger, wait_s=wait_s)
    except LedgerBusy:
        return False
    return True


def _follow(ledger: Ledger, *, wait_s: float) -> None:
    with ledger.building(wait_s=wait_s):
        bring_up(ledger, rule=ledger.rule() or "best-placed")


def remove(ledger: Ledger, pages: str | Sequence[str], *, by: str, why: str) -> Decision:
    """Takes pages out of the ledger for good and leaves a tombstone: their hashes, the reason, the day. Raises DecisionError,
    and LedgerBusy before anything is taken out where another process builds the ledger for long."""
    with ledger.building(wait_s=PATIENCE_S):
        tombstone = ledger.remove(pages, by=by, why=why)
        relink(ledger, copies_of(ledger), rule=ledger.rule() or "best-placed")
        ledger.forget()
    return tombstone
