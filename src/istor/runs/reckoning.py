"""Entries as another rule would have them, for a look: nothing is stored, and no claim is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from istor.articles.article import Article
from istor.decisions import Standing, grounds_of
from istor.incidents.corrections import overruled
from istor.incidents.incident import Incident
from istor.ledger.accounting import account
from istor.ledger.entry import Entry, Grade
from istor.ledger.grading import cautions, propose
from istor.ledger.rules import chosen
from istor.ledger.totals import Total, total
from istor.runs.composing import by_sighting, chain, touched
from istor.runs.weighing import pages_of
from istor.store.holding import Filter
from istor.store.ledger import Ledger

Pair = tuple[Incident, Entry]


def pairs(ledger: Ledger, wanted: Filter | None = None, *, rule: str | None = None) -> Sequence[Pair]:
    """The incidents asked for with their entries, as `rule` reconciles them (None: as the ledger has them).

    What a filter asks of figures is asked of the ledger's own. Raises ConfigError for a rule there is not.
    """
    held = list(zip(ledger.incidents(wanted), ledger.entries(wanted), strict=True))
    return under(ledger, held, rule)


def pair(ledger: Ledger, name: str, *, rule: str | None = None) -> Pair | None:
    """One incident with its entry, as `rule` reconciles it. None: there is none of this name."""
    found = ledger.incident(name)
    return under(ledger, [found], rule)[0] if found is not None else None


def standings(ledger: Ledger) -> tuple[Standing, ...]:
    """Every decision of the log with what it is about now: which were undone, and which have lost their ground.

    Only the pages that decisions stand on are read, unless one of them rests on no words.
    """
    decisions = ledger.decisions()
    if not decisions:
        return ()
    named = {name for each in decisions for name in each.on} | pages_of(decisions)
    with ledger.vicinity() as near:
        held = near.held(named)
        if not any("" in grounds_of(each) for each in decisions):
            return overruled(near.as_read(held), decisions, articles=held)[1]
    sightings = {each.id: each for each in ledger.sightings()}
    return overruled(sightings, decisions, articles=held, previous=ledger.incidents(everything=True))[1]


def all_killed(entries: Iterable[Entry]) -> Total:
    """The killed of the single attacks among the entries: what may hold the same people is not added."""
    return total(entries)


def proposal(entry: Entry) -> tuple[Grade, tuple[str, ...]]:
    """The grade proposed to a reviewer with the criterion that fired, and what to beware of. Nothing of it is stored."""
    return propose(entry), cautions(entry)


def under(ledger: Ledger, held: Sequence[Pair], rule: str | None) -> Sequence[Pair]:
    """The incidents with their entries as `rule` reconciles them (None: as they are). Raises ConfigError for no such rule."""
    if rule is None:
        return held
    chosen(rule)
    return held if rule == ledger.rule() else list(anew(ledger, held, rule))


def anew(ledger: Ledger, held: Iterable[Pair], rule: str) -> Iterator[Pair]:
    """The incidents with their entries worked out from their accounts again, whatever rule the ledger has."""
    touching = by_sighting(standings(ledger))
    copies = {copy.article_id: copy for copy in ledger.copies()}
    for incident, entry in held:
        sightings = {each.id: each for each in ledger.sightings(incident.sightings)}
        pages = chain({each.article_id for each in sightings.values()}, copies)
        articles = _articles(ledger, {*(each.article_id for each in sightings.values()), *(copy.of for copy in pages)})
        mine = touched(incident, touching)
        judged = account(incident, sightings, articles, pages, rule=rule, standings=mine)
        yield incident, replace(judged, overlaps=entry.overlaps, doubts=entry.doubts)


def _articles(ledger: Ledger, names: set[str]) -> dict[str, Article]:
    readings = (ledger.article(name) for name in sorted(names))
    return {reading.article.id: reading.article for reading in readings if reading is not None}
