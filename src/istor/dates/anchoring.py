"""Words + publication day → days, and what they were counted from. Nothing falls back to the publication day silently."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from istor.dates import edtf
from istor.dates.agreeing import Read, agreed
from istor.dates.clocks import zone_of
from istor.dates.daterange import DateRange, DateReading
from istor.dates.expressions import Expression, find
from istor.dates.meaning import Frame, Meaning, joined
from istor.dates.named_days import NAMED_DAYS
from istor.dates.named_months import NAMED_MONTHS
from istor.dates.stretches import STRETCHES

READERS: Final = {**NAMED_DAYS, **NAMED_MONTHS, **STRETCHES}
_DATELINE_HEAD = re.compile(r"([^\W\d_a-z]{3,})[^\n()]{0,60}")
_DATELINE_TAIL = re.compile(r"[,.]?\s{0,2}(?:\(|[-–—])")
_TITLED = r"[^\W\d_a-zа-яіїєґ][\w’'-]{1,20}"
_AGENCY_HEAD = re.compile(rf"{_TITLED}(?: {_TITLED}){{0,2}}\.\s")  # "Киев. 13 мая. АГЕНТСТВО - "
_AGENCY_TAIL = re.compile(rf"\.\s{_TITLED}(?: {_TITLED})?\s[-–—]\s")
_BETWEEN = {"b": "j", "": "r-"}  # letters of the word between two days; behind "from" and "since" also "until"
_RANGED = ("day", "month", "year")


def read(
    text: str,
    *,
    published: dt.date | None = None,
    language: str = "en",
    ranges: Sequence[tuple[int, int]] | None = None,
) -> tuple[DateReading, ...]:
    """The days that a text speaks of, in text order; offsets are those of `text`, only `ranges` of it are read.

    `published` anchors relative words; without it a dateline or a full date that the text states does, and where there
    is neither the reading has no range. Vague words ("now", "recently") are no readings. Raises LexiconError for a
    language without word list.

    >>> found = read("Drones hit the depot overnight on Wednesday.", published=dt.date(2024, 5, 16))
    >>> found[0].words, found[0].edtf, found[0].anchor
    ('overnight on Wednesday', '2024-05-14/2024-05-15', 'published')
    """
    found = meanings(text, published=published, language=language, ranges=ranges)
    return tuple(
        _reading(text, item, published)
        for item in _with_ranges(text, agreed(found))
        if item.meaning.kind != "reference"
    )


def meanings(
    text: str, *, published: dt.date | None, language: str, ranges: Sequence[tuple[int, int]] | None
) -> list[Read]:
    """Every expression with its meaning, single days not yet joined to ranges."""
    expressions = list(find(text, language=language, ranges=ranges))
    years = _stated_years(expressions)
    frame = Frame(day=published, anchor="published" if published else "none")
    found: list[Read] = []
    for expression in expressions:
        year = _year_at(expression.start, years) if frame.anchor in ("none", "stated") else None
        if (expression.future, year) != (frame.future, frame.year):
            frame = frame._replace(future=expression.future, year=year)
        meaning = READERS[expression.rule](expression, _within_reach(text, expression, frame))
        if meaning is None:
            continue
        dated = meaning.kind == "time" and _is_dateline(text, expression)  # the day of writing, not of the event
        found.append(Read(expression._replace(reporting=True) if dated else expression, meaning))
        frame = _next_frame(text, frame, found[-1], published)
    return found


def _next_frame(text: str, frame: Frame, item: Read, published: dt.date | None) -> Frame:
    """What later words are read against: the day just told, and a dateline or full date where nothing better anchors."""
    expression, meaning = item
    if meaning.kind != "time":
        return frame
    if meaning.period and not expression.stamp:
        frame = frame._replace(told=meaning.period)
    if expression.rule in ("day", "days", "overnight", "eve") and not meaning.rule.startswith("numeric date, two"):
        if _is_dateline(text, expression):
            return _anchored_by_dateline(frame._replace(told=None), meaning, published)
        if not expression.stamp:
            frame = frame._replace(last=meaning, last_at=expression.end)
        if published is None and frame.anchor != "dateline" and meaning.period and meaning.rule in _FULL:
            frame = frame._replace(day=meaning.period.last, anchor="stated", stated_at=expression.start)
    elif expression.rule in ("counted", "ago", "period", "part") and meaning.period and meaning.period.grain == "day":
        frame = frame._replace(last=meaning, last_at=expression.end)
    return frame


def _within_reach(text: str, expression: Expression, frame: Frame) -> Frame:
    """A stated full date anchors what follows it in its paragraph, and the whole text where it stands in the lead. A day
    of long ago is in focus in its paragraph only."""
    if expression.has("6") and frame.last and frame.last.period and frame.day:
        far = (frame.day - frame.last.period.last).days > FOCUS_DAYS
        if far and "\n" in text[frame.last_at : expression.start]:
            frame = frame._replace(last=None)
    if frame.anchor != "stated" or frame.stated_at < LEAD:
        return frame
    if expression.start - frame.stated_at < PARAGRAPH and "\n" not in text[frame.stated_at : expression.start]:
        return frame
    return frame._replace(day=None, anchor="none")


FOCUS_DAYS: Final = 31
LEAD: Final = 500  # characters: title and first paragraph, where a report says when it speaks
PARAGRAPH: Final = 1500  # characters: a longer one is no paragraph any more
_FULL = ("stated date", "numeric date")


def _anchored_by_dateline(frame: Frame, meaning: Meaning, published: dt.date | None) -> Frame:
    if not meaning.period:
        return frame
    day = meaning.period.last
    if published is not None and not 0 <= (published - day).days <= 7:
        return frame
    return frame._replace(day=day, anchor="dateline")


def _is_dateline(text: str, expression: Expression) -> bool:
    """ "KHARKIV, Ukraine, Dec 31 (Reuters) -": a line that begins in capitals and goes on with an agency or a dash."""
    reach = max(0, expression.start - 80)
    line = text.rfind("\n", reach, expression.start) + 1 or reach
    if line and text[line - 1] != "\n":
        return False
    if not _DATELINE_TAIL.match(text, expression.end):
        agency = _AGENCY_TAIL.match(text, expression.end)
        return bool(agency and _AGENCY_HEAD.fullmatch(text, line, expression.start))
    head = _DATELINE_HEAD.fullmatch(text, line, expression.start)
    return head is not None and not any(sign.islower() for sign in head[1])  # Arabic has no capitals


def _stated_years(expressions: Sequence[Expression]) -> tuple[tuple[int, int], ...]:
    """(offset, year) of each year that the text states and that may hold for the days below it: not that of "since
    2016", which speaks of a beginning long ago."""
    found = []
    for expression in expressions:
        number = expression.value("y") or (expression.value("i") and expression.value("i").year)
        if number and expression.before not in ("s", "u"):
            found.append((expression.start, number))
    return tuple(found)


