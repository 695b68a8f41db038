"""What the ledger's index of linking holds of pages and sightings: their keys for copies, shared words and blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from istor.incidents.blocking import hashed
from istor.incidents.echoes import voices
from istor.incidents.grounds import Context
from istor.incidents.incident import Sighting
from istor.runs.copying import bands_of
from istor.runs.pairing import Gathered, block_keys, printed_again
from istor.store.holding import Card, Filed, Seat
from istor.store.ledger import Ledger


def catalogued(ledger: Ledger, seen: Gathered, sightings: Mapping[str, Sighting], linked: Collection[str]) -> Card:
    """The whole index: every page, and every sighting as people left it. Only those `linked` stand in blocks."""
    bands = bands_of(ledger)
    rare = seen.context.rare
    pages = tuple(
        Filed(
            article=each,
            bands=bands.get(each.id, ()),
            echoes=tuple(sorted(seen.echoes.get(each.id, ()))),
            rare=tuple((word, rare.tells[word]) for word in rare.words.get(each.id, ())),
        )
        for each in seen.articles.values()
    )
    return Card(
        pages=pages,
        seats=tuple(seats(sightings.values(), seen.context, linked)),
        voices=voices(seen.echoes, origins=seen.context.origins),
        tells=rare.tells,
        crowd=rare.crowd,
        whole=True,
    )


def seats(sightings: Iterable[Sighting], context: Context, linked: Collection[str]) -> Iterator[Seat]:
    """The seats of sightings. One that people rejected is not `linked`, and stands in no block."""
    again = printed_again(context.origins)
    for each in sightings:
        keys = hashed(block_keys(each, context, again)) if each.id in linked else ()
        yield Seat(id=each.id, article_id=each.article_id, keys=keys)
