"""Calendar arithmetic at its edges."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.dates import periods
from istor.dates.edtf import is_edtf, notation
from istor.dates.timex import value_of

UNITS = ["day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"]


@given(st.dates(), st.sampled_from(UNITS))
def test_the_period_around_a_day_runs_forward_and_has_notations(day: dt.date, unit: str) -> None:
    found = periods.around(day, unit)
    if found is not None:
        assert found.first <= found.last
        assert is_edtf(notation(found))
        assert is_edtf(notation(found, approximate=True))
        assert value_of(found)


@given(st.dates(), st.sampled_from(UNITS), st.integers(-(10**9), 10**9))
def test_moving_never_fails(day: dt.date, unit: str, count: int) -> None:
    found = periods.shifted(day, unit, count)
    assert found is None or (count >= 0) == (found >= day) or found == day


@pytest.mark.parametrize(
    ("year", "name", "first", "last"),
    [(2023, "winter", "2023-12-01", "2024-02-29"), (2024, "summer", "2024-06-01", "2024-08-31")],
)
def test_seasons(year: int, name: str, first: str, last: str) -> None:
    found = periods.season(year, name)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


def test_the_calendar_ends() -> None:
    assert periods.moved(dt.date.max, 1) is None
    assert periods.season(9999, "winter") is None
    assert periods.make_day(2023, 2, 29) is None
