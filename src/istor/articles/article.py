"""Article and what it is made of: blocks, publisher, capture. Types only."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from istor.provenance import Record, Span, escape_halves

BlockKind = Literal["headline", "body", "caption", "furniture", "teaser"]
READ_KINDS: tuple[BlockKind, ...] = ("headline", "body")  # only these are read for incidents
CopyKind = Literal["exact", "near", "contained"]
PublishedFrom = Literal["record", "metadata", "text", "url", "user"]
LAST_HOUR = 23  # of a day; a larger number before a colon is none
_HOUR = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::[\d.]+)? ?(?:(?P<half>[apAP])\.?[mM])?(?P<utc> ?(?:Z|[+]00:?00|UTC|GMT)\b)?"
)


class Block(Record):
    """A marked stretch of `Article.text`, start inclusive, end exclusive. Blocks are in order and never overlap.

    `because` names the rule that marked it. `item` counts the headed items of a live page or of several articles
    on one page (0: the page as a whole); facts of different items are kept apart.
    """

    kind: BlockKind
    start: int
    end: int
    because: str = ""
    item: int = 0


class Sentence(Record):
    """One sentence of a read block, by offsets in `Article.text`."""

    start: int
    end: int
    block: int


class Publisher(Record):
    """Who runs the page. `id` is the registered domain or, without one, the name in lower case.

    `country` is ISO 3166-1 alpha-2 (None: not known); `kind` tells a wire agency from an outlet.
    """

    id: str
    name: str
    kind: Literal["agency", "outlet", "monitor", "government", "unknown"] = "unknown"
    country: str | None = None


class Capture(Record):
    """How the page was fetched. Every None means the input did not say: `capture unknown`, never guessed.

    `at` is the time of capture (not of publication), `by` the person or programme, `tool` its name and version,
    `headers` the HTTP response headers as recorded.
    """

    address: str | None = None
    at: dt.datetime | None = None
    by: str | None = None
    tool: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        escape_halves(self)


class Piece(Record):
    """Where characters `start`..`end` of `Article.text` stand in the raw bytes: `raw_start`..`raw_end`.

    `exact` means the bytes, decoded with the article's charset, are those characters one for one; otherwise
    (entities, collapsed white space, a title put in front from metadata) the whole piece maps to the whole range. A title
    that only the record gives, beside its text, stands nowhere in the bytes: it maps to the empty range 0..0.
    """

    start: int
    end: int
    raw_start: int
    raw_end: int
    exact: bool


class Article(Record):
    """One page as read: the text every span points into, who ran it, and what it is made of.

    `id` is derived from the address (or `source_id` where there is none) and the raw bytes: the same address with other
    bytes is a new version with its own id. `text` holds code points; a title that does not stand in it is put before it
    with a blank line. `published` is the page's own day (None: the page gives none; never the day of capture).
    `published_at` is the page's own local time stamp where it states one. `language` is ISO 639-1 or None.
    `junk` is the reason why the page is no article (None: it is one). `credits` names the agencies the page credits,
    `byline` the author as written. `correction` is the span of a correction notice.
    """

    id: str
    source_id: str
    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    raw_sha256: str
    charset: str
    url: str | None = None
    title: str | None = None
    site: str | None = None
    byline: str | None = None
    publisher: Publisher | None = None
    credits: tuple[str, ...] = ()
    published: dt.date | None = None
    published_at: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    junk: str | None = None
    capture: Capture | None = None
    correction: Span | None = None

    @property
    def hour(self) -> str | None:
        """The hour and minute that the page gives itself, "18:05", or "18:05 UTC" where it says so. None: it gives none, or the
        midnight that stands for a day alone."""
        found = _HOUR.search(self.published_at or "")
        if found is None or self.published is None:
            return None
        number, half = int(found["hour"]), (found["half"] or "").lower()
        number = number % 12 + 12 * (half == "p") if half else number
        told = f"{number:02}:{found['minute']}"
        return None if told == "00:00" or number > LAST_HOUR else told + (" UTC" if found["utc"] else "")


class RawPage(Record):
    """Bytes as they came, with what the input said of them. `kind` tells how to read `raw`.

    `text` inputs hold plain text, `html` markup. `published` is as written in the input.
    """

    source_id: str
    raw: bytes
    kind: Literal["text", "html"]
    url: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    charset: str | None = None
    capture: Capture | None = None

    def __post_init__(self) -> None:
        escape_halves(self)


class Copy(Record):
    """`article_id` tells the same story as `of`, which is the earlier or fuller printing.

    `likeness` is the share (0–1) of the shorter text's runs of five words that stand in the other, quotations left out;
    `because` says it in words.
    """

    article_id: str
    of: str
    kind: CopyKind
    likeness: float
    because: str
