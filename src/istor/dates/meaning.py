"""What an expression means: a period of the calendar, or what is known of it, and the frame it is read in. Types first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from istor.dates import edtf
from istor.dates.daterange import Anchor
from istor.dates.expressions import Expression
from istor.dates.periods import Period, shifted, span

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


class Frame(NamedTuple):
    """What an expression is read against. `day` and `anchor`: where relative words are counted from; `year`: one that
    the text states; `last`: the day the text spoke of last; `future`: whether the sentence looks ahead; `stated_at`: where the full date
    stands that anchors, if one does."""

    day: dt.date | None = None
    anchor: Anchor = "none"
    year: int | None = None
    last: Meaning | None = None
    future: bool = False
    stated_at: int = 0


class Meaning(NamedTuple):
    """What an expression means. `period=None`: cannot be placed; `unknown` is the EDTF of what is known all the same.

    `clip` -1: of the period only the days up to the anchor are meant ("this week"), 1: only those from it on ("later
    this week"). `amount` is the TIMEX3 value of what is no place in the calendar ("P3D").
    """

    rule: str
    anchor: Anchor
    period: Period | None = None
    unknown: str = edtf.UNKNOWN_DAY
    anchor_day: dt.date | None = None
    times: Times = NO_TIMES
    part: str | None = None
    kind: Literal["time", "duration", "repeated", "reference"] = "time"
    confidence: float = 1.0
    note: str | None = None
    approximate: bool = False
    clip: int = 0
    amount: str = ""


def relative(frame: Frame, rule: str, period: Period | None, **more: object) -> Meaning:
    """A meaning counted from the frame's anchor; unplaced where there is no anchor."""
    known = period if frame.day else None
    return Meaning(
        rule=rule,
        anchor=frame.anchor if known else "none",
        period=known,
        anchor_day=frame.day if known else None,
        **more,  # type: ignore[arg-type]
    )


def clock_of(expression: Expression) -> tuple[Times, str | None]:
    """The local times and the part of the day that the words name."""
    half = expression.value("m")
    for letter in "cC":
        stated = expression.value(letter)
        if stated is not None:
            return _exact(_with_half(stated, half), expression), None
    if half is not None or expression.has("3"):
        hour = _spoken_hour(expression)
        if hour is not None:
            return _exact(_turned(hour, half, expression.value("3") or 0), expression), None
    part = _part_of(expression)
    return (PARTS[part], part) if part else (NO_TIMES, None)


def _spoken_hour(expression: Expression) -> int | None:
    """The hour of "3 p.m.", "at the third hour of the night", "half past nine": the number by the words for it."""
    by_half, by_minutes = expression.letters.find("m"), expression.letters.find("3")
    stop = max(by_half, by_minutes)
    near = [*(expression.tokens[by_minutes + 1 :] if by_minutes >= 0 else ()), *reversed(expression.tokens[:stop])]
    hour = next((token.value for token in near if token.letter in "nd1"), None)
    return hour if isinstance(hour, int) and 1 <= hour <= 12 else None


def _turned(hour: int, half: int | None, minutes: int) -> dt.time:
    """A clock time from an hour of twelve, its half of the day (None: not told) and minutes past or before."""
    base = hour % 12 + half if half is not None else hour
    total = (base * 60 + minutes) % (24 * 60)
    return dt.time(total // 60, total % 60)


def _exact(at: dt.time, expression: Expression) -> Times:
    """A stated clock time; "before" and "after" leave the other end of the day open."""
    if expression.letters[:1] == "B":
        return dt.time(0), at
    if expression.letters[:1] == "F":
        return at, dt.time(23, 59)
    return at, at


def _with_half(at: dt.time, half: int | None) -> dt.time:
    return at.replace(hour=at.hour % 12 + half) if half is not None and at.hour <= 12 else at


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


def joined(first: Meaning, last: Meaning) -> Meaning:
    """From the one to the other: "from Saturday to Monday", "3–5 May"."""
    if first.period and last.period and first.period.first > last.period.last and last.rule == "weekday":
        back = shifted(first.period.first, "week", -1)
        first = first._replace(period=span(back, back))
    period = span(first.period.first, last.period.last) if first.period and last.period else None
    unknown = f"{first.unknown}/{last.unknown}" if not period else first.unknown
    known = unknown if edtf.is_edtf(unknown) else edtf.UNKNOWN_DAY
    return last._replace(
        rule="range of days",
        period=period,
        unknown=known,
        anchor=last.anchor if period else "none",
        confidence=min(first.confidence, last.confidence),
    )
