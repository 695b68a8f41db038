"""Sums over incidents. Only single attacks count: a barrage, a city's day or a week's total may hold the same people."""

from __future__ import annotations

from collections.abc import Iterable

from istor.claims.claim import Group, Harm
from istor.ledger.entry import Entry, Figure
from istor.provenance import Record


class Total(Record):
    """The people of one harm over incidents. `low`, `best` and `high` are sums of the figures that there are (`high=None`:
    one of them is open upwards). `counted` incidents have a figure, `unknown` have none; `apart` rows (wide, totals over
    days, rejected ones) were left out."""

    harm: Harm
    low: int = 0
    best: int = 0
    high: int | None = 0
    counted: int = 0
    unknown: int = 0
    apart: int = 0


def total(entries: Iterable[Entry], harm: Harm = "killed", group: Group = "all") -> Total:
    """The sum over single attacks, each row once. An incident without a figure adds nothing, and is counted as unknown.

    >>> total([])
    Total(harm='killed', low=0, best=0, high=0, counted=0, unknown=0, apart=0)
    """
    low = best = counted = unknown = apart = 0
    high: int | None = 0
    for entry in entries:
        if not adds_up(entry):
            apart += 1
            continue
        figures = [figure for figure in _of(entry, harm, group) if figure.best is not None]
        counted, unknown = counted + bool(figures), unknown + (not figures)
        for figure in figures:
            low, best = low + (figure.low or 0), best + (figure.best or 0)
            high = None if high is None or figure.high is None else high + figure.high
    return Total(harm=harm, low=low, best=best, high=high, counted=counted, unknown=unknown, apart=apart)


def adds_up(entry: Entry) -> bool:
    """Whether an entry's people may be added to those of others: a single attack that nobody rejected."""
    return entry.scope == "incident" and entry.review != "rejected"


def _of(entry: Entry, harm: Harm, group: Group) -> list[Figure]:
    """The figure whatever the victims' side or, where nobody gave one, those of each side: different people."""
    found = [figure for figure in entry.figures if (figure.harm, figure.group) == (harm, group)]
    whole = [figure for figure in found if figure.side is None]
    return whole or found
