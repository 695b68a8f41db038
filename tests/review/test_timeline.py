"""Bars over time: none lost, none counted twice, as few as there is room for."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.panoramas import panorama

from istor.review.timeline import MOST_BARS, Timeline, timeline


def drawn(*days: str | None) -> Timeline:
    seen = panorama(*({"day": day} for day in days))
    return timeline(seen, np.ones(len(days), dtype=bool))


@given(st.lists(st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), max_size=60))
def test_every_incident_stands_in_one_bar(days: list[dt.date | None]) -> None:
    made = drawn(*(day.isoformat() if day else None for day in days))
    assert sum(bar.count for bar in made.bars) + made.undated + made.before == len(days)
    assert len(made.bars) <= MOST_BARS + 1
    assert all(
        one.last + dt.timedelta(days=1) == next.first for one, next in zip(made.bars, made.bars[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        ("2025-03-01", "2025-03-30", "day"),
        ("2025-01-01", "2026-12-31", "week"),
        ("2016-01-01", "2025-12-31", "month"),
        ("1970-01-01", "2025-12-31", "year"),
    ],
)
def test_the_unit_fits_the_span(first: str, last: str, unit: str) -> None:
    assert drawn(first, last).unit == unit


def test_nothing_dated_draws_nothing() -> None:
    assert drawn(None, None) == Timeline(unit="day", bars=(), undated=2)


def test_few_days_among_many_are_drawn_with_their_surroundings() -> None:
    days = [dt.date(2015, 1, 1) + dt.timedelta(days=7 * at) for at in range(520)]
    seen = panorama(*({"day": day.isoformat()} for day in days))
    first, last = dt.date(2020, 3, 1), dt.date(2020, 3, 31)
    made = timeline(seen, np.ones(len(days), dtype=bool), days=(first, last))
    assert made.unit == "day"
    assert made.bars[0].first < first - dt.timedelta(days=31) and made.bars[-1].last > last + dt.timedelta(days=31)
    assert sum(bar.count for bar in made.bars) + made.before + made.beyond == len(days)
    assert made.before > 200 < made.beyond
