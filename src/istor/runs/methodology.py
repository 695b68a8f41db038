"""How the figures of one ledger came about: by which rules it was read, linked and reconciled, and what was left out, counted."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import getdoc
from typing import Literal

from istor.ledger.doubts import WEIGHTS
from istor.ledger.ladders import Ladder, ladder_of, own_ladder
from istor.ledger.rules import RULES
from istor.provenance import Record
from istor.runs.reasons import in_words
from istor.store.holding import Rules
from istor.store.ledger import Ledger

HARMS: tuple[Literal["killed", "injured"], ...] = ("killed", "injured")


class Method(Record):
    """What a reader must know of a ledger to judge its figures.

    `readings` are the rules that pages were read by, with how many rest on them; `rule` the one that reconciled (None: nothing
    was put together yet), `said` what it does, in words; `ladders` who is closest to the count of a harm, nearest first;
    `pages_refused` and `words_refused` the reasons in words with their numbers; `doubts` what puts an incident into the
    queue, with its weight; `decided_by` how many people decided.
    """

    pages: int
    incidents: int
    decisions: int
    decided_by: int
    readings: tuple[tuple[Rules, int], ...]
    rule: str | None
    said: str
    ladders: Mapping[str, tuple[str, ...]]
    pages_refused: tuple[tuple[str, int], ...]
    words_refused: tuple[tuple[str, int], ...]
    doubts: tuple[tuple[str, float], ...]


def method(ledger: Ledger) -> Method:
    """The method of an open ledger, from what it holds and what it was made by."""
    counts, reasons, log = ledger.counts(), ledger.reasons(), ledger.decisions()
    rule = ledger.rule()
    return Method(
        pages=counts["pages"],
        incidents=counts["incidents"],
        decisions=len(log),
        decided_by=len({each.by for each in log}),
        readings=tuple(sorted(ledger.rules().items(), key=lambda pair: (-pair[1], pair[0].id))),
        rule=rule,
        said=_said(rule),
        ladders=_ladders(rule),
        pages_refused=tuple((in_words(because), number) for because, whole, number in reasons if whole),
        words_refused=tuple((in_words(because), number) for because, whole, number in reasons if not whole),
        doubts=tuple(WEIGHTS.items()),
    )


def _said(rule: str | None) -> str:
    known = RULES.get((rule or "").partition(":")[0])
    return " ".join(((getdoc(known) if known else "") or "").partition("\n\n")[0].split())


def _ladders(rule: str | None) -> dict[str, tuple[str, ...]]:
    """Those that the rule asks: one's own, or the published ones. Rules that ask nobody have none."""
    name, _, own = (rule or "").partition(":")
    if name == "hierarchy" and own:
        return {"anybody": _rungs(own_ladder(own))}
    return {harm: _rungs(ladder_of(harm)) for harm in HARMS} if name in ("best-placed", "hierarchy") else {}


def _rungs(ladder: Ladder) -> tuple[str, ...]:
    return tuple(", ".join(sorted(rung)).replace("_", " ") for rung in ladder)
