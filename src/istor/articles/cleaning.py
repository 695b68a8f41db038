"""A raw page → an article: text with a map back to the bytes, marked blocks, day, language, publisher, credits, junk."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from istor.articles.article import READ_KINDS, Article, Block, BlockKind, Piece, RawPage
from istor.articles.bylines import read_credits
from istor.articles.decoding import Decoded, Fragment, decode, pieces
from istor.articles.headlines import clean_title, same_headline
from istor.articles.junk import junk_reason
from istor.articles.lines import plain_words
from istor.articles.marking import mark
from istor.articles.markup import Markup, read_markup
from istor.articles.metadata import Metadata
from istor.articles.normalising import normalise
from istor.articles.publication_day import PublicationDay, publication_day
from istor.articles.publishers import publisher_of
from istor.articles.tongues import declared_language, detect_language
from istor.provenance import Span, content_id, sha256

_SURROGATE = re.compile("[\ud800-\udfff]")  # bytes that are no characters
MAX_TITLE_LINES = 400  # a headline further down than this is another story's teaser


class _Sheet(NamedTuple):
    """The page's text before its blocks are marked."""

    text: str
    pieces: tuple[Piece, ...]
    title: str | None
    metadata: Metadata
    headings: frozenset[int]
    tidy: bool


def clean(page: RawPage, *, published: dt.date | None = None) -> Article:
    """The article in a raw page. Never fails: a page that holds none is an article with its reason in `junk`.

    `published` is the day the user gives; it counts only where the page itself gives none.

    >>> page = RawPage(source_id="a.txt", raw=b"Published 2024-10-08\\n\\nTwo people were hurt in Nikopol, police said.", kind="text")
    >>> article = clean(page)
    >>> article.published.isoformat(), article.published_from, [block.kind for block in article.blocks]
    ('2024-10-08', 'text', ['furniture', 'body'])
    """
    raw_hash = sha256(page.raw)
    article_id = content_id("article", page.url or page.source_id, raw_hash)
    decoded = decode(page.raw, declared=page.charset, markup=page.kind == "html")
    sheet = _sheet(page, decoded)
    url = page.url or sheet.metadata.url
    blocks = mark(sheet.text, title=sheet.title, headings=sheet.headings, tidy=sheet.tidy)
    day = publication_day(
        sheet.text, blocks, record=page.published, metadata=sheet.metadata.published, url=url
    ) or _given(published)
    credits = read_credits(sheet.text, blocks, author=sheet.metadata.author, publisher=page.publisher)
    return Article(
        id=article_id,
        source_id=page.source_id,
        text=sheet.text,
        blocks=blocks,
        pieces=sheet.pieces,
        raw_sha256=raw_hash,
        charset=decoded.charset,
        url=url,
        title=sheet.title or next(iter(_texts(sheet, blocks, ("headline",))), None),
        site=sheet.metadata.site,
        byline=credits.byline,
        publisher=publisher_of(url=url, site=sheet.metadata.site, name=page.publisher),
        credits=credits.agencies,
        published=day.day if day else None,
        published_at=day.stamp if day else None,
        published_from=day.given_by if day else None,
        language=_language(page, sheet, _texts(sheet, blocks, READ_KINDS)),
        junk=junk_reason(
            sheet.text, blocks, title=sheet.title, given=page.kind == "text" and not (page.url or page.title)
        ),
        capture=page.capture,
        correction=_span(article_id, credits.correction),
    )


def _texts(sheet: _Sheet, blocks: Sequence[Block], kinds: Sequence[BlockKind]) -> list[str]:
    return [sheet.text[block.start : block.end] for block in blocks if block.kind in kinds]


def _span(article_id: str, offsets: tuple[int, int] | None) -> Span | None:
    return Span(article_id=article_id, start=offsets[0], end=offsets[1]) if offsets else None


def _sheet(page: RawPage, decoded: Decoded) -> _Sheet:
    if page.kind == "html":
        return _from_markup(page, decoded, read_markup(_SURROGATE.sub("\ufffd", decoded.text), url=page.url))
    fragments = normalise(decoded.text)
    title = clean_title(page.title, site=page.publisher)
    return _titled(
        decoded, fragments, title, Fragment(f"{title}\n\n", 0, 0), _Sheet("", (), title, Metadata(), frozenset(), False)
    )


def _from_markup(page: RawPage, decoded: Decoded, found: Markup) -> _Sheet:
    title = clean_title(page.title or found.metadata.title, site=found.metadata.site or page.publisher)
    head = Fragment(f"{title}\n\n", *found.title_range) if not page.title else Fragment(f"{title}\n\n", 0, 0)
    bare = _Sheet("", (), title, found.metadata, found.headings, found.tidy)
    return _titled(decoded, list(found.fragments), title, head, bare)


def _titled(decoded: Decoded, fragments: list[Fragment], title: str | None, head: Fragment, bare: _Sheet) -> _Sheet:
    """The sheet, with a headline that does not stand in the text put before it with a blank line.

    A headline that only the record gives maps to the empty range at the start: it stands nowhere in the bytes.
    """
    text = "".join(fragment.text for fragment in fragments)
    headings = bare.headings
    if title and not _stands_in(title, text):
        fragments, text = [head, *fragments], head.text + text
        headings = frozenset(at + len(head.text) for at in headings)
    return bare._replace(text=text, pieces=pieces(fragments, decoded), headings=headings)


def _stands_in(title: str, text: str) -> bool:
    wanted = plain_words(title)
    lines = [line for line in text.split("\n") if line.strip()]
    return any(plain_words(line) == wanted for line in lines) or any(
        same_headline(title, line) for line in lines[:MAX_TITLE_LINES] if len(line) < 3 * len(title) + 20
    )


def _given(published: dt.date | None) -> PublicationDay | None:
    return PublicationDay(day=published, given_by="user") if published else None


def _language(page: RawPage, sheet: _Sheet, read: list[str]) -> str | None:
    own = declared_language(page.language)
    if own:
        return own
    return detect_language("\n".join(read)) or declared_language(sheet.metadata.language) or detect_language(sheet.text)
