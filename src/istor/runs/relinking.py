"""All sightings of the ledger → copies, links, incidents and entries, swapped in as one."""

from __future__ import annotations

from collections.abc import Iterable

from istor.articles.article import Copy
from istor.claims.claim import Harm
from istor.incidents.barrages import told_by
from istor.incidents.clustering import decided_links
from istor.incidents.corrections import overruled
from istor.ledger.entry import Entry
from istor.ledger.overlapping import with_overlaps
from istor.ledger.rules import chosen
from istor.runs.cataloguing import catalogued
from istor.runs.comparing import compared
from istor.runs.composing import Scope, composed, judged
from istor.runs.copying import copies_of
from istor.runs.doubting import doubted
from istor.runs.executors import uncollected
from istor.runs.journal import Shift, Spread, Watch, shifts, unwatched
from istor.runs.nearing import relinked_near
from istor.runs.pairing import gathered
from istor.runs.ruling import linking_now
from istor.store.holding import Derived
from istor.store.ledger import Ledger

HARMS: tuple[Harm, ...] = ("killed", "injured")  # whose figures are told when they change


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
    with uncollected():
        return _relinked(ledger, tuple(copies), rule=rule, jobs=jobs, watch=watch)


def bring_up(ledger: Ledger, *, rule: str, jobs: int = 1, watch: Watch = unwatched) -> tuple[Shift, ...]:
    """Puts incidents together anew as far as what came in since reaches, or all of them where that is much.

    Gives the figures of incidents that were there before and are another now.
    """
    answers = ledger.waiting()
    with uncollected():
        near = relinked_near(ledger, answers, rule=rule)
        if near is not None:
            ledger.derive(near.derived, near.card)
    if near is not None:
        return shifts(_figures(near.former), _figures(near.derived.entries))
    before = ledger.figures()
    copies = ledger.copies() if all(kind == "decision" for kind, _ in answers) else copies_of(ledger)
    relink(ledger, copies, rule=rule, jobs=jobs, watch=watch)
    return shifts(before, ledger.figures())


def _figures(entries: Iterable[Entry]) -> dict[str, tuple[Spread, ...]]:
    found = {entry.incident_id: [entry.figure(harm) for harm in HARMS] for entry in entries}
    return {
        name: tuple((each.low, each.best, each.high) if each else (None, None, None) for each in figures)
        for name, figures in found.items()
    }


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
    links, keyed = compared(left, seen.context, jobs=jobs, watch=watch)
    made = composed(scope, links, rule=rule)
    derived = Derived(
        incidents=made.incidents,
        entries=tuple(doubted(with_overlaps(made.entries), made.incidents, links)),
        founders={each.id: sightings[told_by(each)] for each in made.incidents},
        links=decided_links(links, made.incidents),
        overruled=tuple(each for name, each in sightings.items() if seen.sightings.get(name) is not each),
        copies=found,
        under=linking_now(rule),
        rule=rule,
        answers=answers,
    )
    ledger.derive(derived, catalogued(ledger, seen, sightings, keyed))
    return len(made.incidents)


def check_rule(name: str) -> None:
    """Raises ConfigError for a rule of reconciliation that there is not."""
    chosen(name)
