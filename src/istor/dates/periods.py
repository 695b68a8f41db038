"""Calendar arithmetic: a stretch of whole days that is a day, a week, a month … of the calendar, and its neighbours."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal, NamedTuple

Grain = Literal["day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century", "span"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # first month, northern hemisphere
MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


class Period(NamedTuple):
    """Days `first` to `last`, both inclusive, and what they are of the calendar (`span`: nothing with a name).

    >>> month(2024, 2).last.day
    29
    """

    grain: Grain
    first: dt.date
    last: dt.date

    def joined(self, other: Period) -> Period:
        """The stretch from this period's first day to the other's last."""
        return Period("span", self.first, max(self.last, other.last))


def make_day(year: int, month_: int, day_: int) -> dt.date | None:
    """The day, or None where the calendar has none (30 February, year 0).

    >>> make_day(2023, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month_, day_)
    except (ValueError, OverflowError):
        return None


def moved(day_: dt.date, days: int) -> dt.date | None:
    """`day_` plus `days`; None beyond the calendar's first or last year."""
    try:
        return day_ + dt.timedelta(days=days)
    except OverflowError:
        return None


def day(day_: dt.date) -> Period:
    """One day as a period."""
    return Period("day", day_, day_)


def span(first: dt.date | None, last: dt.date | None) -> Period | None:
    """Any stretch of days; None where either end is, or where it would run backwards."""
    if first is None or last is None or last < first:
        return None
    return Period("day" if first == last else "span", first, last)


def month(year: int, month_: int) -> Period:
    """A month of a year from 1 to 9999."""
    return Period("month", dt.date(year, month_, 1), dt.date(year, month_, calendar.monthrange(year, month_)[1]))


def season(year: int, name: str) -> Period | None:
    """A northern season by its English key; winter of 2023 runs from December 2023 to February 2024."""
    return _months("season", year, SEASONS[name])


def quarter(year: int, number: int) -> Period | None:
    """The first to fourth quarter of a year."""
    return _months("quarter", year, 3 * number - 2) if 1 <= number <= 4 else None


def year(number: int) -> Period | None:
    """A whole year; None outside 1–9999."""
    return _months("year", number, 1)


def decade(number: int) -> Period | None:
    """The ten years from `number` (1990: the 1990s)."""
    return _months("decade", number, 1)


def around(day_: dt.date, unit: str) -> Period | None:
    """The period of that unit which holds the day: its ISO week, its month, …

    >>> around(dt.date(2024, 6, 12), "weekend").first.isoformat()
    '2024-06-15'
    """
    if unit in ("week", "weekend", "fortnight"):
        monday = moved(day_, -day_.weekday())
        if monday is None:
            return None
        first = moved(monday, 5 if unit == "weekend" else 0)
        last = moved(monday, 13 if unit == "fortnight" else 6)
        found = span(first, last)
        return found._replace(grain="weekend" if unit == "weekend" else "week") if found else None
    match unit:
        case "month":
            return month(day_.year, day_.month)
        case "quarter":
            return quarter(day_.year, (day_.month + 2) // 3)
        case "year":
            return year(day_.year)
        case "decade":
            return decade(day_.year // 10 * 10)
        case "century":
            return _months("century", day_.year // 100 * 100, 1)
        case _:
            return day(day_)


def shifted(day_: dt.date, unit: str, count: int) -> dt.date | None:
    """`day_` moved by so many units; a month's last days are clipped (31 March, one month back: 28 or 29 February).

    >>> shifted(dt.date(2024, 3, 31), "month", -1).isoformat()
    '2024-02-29'
    """
    if abs(count) > 100_000:
        return None
    if unit in DAYS_OF:
        return moved(day_, DAYS_OF[unit] * count)
    if unit not in MONTHS_OF:
        return day_
    months = day_.year * 12 + day_.month - 1 + MONTHS_OF[unit] * count
    if not 12 <= months < 120_000:
        return None
    year_, index = divmod(months, 12)
    return dt.date(year_, index + 1, min(day_.day, calendar.monthrange(year_, index + 1)[1]))


def weekday_near(day_: dt.date, weekday: int, direction: int) -> dt.date | None:
    """The nearest such weekday: -1 on or before `day_`, 1 on or after it.

    >>> weekday_near(dt.date(2023, 12, 31), 6, -1).isoformat()
    '2023-12-31'
    """
    if direction < 0:
        return moved(day_, -((day_.weekday() - weekday) % 7))
    return moved(day_, (weekday - day_.weekday()) % 7)


def nth_weekday(year_: int, month_: int, weekday: int, number: int) -> dt.date | None:
    """The so-many-th such weekday of a month (-1: the last); None where the month has none.

    >>> nth_weekday(2023, 11, 3, 4), nth_weekday(2023, 5, 0, -1)
    (datetime.date(2023, 11, 23), datetime.date(2023, 5, 29))
    """
    if not 1 <= year_ <= 9998:
        return None
    days = [found for number_ in range(1, 32) if (found := make_day(year_, month_, number_))]
    fitting = [found for found in days if found.weekday() == weekday]
    at = number - 1 if number > 0 else number
    return fitting[at] if -len(fitting) <= at < len(fitting) else None


def easter(year_: int, *, orthodox: bool = False) -> dt.date | None:
    """Easter Sunday of a year, in the calendar of today; None outside 1583–9998, where the rule does not hold.

    Western: the computus of Meeus, Jones and Butcher; Orthodox: Meeus' Julian one, moved into the new calendar.

    >>> easter(2024), easter(2024, orthodox=True)
    (datetime.date(2024, 3, 31), datetime.date(2024, 5, 5))
    """
    if not 1583 <= year_ <= 9998:
        return None
    if orthodox:
        moon = (19 * (year_ % 19) + 15) % 30
        month_, day_ = divmod(moon + (2 * (year_ % 4) + 4 * (year_ % 7) - moon + 34) % 7 + 114, 31)
        return moved(dt.date(year_, month_, day_ + 1), year_ // 100 - year_ // 400 - 2)
    century, rest = divmod(year_, 100)
    moon = (19 * (year_ % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year_ % 19 + 11 * moon + 22 * week) // 451
    month_, day_ = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year_, month_, day_ + 1)


def third(period: Period, edge: str) -> Period:
    """The early, middle or late third of a month (days 1–10, 10–20, 21–end) or of anything longer or shorter."""
    if period.grain == "month":
        cuts = {"early": (1, 10), "mid": (10, 20), "late": (21, period.last.day)}[edge]
        return Period("span", period.first.replace(day=cuts[0]), period.first.replace(day=cuts[1]))
    length = (period.last - period.first).days + 1
    step = length / 3
    index = {"early": 0, "mid": 1, "late": 2}[edge]
    first = period.first + dt.timedelta(days=round(step * index))
    last = period.first + dt.timedelta(days=max(round(step * (index + 1)) - 1, round(step * index)))
    return Period("span", first, min(last, period.last)) if length > 1 else period


def _months(grain: Grain, year_: int, first_month: int) -> Period | None:
    first = make_day(year_, first_month, 1)
    end = first and shifted(first, "month", MONTHS_OF[grain])
    last = end and moved(end, -1)
    return Period(grain, first, last) if first and last else None
