"""One date for a sighting, and dates that keep attacks apart."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from making import KHARKIV, at, on, yearless

from istor.dates import zones
from istor.dates.daterange import DateReading
from istor.incidents.moments import apart, chosen, in_utc, reported

SAID = msgspec.structs.replace(on("2025-03-08"), reporting=True)


@pytest.mark.parametrize(
    ("told", "now", "expected"),
    [
        (on("2025-03-04"), on("2025-03-04"), False),
        (on("2025-03-04"), on("2025-03-06"), True),
        (on("2025-03-03", "2025-03-05"), on("2025-03-05"), False),
        (yearless("07-07"), yearless("07-03"), True),
        (yearless("07-07"), yearless("07-08"), False),  # a night has two days
        (on("2025-07-07"), yearless("07-01"), True),
        (SAID, on("2025-03-01"), False),
    ],
)
def test_days_that_speak_against_one_attack(told: DateReading, now: DateReading, expected: bool) -> None:
    assert apart([told], [now]) is apart([now], [told]) is expected


def test_the_first_event_narrowed_by_a_later_one_inside_it() -> None:
    week, day, other = on("2025-03-03", "2025-03-09"), on("2025-03-04"), on("2025-03-20")
    assert chosen([week, other, day]) == day
    assert chosen([SAID, week]) == week


def test_a_day_of_report_alone_gives_that_day_or_the_one_before() -> None:
    found = chosen([SAID])
    assert found and found.range
    assert (found.range.earliest, found.range.latest) == (dt.date(2025, 3, 7), dt.date(2025, 3, 8))
    assert reported(yearless("07-07")) == yearless("07-07")


def test_utc_where_clock_and_zone_are_known() -> None:
    place = at(msgspec.structs.replace(KHARKIV, zone="Europe/Kyiv"))
    first, last = in_utc(on("2025-07-07", hours=(4, 6)), place, convert=zones.in_utc)
    assert first == dt.datetime(2025, 7, 7, 1, tzinfo=dt.UTC) and last == dt.datetime(2025, 7, 7, 3, tzinfo=dt.UTC)
    struck_twice = on("2025-10-26", hours=(3, 3))
    assert in_utc(struck_twice, place, convert=zones.in_utc) == (
        dt.datetime(2025, 10, 26, 0, tzinfo=dt.UTC),
        dt.datetime(2025, 10, 26, 1, tzinfo=dt.UTC),
    )
    nowhere = at(msgspec.structs.replace(KHARKIV, zone="Nowhere/At_All"))
    for date, where in ((on("2025-07-07"), place), (struck_twice, at(KHARKIV)), (struck_twice, nowhere)):
        assert in_utc(date, where, convert=zones.in_utc) == (None, None)