def _year_at(offset: int, years: Sequence[tuple[int, int]]) -> int | None:
    """The year stated last before an offset; one stated below says nothing of what stands above it."""
    at = bisect_left(years, (offset, 0))
    return years[at - 1][1] if at else None


def _with_ranges(text: str, found: Sequence[Read]) -> Iterator[Read]:
    """Two days with "to" or "and" between them become one stretch: "from Saturday to Monday"."""
    at = 0
    while at < len(found):
        item = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _spans(item, following):
            whole = item.expression._replace(
                end=following.expression.end, senses=(*item.expression.senses, *following.expression.senses), before=""
            )
            yield Read(whole, joined(item.meaning, following.meaning))
            at += 2
            continue
        yield item
        at += 1


def _spans(first: Read, last: Read) -> bool:
    left, right = first.expression, last.expression
    if left.rule not in _RANGED or right.rule != left.rule or right.start - left.end > 12:
        return False
    begins, ends = first.meaning.period, last.meaning.period
    if (begins is None) != (ends is None) or (begins and ends and begins.first > ends.last and left.letters != "W"):
        return False
    opener = left.before if left.before in "fsb" else ""
    return left.after[:1] in _BETWEEN.get(opener, "ru-") if left.after else False


def _reading(text: str, item: Read, published: dt.date | None) -> DateReading:
    expression, meaning = item
    since = expression.before == "s" and expression.rule not in ("days", "ago")
    days = _clipped(meaning)
    notation = edtf.notation(meaning.period, approximate=meaning.approximate) if meaning.period else meaning.unknown
    if meaning.kind != "time":
        notation = ""
    elif since:
        notation = edtf.from_then_on(notation)
        end = published or meaning.anchor_day
        days = (days[0], max(end, days[0])) if days and end else None
    elif expression.before == "u":
        notation = edtf.up_to_then(notation)
    single = days is not None and days[0] == days[1]
    return DateReading(
        words=text[expression.start : expression.end],
        start=expression.start,
        end=expression.end,
        edtf=notation,
        rule=meaning.rule,
        anchor=meaning.anchor if meaning.period else "none",
        range=_range(days, meaning._replace(times=(meaning.times[0], None)) if since else meaning),
        anchor_day=meaning.anchor_day if meaning.period else None,
        kind="time" if meaning.kind == "reference" else meaning.kind,
        open=since or expression.before == "u",
        confidence=meaning.confidence,
        reporting=expression.stamp or (expression.reporting and single),
        zone=zone_of(expression),
        note=meaning.note,
        time_precision=_acled(days),
        date_prec=_ucdp(days),
    )


def _clipped(meaning: Meaning) -> tuple[dt.date, dt.date] | None:
    period = meaning.period
    if period is None:
        return None
    first, last = period.first, period.last
    if meaning.clip and meaning.anchor_day and first <= meaning.anchor_day <= last:
        return (first, meaning.anchor_day) if meaning.clip < 0 else (meaning.anchor_day, last)
    return first, last


def _range(days: tuple[dt.date, dt.date] | None, meaning: Meaning) -> DateRange | None:
    if days is None:
        return None
    return DateRange(earliest=days[0], latest=days[1], earliest_time=meaning.times[0], latest_time=meaning.times[1])


def _acled(days: tuple[dt.date, dt.date] | None) -> int | None:
    """ACLED: 1 a day (or a night between two), 2 a week, 3 a month; None for anything longer."""
    if days is None:
        return None
    length = (days[1] - days[0]).days + 1
    return 1 if length <= 2 else 2 if length <= 7 else 3 if length <= 31 else None


def _ucdp(days: tuple[dt.date, dt.date] | None) -> int | None:
    """UCDP GED: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer, up to a year."""
    if days is None:
        return None
    length = (days[1] - days[0]).days + 1
    return 1 if length == 1 else 2 if length <= 6 else 3 if length == 7 else 4 if length <= 31 else 5
