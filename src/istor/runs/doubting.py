"""Entries with the doubts that send them to a person: what the entry itself leaves open, and how loosely its pages hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from istor.incidents.incident import Incident, Link
from istor.ledger.doubts import doubts
from istor.ledger.entry import Entry


def doubted(entries: Iterable[Entry], incidents: Iterable[Incident], links: Sequence[Link]) -> Iterator[Entry]:
    """The entries, each with its doubts. `links` are all compared pairs."""
    margins = weakest(incidents, links)
    for entry in entries:
        yield replace(entry, doubts=doubts(entry, margin=margins.get(entry.incident_id)))


def weakest(incidents: Iterable[Incident], links: Iterable[Link]) -> dict[str, float]:
    """How strongly, in bits, the most loosely held sighting of each incident is linked to another of its sightings.

    Incidents of one sighting are left out.
    """
    home = {sighting: incident.id for incident in incidents for sighting in incident.sightings}
    strongest: dict[str, float] = {}
    for link in links:
        if link.a in home and home[link.a] == home.get(link.b):
            for end in (link.a, link.b):
                strongest[end] = max(strongest.get(end, link.score), link.score)
    loosest: dict[str, float] = {}
    for sighting, score in strongest.items():
        loosest[home[sighting]] = min(loosest.get(home[sighting], score), score)
    return loosest
