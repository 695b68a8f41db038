"""Sightings, their links and people's decisions → incidents and entries: for the whole ledger, or for a part of it that
nothing outside reaches into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from istor.articles.article import Article, Copy
from istor.decisions import Standing
from istor.incidents.clustering import cluster
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.verdicts import Verdicts, ruled, set_aside
from istor.ledger.accounting import account
from istor.ledger.entry import Entry
from istor.provenance import Record


class Scope(Record):
    """What is put together: sightings as people left them and their articles (with those that copies fold under), by id;
    the decisions on them; the incidents that held them before; the copies among the pages, by article id."""

    sightings: Mapping[str, Sighting]
    articles: Mapping[str, Article]
    context: Context
    standings: Sequence[Standing] = ()
    previous: Sequence[Incident] = ()
    copies: Mapping[str, Copy] = {}


class Composed(Record):
    """Incidents, those that people rejected last, each with its entry, which says nothing yet of other incidents."""

    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]


def judged(scope: Scope) -> tuple[Verdicts, list[Incident], dict[str, Sighting]]:
    """What people decided on who belongs together; the incidents they rejected; the sightings that are left to be linked."""
    verdicts = ruled(scope.standings)
    rejected = set_aside(verdicts, scope.sightings, scope.previous)
    out = {each for incident in rejected for each in incident.sightings}
    return verdicts, rejected, {name: each for name, each in scope.sightings.items() if name not in out}


def composed(scope: Scope, links: Sequence[Link], *, rule: str) -> Composed:
    """The incidents of the scope with their entries. `links` are all telling ones between its sightings."""
    verdicts, rejected, left = judged(scope)
    clustered = cluster(
        tuple(left.values()), links, context=scope.context, verdicts=verdicts, previous=_still(scope.previous, left)
    )
    incidents = (*clustered, *rejected)
    touching = by_sighting(scope.standings)
    return Composed(
        incidents=incidents, entries=tuple(_accounted(each, scope, touching, rule=rule) for each in incidents)
    )


def _accounted(
    incident: Incident, scope: Scope, touching: Mapping[str, Sequence[tuple[int, Standing]]], *, rule: str
) -> Entry:
    repeats = chain({scope.sightings[each].article_id for each in incident.sightings}, scope.copies)
    mine = touched(incident, touching)
    return account(incident, scope.sightings, scope.articles, repeats, rule=rule, standings=mine)


def _still(previous: Iterable[Incident], left: Mapping[str, Sighting]) -> list[Incident]:
    """The former incidents without sightings that were rejected; what is read otherwise now may be called what it was."""
    kept = ((incident, tuple(each for each in incident.sightings if each in left)) for incident in previous)
    return [msgspec.structs.replace(incident, sightings=members or incident.sightings) for incident, members in kept]


def by_sighting(standings: Iterable[Standing]) -> dict[str, list[tuple[int, Standing]]]:
    """The decisions that count, numbered as in the log, by the sightings they are about."""
    found: dict[str, list[tuple[int, Standing]]] = {}
    for number, standing in enumerate(standings):
        for name in standing.sightings if standing.counts else ():
            found.setdefault(name, []).append((number, standing))
    return found


def touched(incident: Incident, by_sighting: Mapping[str, Sequence[tuple[int, Standing]]]) -> list[Standing]:
    """The decisions that are about the incident's sightings, in log order."""
    mine = {number: standing for name in incident.sightings for number, standing in by_sighting.get(name, ())}
    return [mine[number] for number in sorted(mine)]


def chain(pages: set[str], of: Mapping[str, Copy]) -> list[Copy]:
    """The copies among the pages, and those between them and what they fold under."""
    found: dict[str, Copy] = {}
    left = sorted(pages)
    while left:
        page = left.pop()
        if page in of and page not in found:
            found[page] = of[page]
            left.append(of[page].of)
    return list(found.values())
