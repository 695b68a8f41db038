"""Numerals: what begins with a digit, in any script's digits, and the day, clock time, year or number it stands for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from istor.dates.periods import make_day

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])([:.])([0-5]\d)(am|pm)?")
_GLUED = re.compile(r"(1[0-2]|0?[1-9])(am|pm)")
_SMALL = re.compile(r"([1-9]|[12]\d|3[01]|0[1-9])(?:st|nd|rd|th|-[а-яіїє]{1,3})?")
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_YEARS = re.compile(r"((?:1[5-9]|20)\d\d)[-–/](\d\d(?:\d\d)?)")
_ORDINAL_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)-[а-яіїє]{1,3}")
_DECADE = re.compile(r"(1[5-9]|20)?(\d)0s")
_DAY_AND_MONTH = re.compile(r"(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])")
_LONGEST = 12  # characters of a numeral that can be a time


def numeral(blob: str) -> tuple[str, Any]:
    """The letter and value of something that begins with a digit.

    i ISO or numeric day, g a numeric day that can be read two ways, c clock, n 1–31, y year, h "3-5", 5 "2014–16",
    l "1990s", C "23.50" (a clock only before "p.m." or after "at"); "#" any other number.

    >>> numeral("19:40"), numeral("7th"), numeral("1990s"), numeral("٣")
    (('c', datetime.time(19, 40)), ('n', 7), ('l', 1990), ('n', 3))
    """
    return _numeral(blob)


def day_and_month(blob: str) -> tuple[int, int] | None:
    """The month and day of "06.05", as they are written from Kyiv to Berlin; None for anything else.

    >>> day_and_month("06.05"), day_and_month("06.13"), day_and_month("30.02")
    ((5, 6), None, None)
    """
    match = _DAY_AND_MONTH.fullmatch(blob)
    told = (int(match[2]), int(match[1])) if match else None
    return told if told and make_day(2000, *told) else None


@lru_cache(maxsize=4096)
def _numeral(blob: str) -> tuple[str, Any]:
    if len(blob) > _LONGEST:
        return "#", None
    if not blob.isascii():
        blob = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in blob)
    if match := _SMALL.fullmatch(blob):
        return "n", int(match[1])
    if blob.isdecimal():
        number = int(blob)
        return ("y", number) if len(blob) == 4 and 1500 <= number <= 2100 else ("#", number)
    for pattern, reader in _FORMS:
        if (match := pattern.fullmatch(blob)) and (found := reader(match)):
            return found
    plain = blob.replace(",", "")
    return "#", int(plain) if plain.isdecimal() else None


def _read_iso(match: re.Match[str]) -> tuple[str, Any] | None:
    day = make_day(int(match[1]), int(match[2]), int(match[3]))
    return ("i", day) if day else None


def _read_numeric(match: re.Match[str]) -> tuple[str, Any] | None:
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    first, second = int(match[1]), int(match[3])
    european, american = make_day(year, second, first), make_day(year, first, second)
    if match[2] == ".":
        american = None  # full stops are never the American order
    both = tuple(dict.fromkeys(day for day in (european, american) if day))
    if not both:
        return None
    return ("i", both[0]) if len(both) == 1 else ("g", both)


def _read_clock(match: re.Match[str]) -> tuple[str, Any] | None:
    hour = int(match[1]) % 24
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "pm" else 0)
    spelled = match[2] == ":" or match[4]  # "2.30" may be a share or a price
    return "c" if spelled else "C", dt.time(hour, int(match[3]))


def _read_glued(match: re.Match[str]) -> tuple[str, Any]:
    return "c", dt.time(int(match[1]) % 12 + (12 if match[2] == "pm" else 0), 0)


def _read_pair(match: re.Match[str]) -> tuple[str, Any] | None:
    first, last = int(match[1]), int(match[2])
    return ("h", (first, last)) if 1 <= first < last <= 31 else None


def _read_years(match: re.Match[str]) -> tuple[str, Any] | None:
    """ "2014–16", "2022/23"; not "2014-06", which is a month."""
    first, short = int(match[1]), len(match[2]) == 2
    last = first // 100 * 100 + int(match[2]) if short else int(match[2])
    month = short and int(match[2]) <= 12 and "-" in match[0]
    return ("5", (first, last)) if first < last <= first + 99 and not month else None


def _read_ordinal_year(match: re.Match[str]) -> tuple[str, Any]:
    return "y", int(match[1])


def _read_decade(match: re.Match[str]) -> tuple[str, Any]:
    return "l", int(match[1] or 19) * 100 + int(match[2]) * 10


_Reader = Callable[[re.Match[str]], tuple[str, Any] | None]
_FORMS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (_CLOCK, _read_clock),
    (_GLUED, _read_glued),
    (_ISO, _read_iso),
    (_NUMERIC, _read_numeric),
    (_PAIR, _read_pair),
    (_YEARS, _read_years),
    (_ORDINAL_YEAR, _read_ordinal_year),
    (_DECADE, _read_decade),
)
