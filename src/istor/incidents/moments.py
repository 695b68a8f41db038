"""When: the one date of a sighting among all that its sentences tell, and which dates speak against one attack."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import PlaceReading
from istor.lexicon import open_lexicon

Convert = Callable[[DateRange, str | None], tuple[dt.datetime, dt.datetime] | None]
CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?=[:\s]?\d*\s?[ap]\.?m\b|:\d\d)(?::(?P<minute>\d\d))?(?:\s?(?P<half>[ap])\.?m\b)?"
)
A_NIGHT = 2  # days: a longer range told later is a season ("in October 2019"), not this attack's day
CALENDAR_RULES = frozenset({"day and month", "stated date"})
SHORT = 3  # days: "since Tuesday evening" still says when, "since March" does not
LEAP_YEAR = 2000  # so that 29 February stands
ABSOLUTE = re.compile(r"^(?P<year>\d{4}|XXXX)-(?P<month>\d\d)-(?P<day>\d\d)")


def apart(told: Iterable[DateReading], now: Iterable[DateReading]) -> bool:
    """Whether no reading of the one can be the same time as one of the other. Days of reporting say nothing.

    >>> apart((), ())
    False
    """
    ours = [date for date in told if not (date.reporting or date.open)]
    theirs = [date for date in now if not (date.reporting or date.open)]
    if not ours or not theirs:
        return False
    return not any(_may_meet(a, b) for a in ours for b in theirs)


def _may_meet(a: DateReading, b: DateReading) -> bool:
    if a.range and b.range:
        return a.range.earliest <= b.range.latest and b.range.earliest <= a.range.latest
    if _calendar_day(a) and _calendar_day(b):
        return abs(days_between(a, b)) <= 1
    first, second = _weekday(a), _weekday(b)
    return first is None or second is None or (first - second) % 7 in (0, 1, 6)  # a night has two weekdays


def _weekday(date: DateReading) -> int | None:
    """The place in the week of a weekday told without more, 0 to 6."""
    weekdays: list[str] = open_lexicon("incidents", "en")["moments"]["weekdays"]
    words = re.findall(r"\w+", date.words.lower())
    return next((weekdays.index(word) for word in words if word in weekdays), None)


def _calendar_day(date: DateReading) -> tuple[int, int] | None:
    """(month, day) of a date whose year may be unknown; None where not even that is told."""
    found = ABSOLUTE.match(date.edtf)
    if found:
        return int(found["month"]), int(found["day"])
    return (date.range.earliest.month, date.range.earliest.day) if date.range and date.range.days <= 2 else None


def days_between(a: DateReading, b: DateReading) -> int:
    """Days from `a` to `b` as month and day alone have it, 0 where either lacks them. Positive: `a` comes first."""
    first, second = _calendar_day(a), _calendar_day(b)
    if first is None or second is None:
        return 0
    return (dt.date(LEAP_YEAR, *second) - dt.date(LEAP_YEAR, *first)).days


def weekdays_between(a: DateReading, b: DateReading) -> int:
    """Days from the weekday of `a` to that of `b`, 0 to 6, where each is told without more; 0 where either lacks one.

    >>> monday = DateReading(words="on Monday", start=0, end=9, edtf="", rule="weekday", anchor="none")
    >>> friday = DateReading(words="on Friday", start=20, end=29, edtf="", rule="weekday", anchor="none")
    >>> weekdays_between(monday, friday)
    4
    """
    first, second = _weekday(a), _weekday(b)
    return 0 if first is None or second is None else (second - first) % 7


def chosen(dates: Sequence[DateReading]) -> DateReading | None:
    """The date of a sighting: the first told of the event, or a later one that can be placed and does not contradict
    it; narrowed by a later one inside it.

    Only the day of a report told ("said on Saturday"): that day or the one before. None where no words tell a time.

    >>> chosen(()) is None
    True
    """
    told = [date for date in dates if not date.reporting]
    events = [date for date in told if not date.open] or [d for d in told if d.range and d.range.days <= SHORT]
    if events:
        first = next((d for d in events if d.range and d.range.days <= A_NIGHT and _may_meet(d, events[0])), events[0])
        if first.range is None:
            return _day_within(first, events)
        inside = [d for d in events if d.range and _inside(d, first)]
        return min(inside, key=lambda d: (d.range.days if d.range else 0, not is_calendar_day(d)))
    reports = [date for date in dates if date.reporting]
    return reported(next((date for date in reports if date.range), reports[0])) if reports else None


def _day_within(first: DateReading, events: Sequence[DateReading]) -> DateReading:
    """ "In the third raid this week, … early on Friday": the day told within a week that cannot be placed."""
    return next((d for d in events if is_day_of_week_or_month(d)), first) if first.rule == "this week" else first


def _inside(date: DateReading, outer: DateReading) -> bool:
    assert date.range and outer.range
    return outer.range.earliest <= date.range.earliest and date.range.latest <= outer.range.latest


def is_calendar_day(date: DateReading) -> bool:
    """Whether a day is told by month and number ("on 3 January"), with or without its year.

    >>> is_calendar_day(DateReading(words="3 July", start=0, end=6, edtf="XXXX-07-03", rule="day and month", anchor="none"))
    True
    """
    return date.rule in CALENDAR_RULES


def is_day_of_week_or_month(date: DateReading) -> bool:
    """Whether a day is told by its name or number ("on Saturday", "on 3 January"), not from the day of telling.

    >>> is_day_of_week_or_month(DateReading(words="yesterday", start=0, end=9, edtf="", rule="yesterday", anchor="none"))
    False
    """
    return is_calendar_day(date) or _weekday(date) is not None


def clock_of(date: DateReading) -> int | None:
    """The minute of the day that its words tell, where they tell one by the clock.

    >>> clock_of(DateReading(words="around 11:15 p.m.", start=0, end=17, edtf="", rule="time of day", anchor="none"))
    1395
    >>> clock_of(DateReading(words="3 July, 19:45", start=0, end=13, edtf="", rule="time of day", anchor="none"))
    1185
    >>> clock_of(DateReading(words="at night", start=0, end=8, edtf="", rule="part of day", anchor="none")) is None
    True
    """
    if (found := CLOCK.search(date.words.lower())) is None:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    return (hour % 12 + (12 if half == "p" else 0) if half else hour) * 60 + minute


def reported(date: DateReading) -> DateReading:
    """A day of report read as the day of the event: that day or the one before (codebook, "Reported on Saturday")."""
    if date.range is None or date.range.days > 1:
        return date
    before = date.range.earliest - dt.timedelta(days=1)
    days = DateRange(earliest=before, latest=date.range.latest)
    return msgspec.structs.replace(
        date, range=days, edtf=f"{before.isoformat()}/{date.range.latest.isoformat()}", rule=f"{date.rule}, reported"
    )


def in_utc(
    date: DateReading | None, place: PlaceReading | None, *, convert: Convert
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """The first and last moment in UTC, where the words give clock times and the zone of the words or place is known.

    `convert` is the doing of another room: local days and clock times in a zone → UTC, None where it knows no such zone.

    >>> in_utc(None, None, convert=lambda days, zone: None)
    (None, None)
    """
    days = date.range if date else None
    zone = (date.zone if date else None) or (place.place.zone if place and place.place else None)
    if days is None or days.earliest_time is None:
        return None, None
    return convert(days, zone) or (None, None)
