"""Expressions that name anything but a day: "last week", "five days ago", "late May", "over the past 24 hours"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from istor.dates.clocks import NO_TIMES, clock_of
from istor.dates.expressions import Expression
from istor.dates.meaning import FOLLOWING, Frame, Meaning, relative
from istor.dates.named_months import edged
from istor.dates.periods import Period, around, day, moved, shifted, span, weekday_near

LETTERS: Final = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "fortnight": "{}W",
    "weekend": "{}D", "month": "{}M", "quarter": "{}Q", "year": "{}Y", "decade": "{}0Y", "century": "{}00Y",
}  # fmt: skip


def amount_of(expression: Expression) -> tuple[int | None, str]:
    """How many of which unit. None: a vague number ("several", or a bare plural).

    A written-out number is added up ("twenty-five"); a fortnight is two weeks.
    """
    if expression.has("2"):
        return 2, expression.value("2")
    unit = expression.value("U") or expression.value("V") or "day"
    if expression.has("v") or not expression.has("1n#ahUPLAN"):
        return None, unit
    numbers = expression.values("1")
    if numbers:
        count = sum(numbers) if numbers[0] >= 20 else numbers[-1]
    else:
        stated = expression.value("n") if expression.has("n") else expression.value("#")
        count = stated if isinstance(stated, int) else 1 if expression.has("aU") else None
    if expression.has("h"):
        count = expression.value("h")[1]
    return (count * 2 if count and unit == "fortnight" else count), unit


def duration_value(count: int | None, unit: str) -> str:
    """An ISO 8601 duration as TIMEX3 writes it.

    >>> duration_value(3, "day"), duration_value(None, "hour")
    ('P3D', 'PTXH')
    """
    return "P" + LETTERS[unit].format("X" if count is None else count)


def _back(frame: Frame, unit: str, count: int) -> dt.date | None:
    return shifted(frame.day, unit, count) if frame.day else None


def _ago(expression: Expression, frame: Frame) -> Meaning | None:
    count, unit = amount_of(expression)
    rule = f"{unit}s ago"
    if unit in ("second", "minute", "hour"):
        days = -(-(count or 3) // 24) if unit == "hour" and (count or 3) > 12 else 0
        return relative(frame, rule, _up_to(frame, days), confidence=0.7)
    if count is None:
        near, far = _back(frame, unit, -2), _back(frame, unit, -6)
        return relative(frame, rule, span(far, near), confidence=0.5, approximate=True)
    if quarter := _quarter_of_year(frame, unit, -count):
        return relative(frame, rule, quarter, confidence=0.6)
    if expression.has("TW"):
        return relative(frame, rule, _one(_to_the_day(_back(frame, unit, -count), expression)))
    return relative(frame, rule, _about(_back(frame, unit, -count), unit), approximate=unit == "week")


def _to_the_day(found: dt.date | None, expression: Expression) -> dt.date | None:
    """ "a week ago today", "two weeks ago on Monday": the very day, or the nearest of that name."""
    named = expression.value("W")
    if found is None or named is None:
        return found and moved(found, expression.value("T") or 0)
    start = moved(found, -3)
    return start and weekday_near(start, named, 1)


def _quarter_of_year(frame: Frame, unit: str, count: int) -> Period | None:
    """ "third-quarter losses grew from a year earlier": the same quarter of that year."""
    if unit != "year" or frame.told is None or frame.told.grain != "quarter":
        return None
    at = shifted(frame.told.first, unit, count)
    return around(at, "quarter") if at else None


def _up_to(frame: Frame, days: int) -> Period | None:
    """The anchor's day and so many days before it."""
    return span(moved(frame.day, -days), frame.day) if frame.day else None


def _about(found: dt.date | None, unit: str) -> Period | None:
    """As wide as the unit counted in: "two weeks ago" is no day."""
    if found is None:
        return None
    if unit in ("week", "fortnight"):
        return span(moved(found, -3), moved(found, 3))
    return around(found, unit)


