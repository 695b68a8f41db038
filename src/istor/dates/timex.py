"""TIMEX3, the annotation of time in TimeML, for other people's tools: the words, a type and an ISO-like value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from istor.dates.agreeing import Read
from istor.dates.anchoring import meanings
from istor.dates.expressions import Expression
from istor.dates.meaning import Meaning
from istor.dates.periods import Period
from istor.dates.stretches import TIMES_OF_DAY
from istor.provenance import Record

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
_SEASON: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


class Timex(Record):
    """One TIMEX3: `words` at offsets `start`..`end` (exclusive), `tid` numbered from t1, `type` and `value`."""

    tid: str
    type: TimexType
    value: str
    words: str
    start: int
    end: int

    def tag(self) -> str:
        """The words in their tag.

        >>> Timex(tid="t1", type="DATE", value="2024-05-12", words="Sunday", start=3, end=9).tag()
        '<TIMEX3 tid="t1" type="DATE" value="2024-05-12">Sunday</TIMEX3>'
        """
        return (
            f'<TIMEX3 tid="{self.tid}" type="{self.type}" value={quoteattr(self.value)}>{escape(self.words)}</TIMEX3>'
        )


def timex3(text: str, *, published: dt.date | None = None, language: str = "en") -> tuple[Timex, ...]:
    """The time expressions of a text as TIMEX3, in text order; durations, sets and "now" included.

    `published` is the document's creation day. Days that cannot be placed have X for what is not known.

    >>> [(t.words, t.type, t.value) for t in timex3("It burned for three days last week.", published=dt.date(2024, 5, 16))]
    [('three days', 'DURATION', 'P3D'), ('last week', 'DATE', '2024-W19')]
    """
    found: list[Timex] = []
    for item in meanings(text, published=published, language=language, ranges=None):
        kind, value = _typed(item, published)
        start, end = item.expression.start, item.expression.end
        found.append(
            Timex(tid=f"t{len(found) + 1}", type=kind, value=value, words=text[start:end], start=start, end=end)
        )
    return tuple(found)


def tagged(text: str, timexes: Sequence[Timex]) -> str:
    """The text with its expressions in TIMEX3 tags, everything else escaped for XML."""
    pieces, at = [], 0
    for timex in timexes:
        pieces += [escape(text[at : timex.start]), timex.tag()]
        at = timex.end
    return "".join([*pieces, escape(text[at:])])


def _typed(item: Read, published: dt.date | None) -> tuple[TimexType, str]:
    expression, meaning = item
    if meaning.kind == "repeated":
        return "SET", meaning.amount
    if meaning.kind == "reference":
        return "DATE", meaning.amount
    if meaning.kind == "duration" or (meaning.rule == "window" and meaning.amount):
        return "DURATION", meaning.amount
    base = _value(expression, meaning)
    if meaning.rule == "time of day" and meaning.period is None and published:
        base = published.isoformat()  # as the annotation's readers expect; istor itself does not guess
    hour = _hour(expression, meaning)
    if hour and len(base) == 10:
        return "TIME", base + hour
    return "DATE", base


def _hour(expression: Expression, meaning: Meaning) -> str:
    first, last = meaning.times
    if first is not None and first == last:
        return f"T{first:%H:%M}"
    if meaning.part in TIMES_OF_DAY and expression.has("PIO"):
        return TIMES_OF_DAY[meaning.part or ""]
    return ""


def _value(expression: Expression, meaning: Meaning) -> str:
    period = meaning.period
    if period is None:
        return meaning.amount or meaning.unknown.split("/")[0]
    if meaning.part in ("night", "overnight"):
        return period.first.isoformat()
    if expression.value("E") and period.grain == "span":
        return _whole(expression, period)
    if meaning.approximate and period.grain == "span":
        middle = period.first + (period.last - period.first) // 2
        return _week(middle) if expression.rule == "ago" and not expression.has("v") else "PAST_REF"
    return value_of(period)


def value_of(period: Period) -> str:
    """A period as a TIMEX3 value.

    >>> value_of(Period("week", dt.date(2024, 5, 13), dt.date(2024, 5, 19)))
    '2024-W20'
    """
    first = period.first
    match period.grain:
        case "week":
            return _week(first)
        case "weekend":
            return _week(first) + "-WE"
        case "month":
            return first.isoformat()[:7]
        case "quarter":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "season":
            return f"{first.year:04}-{_SEASON[first.month]}"
        case "year":
            return f"{first.year:04}"
        case "decade":
            return f"{first.year // 10:03}"
        case "century":
            return f"{first.year // 100:02}"
        case _:
            return first.isoformat()


def _whole(expression: Expression, period: Period) -> str:
    """ "late May" has the value of May: TIMEX3 keeps the edge in another attribute."""
    if expression.has("l"):
        return f"{expression.value('l') // 10:03}"
    if expression.has("M"):
        return period.first.isoformat()[:7]
    if expression.value("U") == "week":
        return _week(period.first)
    return period.first.isoformat()[:7] if expression.value("U") == "month" else f"{period.first.year:04}"


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
