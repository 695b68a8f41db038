"""The day a page was published, from what the page itself says: its record, its metadata, its text, its address.

The day of capture and the day something was printed are not publication days, and nothing is guessed: a page that does not
say has none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from istor.articles.article import Block, PublishedFrom
from istor.provenance import Record

FIRST_YEAR = 1980  # before it a number in an address or a header is something else
TEXT_LINES = 40  # lines at the top of a page where its own date stands; a live page's clock may stand lower
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {  # as metadata in other languages write them: full names and genitives
    "january february march april may june july august september october november december": "en",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря": "ru",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня": "uk",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر": "ar",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık": "tr",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre": "es",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre": "fr",
    "januar februar märz april mai juni juli august september oktober november dezember": "de",
}
_NAMED = {name: i for names in _OTHER_MONTHS for i, name in enumerate(names.split(), 1)}

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?(?:\s+of)?[\s,-]*([^\W\d_]{3,12})\.?[\s,،-]*((?:19|20)\d\d)(?!\d)"
)
_MONTH_DAY = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,،]+((?:19|20)\d\d)(?!\d)")
_LABEL = re.compile(
    r"^\W*(?:(?:first )?publish(?:ed|ing)(?: (?:on|at|date))?|updated?(?: on| at)?|last (?:updated|modified)|posted(?: on| at)?|issued on"
    r"|date|modified|release date|дата|опубликовано|опубліковано|оновлено|تاريخ النشر)\b\W*",
    re.IGNORECASE,
)
_WORN = re.compile(
    r"\b(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?\b|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\b"
    r"|\b(?:GMT|UTC|BST|CES?T|EES?T|E[SD]?T|PS?D?T|local time|UK|at|on|of|the|and|by|updated|modified|published)\b|[+-]\d\d:?\d\d",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"^[A-ZÀ-ÞА-ЯЁІЇЄҐ][^.:!?]{1,60}?,\s*(.{6,24}?)\s*(?:\([^()]{2,30}\)\s*)?[-–—:.]\s*[\"“«A-Z0-9]")
_PATH_SLASHED = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?=[/\-_.]|$)", re.IGNORECASE)
_PATH_DASHED = re.compile(r"[/\-_]((?:19|20)\d\d)-(\d{2})-(\d{2})(?=[/\-_.?]|$)")
_PATH_COMPACT = re.compile(r"[/\-_]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/\-_.]|$)")
_PATH_REVERSED = re.compile(r"/(\d\d)(\d\d)((?:19|20)\d\d)(?=[/\-_.]|$)")


class PublicationDay(Record):
    """The day, what gave it, and the page's own time stamp where it states one (None: a day only)."""

    day: dt.date
    given_by: PublishedFrom
    stamp: str | None = None


def read_day(words: str | None) -> dt.date | None:
    """The first full date in a few words, in any common form; None where the year or the day is missing.

    Of several (a field scraped twice) the first. Numbers alone are read day first unless that is impossible, as most
    of the world writes them.

    >>> read_day("Dec 31, 2023 04:35AM ET"), read_day("Wed, 11 Jun 2025 07:10:00 +0300"), read_day("June 2025")
    (datetime.date(2023, 12, 31), datetime.date(2025, 6, 11), None)
    """
    if not words:
        return None
    found: list[tuple[int, dt.date]] = []
    for pattern, order in _FORMS:
        for match in pattern.finditer(words):
            day = _day(*(match.group(i) for i in order))
            if day is None and pattern is _NUMBERS:
                day = _day(match.group(3), match.group(1), match.group(2))
            if day is not None:
                found.append((match.start(), day))
                break
    return min(found)[1] if found else None


def day_in_address(url: str | None) -> dt.date | None:
    """The day in the path of an address; numbers in its query are none.

    >>> day_in_address("https://example.org/world/2021/08/20/strikes.html")
    datetime.date(2021, 8, 20)
    """
    if not url:
        return None
    try:
        path = unquote(urlsplit(url.rsplit("/http", 1)[-1] if "/http" in url else url).path)
    except ValueError:  # such as a bracket without its other half: no address
        return None
    for pattern, order in (
        (_PATH_SLASHED, (1, 2, 3)),
        (_PATH_DASHED, (1, 2, 3)),
        (_PATH_COMPACT, (1, 2, 3)),
        (_PATH_REVERSED, (3, 2, 1)),
    ):
        for match in pattern.finditer(path):
            day = _day(*(match.group(i) for i in order))
            if day is not None:
                return day
    return None


