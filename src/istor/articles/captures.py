"""How a saved page was fetched, where the page or its container tells: address, time, programme."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from istor.articles.article import Capture

_HEAD_BYTES = 4000
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]+?)\s*-->", re.IGNORECASE
)
_ARCHIVED = re.compile(rb"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d{1,2}, \d{4}) AND RETRIEVED", re.IGNORECASE)
_HTTRACK = re.compile(rb"<!-- Mirrored from (\S+) by (HTTrack[^\[]*)\[[^\]]*\],? ?([^>]*?) -->", re.IGNORECASE)


def read_moment(words: str | None) -> dt.datetime | None:
    """A time stamp in ISO 8601, RFC 2822 or a browser's words, in UTC; None where it is none of them.

    A time without zone is taken for UTC, as archives write it.

    >>> read_moment("2024-05-03T08:00:00+03:00").isoformat()
    '2024-05-03T05:00:00+00:00'
    """
    if not words:
        return None
    cleaned = re.sub(r"\s*\([^)]*\)$", "", words.strip()).replace("GMT+", "+").replace("GMT-", "-")
    for read in (dt.datetime.fromisoformat, parsedate_to_datetime, _spoken):
        try:
            moment = read(cleaned)
        except (ValueError, TypeError, IndexError):
            continue
        try:
            return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
        except OverflowError:
            return None
    return None


def saved_page_capture(raw: bytes) -> Capture | None:
    """What a saver (a browser, SingleFile, HTTrack, the Wayback Machine) left in the page; None where nobody left a word."""
    head = raw[:_HEAD_BYTES]
    if found := _SINGLE_FILE.search(head):
        return Capture(address=_text(found.group(1)), at=read_moment(_text(found.group(2))), tool="SingleFile")
    if found := _HTTRACK.search(head):
        return Capture(
            address=f"http://{_text(found.group(1))}",
            at=read_moment(_text(found.group(3))),
            tool=_text(found.group(2)).strip(),
        )
    if found := _SAVED_FROM.search(head):
        return Capture(address=_text(found.group(1)))
    if found := _ARCHIVED.search(raw[-_HEAD_BYTES:]):
        return Capture(at=read_moment(_text(found.group(1))), by="Wayback Machine")
    return None


def _spoken(words: str) -> dt.datetime:
    for form in ("%H:%M:%S %b %d, %Y", "%a %b %d %Y %H:%M:%S %z", "%a %b %d %Y %H:%M:%S"):
        try:
            return dt.datetime.strptime(words, form)  # the caller sets the zone
        except ValueError:
            continue
    raise ValueError(words)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