def _counted(expression: Expression, frame: Frame) -> Meaning | None:
    """ "two days earlier", "the day before": counted from the day the text spoke of last."""
    count, unit = amount_of(expression)
    sign = -1 if expression.has("BG") else 1
    start, anchor = frame.focus()
    if unit in ("second", "minute", "hour"):
        return None
    rule = f"{unit}s {'earlier' if sign < 0 else 'later'}"
    if start is None:
        return Meaning(rule, "none")
    placed = Frame(day=start, anchor=anchor)
    if expression.has("P"):
        times, part = clock_of(expression)
        return relative(placed, rule, _one(moved(start, sign)), times=times, part=part, confidence=0.7)
    if count is None:
        ends = sorted(filter(None, (_back(placed, unit, sign * 2), _back(placed, unit, sign * 6))))
        return relative(placed, rule, span(ends[0], ends[-1]) if ends else None, confidence=0.4, approximate=True)
    if quarter := _quarter_of_year(frame, unit, sign * count):
        return relative(placed, rule, quarter, confidence=0.6)
    confidence = 0.8 if anchor == "earlier in the text" else 0.5
    return relative(placed, rule, _about(_back(placed, unit, sign * count), unit), confidence=confidence)


def _window(expression: Expression, frame: Frame) -> Meaning | None:
    """ "over the past 24 hours", "in recent days": up to the anchor, or from it on."""
    count, unit = amount_of(expression)
    vague = count is None or (expression.has("V") and not expression.has("1n#ahv2"))
    if vague:
        count = {"second": 1, "minute": 1, "hour": 6, "day": 7}.get(unit, 3)
    sign = 1 if expression.has("N") else -1
    other = _window_end(frame, unit, sign * (count or 1))
    ends = (frame.day, other) if sign > 0 else (other, frame.day)
    confidence = 0.5 if vague else 0.8
    value = duration_value(None if vague else count, unit)
    return relative(frame, "window", span(*ends), confidence=confidence, approximate=vague, amount=value)


