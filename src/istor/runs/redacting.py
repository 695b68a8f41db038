"""The ledger's incidents as they may be published, with the names that were withheld of each, so that what is written can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from istor.articles.article import Article
from istor.decisions import NAME
from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.publication.bearers import withheld
from istor.publication.combing import points_of
from istor.publication.people import officials_of, people_of
from istor.publication.policy import SAFE, Named, PublicationOptions
from istor.publication.readings import Reading
from istor.publication.redaction import Bounds, Published, names_of, redacted
from istor.publication.withholding import Elsewhere, Names, elsewhere
from istor.runs.reckoning import standings, under
from istor.store.holding import Filter
from istor.store.ledger import Ledger

AT_ONCE = 200  # incidents whose pages are read together


class Leaving(NamedTuple):
    """An incident that leaves: as it may be published (None: it is restricted), the names withheld of it, its exact degrees."""

    published: Published | None
    held: Names
    points: tuple[float, ...]


class _Seen(NamedTuple):
    """What an incident's page was read for: its facts without its text, whom it names, who speaks on it in an office."""

    article: Article
    people: tuple[Named, ...]
    officials: frozenset[str]


class _Known(NamedTuple):
    """What holds for all incidents of one export."""

    pages: dict[str, _Seen]
    home: dict[str, str]  # the page of each sighting
    others: Elsewhere
    released: dict[str, frozenset[str]]  # by sighting
    reviewers: frozenset[str]
    options: PublicationOptions


def redacted_pairs(
    ledger: Ledger,
    wanted: Filter | None = None,
    *,
    names: Sequence[str] | None = None,
    rule: str | None = None,
    options: PublicationOptions = SAFE,
) -> Iterator[Leaving]:
    """The incidents asked for, or those of the ids `names` in their order, redacted under a policy.

    A name that one of them withholds is withheld whole in all of them, save where its bearer speaks in an office.
    """
    ids = [incident.id for incident in ledger.incidents(wanted)] if names is None else list(names)
    known = _known(ledger, ids, options)
    for start in range(0, len(ids), AT_ONCE):
        for incident, entry in under(ledger, ledger.pairs_of(ids[start : start + AT_ONCE]), rule):
            if entry.sensitivity == "restricted":
                yield Leaving(None, Names(()), ())
            else:
                yield _leaving(incident, entry, known)


def released(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The names that people released, by the sightings of the incident they released them for."""
    found: dict[str, frozenset[str]] = {}
    for standing in standings(ledger):
        if standing.decision.verb != "release" or not standing.counts:
            continue
        spans = [span for ground in standing.decision.ground if ground.of == NAME for span in ground.spans]
        pages = {span.article_id: ledger.article(span.article_id) for span in spans}
        names = {span.quote(page.article.text) for span in spans if (page := pages[span.article_id]) is not None}
        for each in standing.sightings:
            found[each] = found.get(each, frozenset()) | names
    return found


def people_named(reading: Reading) -> tuple[Named, ...]:
    """Everyone a page names whose name may have to be withheld; nobody where it tells of no attack."""
    if not reading.sightings:
        return ()
    article = reading.article
    text = f"{article.title}.\n{article.text}" if article.title else article.text
    places = [each.words for each in reading.places if each.place is not None]
    return tuple(people_of(text, reading.sightings, places=places))


def _known(ledger: Ledger, ids: Sequence[str], options: PublicationOptions) -> _Known:
    home: dict[str, str] = {}
    for start in range(0, len(ids), AT_ONCE):
        asked = [each for incident, _ in ledger.pairs_of(ids[start : start + AT_ONCE]) for each in incident.sightings]
        home |= {each.id: each.article_id for each in ledger.sightings(asked)}
    pages: dict[str, _Seen] = {}
    for reading in ledger.readings(sorted(set(home.values()))):
        article = replace(reading.article, text="", blocks=(), pieces=())
        pages[article.id] = _Seen(article, people_named(reading), officials_of(reading.sightings))
    everyone = withheld((each for page in pages.values() for each in page.people), options)
    decided = ledger.has_decisions()
    return _Known(
        pages=pages,
        home=home,
        others=elsewhere(everyone.names),
        released=released(ledger) if decided else {},
        reviewers=frozenset(each.by for each in ledger.decisions()) if decided else frozenset(),
        options=options,
    )


def _leaving(incident: Incident, entry: Entry, known: _Known) -> Leaving:
    pages = [known.pages[each] for each in sorted({known.home[each] for each in incident.sightings})]
    free = frozenset[str]().union(*(known.released.get(each, frozenset()) for each in incident.sightings))
    bounds = Bounds(released=free, officials=frozenset[str]().union(*(page.officials for page in pages)))
    people = [each for page in pages for each in page.people]
    held, because = names_of(entry, people, bounds=bounds, options=known.options, others=known.others)
    published = redacted(
        entry,
        [page.article for page in pages],
        held=held,
        because=because,
        options=known.options,
        reviewers=known.reviewers,
    )
    return Leaving(published, held, points_of(entry))
