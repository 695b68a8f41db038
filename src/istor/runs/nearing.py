"""Only the neighbourhood of what came in is put together anew, with the outcome that putting everything together has."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from istor.incidents.barrages import told_by
from istor.incidents.clustering import decided_links
from istor.incidents.incident import Link
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.runs.bordering import bordered
from istor.runs.composing import Composed, Scope, composed, judged
from istor.runs.doubting import doubted
from istor.runs.environs import Environs
from istor.runs.neighbourhood import Neighbourhood, neighbourhood
from istor.runs.ruling import linking_now
from istor.store.holding import Card, Derived, Former, Seat
from istor.store.ledger import Ledger
from istor.store.vicinity import Vicinity

DECISIONS = 200  # that came in at once; after more everything is put together anew
LEAST = 2_000  # pages; among fewer, new ones change how rare every word is, and everything is done in seconds
GROWTH = 0.02  # of the pages; when so many have come, how rare each word is is counted anew
Answers = tuple[tuple[str, str], ...]


class Nearby(Record):
    """A part of what is derived, in the place of the `former` incidents, with what the index of linking is given."""

    derived: Derived
    card: Card
    former: tuple[Entry, ...] = ()


def relinked_near(ledger: Ledger, answers: Answers, *, rule: str) -> Nearby | None:
    """What the pages and decisions that came in (`answers`, as (kind, name)) make of the incidents near them.

    None: everything is to be put together anew: rules changed, or too much hangs together with them.
    """
    if any(kind not in ("page", "decision") for kind, _ in answers) or ledger.linked_under() != linking_now(rule):
        return None
    pages, decided = ([name for kind, name in answers if kind == wanted] for wanted in ("page", "decision"))
    with ledger.vicinity() as near:
        if not _is_little(near, pages, decided):
            return None
        found = neighbourhood(near, pages, decided)
        return None if found is None else _put_together(near, *found, answers=answers, rule=rule)


def _is_little(near: Vicinity, pages: list[str], decided: list[str]) -> bool:
    filed = near.measure("filed")
    if pages and (filed < LEAST or near.measure("came_since") + len(pages) > GROWTH * filed):
        return False
    return len(decided) <= DECISIONS and not near.decisions([""])  # what rests on no words may be of any incident


def _put_together(
    near: Vicinity, found: Neighbourhood, around: Environs, *, answers: Answers, rule: str
) -> Nearby | None:
    pages = {each.article_id for each in found.sightings.values()}
    scope = Scope(
        sightings=found.sightings,
        articles=around.articles(pages),
        context=around.context(pages),
        standings=found.standings,
        previous=tuple(incident for incident, _ in found.former.values()),
        copies=around.copies(pages),
    )
    left = judged(scope)[2]
    links = tuple(_live(found, left))
    made = composed(scope, links, rule=rule)
    if near.incidents({each.id for each in made.incidents} - found.former.keys()):
        return None  # an incident elsewhere bears an id that was given here
    derived = replace(
        _derived(near, made, found, around, links=links), under=linking_now(rule), rule=rule, answers=answers
    )
    came = around.came
    card = Card(
        pages=tuple(came.fresh.values()),
        seats=tuple(each if each.id in left else Seat(id=each.id, article_id=each.article_id) for each in found.seats),
        voices=came.words.voices,
        gone_pages=tuple(sorted(came.gone)),
        gone_seats=tuple(sorted(found.lost)),
    )
    return Nearby(derived=derived, card=card, former=tuple(entry for _, entry in found.former.values()))


def _live(found: Neighbourhood, left: Iterable[str]) -> Iterable[Link]:
    """The links of the neighbourhood, also to what stands around it, without those of sightings that were rejected."""
    out = found.sightings.keys() - set(left)
    return (link for pair, link in sorted(found.links.items()) if out.isdisjoint(pair))


def _derived(
    near: Vicinity, made: Composed, found: Neighbourhood, around: Environs, *, links: tuple[Link, ...]
) -> Derived:
    founders = {each.id: found.sightings[told_by(each)] for each in made.incidents}
    beside = bordered(near, made, founders, found.former)
    folds = around.came.folds
    return Derived(
        incidents=beside.incidents,
        entries=tuple(doubted(beside.entries, beside.incidents, links)),
        founders=founders,
        links=decided_links(links, beside.incidents),
        overruled=found.overruled,
        copies=folds.copies,
        former=Former(
            incidents=frozenset(found.former),
            links=found.kept,
            copies=folds.pages,
            overruled=found.rewritten,
            others=beside.others,
        ),
    )
