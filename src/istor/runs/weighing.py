"""Decisions in a neighbourhood: which are about some pages, which of them changed, and the sightings as they leave them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from istor.decisions import Decision
from istor.incidents.corrections import overruled
from istor.incidents.incident import Sighting
from istor.provenance import Record
from istor.store.vicinity import Vicinity

Log = dict[int, Decision]  # decisions by their number in the log
FAR = 500  # pages that hang together by decisions; beyond them everything is put together anew


class Affected(Record):
    """The decisions that came, were taken back or may have lost their ground, and the pages they and the changed pages stand
    on, whose sightings may be otherwise now."""

    decisions: Mapping[int, Decision]
    pages: frozenset[str]


def affected(near: Vicinity, pages: Collection[str], decided: Collection[str]) -> Affected | None:
    """What decisions (ids) that came in, and pages (article ids) that changed, reach. None: they reach too far.

    A page read otherwise may take a decision's ground away, and a claim that is moved that of another decision: then all
    decisions that hang together by their pages are weighed anew.
    """
    changed = _changed(near, decided)
    reach = {*pages, *pages_of(changed.values())}
    about = log_about(near, pages) if pages else {}
    if about or any(each.verb == "move" for each in changed.values()):
        while True:
            changed |= log_about(near, reach)
            further = reach | pages_of(changed.values())
            if len(further) == len(reach):
                break
            reach = further
            if len(reach) > FAR:
                return None
    return Affected(decisions=changed, pages=frozenset(reach))


def log_about(near: Vicinity, pages: Collection[str]) -> Log:
    """The decisions that rest on the pages, with all that take one of them back, by their number."""
    found = near.decisions(pages)
    new = found
    while new:
        new = {n: each for n, each in near.decisions({each.id for each in new.values()}).items() if n not in found}
        found = found | new
    return found


def pages_of(decisions: Iterable[Decision]) -> set[str]:
    """The pages that the decisions stand on."""
    return {span.article_id for each in decisions for ground in each.ground for span in ground.spans}


def in_order(log: Log) -> tuple[Decision, ...]:
    """The decisions as they stand in the log."""
    return tuple(log[n] for n in sorted(log))


def as_left(
    near: Vicinity, pages: Collection[str], machine: Mapping[str, Sighting], held: Collection[str]
) -> dict[str, Sighting]:
    """The sightings of the pages as people leave them, `machine` being how they are read now; `held` are all pages that
    there are of those that decisions stand on."""
    log = log_about(near, pages)
    if not log:
        return dict(machine)
    beyond = pages_of(log.values()) - set(pages)
    others = near.as_read(beyond) | near.overruled(beyond)
    left, _ = overruled({**others, **machine}, in_order(log), articles=held)
    return {name: each for name, each in left.items() if each.article_id in set(pages)}


def _changed(near: Vicinity, decided: Collection[str]) -> Log:
    """The decisions of these ids, and those that they take back or bring back."""
    found: Log = {}
    wanted = set(decided)
    while wanted:
        new = {n: each for n, each in near.decided(wanted).items() if n not in found}
        found |= new
        wanted = {name for each in new.values() if each.verb == "undo" for name in each.on}
    return found
