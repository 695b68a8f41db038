"""What an expression means: a period of the calendar, or what is known of it, and the frame it is read in. Types first."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal, NamedTuple

from istor.dates import edtf
from istor.dates.clocks import NO_TIMES, Times
from istor.dates.daterange import Anchor
from istor.dates.periods import Period, shifted, span

FOLLOWING: Final = 2  # value of a word that counts from the day in focus; "next" does not


class Frame(NamedTuple):
    """What an expression is read against. `day` and `anchor`: where relative words are counted from; `year`: one that
    the text states; `last`: the day the text spoke of last, `told`: the stretch of any length; `future`: whether the sentence looks ahead; `stated_at`: where the full date
    stands that anchors, if one does; `last_at` where `last` does."""

    day: dt.date | None = None
    anchor: Anchor = "none"
    year: int | None = None
    last: Meaning | None = None
    told: Period | None = None
    future: bool = False
    stated_at: int = 0
    last_at: int = 0

    def focus(self) -> tuple[dt.date | None, Anchor]:
        """The day the text spoke of last; where it spoke of none, the anchor."""
        if self.last and self.last.period:
            return self.last.period.last, "earlier in the text"
        return self.day, self.anchor


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
        times=(first.times[0], last.times[1]),
        period=period,
        unknown=known,
        anchor=last.anchor if period else "none",
        confidence=min(first.confidence, last.confidence),
    )
