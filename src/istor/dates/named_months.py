"""Expressions that name a month, a season, a quarter, a year: "late May", "summer 2022", "the first week of June"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from istor.dates import edtf
from istor.dates.expressions import Expression
from istor.dates.meaning import Frame, Meaning, relative
from istor.dates.periods import day, decade, make_day, month, moved, quarter, season, shifted, span, third, year


def edged(meaning: Meaning, expression: Expression) -> Meaning:
    """The early, middle or late third of the meaning's period, where the words say so."""
    edge = expression.value("E")
    if edge is None or meaning.period is None:
        return meaning
    return meaning._replace(period=third(meaning.period, edge), rule=f"{edge} {meaning.rule}", clip=0)


def _month(expression: Expression, frame: Frame) -> Meaning | None:
    found = month_of(expression, frame)
    if expression.value("E") and not found.period:
        return found._replace(rule=f"{expression.value('E')} month")
    return edged(found, expression)


def month_of(expression: Expression, frame: Frame) -> Meaning:
    """The month that the words name: with their year, the nearest past one, or one of no known year."""
    number, stated = expression.value("M"), expression.value("y")
    if stated is not None:
        return Meaning("month", "stated", month(stated, number))
    unknown = edtf.unknown_year(number)
    if frame.day is None or frame.anchor == "stated":
        if frame.year:
            return Meaning("month", "stated", month(frame.year, number), confidence=0.7)
        return Meaning("month", "none", unknown=unknown)
    at = frame.day
    if expression.value("U") == "year":
        chosen = at.year - (1 if expression.has("L") else -1 if expression.has("N") else 0)
    elif expression.has("H"):
        chosen = at.year
    elif expression.has("N") or ((frame.future or _ends_soon(number, expression, at)) and not expression.has("L")):
        chosen = at.year + (number < at.month or (number == at.month and expression.has("N")))
    else:
        chosen = at.year - (number > at.month or (number == at.month and expression.has("L")))
    return relative(frame, "month", month(chosen, number) if 1 <= chosen <= 9998 else None, unknown=unknown)


def _ends_soon(number: int, expression: Expression, at: dt.date) -> bool:
    """ "until mid-November", in a report of October."""
    return expression.before in ("u", "r") and 0 < (number - at.month) % 12 <= SOON_MONTHS


SOON_MONTHS: Final = 3


def _season(expression: Expression, frame: Frame) -> Meaning | None:
    name, stated = expression.value("S"), expression.value("y")
    if stated is not None:
        return edged(Meaning("season", "stated", season(stated, name)), expression)
    if frame.day is None:
        return Meaning("season", "none", unknown="XXXX")
    step = -1 if expression.value("U") == "year" and expression.has("L") else 0
    found = season(frame.day.year + step, name)
    ahead = found is not None and found.first > frame.day and not expression.has("NH")
    if ahead or (found and expression.has("L") and found.last >= frame.day):
        found = season(frame.day.year - 1, name)
    return edged(relative(frame, "season", found), expression)


def _decade(expression: Expression, frame: Frame) -> Meaning | None:
    return edged(Meaning("decade", "stated", decade(expression.value("l"))), expression)


def _year(expression: Expression, frame: Frame) -> Meaning | None:
    return edged(Meaning("year", "stated", year(expression.value("y"))), expression)


def _years(expression: Expression, frame: Frame) -> Meaning | None:
    """ "2014–16": from the first day of the one to the last of the other."""
    first, last = (year(number) for number in expression.value("5"))
    return edged(Meaning("years", "stated", span(first.first, last.last) if first and last else None), expression)


def _ordinal(expression: Expression, frame: Frame) -> Meaning | None:
    """ "the first week of June", "the third quarter of 2023"."""
    unit = expression.value("U")
    number = expression.value("d") or -1
    if unit == "quarter":
        return _quarter(number, expression, frame)
    if unit == "month" and expression.has("HLN"):
        return _day_of_month(expression, frame)
    if expression.has("M") and unit in ("day", "week"):
        found = month_of(expression, frame)
        size = {"day": 1, "week": 7}[unit]
        if not found.period:
            return found._replace(rule=f"{unit} of a month")
        first = moved(found.period.first, size * (number - 1)) if number > 0 else moved(found.period.last, 1 - size)
        last = first and moved(first, size - 1)
        period = span(first, min(last, found.period.last)) if last else None
        return found._replace(rule=f"{unit} of a month", period=period) if period else None
    return None


def _day_of_month(expression: Expression, frame: Frame) -> Meaning | None:
    """ "the sixth of this month"."""
    number = expression.value("n") or expression.value("d")
    at = frame.day and shifted(frame.day, "month", -1 if expression.has("L") else 1 if expression.has("N") else 0)
    found = make_day(at.year, at.month, number) if at else None
    return relative(frame, "day of a month", day(found) if found else None)


def _quarter(number: int, expression: Expression, frame: Frame) -> Meaning | None:
    if not 1 <= number <= 4:
        return None
    stated = expression.value("y")
    if stated is not None:
        return Meaning("quarter", "stated", quarter(stated, number))
    if frame.day is None:
        return Meaning("quarter", "none", unknown=f"XXXX-{32 + number}")
    found = quarter(frame.day.year, number)
    if expression.has("L") or (found and found.first > frame.day and not expression.has("HN")):
        found = quarter(frame.day.year - 1, number)
    return relative(frame, "quarter", found)


NAMED_MONTHS: Final[Mapping[str, Callable[[Expression, Frame], Meaning | None]]] = {
    "ordinal": _ordinal,
    "month": _month,
    "season": _season,
    "decade": _decade,
    "years": _years,
    "year": _year,
}
