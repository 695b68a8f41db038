"""All sightings of the ledger → copies, links, incidents and entries, swapped in as one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import msgspec

from istor.articles.article import Article, Copy
from istor.decisions import Standing
from istor.incidents.clustering import cluster, decided_links
from istor.incidents.comparison import compare, is_telling
from istor.incidents.corrections import overruled
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Link, Sighting
from istor.incidents.verdicts import ruled, set_aside
from istor.ledger.accounting import account
from istor.ledger.entry import Entry
from istor.ledger.overlapping import with_overlaps
from istor.ledger.rules import chosen
from istor.runs.doubting import doubted
from istor.runs.journal import Progress, Watch, unwatched
from istor.runs.pairing import candidates, gathered
from istor.runs.ruling import linking_now
from istor.store.holding import Derived
from istor.store.ledger import Ledger


def relink(ledger: Ledger, copies: Iterable[Copy] = (), *, rule: str = "best-placed", watch: Watch = unwatched) -> int:
    """Puts incidents together anew from the current readings and says how many there are.

    `copies` are all pages that repeat another one. Incidents keep their ids; people's decisions are obeyed. What the
    ledger showed before is shown until all of it is swapped.
    """
    with _uncollected():
        return _relinked(ledger, tuple(copies), rule=rule, watch=watch)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles while millions of records are made that hold none: it takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _relinked(ledger: Ledger, found: tuple[Copy, ...], *, rule: str, watch: Watch) -> int:
    seen = gathered(ledger, found)
    articles, context = seen.articles, seen.context
    previous = ledger.incidents(everything=True)
    sightings, standings = overruled(seen.sightings, ledger.decisions(), articles=articles, previous=previous)
    verdicts = ruled(standings)
    rejected = set_aside(verdicts, sightings, previous)
    left = _without({each for incident in rejected for each in incident.sightings}, sightings)
    links = tuple(_compared(left, context, watch=watch))
    clustered = cluster(
        tuple(left.values()), links, context=context, verdicts=verdicts, previous=_still(previous, left)
    )
    incidents = (*clustered, *rejected)
    told = _accounted(incidents, sightings, articles, copies=found, rule=rule, standings=standings)
    entries = tuple(doubted(with_overlaps(told), incidents, links))
    changed = tuple(each for name, each in sightings.items() if seen.sightings.get(name) is not each)
    derived = Derived(
        incidents=incidents,
        entries=entries,
        links=decided_links(links, incidents),
        overruled=changed,
        under=linking_now(rule),
        rule=rule,
    )
    ledger.derive(derived, found)
    return len(incidents)


def _without(names: set[str], sightings: Mapping[str, Sighting]) -> dict[str, Sighting]:
    return {name: sighting for name, sighting in sightings.items() if name not in names}


def _still(previous: Iterable[Incident], left: Mapping[str, Sighting]) -> list[Incident]:
    """The former incidents without sightings that were rejected; what is read otherwise now may be called what it was."""
    kept = ((incident, tuple(each for each in incident.sightings if each in left)) for incident in previous)
    return [msgspec.structs.replace(incident, sightings=members or incident.sightings) for incident, members in kept]


def check_rule(name: str) -> None:
    """Raises ConfigError for a rule of reconciliation that there is not."""
    chosen(name)


def _compared(sightings: Mapping[str, Sighting], context: Context, *, watch: Watch) -> Iterator[Link]:
    for number, (first, second) in enumerate(candidates(sightings, context), start=1):
        link = compare(first, second, context=context)
        if is_telling(link):
            yield link
        if number % 1000 == 0:
            watch(Progress(stage="linking", done=number))


def _accounted(
    incidents: Iterable[Incident],
    sightings: Mapping[str, Sighting],
    articles: Mapping[str, Article],
    *,
    copies: tuple[Copy, ...],
    rule: str,
    standings: Sequence[Standing],
) -> list[Entry]:
    of = {copy.article_id: copy for copy in copies}
    touching = by_sighting(standings)
    entries = []
    for incident in incidents:
        repeats = chain({sightings[each].article_id for each in incident.sightings}, of)
        mine = touched(incident, touching)
        entries.append(account(incident, sightings, articles, repeats, rule=rule, standings=mine))
    return entries


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
