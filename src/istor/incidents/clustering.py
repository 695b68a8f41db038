"""Links and people's decisions → incidents with lasting ids.

Agglomeration under constraints: the strongest link first, and two groups join only while no pair across them is vetoed
and the reasons across them speak for it on the whole, so that no chain of weak links joins two that conflict. A
person's "merge" joins whatever the machine thinks; "never" and "split" forbid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import msgspec

from istor.incidents.barrages import with_parts
from istor.incidents.comparison import joins, matched, vetoed
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.profiles import Profile, profiled
from istor.incidents.reaching import Neighbourhood, neighbourhoods
from istor.incidents.verdicts import NONE, Verdicts
from istor.provenance import content_id

LATEST = dt.date.max
FIRM = "scope"  # a veto that no slip of reading explains
TORN = "article"  # one that a slip explains only where one page of several is read so
SEVERAL = 3  # pages
IDENTITY = frozenset({"names", "victims", "shared", "words"})  # tell an attack from all others, as no figure does
STRONG = 5.0  # bits; of a link that may join two groups although a pair across them conflicts
CONFLICT = 6.0  # bits; what such a pair takes from the sum
LACKING = 2.0  # bits; what a pair takes of which nothing says that it is one attack, and nothing that it is not


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
    by_id = {sighting.id: sighting for sighting in sightings}
    among = _Among(by_id, context or Context(), verdicts)
    groups: list[tuple[str, ...]] = []
    for near in neighbourhoods(by_id, tuple(links), joined=verdicts.joined):
        groups += [near.sightings] if _all_agree(near, verdicts.forbidden) else _agglomerated(near, among)
    ordered = sorted([_oldest_first(group, by_id) for group in groups])
    return with_parts(_named(ordered, previous, verdicts.touched), by_id)


def decided_links(links: Iterable[Link], incidents: Iterable[Incident]) -> tuple[Link, ...]:
    """The links with `joined` set by where their sightings ended."""
    home = {sighting: incident.id for incident in incidents for sighting in incident.sightings}
    return tuple(
        msgspec.structs.replace(link, joined=link.a in home and home[link.a] == home.get(link.b)) for link in links
    )


class _Among(NamedTuple):
    """What all neighbourhoods are put together under."""

    sightings: Mapping[str, Sighting]
    context: Context
    verdicts: Verdicts


def _all_agree(near: Neighbourhood, forbidden: frozenset[frozenset[str]]) -> bool:
    """Whether every pair was compared and speaks for one attack: then the order of joining cannot matter."""
    number = len(near.sightings)
    pairs = number * (number - 1) // 2
    if len(near.links) < pairs or len({(link.a, link.b) for link in near.links}) != pairs:
        return False
    if not forbidden.isdisjoint([frozenset((link.a, link.b)) for link in near.links] if forbidden else ()):
        return False
    return not any(link.score <= 0 or vetoed(link) for link in near.links)


def _agglomerated(near: Neighbourhood, among: _Among) -> list[tuple[str, ...]]:
    groups = _Groups(near, among)
    for first, second in near.joined:
        groups.force(first, second)
    for link in sorted([link for link in near.links if joins(link)], key=_strength):
        groups.join(link)
    return groups.members()


def _strength(link: Link) -> tuple[float, str, str]:
    """The strongest first; of equals that of the lower ids."""
    return -link.score, link.a, link.b


class _Groups:
    """Disjoint groups of one neighbourhood's sightings that grow by joining."""

    def __init__(self, near: Neighbourhood, among: _Among) -> None:
        self.sightings = among.sightings
        self.links = {(link.a, link.b): link for link in near.links}
        self.context = among.context
        self.profiles: dict[str, Profile] = {}
        self.forbidden = among.verdicts.forbidden
        self.group = {sighting_id: {sighting_id} for sighting_id in near.sightings}

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
        misread; so it is where one page tells as two what others tell as one. What two pages tell as two, and what is of
        another scope, is never joined.
        """
        first, second = self.group[link.a], self.group[link.b]
        if first is second:
            return
        speaking = 0.0
        torn: set[str] = set()
        for a, b in product(sorted(first), sorted(second)):
            across = self._link(a, b)
            conflict = vetoed(across)
            if conflict and not _may_be_misread(link, across):
                return
            if self.forbidden and frozenset((a, b)) in self.forbidden:
                return
            if conflict and any(each.veto and each.reason == TORN for each in across.agreements):
                if _counted_apart(self.sightings[a], self.sightings[b]):
                    return
                torn.add(self.sightings[a].article_id)
            speaking += across.score - (_taken(across) if conflict else 0)
        if speaking > 0 and self._may_be_torn(torn, first | second):
            self._unite(link.a, link.b)

    def _may_be_torn(self, torn: Collection[str], united: Collection[str]) -> bool:
        """Whether no page tells as two what would be united, or one of several does."""
        return not torn or (len(torn) == 1 and len({self.sightings[each].article_id for each in united}) >= SEVERAL)

    def members(self) -> list[tuple[str, ...]]:
        """The groups as they stand."""
        distinct = {id(group): group for group in self.group.values()}
        return [tuple(group) for group in distinct.values()]

    def _link(self, a: str, b: str) -> Link:
        key = (min(a, b), max(a, b))
        if key not in self.links:
            self.links[key] = matched(self._profile(a), self._profile(b))
        return self.links[key]

    def _profile(self, name: str) -> Profile:
        if name not in self.profiles:
            self.profiles[name] = profiled(self.sightings[name], self.context)
        return self.profiles[name]

    def _unite(self, first: str, second: str) -> None:
        united = self.group[first] | self.group[second]
        for sighting_id in united:
            self.group[sighting_id] = united


def _oldest_first(group: tuple[str, ...], sightings: Mapping[str, Sighting]) -> tuple[str, ...]:
    """By page day, then id: what founds a group is its oldest."""
    if len(group) == 1:
        return group
    return tuple([each for _, each in sorted([(sightings[each].published or LATEST, each) for each in group])])


def _may_be_misread(link: Link, across: Link) -> bool:
    """Whether a vetoed pair across two groups may be a slip of reading, the link between them being strong."""
    if link.score < STRONG or not any(each.reason in IDENTITY for each in link.agreements):
        return False
    return not any(each.veto and each.reason == FIRM for each in across.agreements)


def _taken(across: Link) -> float:
    """The bits that a vetoed pair across two groups takes from what speaks for one attack."""
    conflict = any(each.veto and each.reason != "ground" for each in across.agreements)
    return CONFLICT if conflict else LACKING


def _counted_apart(a: Sighting, b: Sighting) -> bool:
    """Whether both count dead, and not as many: a page that does has told two attacks apart."""
    one, other = a.final.killed, b.final.killed
    return bool(one and other and one[0] and other[0] and one != other)


def _named(
    groups: Sequence[tuple[str, ...]], previous: Sequence[Incident], touched: frozenset[str]
) -> tuple[Incident, ...]:
    """Give each group its lasting id: an inherited one where it holds a previous incident's founding sighting."""
    founder = {incident.sightings[0]: incident for incident in previous if incident.sightings}
    held_by = {alias: incident.id for incident in previous for alias in incident.aliases}
    own = [_founded(group, held_by) for group in groups]
    home = {alias: at for at, ids in enumerate(own) for alias in ids}  # a former id leads to what it was first given to
    inherited = {founder[member].id for group in groups for member in group if member in founder}
    named = []
    for at, group in enumerate(groups):
        heirs = [founder[member] for member in group if member in founder]
        ids = _ids(group, heirs, own[at], held_by=held_by) or _new(group[0], inherited)
        name = next(iter(ids))
        taken_over = {alias for heir in heirs for alias in heir.aliases if home.get(alias, at) == at}
        aliases = sorted({*ids, *own[at], *taken_over} - {name})
        ordered = (ids[name], *(member for member in group if member != ids[name]))
        reviewed = bool(touched) and not touched.isdisjoint((name, *aliases, *group))
        named.append(Incident(id=name, sightings=ordered, aliases=tuple(aliases), reviewed=reviewed))
    return tuple(sorted(named, key=lambda incident: incident.id))


