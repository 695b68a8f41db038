"""What incidents put together anew are to those around them: parts of a barrage, rows that may count the same people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from istor.incidents.barrages import STRIKES, holds, told_by
from istor.incidents.incident import Incident, Sighting
from istor.ledger.entry import Entry
from istor.ledger.overlapping import LONGEST, shares, with_overlaps
from istor.provenance import Record
from istor.runs.composing import Composed
from istor.store.vicinity import Vicinity

Pairs = dict[str, tuple[Incident, Entry]]  # incidents with their entries, by id


class Bordered(Record):
    """Incidents and entries that name those around them, and those around of which what they say of these has changed."""

    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]
    others: tuple[tuple[Incident, Entry], ...]


def bordered(
    near: Vicinity, made: Composed, founders: Mapping[str, Sighting], former: Mapping[str, tuple[Incident, Entry]]
) -> Bordered:
    """`made` in the place of the incidents `former`; `founders` are the founding sightings by incident id."""
    others: Pairs = {}
    around = _Around(near, others, frozenset(former))
    around.forget_names({each.id for each in made.incidents} - former.keys())
    around.share_parts(made.incidents, founders)
    incidents = tuple(around.with_parts(each, founders[each.id]) for each in made.incidents)
    entries = around.share_people(with_overlaps(made.entries), former)
    held = near.incidents(others)
    return Bordered(
        incidents=incidents,
        entries=entries,
        others=tuple(pair for name, pair in sorted(others.items()) if pair != held[name]),
    )


class _Around:
    """The incidents beside a part of the ledger; those that change are gathered in `others`."""

    def __init__(self, near: Vicinity, others: Pairs, former: frozenset[str]) -> None:
        self.near = near
        self.others = others
        self.former = former

    def forget_names(self, new: Collection[str]) -> None:
        """An id that an incident bears is nobody's former one."""
        for name, (incident, entry) in self._of(self.near.called(new)).items():
            aliases = tuple(each for each in incident.aliases if each not in new)
            self.others[name] = replace(incident, aliases=aliases), entry

    def share_parts(self, made: Iterable[Incident], founders: Mapping[str, Sighting]) -> None:
        """The barrages around hold those of the new strikes that are theirs, and no former one."""
        strikes = {each.id: founders[each.id] for each in made if each.scope == "incident" and not each.rejected}
        where = {*self.near.founding(self.former).values(), *filter(None, map(_where, strikes.values()))}
        names = {name for country, days in where for name in self.near.founded("wide", country, days)}
        for name, (incident, entry) in self._of(names).items():
            barrage = self.near.sightings([told_by(incident)])[told_by(incident)]
            left = {each for each in incident.parts if each not in self.former}
            parts = tuple(sorted(left | {strike for strike, first in strikes.items() if holds(barrage, first)}))
            self.others[name] = replace(incident, parts=parts), entry

    def with_parts(self, incident: Incident, first: Sighting) -> Incident:
        """A barrage with the strikes around that it holds, beside those it was put together with."""
        place = _where(first)
        if incident.scope != "wide" or incident.rejected or place is None:
            return incident
        around = self.near.founded("incident", *place)
        parts = {name for name, kind in around.items() if kind in STRIKES and name not in self.former}
        return replace(incident, parts=tuple(sorted(parts | set(incident.parts))))

    def share_people(self, entries: Iterable[Entry], former: Mapping[str, tuple[Incident, Entry]]) -> tuple[Entry, ...]:
        """The entries naming those around that may count some of their people, and these naming them."""
        found = []
        once: dict[str, set[str]] = {name: set() for _, entry in former.values() for name in entry.overlaps}
        for entry in entries:
            around = {
                name
                for name, (_, other) in self.near.beside(entry, LONGEST).items()
                if name not in self.former and shares(entry, other)
            }
            for name in around:
                once.setdefault(name, set()).add(entry.incident_id)
            found.append(replace(entry, overlaps=tuple(sorted(around.union(entry.overlaps)))))
        for name, (incident, entry) in self._of(once).items():
            left = {each for each in entry.overlaps if each not in self.former}
            self.others[name] = incident, replace(entry, overlaps=tuple(sorted(left | once[name])))
        return tuple(found)

    def _of(self, names: Collection[str]) -> Pairs:
        """Those of the incidents that are beside the part, as they stand by now."""
        wanted = set(names) - self.former
        return self.near.incidents(wanted - self.others.keys()) | {
            name: self.others[name] for name in wanted & self.others.keys()
        }


def _where(sighting: Sighting) -> tuple[str, tuple[object, object]] | None:
    days = sighting.date.range if sighting.date else None
    place = sighting.place.place if sighting.place else None
    return (place.country, (days.earliest, days.latest)) if days and place and place.country else None
