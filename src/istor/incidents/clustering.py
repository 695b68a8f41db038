"""Links and people's decisions → incidents with lasting ids.

Agglomeration under constraints: the strongest link first, and two groups join only while no pair across them is vetoed
and the reasons across them speak for it on the whole, so that no chain of weak links joins two that conflict. A
person's "merge" joins whatever the machine thinks; "never" and "split" forbid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import msgspec

from istor.incidents.comparison import compare, joins, vetoed
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.verdicts import NONE, Verdicts
from istor.provenance import content_id

STRIKES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use", "Other"})
LATEST = dt.date.max
FIRM = frozenset({"scope", "article"})  # vetoes that no slip of reading explains
IDENTITY = frozenset({"names", "victims", "shared"})  # what tells an attack from all others, as a figure does not
STRONG = 6.0  # bits; of a link that may join two groups although a pair across them conflicts
CONFLICT = 8.0  # bits; what such a pair takes from the sum


def cluster(
    sightings: Sequence[Sighting],
    links: Iterable[Link],
    *,
    context: Context | None = None,
    verdicts: Verdicts = NONE,
    previous: Sequence[Incident] = (),
) -> tuple[Incident, ...]:
    """Incidents of all `sightings`, sorted by id; every sighting is in exactly one.

    `links` are the compared pairs; pairs across two groups that were not compared are compared when the groups meet.
    `previous` incidents keep their ids: the group that holds a previous incident's first sighting inherits it, and
    where two meet, the id of the older founding sighting stays and the other becomes an alias.
    """
    groups = _Groups(sightings, links, context=context or Context(), forbidden=verdicts.forbidden)
    for first, second in verdicts.joined:
        groups.force(first, second)
    for link in sorted(groups.links.values(), key=lambda link: (-link.score, link.a, link.b)):
        if joins(link):
            groups.join(link)
    incidents = _named(groups.members(), previous, verdicts.touched)
    return _with_parts(incidents, {sighting.id: sighting for sighting in sightings})


def decided_links(links: Iterable[Link], incidents: Iterable[Incident]) -> tuple[Link, ...]:
    """The links with `joined` set by where their sightings ended."""
    home = {sighting: incident.id for incident in incidents for sighting in incident.sightings}
    return tuple(
        msgspec.structs.replace(link, joined=link.a in home and home[link.a] == home.get(link.b)) for link in links
    )


class _Groups:
    """Disjoint groups of sightings that grow by joining."""

    def __init__(
        self,
        sightings: Sequence[Sighting],
        links: Iterable[Link],
        *,
        context: Context,
        forbidden: frozenset[frozenset[str]],
    ) -> None:
        self.sightings = {sighting.id: sighting for sighting in sightings}
        self.links = {(link.a, link.b): link for link in links}
        self.context = context
        self.forbidden = forbidden
        self.group = {sighting_id: {sighting_id} for sighting_id in self.sightings}

    def force(self, first: str, second: str) -> None:
        """Join whatever the reasons say: a person has decided. Another decision may forbid it."""
        if first not in self.group or second not in self.group or self.group[first] is self.group[second]:
            return
        across = product(self.group[first], self.group[second])
        if not any(frozenset(pair) in self.forbidden for pair in across):
            self._unite(first, second)

    def join(self, link: Link) -> None:
        """Join the groups of the link's two sightings unless the pairs across them speak against it on the whole.

        A veto across forbids it, but for a strong link: there it weighs as a conflict, since one account of many may be
        misread. What a page tells as two, and what is of another scope, is never joined.
        """
        first, second = self.group[link.a], self.group[link.b]
        if first is second:
            return
        speaking = 0.0
        for a, b in product(sorted(first), sorted(second)):
            across = self._link(a, b)
            conflict = vetoed(across)
            if frozenset((a, b)) in self.forbidden or (conflict and not _may_be_misread(link, across)):
                return
            speaking += across.score - conflict * CONFLICT
        if speaking > 0:
            self._unite(link.a, link.b)

    def members(self) -> list[tuple[str, ...]]:
        """The groups, each in the order of its founding: page day, then id."""
        distinct = {id(group): group for group in self.group.values()}
        return sorted(tuple(sorted(group, key=self._age)) for group in distinct.values())

    def _age(self, sighting_id: str) -> tuple[dt.date, str]:
        return self.sightings[sighting_id].published or LATEST, sighting_id

    def _link(self, a: str, b: str) -> Link:
        key = (min(a, b), max(a, b))
        if key not in self.links:
            self.links[key] = compare(self.sightings[a], self.sightings[b], context=self.context)
        return self.links[key]

    def _unite(self, first: str, second: str) -> None:
        united = self.group[first] | self.group[second]
        for sighting_id in united:
            self.group[sighting_id] = united


def _may_be_misread(link: Link, across: Link) -> bool:
    """Whether a vetoed pair across two groups may be a slip of reading, the link between them being strong."""
    if link.score < STRONG or not any(each.reason in IDENTITY for each in link.agreements):
        return False
    return not any(each.veto and each.reason in FIRM for each in across.agreements)


def _named(
    groups: Sequence[tuple[str, ...]], previous: Sequence[Incident], touched: frozenset[str]
) -> tuple[Incident, ...]:
    """Give each group its lasting id: an inherited one where it holds a previous incident's founding sighting."""
    founder = {incident.sightings[0]: incident for incident in previous if incident.sightings}
    former = {alias for incident in previous for alias in incident.aliases}
    named = []
    for group in groups:
        heirs = [founder[member] for member in group if member in founder]  # the oldest first, as the group is
        # What a person takes apart again gets back the ids it had before it was joined.
        back = [] if heirs else [member for member in group if content_id("incident", member) in former]
        ids = [incident.id for incident in heirs] or [content_id("incident", (back or group)[0])]
        aliases = sorted({*ids[1:], *(alias for incident in heirs for alias in incident.aliases)} - {ids[0]})
        first = heirs[0].sightings[0] if heirs else (back or group)[0]
        ordered = (first, *(member for member in group if member != first))
        reviewed = bool({ids[0], *aliases, *group} & touched)
        named.append(Incident(id=ids[0], sightings=ordered, aliases=tuple(aliases), reviewed=reviewed))
    live = {incident.id for incident in named}
    return tuple(
        msgspec.structs.replace(incident, aliases=tuple(each for each in incident.aliases if each not in live))
        for incident in sorted(named, key=lambda incident: incident.id)
    )


def _with_parts(incidents: tuple[Incident, ...], sightings: Mapping[str, Sighting]) -> tuple[Incident, ...]:
    """Set each incident's scope, and let a nationwide barrage hold the local strikes of its country and night."""
    scoped = [msgspec.structs.replace(incident, scope=sightings[incident.sightings[0]].scope) for incident in incidents]
    local = [incident for incident in scoped if incident.scope == "incident"]
    return tuple(
        msgspec.structs.replace(incident, parts=tuple(part.id for part in local if _holds(incident, part, sightings)))
        if incident.scope == "wide"
        else incident
        for incident in scoped
    )


def _holds(wide: Incident, part: Incident, sightings: Mapping[str, Sighting]) -> bool:
    whole, strike = (sightings[incident.sightings[0]] for incident in (wide, part))
    if strike.type not in STRIKES or _country(whole) is None or _country(whole) != _country(strike):
        return False
    first, second = (s.date.range if s.date else None for s in (whole, strike))
    return bool(first and second and first.earliest <= second.latest and second.earliest <= first.latest)


def _country(sighting: Sighting) -> str | None:
    return sighting.place.place.country if sighting.place and sighting.place.place else None