def _ids(
    group: Sequence[str], heirs: Sequence[Incident], own: Mapping[str, str], *, held_by: Mapping[str, str]
) -> dict[str, str]:
    """The ids that meet in a group, each with the sighting it is named after, that of the oldest one first; what was set
    aside, and is back, comes last. A sighting that leaves an incident it was joined to brings the id it had before."""
    led = {heir.id: heir.sightings[0] for heir in heirs}
    back = {name: member for name, member in own.items() if held_by[name] not in led}
    if len(led) + len(back) < 2:
        return led or back
    led = {name: next((one for one in group if content_id("incident", one) == name), led[name]) for name in led}
    aside = {heir.id for heir in heirs if heir.rejected}
    met = led | back
    return {name: met[name] for name in sorted(met, key=lambda name: (name in aside, group.index(met[name]), name))}


def _new(first: str, given: Collection[str]) -> dict[str, str]:
    """The id of an incident that nobody knew, named after its first sighting; a sighting that comes back alone, while its
    former companions keep the id that is named after it, gets another one."""
    name = content_id("incident", first)
    return {name if name not in given else content_id("incident", first, "again"): first}


def _founded(group: Iterable[str], former: Collection[str]) -> dict[str, str]:
    """The `former` ids that sightings of the group founded, each with the sighting, the oldest first."""
    ids = ((content_id("incident", member), member) for member in group) if former else ()
    return {name: member for name, member in ids if name in former}
