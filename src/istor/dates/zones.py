"""Local days and clock times in a zone → UTC. Pure: the zone is named by its IANA name ("Europe/Kyiv")."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from istor.dates.daterange import DateRange


def in_utc(days: DateRange, zone: str | None) -> tuple[dt.datetime, dt.datetime] | None:
    """The first and last moment that the range may mean, in UTC; whole days where no clock times are told.

    An hour that the clocks strike twice in autumn may be either: the range holds both. An hour that they skip in spring
    is read as the moment it would have been. None: no zone is known, or the moment lies outside the calendar.

    >>> day = dt.date(2024, 1, 2)
    >>> told = DateRange(earliest=day, latest=day, earliest_time=dt.time(3), latest_time=dt.time(3))
    >>> [moment.isoformat() for moment in in_utc(told, "Europe/Kyiv")]
    ['2024-01-02T01:00:00+00:00', '2024-01-02T01:00:00+00:00']
    """
    try:
        place = ZoneInfo(zone or "")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # "local" and the like name no zone
        return None
    first = dt.datetime.combine(days.earliest, days.earliest_time or dt.time.min, tzinfo=place)
    last = dt.datetime.combine(days.latest, days.latest_time or dt.time(23, 59), tzinfo=place).replace(fold=1)
    try:
        moments = first.astimezone(dt.UTC), last.astimezone(dt.UTC)
    except OverflowError:
        return None
    return min(moments), max(moments)