def day_in_text(text: str, blocks: Sequence[Block]) -> tuple[dt.date, str] | None:
    """The day a page prints on itself, with the words: a labelled line, a dateline, or a line of its own beside the text.

    A bare date among navigation is the day the page was printed, not published: it counts only next to the headline,
    a byline or the first paragraph.
    """
    lines = _lines(text, blocks)
    body = next((i for i, (kind, _) in enumerate(lines) if kind == "body"), None)
    if body is None:
        return None
    last = max(i for i, (kind, _) in enumerate(lines) if kind == "body")
    top = [
        i for i, (kind, _) in enumerate(lines) if kind != "teaser" and (i < body + TEXT_LINES or last < i <= last + 3)
    ]
    for i in top:
        kind, line = lines[i]
        label = _LABEL.match(line) if len(line) < 160 and kind != "body" else None
        if label and (day := read_day(line[label.end() :])):
            return day, line
    for i in top:
        kind, line = lines[i]
        near = i <= body + 4 or last < i <= last + 3
        if kind in ("furniture", "caption") and near and _only_date(line) and _beside(lines, i):
            return _required(read_day(line)), line
    dateline = _DATELINE.match(lines[body][1])
    day = read_day(dateline.group(1)) if dateline else None
    return (day, dateline.group(1)) if day and dateline else None


def publication_day(
    text: str,
    blocks: Sequence[Block],
    *,
    record: str | None = None,
    metadata: str | None = None,
    url: str | None = None,
) -> PublicationDay | None:
    """The page's own day: the record's word first, then metadata, address and text. None where none of them says.

    The address goes before the text, because a page's text may carry the day it was printed or updated.
    """
    given: tuple[tuple[PublishedFrom, str | None], ...] = (("record", record), ("metadata", metadata))
    for given_by, words in given:
        if words and (day := read_day(words)):
            return PublicationDay(day=day, given_by=given_by, stamp=_stamp(words))
    if day := day_in_address(url):
        return PublicationDay(day=day, given_by="url")
    printed = day_in_text(text, blocks)
    return PublicationDay(day=printed[0], given_by="text", stamp=_stamp(printed[1])) if printed else None


def _stamp(words: str) -> str | None:
    """The words, where they tell an hour."""
    return " ".join(words.split()) if re.search(r"\d{1,2}[:.]\d{2}", words) and len(words) < 100 else None


def _only_date(line: str) -> bool:
    """Whether a line is a date and an hour, with a label at most."""
    if len(line) > 70 or read_day(line) is None:
        return False
    rest = _WORN.sub(" ", _LABEL.sub("", line))
    for pattern, _ in _FORMS:
        rest = pattern.sub(" ", rest, count=1)
    return sum(c.isalpha() for c in rest) <= 12  # a weekday in another language, a place's initials


def _beside(lines: list[tuple[str, str]], i: int) -> bool:
    """Next to the headline or the first paragraph, with at most a place, a byline or a label in between."""
    below = [kind for kind, _ in lines[i + 1 : i + 3]]
    above = [kind for kind, _ in lines[max(0, i - 4) : i]]
    if "teaser" in below[:1] or "teaser" in above[-1:]:
        return False
    if below[:1] in (["body"], ["headline"]):
        return True
    return "headline" in above or "body" in below or "body" in above[-2:]


def _lines(text: str, blocks: Sequence[Block]) -> list[tuple[str, str]]:
    return [
        (block.kind, line.strip())
        for block in blocks
        for line in text[block.start : block.end].split("\n")
        if line.strip()
    ]


def _required(day: dt.date | None) -> dt.date:
    assert day is not None
    return day


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = int(month) if month.isdigit() else _month(month)
    try:
        found = dt.date(int(year), number, int(day))
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


def _month(name: str) -> int:
    """1–12, or 0 where the word is no month."""
    name = name.lower()
    if name in _NAMED:
        return _NAMED[name]
    return _MONTHS.index(name[:3]) + 1 if name[:3] in _MONTHS and (len(name) == 3 or name == "sept") else 0


_FORMS: tuple[tuple[re.Pattern[str], tuple[int, int, int]], ...] = (
    (_ISO, (1, 2, 3)),
    (_DAY_MONTH, (3, 2, 1)),
    (_MONTH_DAY, (3, 1, 2)),
    (_NUMBERS, (3, 2, 1)),
    (_COMPACT, (1, 2, 3)),
)
