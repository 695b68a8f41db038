"""Small pages with the reading they would get, so that tests of the store and the doors need no language model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from making import KHARKIV, sighting, speaker
from msgspec.structs import replace

from istor.articles.article import Article, Block, Capture, Publisher, RawPage
from istor.claims.claim import Attribution, Claim, Toll
from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import PlaceReading
from istor.incidents.incident import Final, Sighting, Voice
from istor.provenance import Refusal, Span, content_id, sha256
from istor.publication.readings import Reading
from istor.runs.copying import fingerprinted
from istor.store.holding import Holding, Rules, Run
from istor.store.ledger import Ledger

RULES = Rules(id="rules-1", istor="0", model="none", code="c", gazetteer="g")
LATER = Rules(id="rules-2", istor="1", model="none", code="d", gazetteer="g")
TEXT = "A drone hit a depot in Kharkiv on Tuesday. Three people were killed, the prosecutor said."


def page(
    source_id: str = "p1",
    text: str = TEXT,
    *,
    url: str | None = None,
    published: str | None = "2025-03-05",
    captured: dt.datetime | None = None,
    publisher: str | None = None,
) -> RawPage:
    return RawPage(
        source_id=source_id,
        raw=text.encode(),
        kind="text",
        url=url,
        published=published,
        publisher=publisher,
        capture=Capture(at=captured) if captured else None,
    )


def read(page: RawPage, *, published: dt.date | None = None) -> Reading:
    """A page's reading: one attack if its words are there, with the toll's number taken from the text."""
    text = page.raw.decode()
    if "crash" in text:
        raise RuntimeError("this page cannot be read")
    checksum = sha256(page.raw)
    article = Article(
        id=content_id("article", page.url or page.source_id, checksum),
        source_id=page.source_id,
        text=text,
        title=text.split(".")[0],
        blocks=(Block(kind="body", start=0, end=len(text)),),
        pieces=(),
        raw_sha256=checksum,
        charset="utf-8",
        url=page.url,
        publisher=Publisher(id="daily", name=page.publisher or "The Daily"),
        published=dt.date.fromisoformat(page.published) if page.published else None,
        language="en",
        capture=page.capture,
    )
    if "killed" not in text:
        refusal = Refusal(of=article.id, room="articles", because="junk", detail="no attack in it")
        return Reading(article=article, refusals=(refusal,))
    return _told(article)


def holding(source_id: str = "p1", text: str = TEXT, **facts: object) -> Holding:
    raw = page(source_id, text, **facts)  # type: ignore[arg-type]
    found = read(raw)
    return Holding(page=raw, reading=found, fingerprint=fingerprinted(found.article))


def keep_all(ledger: Ledger, pages: Sequence[tuple[str, str]]) -> None:
    """Keeps pages, given as (source_id, text), and links nothing."""
    run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    ledger.keep([holding(*each) for each in pages], [], rules_id=RULES.id, run=run)


def _told(article: Article) -> Reading:
    words = {"One": 1, "Two": 2, "Three": 3, "Four": 4}
    number = next(word for word in words if word in article.text)
    count = words[number]
    who = replace(speaker("the prosecutor", "prosecutor"), span=_span(article, "the prosecutor"))
    attribution = Attribution(speaker=who)
    phrase = f"{number} people" if f"{number} people" in article.text else number
    toll = Toll(
        harm="killed",
        group="all",
        low=count,
        high=count,
        words=phrase,
        span=_span(article, phrase),
        attribution=attribution,
    )
    whole = Span(article_id=article.id, start=0, end=len(article.text))
    claim = Claim(id=content_id("claim", article.id), article_id=article.id, span=whole, sentence=whole, tolls=(toll,))
    date, place = _date(article), _place(article)
    seen: Sighting = sighting(
        content_id("sighting", article.id),
        article_id=article.id,
        date=date,
        place=place,
        tolls=(toll,),
        claims=(claim.id,),
        spans=(whole,),
        voices=(Voice(speaker=who),),
        published=article.published,
    )
    seen = replace(seen, final=Final(killed=(count, count)))
    return Reading(article=article, claims=(claim,), dates=(date,), places=(place,), sightings=(seen,))


def _span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(article_id=article.id, start=start, end=start + len(words))


def _date(article: Article) -> DateReading:
    span = _span(article, "Tuesday")
    day = dt.date(2025, 3, 4)
    return DateReading(
        words="Tuesday",
        start=span.start,
        end=span.end,
        edtf="2025-03-04",
        rule="made",
        anchor="published",
        range=DateRange(earliest=day, latest=day),
    )


def _place(article: Article) -> PlaceReading:
    span = _span(article, "Kharkiv")
    return PlaceReading(
        words="Kharkiv", start=span.start, end=span.end, place=KHARKIV, lat=49.99, lon=36.23, radius_m=12_000
    )
