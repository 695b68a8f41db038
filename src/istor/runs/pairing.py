"""The ledger's sightings with what linking needs to know of their pages, and the pairs of them that are worth comparing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from istor.articles.article import Article, Copy
from istor.incidents.blocking import keys, pairs
from istor.incidents.echoes import names, quotations, rare, telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Sighting
from istor.ledger.independence import folded
from istor.provenance import Record
from istor.publication.readings import Reading
from istor.store.ledger import Ledger

NONE: frozenset[str] = frozenset()
Echoes = dict[str, frozenset[str]]


class Gathered(Record):
    """All current sightings and their articles by id (the articles without the text, which is large), and the context
    that two of them are compared in."""

    sightings: Mapping[str, Sighting]
    articles: Mapping[str, Article]
    context: Context


def gathered(ledger: Ledger, copies: Iterable[Copy]) -> Gathered:
    """What is linked: the sightings of all current readings. `copies` are all pages that repeat another one."""
    origins = folded(copies)
    sightings: dict[str, Sighting] = {}
    articles: dict[str, Article] = {}
    quoted: Echoes = {}
    named: Echoes = {}
    for reading in ledger.readings():
        article = reading.article
        articles[article.id] = msgspec.structs.replace(article, text="", blocks=(), pieces=())
        if reading.sightings:
            quoted[article.id] = quotations(article.text)
            named[article.id] = named_in(reading)
        sightings.update((sighting.id, sighting) for sighting in reading.sightings)
    context = Context(origins=origins, quotations=telling(quoted, origins=origins), names=rare(named, origins=origins))
    return Gathered(sightings=sightings, articles=articles, context=context)


def candidates(sightings: Mapping[str, Sighting], context: Context) -> Iterator[tuple[Sighting, Sighting]]:
    """The pairs of sightings (by id) worth comparing, of two pages each, in a fixed order."""
    printed_again = set(context.origins.values())
    blocks = (
        (
            sighting.id,
            keys(
                sighting,
                origin=context.origins.get(sighting.article_id)
                or (sighting.article_id if sighting.article_id in printed_again else None),
                echoes=_echoes(sighting, context),
            ),
        )
        for sighting in sightings.values()
    )
    for first, second in pairs(blocks):
        if sightings[first].article_id != sightings[second].article_id:
            yield sightings[first], sightings[second]


def named_in(reading: Reading) -> frozenset[str]:
    """The names in the page's body, without those who speak in it and the places that every page on them names."""
    article = reading.article
    body = "\n".join(article.text[block.start : block.end] for block in article.blocks if block.kind == "body")
    voices = [voice for sighting in reading.sightings for voice in sighting.voices]
    without = [voice.speaker.words for voice in voices if voice.speaker]
    without += [place.words for place in reading.places if place.place]
    return names(body, language=article.language or "", without=without)


def _echoes(sighting: Sighting, context: Context) -> frozenset[str]:
    """What the sighting's page shares with few others; the names are of its news, not of its background."""
    quoted = context.quotations.get(sighting.article_id, NONE)
    return quoted | context.names.get(sighting.article_id, NONE) if sighting.role == "main" else quoted
