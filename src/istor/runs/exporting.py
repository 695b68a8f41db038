"""The ledger leaves the building: redaction first, then a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from istor.errors import ConfigError
from istor.publication import geojson, tables
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
    articles = {article.id: article for article in ledger.articles()}
    sightings = {sighting.id: sighting for sighting in ledger.sightings()}
    named = [person for sighting in sightings.values() for person in sighting.persons]
    by_page: dict[str, list[int]] = {}
    for at, person in enumerate(named):
        by_page.setdefault(person.span.article_id, []).append(at)
    for incident, entry in zip(ledger.incidents(wanted), ledger.entries(wanted), strict=True):
        pages = sorted({sightings[each].article_id for each in incident.sightings})
        victims = [named[at] for page in pages for at in by_page.get(page, ())]
        yield redact_entry(entry, [articles[page] for page in pages], persons=victims)
