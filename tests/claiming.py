"""Articles told in a few marked sentences: each names its attack, places, times and figures by their words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from making import KHARKIV, KHARKIV_REGION, POLTAVA, UKRAINE

from istor.articles.article import Article, Block
from istor.claims.claim import Actor, Attack, Claim, Target, Toll, Weapon
from istor.dates.daterange import DateRange, DateReading
from istor.dates.zones import in_utc
from istor.geography.place import Place, PlaceReading
from istor.incidents.incident import Sighting
from istor.incidents.sightings import assemble
from istor.provenance import Refusal, Span, content_id

BELGOROD = Place(
    name="Belgorod", kind="settlement", lat=50.6, lon=36.6, radius_m=9_000, country="RU", population=350_000
)
SUMY = Place(
    name="Sumy", kind="settlement", lat=50.9, lon=34.8, radius_m=9_000, country="UA", population=260_000, admin1="Sumy"
)
PLACES = {
    "Kharkiv": KHARKIV,
    "Poltava": POLTAVA,
    "Sumy": SUMY,
    "Belgorod": BELGOROD,
    "Kharkiv region": KHARKIV_REGION,
    "Ukraine": UKRAINE,
}
AIR, SHELLS = "Air/drone strike", "Shelling/artillery/missile attack"


@dataclass
class Told:
    """One sentence of an article. `attack` are its words (None: only harm is told), `tolls` (words, harm, number),
    `days` words → ISO day or "MM-DD" without a year, `weapons` words → how many were launched."""

    text: str
    attack: str | None = None
    kind: str | None = "Other"
    places: tuple[str, ...] = ()
    tolls: tuple[tuple[str, str, int], ...] = ()
    days: dict[str, str] = field(default_factory=dict)
    weapons: dict[str, int | None] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    by: str | None = None
    anaphor: bool = False
    more: dict[str, Any] = field(default_factory=dict)


def article_of(*told: Told) -> tuple[tuple[Sighting, ...], tuple[Refusal, ...]]:
    """What `assemble` makes of the sentences, one paragraph each."""
    text = "\n".join(one.text for one in told)
    claims, dates, places, start = [], [], [], 0
    for one in told:
        claims.append(_claim(one, start))
        dates += [_date(one, words, day, start) for words, day in one.days.items()]
        places += _places(one, start)
        start += len(one.text) + 1
    article = Article(
        id="a",
        source_id="a",
        text=text,
        blocks=(Block(kind="body", start=0, end=len(text)),),
        pieces=(),
        raw_sha256="",
        charset="utf-8",
    )
    return assemble(article, claims, dates=dates, places=places, convert=in_utc)


def _span(one: Told, words: str, start: int) -> Span:
    at = start + one.text.index(words)
    return Span(article_id="a", start=at, end=at + len(words))


def _claim(one: Told, start: int) -> Claim:
    whole = Span(article_id="a", start=start, end=start + len(one.text))
    attack = None
    if one.attack:
        attack = Attack(words=one.attack, span=_span(one, one.attack, start), type=one.kind, anaphor=one.anaphor)  # type: ignore[arg-type]
    tolls = tuple(
        Toll(harm=harm, group="all", low=n, high=n, words=words, span=_span(one, words, start))  # type: ignore[arg-type]
        for words, harm, n in one.tolls
    )
    weapons = tuple(
        Weapon(words=words, span=_span(one, words, start), kind="drone", launched=n) for words, n in one.weapons.items()
    )
    targets = tuple(Target(words=words, span=_span(one, words, start), kind="other") for words in one.targets)
    actors = (Actor(words=one.by, span=_span(one, one.by, start), stance="stated", key=one.by),) if one.by else ()
    parts = {"attack": attack, "tolls": tolls, "weapons": weapons, "targets": targets, "actors": actors, **one.more}
    return Claim(id=content_id("claim", start), article_id="a", span=whole, sentence=whole, **parts)


def _date(one: Told, words: str, day: str, start: int) -> DateReading:
    span = _span(one, words, start)
    known = len(day) == 10
    days = DateRange(earliest=dt.date.fromisoformat(day), latest=dt.date.fromisoformat(day)) if known else None
    rule = "day and month" if any(character.isdigit() for character in words) else "weekday"
    edtf = day if known else f"XXXX-{day}" if day else "XXXX-XX-XX"
    return DateReading(words=words, start=span.start, end=span.end, edtf=edtf, rule=rule, anchor="stated", range=days)


def _places(one: Told, start: int) -> list[PlaceReading]:
    found, at = [], 0
    for words in one.places:
        at = one.text.index(words, at)
        place = PLACES.get(words)
        lat, lon = (place.lat, place.lon) if place else (None, None)
        begins = start + at
        found.append(PlaceReading(words=words, start=begins, end=begins + len(words), place=place, lat=lat, lon=lon))
        at += len(words)
    return found
