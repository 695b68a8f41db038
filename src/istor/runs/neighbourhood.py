"""A few pages or decisions → what has to be put together anew, so that the outcome is that of putting everything together.

Sightings end in one incident only if links that join, or people's decisions, connect them (incidents.reaching). So all is
taken that is so connected with a sighting that changed, before or after; nothing outside is joined to it or kept from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from istor.decisions import Standing
from istor.incidents.blocking import Blocks, blocks_of, listed
from istor.incidents.comparison import is_telling, joins, matched
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.meeting import keyed, meet, packed
from istor.incidents.profiles import profiled
from istor.incidents.verdicts import ruled, weigh
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.runs.environs import Arrived, Environs, arrived
from istor.runs.weighing import Affected, Log, affected, as_left, in_order, log_about, pages_of
from istor.store.holding import Seat
from istor.store.vicinity import Vicinity

MOST = 4_000  # sightings; where more hang together everything is put together anew
Links = dict[tuple[str, str], Link]


class Neighbourhood(Record):
    """What is put together anew. `sightings` by id and their telling `links`; `standings` of the decisions on them;
    `former` are the incidents that held them. `changed` are those compared anew, `lost` those no longer told; `seats` are
    those of `changed`; `rewritten` are the pages whose corrected sightings are written anew (`overruled`)."""

    sightings: Mapping[str, Sighting]
    links: Mapping[tuple[str, str], Link]
    kept: frozenset[tuple[str, str]]
    standings: tuple[Standing, ...]
    former: Mapping[str, tuple[Incident, Entry]]
    changed: frozenset[str]
    lost: frozenset[str]
    seats: tuple[Seat, ...]
    rewritten: frozenset[str]
    overruled: tuple[Sighting, ...]


def neighbourhood(
    near: Vicinity, pages: Collection[str], decided: Collection[str]
) -> tuple[Neighbourhood, Environs] | None:
    """What the pages (article ids) and decisions (ids) that came in reach. None: so much that all may as well be done."""
    came = arrived(near, pages)
    reach = affected(near, {*came.fresh, *came.gone}, decided)
    if reach is None:
        return None
    left, overruled = _left(near, came, reach)
    around = Environs(near, came, left)
    changed, lost = _changed(near, around, reach)
    blocks = _blocks(around, changed)
    new = _compared(around, changed, lost, blocks)
    seeds = {*changed, *lost, *around.on(reach.pages | came.folds.pages)}
    grown = _Growing(around, new, frozenset(changed) | lost)
    if not grown.grow(seeds):
        return None
    found = Neighbourhood(
        sightings=grown.sightings,
        links=grown.links,
        kept=frozenset(grown.kept),
        standings=grown.standings(),
        former=around.incidents(grown.sightings.keys() | lost),
        changed=frozenset(changed),
        lost=lost,
        seats=tuple(
            Seat(id=name, article_id=changed[name].article_id, keys=keys)
            for name, keys in packed(keyed(blocks.items()))
        ),
        rewritten=frozenset(left) | came.gone,
        overruled=overruled,
    )
    return found, around


def _left(
    near: Vicinity, came: Arrived, reach: Affected
) -> tuple[dict[str, dict[str, Sighting]], tuple[Sighting, ...]]:
    """The sightings of the pages reached as people leave them, by page, and those of them that are not as they were read."""
    pages = reach.pages - came.gone
    machine = near.as_read(pages)
    held = (near.is_filed(pages_of(log_about(near, pages).values())) - came.gone) | came.fresh.keys()
    left: dict[str, dict[str, Sighting]] = {page: {} for page in pages}
    for name, each in as_left(near, pages, machine, held).items():
        left[each.article_id][name] = each
    people = (each for found in left.values() for name, each in found.items() if machine.get(name) is not each)
    return left, tuple(people)


def _changed(near: Vicinity, around: Environs, reach: Affected) -> tuple[dict[str, Sighting], frozenset[str]]:
    """The sightings to be compared anew, and those that are no longer told."""
    came = around.came
    seated = near.seated({*around.left, *came.gone})
    now = around.on(around.left.keys())
    others = around.left.keys() - came.fresh.keys()
    before = near.as_read(others) | near.overruled(others)
    changed = around.on(came.pages | _judged(near, reach))
    changed |= {name: each for name, each in now.items() if before.get(name) != each}
    return changed, frozenset(seated.keys() - now.keys())


def _judged(near: Vicinity, reach: Affected) -> set[str]:
    """The pages whose accounts come back to be linked, or go: rejected, or accepted after they were."""
    accepted = pages_of(each for each in reach.decisions.values() if each.verb == "accept")
    log = [*reach.decisions.values(), *(near.decisions(accepted).values() if accepted else ())]
    return pages_of(each for each in log if each.verb == "reject")


def _blocks(around: Environs, changed: Mapping[str, Sighting]) -> dict[str, Blocks]:
    pages = {each.article_id for each in changed.values()}
    context, again = around.context(pages), around.printed_again(pages)
    return {name: blocks_of(each, context, again) for name, each in sorted(changed.items())}


def _compared(
    around: Environs,
    changed: Mapping[str, Sighting],
    lost: frozenset[str],
    blocks: Mapping[str, Blocks],
) -> Links:
    """The telling links of the sightings that changed, with one another and with all that share a block with them."""
    pairs = set(_pairs(around, changed.keys() | lost, blocks))
    known = around.sightings({name for pair in pairs for name in pair})
    apart = [
        (a, b) for a, b in sorted(pairs) if a in known and b in known and known[a].article_id != known[b].article_id
    ]
    asked = {name for pair in apart for name in pair}
    context = around.context({known[name].article_id for name in asked})
    profiles = {name: profiled(known[name], context) for name in asked}
    compared = (matched(profiles[a], profiles[b]) for a, b in apart)
    return {(link.a, link.b): link for link in compared if is_telling(link)}


def _pairs(around: Environs, stale: Collection[str], blocks: Mapping[str, Blocks]) -> Iterator[tuple[str, str]]:
    members: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for name, falls_in in blocks.items():
        for key, standing in listed(falls_in):
            members[key].append((standing, name))
    here = {key: list(mine) for key, mine in members.items()}
    for key, standing, name in around.near.blocks(here):
        if name not in stale:
            members[key].append((standing, name))
    for key, mine in here.items():
        for one, first in mine:
            for other, second in members[key]:
                if first != second and meet(one, other):
                    yield (first, second) if first < second else (second, first)


class _Growing:
    """A neighbourhood as it grows over the links that join, the incidents there were, and people's decisions."""

    def __init__(self, around: Environs, new: Links, stale: frozenset[str]) -> None:
        self.around = around
        self.stale = stale
        self.links: Links = dict(new)
        self.kept: set[tuple[str, str]] = set()  # links as they stand in the ledger
        self.sightings: dict[str, Sighting] = {}
        self._log: Log = {}
        self._pages: set[str] = set()
        self._ends: dict[str, set[str]] = defaultdict(set)
        self._note(new.values())

    def grow(self, seeds: Collection[str]) -> bool:
        """Takes in all that is connected with the seeds. False: it is too much."""
        seen: set[str] = set()
        wanted = set(seeds)
        while wanted:
            seen |= wanted
            self._look(wanted)
            self.sightings |= self.around.sightings(wanted)
            if len(self.sightings) > MOST:
                return False
            wanted = self._reached(wanted) - seen
        return True

    def standings(self) -> tuple[Standing, ...]:
        """The decisions on the sightings taken in, as they stand."""
        if not self._log:
            return ()
        pages = pages_of(self._log.values())
        around = self.around
        there = (around.near.is_filed(pages) - around.came.gone) | (around.came.fresh.keys() & pages)
        return weigh(in_order(self._log), {**around.on(pages), **self.sightings}, articles=there)

    def _look(self, names: Collection[str]) -> None:
        """Notes the kept links of sightings; those that touch a changed sighting lead on, and are no more."""
        found = self.around.links(names)
        self.kept |= found.keys()
        live = {pair: link for pair, link in found.items() if self.stale.isdisjoint(pair)}
        self.links |= live
        self._note(live.values())
        self._connect(found.keys() - live.keys())

    def _note(self, links: Iterable[Link]) -> None:
        self._connect((link.a, link.b) for link in links if joins(link))

    def _reached(self, names: Collection[str]) -> set[str]:
        pages = {self.sightings[name].article_id for name in names if name in self.sightings} - self._pages
        self._pages |= pages
        log = log_about(self.around.near, pages)
        if log.keys() - self._log.keys():
            self._log |= log
            verdicts = ruled(self.standings())
            self._connect(verdicts.joined)
            self._connect(pair for group in verdicts.rejected for pair in pairwise(group))
            names = {*names, *self.sightings}  # what was taken in before may be connected by what is known only now
        found = {end for name in names for end in self._ends.get(name, ())}
        for incident, _ in self.around.incidents(names).values():
            found.update(incident.sightings)
        return found

    def _connect(self, pairs: Iterable[tuple[str, str]]) -> None:
        for first, second in pairs:
            self._ends[first].add(second)
            self._ends[second].add(first)
