"""What the ledger's index of linking holds of pages and sightings: their keys for copies, shared words and blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from istor.incidents.echoes import voices
from istor.incidents.incident import Sighting
from istor.incidents.meeting import Keyed, packed
from istor.runs.copying import bands_of
from istor.runs.pairing import Gathered
from istor.store.holding import Card, Filed, Seat
from istor.store.ledger import Ledger


def catalogued(ledger: Ledger, seen: Gathered, sightings: Mapping[str, Sighting], keyed: Keyed) -> Card:
    """The whole index: every page, and every sighting as people left it. Only those `keyed` stand in blocks."""
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
        seats=tuple(seats(sightings.values(), keyed)),
        voices=voices(seen.echoes, origins=seen.context.origins),
        tells=rare.tells,
        crowd=rare.crowd,
        whole=True,
    )


def seats(sightings: Iterable[Sighting], keyed: Keyed) -> Iterator[Seat]:
    """The seats of sightings. One that people rejected is not `keyed`, and stands in no block."""
    keys = dict(packed(keyed))
    return (Seat(id=each.id, article_id=each.article_id, keys=keys.get(each.id, b"")) for each in sightings)
