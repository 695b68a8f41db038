"""The ledger leaves the building: redaction first, then a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from istor.articles.article import Article
from istor.errors import ConfigError
from istor.incidents.incident import Sighting
from istor.publication import geojson, tables
from istor.publication.people import people_aged
from istor.publication.readings import Reading
from istor.publication.redaction import Published, redact_entry
from istor.store.holding import Filter
from istor.store.ledger import Ledger

Exporter = Callable[[Iterable[Published]], Iterator[str]]

EXPORTERS: Mapping[str, Exporter] = {
    "csv": tables.csv_lines,
    "geojson": geojson.lines,
    "jsonl": tables.json_lines,
}


def export(ledger: Ledger, *, to: str, wanted: Filter | None = None) -> Iterator[str]:
    """The incidents asked for as lines (without their ends) of the format `to`, a key of EXPORTERS.

    The same ledger gives the same lines. Raises ConfigError for a format there is not.
    """
    if to not in EXPORTERS:
        raise ConfigError(f"there is no export to {to!r}; choose one of {', '.join(sorted(EXPORTERS))}")
    return EXPORTERS[to](published(ledger, wanted=wanted))


def published(ledger: Ledger, *, wanted: Filter | None = None) -> Iterator[Published]:
    """The incidents asked for as they may be published, in the ledger's order."""
    articles: dict[str, Article] = {}
    sightings: dict[str, Sighting] = {}
    names: dict[str, frozenset[str]] = {}  # everyone to be withheld of a page, whichever incident they belong to
    for reading in ledger.readings():
        article = reading.article
        articles[article.id] = replace(article, text="", blocks=(), pieces=())  # a large ledger's texts are not held
        sightings.update((each.id, each) for each in reading.sightings)
        names[article.id] = _withheld(reading)
    for incident, entry in zip(ledger.incidents(wanted), ledger.entries(wanted), strict=True):
        pages = sorted({sightings[each].article_id for each in incident.sightings})
        withheld = frozenset[str]().union(*(names[page] for page in pages))
        yield redact_entry(entry, [articles[page] for page in pages], names=withheld)


def _withheld(reading: Reading) -> frozenset[str]:
    if not reading.sightings:
        return frozenset()
    victims = {person.words for each in reading.sightings for person in each.persons}
    return frozenset({*victims, *people_aged(reading.article.text), *people_aged(reading.article.title or "")})