def _window_end(frame: Frame, unit: str, count: int) -> dt.date | None:
    if unit in ("second", "minute"):
        return frame.day
    if unit == "hour":
        days = -(-abs(count) // 24) if abs(count) >= 12 else 0
        return _back(frame, "day", days if count > 0 else -days)
    return _back(frame, unit, count)


def _part(expression: Expression, frame: Frame) -> Meaning | None:
    """ "last night", "this morning", "that evening", a bare clock time."""
    times, part = clock_of(expression)
    if expression.stamp:
        return Meaning("page stamp", "none", times=times, part=part)
    if expression.has("L"):
        night = part in ("night", "small")
        period = _up_to(frame, 1) if night else _one(_back(frame, "day", -1))
        return relative(frame, f"last {part}", period, part=part, times=NO_TIMES if night else times)
    if expression.has("HI"):
        return relative(frame, f"this {part}", _up_to(frame, 0), part=part, times=times)
    told = frame.last.period if frame.last else None
    if part in ("night", "small") and not expression.has("D") and (not frame.last or (told and told.last == frame.day)):
        return relative(frame, "at night", _up_to(frame, 1), part=part, confidence=0.6)
    return _hour_of_last(expression, frame)


def _hour_of_last(expression: Expression, frame: Frame) -> Meaning:
    """A time of day alone belongs to the day the text spoke of last, if it spoke of one."""
    times, part = clock_of(expression)
    rule = "that part of the day" if expression.has("D") else "time of day"
    last = frame.last
    if not last:
        return Meaning(rule, "none", times=times, part=part)
    confidence = min(last.confidence, 0.8 if expression.has("D") else 0.6)
    period = last.period
    if period and expression.has("N"):
        period = _one(moved(period.last, 1))
    elif period and part in ("early", "dawn", "morning"):
        period = _one(period.last)  # after a night over two days its morning is the second's
    return last._replace(
        rule=rule, anchor="earlier in the text" if period else "none", period=period, times=times, part=part,
        anchor_day=last.period.last if last.period else None, confidence=confidence, approximate=False, note=None,
    )  # fmt: skip


def _one(value: dt.date | None) -> Period | None:
    return day(value) if value else None


def _period(expression: Expression, frame: Frame) -> Meaning | None:
    """ "last week", "this month", "the previous day", "that same day", "earlier this year"."""
    unit = expression.value("U") or ("day" if expression.has("T") else None)
    if unit is None or expression.has("V") or unit in ("second", "minute", "hour"):
        return None
    if not expression.has("LNHQDT") and unit not in ("week", "month", "year"):
        return None  # "at the end of the day" is no time
    if expression.has("DQ") or (expression.has("N") and (unit == "day" or expression.value("N") == FOLLOWING)):
        return _of_text(expression, frame, unit)
    if expression.has("L") and unit == "day":
        return relative(frame, "last day", _up_to(frame, 1))
    step = (
        -2 if expression.letters.endswith("BL") else (expression.value("L") or 0) or (1 if expression.has("N") else 0)
    )
    at = _back(frame, unit, step)
    if unit == "weekend" and step == 0 and not frame.future:
        at = _recent_weekend(frame)
    period = around(at, unit) if at else None
    rule = f"{_STEPS[step]} {unit}"
    clip = 1 if expression.has("F") else -1 if step == 0 and not frame.future and unit != "weekend" else 0
    return edged(relative(frame, rule, period, clip=clip), expression)


_STEPS: Final = {0: "this", 1: "next", -1: "last", -2: "before last"}


def _of_text(expression: Expression, frame: Frame, unit: str) -> Meaning | None:
    step = -1 if expression.has("Q") else 1 if expression.has("N") else 0
    long = frame.told if unit in ("month", "year") else None
    if step == 0 and not long:
        if not frame.last:
            return Meaning(f"that {unit}", "none")
        if not frame.last.period:
            return frame.last._replace(rule=f"that {unit}", confidence=0.7) if unit == "day" else None
        if unit == "day":
            return frame.last._replace(rule="that day", anchor="earlier in the text", confidence=0.9, times=NO_TIMES)
    start, anchor = frame.focus()
    if long:
        start, anchor = long.last, "earlier in the text"
    if start is None:
        return Meaning(f"the {unit} {'before' if step < 0 else 'after'}", "none")
    at = shifted(start, unit, step)
    placed = Frame(day=start, anchor=anchor)
    confidence = 0.8 if anchor == "earlier in the text" else 0.5
    rule = ("that {}", "the {} after", "the {} before")[step].format(unit)
    return relative(placed, rule, around(at, unit) if at else None, confidence=confidence)


def _recent_weekend(frame: Frame) -> dt.date | None:
    return _back(frame, "week", 0 if frame.day and frame.day.weekday() >= 5 else -1)


def _weekend(expression: Expression, frame: Frame) -> Meaning | None:
    if expression.value("U") != "weekend":
        return None
    at = _recent_weekend(frame)
    return relative(frame, "weekend", around(at, "weekend") if at else None)


def _repeated(expression: Expression, frame: Frame) -> Meaning | None:
    value = expression.value("Z")
    if value is None and expression.has("wW"):
        named = expression.value("w") if expression.has("w") else expression.value("W")
        value = f"XXXX-WXX-{named + 1}"
    if value is None and expression.has("P"):
        value = "XXXX-XX-XX" + TIMES_OF_DAY.get(expression.value("P"), "")
    return Meaning("repeated", "none", kind="repeated", amount=value or duration_value(*amount_of(expression)))


def _duration(expression: Expression, frame: Frame) -> Meaning | None:
    count, unit = amount_of(expression)
    if unit == "century" and expression.has("n") and expression.has("U"):
        return Meaning("century", "stated", around(dt.date(expression.value("n") * 100 - 50, 1, 1), "century"))
    if not expression.has("1n#ahv2"):
        count = None
    return Meaning("duration", "none", kind="duration", amount=duration_value(count, unit))


def _reference(expression: Expression, frame: Frame) -> Meaning | None:
    return Meaning("reference", "none", kind="reference", amount=expression.value("R"))


TIMES_OF_DAY: Final[Mapping[str, str]] = {
    "early": "TMO", "dawn": "TMO", "morning": "TMO", "noon": "T12:00", "afternoon": "TAF", "evening": "TEV",
    "night": "TNI", "small": "TNI", "midnight": "T24:00", "daytime": "TDT", "overnight": "TNI",
}  # fmt: skip

STRETCHES: Final[Mapping[str, Callable[[Expression, Frame], Meaning | None]]] = {
    "ago": _ago,
    "counted": _counted,
    "window": _window,
    "part": _part,
    "period": _period,
    "repeated": _repeated,
    "weekend": _weekend,
    "duration": _duration,
    "war": _duration,
    "reference": _reference,
}
