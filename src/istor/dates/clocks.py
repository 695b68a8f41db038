"""Clock times in an expression: "9.30 p.m.", "between 3 and 5 a.m.", "о дев'ятій вечора"; and the words without them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from istor.dates.expressions import Expression
from istor.dates.tokens import HALF_OF, NIGHT_ENDS

Times = tuple[dt.time | None, dt.time | None]
NO_TIMES: Final[Times] = (None, None)
PARTS: Final[Mapping[str, Times]] = {
    "early": (dt.time(0), dt.time(6)),
    "dawn": (dt.time(3), dt.time(7)),
    "morning": (dt.time(5), dt.time(12)),
    "noon": (dt.time(11), dt.time(13)),
    "daytime": (dt.time(6), dt.time(20)),
    "afternoon": (dt.time(12), dt.time(18)),
    "evening": (dt.time(17), dt.time(23, 59)),
    "night": (dt.time(18), dt.time(23, 59)),
    "small": (dt.time(0), dt.time(6)),  # "ночью 5 июня": the hours after midnight
    "midnight": (dt.time(22), dt.time(23, 59)),
    "mid": NO_TIMES,
    "late": (dt.time(18), dt.time(23, 59)),
}
_ONE = r"(?:[cC]3?m*|3[dn1]m*|hm+|[dn1]-?[UV]?(?:3m*|m+))"
_CLOCK = re.compile(rf"<q?{_ONE}z>?|(?:[dn1](?=[rujb-]{_ONE}))|{_ONE}")


def clock_of(expression: Expression) -> tuple[Times, str | None]:
    """The local times and the part of the day that the words name."""
    told = [hours for start, stop in _own(expression.letters) for hours in _told(expression, start, stop)]
    part = _part_of(expression)
    if told:
        return _exact(_halved(told, part), expression), None
    return (PARTS[part], part) if part else (NO_TIMES, None)


def zone_of(expression: Expression) -> str | None:
    """The zone that the words name, not that of a time in brackets; "local time" names none: it is the place's."""
    if "z" not in expression.letters:
        return None
    own = _own(expression.letters)
    aside = {at for start, stop in _spoken(expression.letters) if (start, stop) not in own for at in range(start, stop)}
    named = (expression.senses[at] for at, letter in enumerate(expression.letters) if letter == "z" and at not in aside)
    zone = next(named, None)
    return zone or None if zone != "local" else None


def without_clock(expression: Expression) -> Expression:
    """The same words without their clock times: of "9 p.m. on 6 May" the 9 is no day.

    >>> from istor.dates.expressions import find
    >>> found = next(find("At 9 p.m. on 6 May 2024 it fell."))
    >>> found.letters, without_clock(found).letters
    ('nmpnMy', 'pnMy')
    """
    spoken = _spoken(expression.letters)
    if not spoken:
        return expression
    kept = [at for at in range(len(expression.letters)) if not any(start <= at < stop for start, stop in spoken)]
    return expression._replace(
        letters="".join(expression.letters[at] for at in kept), senses=tuple(expression.senses[at] for at in kept)
    )


@lru_cache(maxsize=4096)
def _spoken(letters: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _CLOCK.finditer(letters))


@lru_cache(maxsize=4096)
def _own(letters: str) -> tuple[tuple[int, int], ...]:
    """Where the clock times stand; one in brackets behind another only repeats it in another zone."""
    found = _spoken(letters)
    plain = tuple((start, stop) for start, stop in found if letters[start] != "<")
    return plain or found


def _told(expression: Expression, start: int, stop: int) -> list[tuple[dt.time, bool]]:
    """The times that one group of words tells (two for "9-10 p.m."), and whether their half of the day is told."""
    words = list(zip(expression.letters[start:stop], expression.senses[start:stop], strict=True))
    half = next((sense for letter, sense in words if letter == "m" and isinstance(sense, int)), None)
    minutes = next((sense for letter, sense in words if letter == "3"), 0)
    for letter, sense in words:
        if letter in "cC":
            exact = letter == "c" and (sense.hour > 12 or sense.hour == 0)
            return [(_turned(sense.hour, half, sense.minute + minutes), exact or half is not None)]
        if letter == "h":
            return [(_turned(hour, half, 0), half is not None) for hour in sense if hour <= 24]
        if letter in "nd1" and isinstance(sense, int) and sense <= 24:
            return [(_turned(sense, half, minutes), half is not None or sense > 12)]
    return []


def _turned(hour: int, half: int | None, minutes: int) -> dt.time:
    """A clock time from an hour, its half of the day (None: not told) and minutes past or before."""
    base = hour % 12 + half if half is not None and hour <= 12 else hour
    total = (base * 60 + minutes) % (24 * 60)
    return dt.time(total // 60, total % 60)


def _halved(told: Sequence[tuple[dt.time, bool]], part: str | None) -> list[dt.time]:
    """The times, each in the half of the day that the words beside it tell: "between 9 and 10 p.m.", "at 3 at night"."""
    times = [time for time, _ in told]
    for at in range(len(told) - 1, -1, -1):
        time, sure = told[at]
        if sure or time.hour > 12:
            continue
        if at + 1 < len(told) and times[at + 1].hour >= 12:
            later = time.replace(hour=time.hour % 12 + 12)
            times[at] = later if later <= times[at + 1] else time.replace(hour=time.hour % 12)
        elif part is not None:
            late = HALF_OF.get(part, 0 if time.hour < NIGHT_ENDS or time.hour == 12 else 12)
            times[at] = time.replace(hour=time.hour % 12 + late)
    return times


def _exact(times: Sequence[dt.time], expression: Expression) -> Times:
    """Stated clock times; "before" and "after" leave the other end of the day open."""
    if len(times) > 1:
        return times[0], times[-1]
    if expression.letters[:1] == "B":
        return dt.time(0), times[0]
    if expression.letters[:1] == "F":
        return times[0], dt.time(23, 59)
    return times[0], times[0]


def _part_of(expression: Expression) -> str | None:
    part, edge = expression.value("P") or expression.value("I"), expression.value("E")
    if part is None:
        return {"early": "early", "late": "late"}.get(edge or "")
    if edge == "early" and part == "morning":
        return "early"
    if expression.has("B") and part == "dawn":
        return "early"
    if expression.has("F") and part == "midnight":
        return "early"
    return str(part)
