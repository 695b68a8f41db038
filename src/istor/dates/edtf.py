"""EDTF (ISO 8601-2): a date with its doubt in one short text: "2024-05", "XXXX-07-07", "2022-02-24/.."."""

from __future__ import annotations

import re
from typing import Final

from istor.dates.periods import SEASONS, Period

UNKNOWN_DAY: Final = "XXXX-XX-XX"
_SEASON = dict(zip(SEASONS, (21, 22, 23, 24), strict=True))
_BY_MONTH = {first: _SEASON[name] for name, first in SEASONS.items()}
_DATE = r"(?:[\dX]{4}(?:-(?:0[1-9]|1[0-2]|X[\dX]|2[1-4]|3[3-6])(?:-(?:0[1-9]|[12]\d|3[01]|X[\dX]))?)?[~?%]?)"
_VALID = re.compile(rf"{_DATE}(?:/(?:{_DATE}|\.\.))?|\.\./{_DATE}")


def notation(period: Period, *, approximate: bool = False) -> str:
    """The period in EDTF. `approximate` adds "~" to its ends.

    >>> import datetime as dt
    >>> notation(Period("month", dt.date(2024, 5, 1), dt.date(2024, 5, 31)))
    '2024-05'
    >>> notation(Period("span", dt.date(2024, 5, 3), dt.date(2024, 5, 5)), approximate=True)
    '2024-05-03~/2024-05-05~'
    """
    mark = "~" if approximate else ""
    named = _named(period)
    if named:
        return named + mark
    return f"{period.first.isoformat()}{mark}/{period.last.isoformat()}{mark}"


def unknown_year(month: int, day: int | None = None) -> str:
    """A month, or a day of it, of a year that nobody told.

    >>> unknown_year(7, 7), unknown_year(7)
    ('XXXX-07-07', 'XXXX-07')
    """
    return f"XXXX-{month:02}" + (f"-{day:02}" if day else "")


def from_then_on(start: str) -> str:
    """An interval whose end is open: "since …".

    >>> from_then_on("2022-02-24")
    '2022-02-24/..'
    """
    return f"{start.split('/', maxsplit=1)[0]}/.."


def up_to_then(end: str) -> str:
    """An interval whose start is open: "until …"."""
    return f"../{end.rsplit('/', maxsplit=1)[-1]}"


def is_edtf(text: str) -> bool:
    """Whether the text is of the form this module writes.

    >>> is_edtf("2024-13"), is_edtf("XXXX-XX-XX")
    (False, True)
    """
    return _VALID.fullmatch(text) is not None


def _named(period: Period) -> str | None:
    first = period.first
    match period.grain:
        case "day":
            return first.isoformat()
        case "month":
            return f"{first.year:04}-{first.month:02}"
        case "quarter":
            return f"{first.year:04}-{33 + (first.month - 1) // 3}"
        case "season":
            return f"{first.year:04}-{_BY_MONTH[first.month]}"
        case "year":
            return f"{first.year:04}"
        case "decade":
            return f"{first.year // 10:03}X"
        case "century":
            return f"{first.year // 100:02}XX"
        case _:
            return None
