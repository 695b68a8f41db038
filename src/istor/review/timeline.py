"""Incidents over time: bars of days, weeks, months or years, as few as a screen has room for. Weeks begin on Mondays."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from istor.provenance import Record
from istor.review.sieve import Mask
from istor.store.panorama import NO_DAY, Panorama

Unit = Literal["day", "week", "month", "year"]
MOST_BARS = 180
UNIT_DAYS: dict[Unit, float] = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
NARROW = 8  # a span of less than such a share of all days is drawn with its surroundings only, so that it can be seen
OUTLIERS = 0.0005  # a page from 1944 among those of this year would squeeze all others into one bar


class Bar(Record):
    """So many incidents whose earliest day lies in these days, both inclusive."""

    first: dt.date
    last: dt.date
    count: int


class Timeline(Record):
    """Bars in order, none left out between the first and the last; `undated` incidents have no day.

    `before` and `beyond` are incidents that no bar was drawn for: long before all others, or far from the days chosen.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    undated: int
    before: int = 0
    beyond: int = 0


def timeline(seen: Panorama, mask: Mask, *, days: tuple[dt.date | None, dt.date | None] = (None, None)) -> Timeline:
    """The incidents in `mask` over time; where few of their days are chosen by `days` (first and last, inclusive; None: open),
    only those and twice as many before and after."""
    told = seen.earliest[mask]
    known = told[told != NO_DAY]
    undated = int(len(told) - len(known))
    if not len(known):
        return Timeline(unit="day", bars=(), undated=undated)
    start = int(np.partition(known, skip)[skip]) if (skip := int(len(known) * OUTLIERS)) else int(known.min())
    drawn = _surrounding(known[known >= start], *(day.toordinal() if day else None for day in days))
    start = int(drawn.min())
    before = int(np.count_nonzero(known < start))
    spread = int(drawn.max()) - start
    unit: Unit = next((unit for unit, length in UNIT_DAYS.items() if spread / length < MOST_BARS), "year")
    edges = _edges(dt.date.fromordinal(start), dt.date.fromordinal(int(drawn.max())), unit)
    counts, _ = np.histogram(drawn, bins=[edge.toordinal() for edge in edges])
    bars = tuple(
        Bar(first=first, last=after - dt.timedelta(days=1), count=int(count))
        for (first, after), count in zip(pairwise(edges), counts, strict=True)
    )
    return Timeline(unit=unit, bars=bars, undated=undated, before=before, beyond=len(known) - before - len(drawn))


def _surrounding(days: NDArray[np.int32], first: int | None, last: int | None) -> NDArray[np.int32]:
    """The days (ordinals) about the span from `first` to `last` (None: open), all where it is no small part of them."""
    low, high = int(days.min()), int(days.max())
    left = low if first is None else min(max(first, low), high)
    right = high if last is None else min(max(last, left), high)
    length = right - left + 1
    if length * NARROW >= high - low + 1:
        return days
    near = days[(days >= left - 2 * length) & (days <= right + 2 * length)]
    return near if len(near) else days


def _edges(first: dt.date, last: dt.date, unit: Unit) -> list[dt.date]:
    """The first days of all units from the one that holds `first` to the one after that which holds `last`."""
    at = _start(first, unit)
    edges = [at]
    while at <= last:
        at = _start(at + dt.timedelta(days={"day": 1, "week": 7, "month": 32, "year": 367}[unit]), unit)
        edges.append(at)
    return edges


def _start(day: dt.date, unit: Unit) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day
