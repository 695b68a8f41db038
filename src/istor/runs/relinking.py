"""All sightings of the ledger → copies, links, incidents and entries, swapped in as one."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from istor.articles.article import Copy
from istor.incidents.clustering import decided_links
from istor.incidents.corrections import overruled
from istor.ledger.overlapping import with_overlaps
from istor.ledger.rules import chosen
from istor.runs.cataloguing import catalogued
from istor.runs.comparing import compared
from istor.runs.composing import Scope, composed, judged
from istor.runs.doubting import doubted
from istor.runs.journal import Watch, unwatched
from istor.runs.pairing import gathered
from istor.runs.ruling import linking_now
from istor.store.holding import Derived
from istor.store.ledger import Ledger


def relink(
    ledger: Ledger,
    copies: Iterable[Copy] = (),
    *,
    rule: str = "best-placed",
    jobs: int = 1,
    watch: Watch = unwatched,
) -> int:
    """Puts incidents together anew from the current readings and says how many there are.

    `copies` are all pages that repeat another one. Incidents keep their ids; people's decisions are obeyed. What the
    ledger showed before is shown until all of it is swapped. `jobs` processes compare where there is much to compare;
    whatever their number, the ledger is the same.
    """
    with _uncollected():
        return _relinked(ledger, tuple(copies), rule=rule, jobs=jobs, watch=watch)


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


def _relinked(ledger: Ledger, found: tuple[Copy, ...], *, rule: str, jobs: int, watch: Watch) -> int:
    answers = ledger.waiting()
    seen = gathered(ledger, found)
    previous, decisions = ledger.incidents(everything=True), ledger.decisions()
    sightings, standings = overruled(seen.sightings, decisions, articles=seen.articles, previous=previous)
    scope = Scope(
        sightings=sightings,
        articles=seen.articles,
        context=seen.context,
        standings=standings,
        previous=previous,
        copies={copy.article_id: copy for copy in found},
    )
    left = judged(scope)[2]
    links = tuple(compared(left, seen.context, jobs=jobs, watch=watch))
    made = composed(scope, links, rule=rule)
    derived = Derived(
        incidents=made.incidents,
        entries=tuple(doubted(with_overlaps(made.entries), made.incidents, links)),
        founders={each.id: sightings[each.sightings[0]] for each in made.incidents},
        links=decided_links(links, made.incidents),
        overruled=tuple(each for name, each in sightings.items() if seen.sightings.get(name) is not each),
        copies=found,
        under=linking_now(rule),
        rule=rule,
        answers=answers,
    )
    ledger.derive(derived, catalogued(ledger, seen, sightings, left))
    return len(made.incidents)


def check_rule(name: str) -> None:
    """Raises ConfigError for a rule of reconciliation that there is not."""
    chosen(name)
