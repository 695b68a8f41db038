"""Small makers of sightings and articles, so that a test states only what it is about."""

from __future__ import annotations

import datetime as dt

from istor.articles.article import Article, Block, Publisher
from istor.claims.claim import Actor, AttackType, Attribution, Speaker, SpeakerKind, Target, Toll, Weapon
from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import Place, PlaceReading
from istor.incidents.incident import Final, Sighting
from istor.ledger.entry import Entry, Figure
from istor.provenance import Span

KHARKIV = Place(
    name="Kharkiv", kind="settlement", lat=49.99, lon=36.23, radius_m=12_000, country="UA", admin1_code="UA-63"
)
POLTAVA = Place(
    name="Poltava", kind="settlement", lat=49.59, lon=34.55, radius_m=8_000, country="UA", admin1_code="UA-53"
)
KHARKIV_REGION = Place(
    name="Kharkiv Oblast", kind="region", lat=49.6, lon=36.4, radius_m=120_000, country="UA", admin1_code="UA-63"
)
UKRAINE = Place(name="Ukraine", kind="country", lat=49.0, lon=32.0, radius_m=600_000, country="UA")


def span(article_id: str = "a", start: int = 0, end: int = 1) -> Span:
    return Span(article_id=article_id, start=start, end=end)


def on(first: str, last: str | None = None, *, hours: tuple[int, int] | None = None) -> DateReading:
    """A reading of local days, ISO; `hours` are the earliest and latest full hour."""
    days = DateRange(
        earliest=dt.date.fromisoformat(first),
        latest=dt.date.fromisoformat(last or first),
        earliest_time=dt.time(hours[0]) if hours else None,
        latest_time=dt.time(hours[1]) if hours else None,
    )
    return DateReading(words="then", start=0, end=4, edtf=first, rule="made", anchor="stated", range=days)


def yearless(month_day: str) -> DateReading:
    return DateReading(words="then", start=0, end=4, edtf=f"XXXX-{month_day}", rule="made", anchor="none")


def at(place: Place) -> PlaceReading:
    return PlaceReading(
        words=place.name, start=0, end=1, place=place, lat=place.lat, lon=place.lon, radius_m=place.radius_m
    )


def speaker(words: str, kind: SpeakerKind, **facts: str) -> Speaker:
    return Speaker(words=words, span=span(), kind=kind, **facts)  # type: ignore[arg-type]


def toll(low: int, high: int | None = -1, *, harm: str = "killed", who: Speaker | None = None, **facts: object) -> Toll:
    """A toll of `low` (to `high`; None: or more; left out: exactly), for all unless `group` says otherwise."""
    article_id, start = str(facts.pop("article_id", "a")), int(str(facts.pop("start", 0)))
    return Toll(  # type: ignore[arg-type]
        harm=harm,
        group=facts.pop("group", "all"),
        low=low,
        high=low if high == -1 else high,
        words=f"{low} {harm}",
        span=span(article_id, start, start + 1),
        attribution=Attribution(speaker=who),
        **facts,
    )


def sighting(name: str, **facts: object) -> Sighting:
    """A sighting with id `name`; unless told otherwise on a page of its own, in Kharkiv on 4 March 2025."""
    base: dict[str, object] = {
        "article_id": f"page-{name}",
        "type": "Air/drone strike",
        "date": on("2025-03-04"),
        "place": at(KHARKIV),
    }
    killed, injured = facts.pop("killed", None), facts.pop("injured", None)
    base["final"] = Final(killed=_pair(killed), injured=_pair(injured))
    return Sighting(id=name, **{**base, **facts})  # type: ignore[arg-type]


def _pair(figure: object) -> tuple[int, int | None] | None:
    return (figure, figure) if isinstance(figure, int) else figure  # type: ignore[return-value]


def weapon(words: str, kind: str | None = None, **counts: int) -> Weapon:
    return Weapon(words=words, span=span(), kind=kind or words, **counts)


def target(words: str, kind: str) -> Target:
    return Target(words=words, span=span(), kind=kind)  # type: ignore[arg-type]


def actor(key: str, stance: str = "stated") -> Actor:
    return Actor(words=key, span=span(), stance=stance, key=key)  # type: ignore[arg-type]


def article(article_id: str, *, published: str | None = None, publisher: str | None = None, **facts: object) -> Article:
    text = "x" * 200
    return Article(  # type: ignore[arg-type]
        id=article_id,
        source_id=article_id,
        text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),),
        pieces=(),
        raw_sha256="0" * 64,
        charset="utf-8",
        published=dt.date.fromisoformat(published) if published else None,
        publisher=Publisher(id=publisher, name=publisher) if publisher else None,
        **facts,
    )


def entry(
    name: str, day: str | None, *, killed: int | None = None, type: AttackType = "Air/drone strike", **facts: object
) -> Entry:
    """An entry on Kharkiv with so many killed (None: nobody says), unless `facts` say otherwise."""
    figure = Figure(harm="killed", group="all", rule="made", because="made", low=killed, best=killed, high=killed)
    base: dict[str, object] = {"place": at(KHARKIV), "scope": "incident", **facts}
    return Entry(  # type: ignore[arg-type]
        incident_id=name,
        type=type,
        date=on(day) if day else None,
        actors=(),
        weapons=(),
        targets=(),
        figures=(figure,) if killed is not None else (),
        history=(),
        dissents=(),
        pages=1,
        publishers=1,
        origins=1,
        copies=0,
        **base,
    )
