"""The minimum record of an incident, for the team as the ledger has it, or as it may be published; and the log as a table."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from istor.decisions import Standing
from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.provenance import encode
from istor.publication.combing import Comb
from istor.publication.minimum import Casualty, Minimum, casualties, minimum
from istor.publication.policy import SAFE, PublicationOptions
from istor.publication.redaction import page_as_it_is
from istor.publication.tables import csv_rows
from istor.publication.withholding import Names
from istor.runs.reckoning import standings
from istor.runs.redacting import redacted_pairs
from istor.store.ledger import Ledger


def record(ledger: Ledger, name: str, *, public: bool, options: PublicationOptions = SAFE) -> Minimum | None:
    """The minimum record of the incident of this id; `public` under a policy. None: there is no such incident, or what a person
    marked restricted is asked for the public. Raises RedactionError where the record still held what must be withheld."""
    found = ledger.incident(name)
    if found is None:
        return None
    return _public(ledger, found[0], options) if public else _whole(ledger, *found)


__all__ = ["LOG", "Minimum", "log_lines", "record"]

LOG = ("decision", "at", "by", "verb", "on", "path", "value", "why", "undone", "stale")


def log_lines(ledger: Ledger) -> Iterator[str]:
    """The log of decisions as CSV, oldest first: for the team, since it names who decided and why."""
    yield from csv_rows(LOG, (_logged(each) for each in standings(ledger)))


def _logged(each: Standing) -> dict[str, str]:
    decision = each.decision
    value = "" if decision.value is None else str(decision.value)
    return {
        "decision": decision.id,
        "at": decision.at.isoformat(timespec="seconds"),
        "by": decision.by,
        "verb": decision.verb,
        "on": " ".join(decision.on),
        "path": decision.path or "",
        "value": value or ("unknown" if decision.path else ""),
        "why": decision.why,
        "undone": "yes" if each.undone else "",
        "stale": each.stale,
    }


def _whole(ledger: Ledger, incident: Incident, entry: Entry) -> Minimum:
    sightings = ledger.sightings(incident.sightings)
    readings = [ledger.article(each) for each in sorted({each.article_id for each in sightings})]
    articles = [each.article for each in readings if each is not None]
    people = casualties(person for each in sightings for person in each.persons)
    hashes = {each.id: each.raw_sha256 for each in articles}
    return minimum(entry, [page_as_it_is(each) for each in articles], people, public=False, hashes=hashes)


def _public(ledger: Ledger, incident: Incident, options: PublicationOptions) -> Minimum | None:
    for leaving in redacted_pairs(ledger, names=[incident.id], options=options):
        if leaving.published is None:
            return None
        sightings = ledger.sightings(incident.sightings)
        people = [_shown(each, leaving.held) for each in casualties(p for one in sightings for p in one.persons)]
        made = minimum(leaving.published.entry, leaving.published.pages, people, public=True)
        comb = Comb()
        comb.note(incident.id, leaving.held, leaving.points)
        comb.search(encode(made).decode(), at="the record")
        return made
    return None


def _shown(each: Casualty, held: Names) -> Casualty:
    """A casualty as it may be published: unnamed where the name is withheld, and then with age and sex only of the dead."""
    if each.name is None or held.taken_out(each.name) == each.name:
        return each
    return replace(each, name=None) if each.harm == "killed" else Casualty(name=None, harm=each.harm)
