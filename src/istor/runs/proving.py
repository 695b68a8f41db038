"""Does the ledger hold what was put in, and do its figures follow from it? What `istor verify` does."""

from __future__ import annotations

from istor.errors import BrokenLedger
from istor.runs.reckoning import anew
from istor.runs.ruling import linking_now
from istor.store.ledger import Ledger
from istor.store.verifying import Verified


def proved(ledger: Ledger) -> Verified:
    """What was found whole: every hash and quotation (`Ledger.verify`) and, where the incidents were put together by this
    istor's rules and nothing waits, every entry, which is worked out from its accounts and decisions again.

    Raises BrokenLedger naming the first thing that does not match.
    """
    found = ledger.verify()
    rule = ledger.rule()
    if rule is None or ledger.is_unlinked() or ledger.linked_under() != linking_now(rule):
        return found
    held = list(zip(ledger.incidents(everything=True), ledger.entries(everything=True), strict=True))
    for (incident, entry), (_, again) in zip(held, anew(ledger, held, rule), strict=True):
        if again != entry:
            told = next(name for name in entry.__struct_fields__ if getattr(entry, name) != getattr(again, name))
            raise BrokenLedger(
                f"incident {incident.id} says otherwise than its accounts do ({told}): somebody changed the file; restore it from "
                "a copy, or run `istor reread`"
            )
    return found
