"""A nationwide barrage holds the local strikes of its country and night as parts; it is neither joined with them nor added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from istor.incidents.grounds import days_of
from istor.incidents.incident import Incident, Sighting

STRIKES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use", "Other"})
Nights = dict[tuple[str, int], list[str]]  # country and day → local strikes that may be of that day


def with_parts(incidents: Iterable[Incident], sightings: Mapping[str, Sighting]) -> tuple[Incident, ...]:
    """The incidents with their scope, each barrage with the local strikes of its country on its days, sorted by id.

    A strike or barrage whose day or country is not known is part of nothing and holds nothing.
    """
    scoped = tuple(_scoped(incident, sightings[incident.sightings[0]]) for incident in incidents)
    barrages = {incident.id for incident in scoped if incident.scope == "wide"}
    nights = _nights(scoped, sightings) if barrages else {}
    return tuple(
        msgspec.structs.replace(incident, parts=_held(sightings[told_by(incident)], nights))
        if incident.id in barrages
        else incident
        for incident in scoped
    )


def told_by(incident: Incident) -> str:
    """The sighting (its id) that tells when and where an incident is part of a barrage, or holds one's strikes: the same
    whatever order its pages came in, which its founding sighting is not.

    >>> told_by(Incident(id="incident-1", sightings=("sighting-b", "sighting-a")))
    'sighting-a'
    """
    return min(incident.sightings)


def holds(barrage: Sighting, strike: Sighting) -> bool:
    """Whether a barrage told by one sighting holds the local strike told by the other: of its country and days."""
    return strike.type in STRIKES and not set(_days_there(barrage)).isdisjoint(_days_there(strike))


def _scoped(incident: Incident, first: Sighting) -> Incident:
    same = incident.scope == first.scope
    return incident if same else msgspec.structs.replace(incident, scope=first.scope)


def _nights(incidents: Iterable[Incident], sightings: Mapping[str, Sighting]) -> Nights:
    nights: Nights = {}
    for incident in incidents:
        first = sightings[told_by(incident)]
        if incident.scope == "incident" and first.type in STRIKES:
            for night in _days_there(first):
                nights.setdefault(night, []).append(incident.id)
    return nights


def _held(barrage: Sighting, nights: Nights) -> tuple[str, ...]:
    return tuple(sorted({strike for night in _days_there(barrage) for strike in nights.get(night, ())}))


def _days_there(sighting: Sighting) -> Iterable[tuple[str, int]]:
    days = days_of(sighting)
    country = sighting.place.place.country if sighting.place and sighting.place.place else None
    if days is None or country is None:
        return ()
    return ((country, day) for day in range(days.earliest.toordinal(), days.latest.toordinal() + 1))
