"""Everything the ledger holds of one incident, gathered for whoever shows it."""

from __future__ import annotations

from istor.articles.article import Article, Copy
from istor.claims.claim import Claim
from istor.decisions import Decision
from istor.incidents.incident import Incident, Link, Sighting
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.publication.readings import Reading
from istor.store.ledger import Ledger


class Dossier(Record):
    """All that a sheet of an incident draws on. `articles` are its pages by id, with their text; `links` touch one of
    its sightings; `decisions` are about the incident, one of its sightings or pages; `machine` are the sightings that a person
    corrected, as they were read; `claims` those that the sightings were put together from."""

    incident: Incident
    entry: Entry
    sightings: tuple[Sighting, ...]
    articles: dict[str, Article]
    links: tuple[Link, ...] = ()
    copies: tuple[Copy, ...] = ()
    decisions: tuple[Decision, ...] = ()
    machine: tuple[Sighting, ...] = ()
    claims: tuple[Claim, ...] = ()


def gather(ledger: Ledger, incident: Incident, entry: Entry) -> Dossier:
    """What the ledger holds of an incident."""
    sightings = ledger.sightings(incident.sightings)
    pages = sorted({each.article_id for each in sightings})
    readings: list[Reading] = [reading for page in pages if (reading := ledger.article(page)) is not None]
    corrected = [each.id for each in sightings if each.corrected]
    told = {name for each in sightings for name in each.claims}
    about = {incident.id, *incident.aliases, *incident.sightings, *pages}
    return Dossier(
        incident=incident,
        entry=entry,
        sightings=sightings,
        articles={reading.article.id: reading.article for reading in readings},
        links=ledger.links(touching=incident.sightings),
        copies=tuple(copy for copy in ledger.copies() if copy.article_id in pages),
        decisions=tuple(each for each in ledger.decisions() if about.intersection(each.on)),
        machine=ledger.sightings(corrected, machine=True) if corrected else (),
        claims=tuple(claim for reading in readings for claim in reading.claims if claim.id in told),
    )
