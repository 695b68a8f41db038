"""Local times in UTC, with the clock changes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.dates.daterange import DateRange
from istor.dates.zones import in_utc


def told(day: str, begins: str | None, ends: str | None) -> DateRange:
    one = dt.date.fromisoformat(day)
    return DateRange(
        earliest=one,
        latest=one,
        earliest_time=dt.time.fromisoformat(begins) if begins else None,
        latest_time=dt.time.fromisoformat(ends) if ends else None,
    )


@pytest.mark.parametrize(
    ("day", "begins", "ends", "zone", "first", "last"),
    [
        ("2024-01-02", "03:00", "03:00", "Europe/Kyiv", "2024-01-02T01:00", "2024-01-02T01:00"),
        ("2024-07-02", "03:00", "03:00", "Europe/Kyiv", "2024-07-02T00:00", "2024-07-02T00:00"),
        ("2024-07-02", "02:00", "02:00", "Europe/Moscow", "2024-07-01T23:00", "2024-07-01T23:00"),
        ("2024-07-02", None, None, "Europe/Kyiv", "2024-07-01T21:00", "2024-07-02T20:59"),
        ("2023-10-29", "03:30", "03:30", "Europe/Kyiv", "2023-10-29T00:30", "2023-10-29T01:30"),  # struck twice
        ("2024-03-31", "03:30", "03:30", "Europe/Kyiv", "2024-03-31T00:30", "2024-03-31T01:30"),  # skipped
        ("2024-01-02", "03:00", "04:00", "Asia/Damascus", "2024-01-02T00:00", "2024-01-02T01:00"),
    ],
)
def test_local_times_in_utc(day: str, begins: str, ends: str, zone: str, first: str, last: str) -> None:
    found = in_utc(told(day, begins, ends), zone)
    assert found is not None
    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in found] == [first, last]


@pytest.mark.parametrize("zone", [None, "", "local", "Europe/Nowhere", "../etc"])
def test_without_a_zone_there_is_no_utc(zone: str | None) -> None:
    assert in_utc(told("2024-01-02", "03:00", "03:00"), zone) is None


@given(st.dates(), st.times(), st.times())
def test_the_first_moment_is_never_after_the_last(day: dt.date, begins: dt.time, ends: dt.time) -> None:
    found = in_utc(DateRange(earliest=day, latest=day, earliest_time=begins, latest_time=ends), "Asia/Gaza")
    assert found is None or found[0] <= found[1]
