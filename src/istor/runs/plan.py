"""The order of the rooms, written once: page → article → claims, dates, places → sightings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from istor.articles.article import READ_KINDS, Article, RawPage
from istor.articles.cleaning import clean
from istor.claims.attacks import matters
from istor.claims.extraction import extract
from istor.dates.anchoring import read as read_dates
from istor.dates.zones import in_utc
from istor.geography.gazetteer import Gazetteer, open_gazetteer
from istor.geography.geocoding import geoparse
from istor.incidents.sightings import assemble
from istor.language import parse
from istor.lexicon import has_lexicon
from istor.provenance import Refusal
from istor.publication.readings import Reading

# Characters of a paragraph: thrice the longest in 6,700 real ones. A longer one is a dump, and takes the square of its time.
LONGEST = 4000


def read_page(page: RawPage, *, published: dt.date | None = None) -> Reading:
    """A page as it came, through all rooms that read. `published` is the user's day for pages that give none."""
    return read_article(clean(page, published=published), gazetteer=open_gazetteer())


def read_article(article: Article, *, gazetteer: Gazetteer) -> Reading:
    """One article through the rooms. Junk and pages in a language without lexicon are kept and refused, not guessed at."""
    refusal = _unreadable(article)
    if refusal:
        return Reading(article=article, refusals=(refusal,))
    wanted = [(start, end) for start, end in paragraphs(article) if matters(article.text[start:end])]
    if not wanted:
        return Reading(article=article)
    parses = tuple(parse(((start, article.text[start:end]) for start, end in wanted), entities=False))
    claims = extract(article, parses)
    if not claims:
        return Reading(article=article)
    readable = [(block.start, block.end) for block in article.blocks if block.kind in READ_KINDS]
    language = article.language or "en"  # _unreadable refuses a page without one
    dates = read_dates(article.text, published=article.published, language=language, ranges=readable)
    places = geoparse(article.text, gazetteer=gazetteer, parses=parses, ranges=readable)
    sightings, refusals = assemble(article, claims, dates=dates, places=places, convert=in_utc)
    return Reading(article=article, claims=claims, dates=dates, places=places, sightings=sightings, refusals=refusals)


def paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """The non-empty lines of the blocks that are read for incidents, as offsets in the article's text.

    A line longer than LONGEST is given in parts, cut after a sentence or, where there is none, after a word.
    """
    for block in article.blocks:
        if block.kind not in READ_KINDS:
            continue
        start = block.start
        for line in article.text[block.start : block.end].split("\n"):
            if line.strip():
                yield from _parts(line, start)
            start += len(line) + 1


def _parts(line: str, start: int) -> Iterator[tuple[int, int]]:
    at = 0
    while len(line) - at > LONGEST:
        window = line[at : at + LONGEST]
        cut = next((end for mark in (". ", "; ", ", ", " ") if (end := window.rfind(mark) + 1) > LONGEST // 2), LONGEST)
        if window[:cut].strip():
            yield start + at, start + at + cut
        at += cut
    if line[at:].strip():
        yield start + at, start + len(line)


def _unreadable(article: Article) -> Refusal | None:
    if article.junk:
        return Refusal(of=article.id, room="articles", because="junk", detail=article.junk)
    if not has_lexicon("claims", article.language):
        return Refusal(of=article.id, room="claims", because="language", detail=article.language or "not known")
    return None
