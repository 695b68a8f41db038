"""Expressions that name days: "Friday night", "31 December 2023", "8 October", "overnight on Wednesday"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from istor.dates import edtf
from istor.dates.clocks import NO_TIMES, PARTS, clock_of, without_clock
from istor.dates.expressions import Expression
from istor.dates.meaning import FOLLOWING, Frame, Meaning, joined, relative
from istor.dates.periods import Period, day, easter, make_day, moved, nth_weekday, span, weekday_near


def _day(expression: Expression, frame: Frame) -> Meaning | None:
    core = _core_day(without_clock(expression), frame)
    times, part = clock_of(expression)
    if core.period and _is_night_of(expression):
        core = core._replace(period=span(core.period.first, moved(core.period.last, 1)) or core.period)
        times = NO_TIMES
    return core._replace(times=times, part=part)


def _is_night_of(expression: Expression) -> bool:
    """ "the night of 13 June" runs into the 14th; "Tuesday night" is told as Tuesday's."""
    return expression.value("P") == "night" and "Po" in expression.letters


def _core_day(expression: Expression, frame: Frame) -> Meaning:
    if (stated := expression.value("i")) is not None:
        return _checked(Meaning("numeric date", "stated", day(stated)), expression, frame)
    if (both := expression.value("g")) is not None:
        return _two_ways(both)
    if (holiday := expression.value("K")) is not None:
        if holiday == "moon":
            year_ = expression.value("y")
            return _BY_THE_MOON._replace(unknown=f"{year_:04}") if year_ else _BY_THE_MOON
        if isinstance(holiday, str):
            return _moveable(holiday, expression, frame)
        return _month_day(holiday // 100, holiday % 100, expression, frame)._replace(rule="holiday")
    if (told := expression.value("8")) is not None:
        return _month_day(told[0], told[1], expression, frame)
    number = expression.value("n") or expression.value("d")
    if expression.has("M") and number:
        return _month_day(expression.value("M"), number, expression, frame)
    if (step := expression.value("6")) is not None:
        return _beside(step, frame)
    if (offset := expression.value("T")) is not None:
        rule = {0: "today", -1: "yesterday"}.get(offset, "today and days")
        return relative(frame, rule, _as_day(moved(frame.day, offset)) if frame.day else None)
    return _weekday(expression, frame)


def _beside(step: int, frame: Frame) -> Meaning:
    """ "накануне": the day before the one that the text speaks of; before the anchor where it speaks of none."""
    start, anchor = frame.focus()
    rule = {-1: "the day before", 0: "that day", 1: "the day after"}[step]
    found = moved(start, step) if start else None
    return relative(Frame(day=start, anchor=anchor), rule, _as_day(found), confidence=0.8)


_BY_THE_MOON: Final = Meaning(
    "feast by the moon",
    "none",
    note="its day is set by sight of the moon or another calendar, and is not computed here",
)


def _as_day(value: dt.date | None) -> Period | None:
    return day(value) if value else None


def _two_ways(both: tuple[dt.date, ...]) -> Meaning:
    first, other = min(both), max(both)
    return Meaning(
        "numeric date, two ways",
        "stated",
        span(first, other),
        confidence=0.3,
        note=f"day and month may be swapped: {both[0].isoformat()} or {both[1].isoformat()}",
    )


def _month_day(month_: int, number: int, expression: Expression, frame: Frame) -> Meaning:
    year_ = expression.value("y")
    if year_ is not None:
        found = make_day(year_, month_, number)
        return _checked(Meaning("stated date", "stated", _as_day(found)), expression, frame)
    unknown = edtf.unknown_year(month_, number) if make_day(2000, month_, number) else edtf.UNKNOWN_DAY
    bare = Meaning("day and month", "none", unknown=unknown)
    if frame.day and frame.anchor != "stated":
        chosen = _nearest_year(month_, number, expression, frame)
        far = chosen is not None and (frame.day - chosen).days > 365 - NEAR_DAYS
        bare = bare._replace(confidence=0.6, note="most of a year before the anchor") if far else bare
        return _checked(
            bare._replace(period=_as_day(chosen), anchor=frame.anchor, anchor_day=frame.day), expression, frame
        )
    if frame.year and (found := make_day(frame.year, month_, number)):
        return _checked(bare._replace(period=day(found), anchor="stated", confidence=0.7), expression, frame)
    return bare


def _moveable(name: str, expression: Expression, frame: Frame) -> Meaning:
    """A feast without a day of its own: in the stated year, or in the nearest one before the anchor."""
    stated = expression.value("y")
    if stated:
        return Meaning("moveable holiday", "stated", _as_day(_feast(name, stated)))
    years = [frame.day.year - 1, frame.day.year] if frame.day else []
    found = [day_ for number in years if (day_ := _feast(name, number))]
    slack = moved(frame.day, 1) if frame.day else None
    past = [day_ for day_ in found if slack and (day_ <= slack or frame.future)]
    return relative(frame, "moveable holiday", _as_day(past[-1] if past else None), confidence=0.8)


def _feast(name: str, year_: int) -> dt.date | None:
    """ "easter-2" is two days before Easter, "pascha" that of the East; "11/3/4" the fourth Thursday of November."""
    if "/" in name:
        month_, weekday, number = map(int, name.split("/"))
        return nth_weekday(year_, month_, weekday, number)
    feast, sign, days = name.partition("+") if "+" in name else name.partition("-")
    found = easter(year_, orthodox=feast == "pascha")
    return moved(found, int(sign + days) if sign else 0) if found else None


def _nearest_year(month_: int, number: int, expression: Expression, frame: Frame) -> dt.date | None:
    """The year in which a day without one lies nearest before the anchor.

    The one after it, where the sentence looks ahead, or where the past one would lie most of a year back, the
    coming one is near and nothing is told to have happened: "the talks of 14 January", in a report of the 3rd.
    """
    assert frame.day is not None
    days = [found for step in (-1, 0, 1) if (found := make_day(frame.day.year + step, month_, number))]
    named = expression.value("W")
    fitting = [found for found in days if named is None or found.weekday() == named] or days
    slack = moved(frame.day, 1) or frame.day  # a day line may run ahead of the publisher's clock
    past = [found for found in fitting if found <= slack]
    coming = [found for found in fitting if found > slack]
    if past and not (coming and _ahead(past[-1], coming[0], frame.day, expression)):
        return past[-1]
    return coming[0] if coming else None


NEAR_DAYS: Final = 60


def _ahead(past: dt.date, coming: dt.date, anchor: dt.date, expression: Expression) -> bool:
    ahead = (coming - anchor).days
    near = ahead <= NEAR_DAYS and not expression.happened
    ends = expression.before in ("u", "r") and ahead <= NEAR_DAYS  # "had been set to run until 6 November"
    return ahead < (anchor - past).days and (expression.future or near or ends)


def _checked(meaning: Meaning, expression: Expression, frame: Frame) -> Meaning:
    """Lower confidence, and say so, where a weekday does not fit its date or the day lies after publication."""
    if not meaning.period:
        return meaning
    named, first = expression.value("W"), meaning.period.first
    if named is not None and first.weekday() != named:
        return meaning._replace(confidence=0.4, note=f"{first.isoformat()} is not the weekday named beside it")
    if frame.day and frame.anchor == "published" and not frame.future and (first - frame.day).days > 1:
        return meaning._replace(
            confidence=min(meaning.confidence, 0.4), note="after the publication day, and nothing near looks ahead"
        )
    if frame.day and frame.future and not expression.happened and (frame.day - first).days > 1:
        return meaning._replace(
            confidence=min(meaning.confidence, 0.5), note="the sentence looks ahead, and the day lies before the anchor"
        )
    return meaning


def _weekday(expression: Expression, frame: Frame) -> Meaning:
    named = expression.value("W")
    if frame.day is None:
        return Meaning("weekday", "none", amount=f"XXXX-WXX-{named + 1}")
    if expression.has("Q") or expression.value("N") == FOLLOWING:
        return _weekday_beside(named, -1 if expression.has("Q") else 1, frame)
    if expression.has("N"):
        start = moved(frame.day, 1)
        return relative(frame, "next weekday", _as_day(start and weekday_near(start, named, 1)))
    if expression.has("L"):
        start = moved(frame.day, -1)
        return relative(frame, "last weekday", _as_day(start and weekday_near(start, named, -1)))
    direction = 1 if frame.future else -1
    found = relative(frame, "weekday", _as_day(weekday_near(frame.day, named, direction)))
    return found._replace(confidence=0.5) if frame.anchor in ("stated", "earlier in the text") else found


def _weekday_beside(named: int, step: int, frame: Frame) -> Meaning:
    """ "the previous Friday", "the following Monday": the nearest to the day that the text spoke of last."""
    focus, anchor = frame.focus()
    start = focus and moved(focus, step)
    found = _as_day(start and weekday_near(start, named, step))
    return relative(Frame(day=focus, anchor=anchor), "weekday beside", found, confidence=0.8)


def _days(expression: Expression, frame: Frame) -> Meaning | None:
    pair = expression.value("h") or expression.values("n")
    if len(pair) < 2 or pair[0] >= pair[1]:
        return None
    first = _month_day(expression.value("M"), pair[0], expression, frame)
    last = _month_day(expression.value("M"), pair[1], expression, frame)
    return joined(first, last)


def _eve(expression: Expression, frame: Frame) -> Meaning | None:
    found = _core_day(expression, frame)._replace(rule="eve")
    if expression.has("U"):
        return _day_beside(found, expression)
    if not found.period:
        return found._replace(unknown=edtf.UNKNOWN_DAY)
    before = moved(found.period.first, -1)
    # "the hours leading into …" may belong to either day, and "накануне 8 мая" be the 8th or the day before it
    eve = (expression.value("X") or 0) < 0 or (expression.has("6") and expression.has("K"))
    return found._replace(period=_as_day(before) if eve else span(before, found.period.last))


def _day_beside(found: Meaning, expression: Expression) -> Meaning | None:
    """ "the day before Tuesday", "за день до 8 травня"; a week before it is no day."""
    if expression.value("U") != "day":
        return None
    other = found.period and moved(found.period.first, 1 if expression.has("F") else -1)
    return found._replace(period=_as_day(other) if other else None, unknown=edtf.UNKNOWN_DAY)


def _overnight(expression: Expression, frame: Frame) -> Meaning | None:
    if expression.has("M") and (expression.has("h") or expression.letters.count("n") > 1):
        both = _days(expression, frame)
        part = expression.value("P") or "night"
        if both is None or part != "night":
            return both and both._replace(part=part, times=PARTS.get(part, NO_TIMES))
        return both._replace(rule="overnight", part="overnight", times=NO_TIMES)
    days = _split_days(expression, frame)
    if not days:
        back = -2 if expression.value("O") == "before" or expression.has("L") else -1
        ends = span(moved(frame.day, back), moved(frame.day, back + 1)) if frame.day else None
        return relative(frame, "overnight", ends, part="overnight", confidence=0.9)
    found = days[0] if len(days) == 1 else joined(days[0], days[1])
    if not found.period:
        return found._replace(rule="overnight", part="overnight")
    if len(days) == 1:
        found = found._replace(period=span(moved(found.period.first, -1), found.period.last))
    return found._replace(rule="overnight", part="overnight")


def _split_days(expression: Expression, frame: Frame) -> list[Meaning]:
    """The one or two days named with "overnight"."""
    cut = next((at for at in range(2, len(expression.letters)) if expression.letters[at] in "r-uj"), None)
    if expression.letters == "PWW":
        cut = 2  # "ليل الثلاثاء الأربعاء"
    pieces = [(0, cut), (cut, None)] if cut and (expression.letters[cut + 1 :] or cut == 2) else [(0, None)]
    found = []
    for start, stop in pieces:
        piece = expression._replace(letters=expression.letters[start:stop], senses=expression.senses[start:stop])
        if piece.has("WMigTK8"):
            found.append(_core_day(piece, frame))
    return found


def _in_a_row(expression: Expression, frame: Frame) -> Meaning | None:
    """ "the third day in a row" tells of the latest of them; a night began the day before."""
    night = expression.value("P") is not None
    period = span(moved(frame.day, -1 if night else 0), frame.day) if frame.day else None
    return relative(frame, "in a row", period, confidence=0.5, note="the latest of a row of days")


NAMED_DAYS: Final[Mapping[str, Callable[[Expression, Frame], Meaning | None]]] = {
    "day": _day,
    "days": _days,
    "eve": _eve,
    "overnight": _overnight,
    "in_a_row": _in_a_row,
}
