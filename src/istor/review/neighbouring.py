"""Incidents that the machine compared with one and kept apart: those that a person may want to join to it."""

from __future__ import annotations

from istor.incidents.incident import Incident, Link
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.review.desk import Desk
from istor.store.dossiers import Dossier

NEIGHBOURS = 5  # as many as have a digit's key and still fit a screen


class Neighbour(Record):
    """Another incident that this one was compared with and kept apart from."""

    incident: Incident
    entry: Entry
    link: Link


def neighbours(desk: Desk, dossier: Dossier) -> list[Neighbour]:
    """The incidents that come closest to this one without being it, the closest first."""
    own = set(dossier.incident.sightings)
    best: dict[str, Link] = {}
    for link in dossier.links:
        other = link.b if link.a in own else link.a
        if other in own or any(each.veto for each in link.agreements):
            continue
        home = desk.ledger.home_of(other)
        if home is not None and (home not in best or best[home].score < link.score):
            best[home] = link
    closest = sorted(best, key=lambda home: -best[home].score)[:NEIGHBOURS]
    pairs = desk.ledger.pairs_of(closest)
    return [Neighbour(incident=incident, entry=entry, link=best[incident.id]) for incident, entry in pairs]
