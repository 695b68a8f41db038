"""One incident → its Entry: figures, history, dissent, and the words its day and place rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from istor.articles.article import Article, Copy
from istor.claims.claim import Attribution
from istor.decisions import Standing
from istor.incidents.incident import Incident, Sighting
from istor.ledger.accounts import Told, accounts_of
from istor.ledger.describing import (
    all_actors,
    all_targets,
    all_weapons,
    choose_date,
    choose_place,
    choose_type,
    named_dead,
)
from istor.ledger.dying import with_the_dead_set_aside
from istor.ledger.entry import Entry
from istor.ledger.history import dissents, history
from istor.ledger.independence import folded, origin_of
from istor.ledger.overruling import overruled_entry, set_aside_spans
from istor.ledger.reconciliation import Beside, reconcile


def account(
    incident: Incident,
    sightings: Mapping[str, Sighting],
    articles: Mapping[str, Article],
    copies: Iterable[Copy],
    *,
    rule: str = "best-placed",
    standings: Sequence[Standing] = (),
) -> Entry:
    """All that can be said of `incident`. The mappings are by id and hold at least what it needs.

    `standings` are the decisions that touch it, in log order. Wide barrages and aggregates get figures of their own; they
    never add to those of the strikes they hold.
    """
    mine = [sightings[sighting_id] for sighting_id in incident.sightings]
    origins = folded(copies)
    told = with_the_dead_set_aside(accounts_of(mine, articles, origins, aside=set_aside_spans(standings)))
    dated, placed = choose_date(mine), choose_place(mine)
    pages = {sighting.article_id for sighting in mine}
    denied = any(actor.stance == "denied" for sighting in mine for actor in sighting.actors)
    entry = Entry(
        incident_id=incident.id,
        type=choose_type(mine),
        scope=incident.scope,
        date=dated.date if dated else None,
        date_from=dated.id if dated else None,
        place=placed.place if placed else None,
        place_from=placed.id if placed else None,
        actors=all_actors(mine),
        weapons=all_weapons(mine),
        targets=all_targets(mine),
        figures=reconcile(told, rule=rule, beside=Beside(named=named_dead(mine), denied=denied)),
        history=history(told),
        dissents=dissents(mine, told),
        pages=len(pages),
        publishers=len({_publisher(articles[page]) for page in pages}),
        origins=_count_origins(mine, told, articles=articles, origins=origins),
        copies=len([page for page in pages if page in origins]),
    )
    return overruled_entry(entry, incident, standings)


def _publisher(article: Article) -> str:
    return article.publisher.id if article.publisher else article.url or article.source_id


def _count_origins(
    sightings: Sequence[Sighting],
    told: Sequence[Told],
    *,
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
) -> int:
    """Independent origins of the figures that are not told as overtaken; where nobody gave one, of the voices; at least
    one: the page itself."""
    figured = {each.account.origin for each in told if not each.toll.superseded}
    if figured:
        return len(figured)
    from_voices = {
        origin_of(
            Attribution(speaker=voice.speaker, relay=voice.relay),
            articles[sighting.article_id],
            origins=origins,
            articles=articles,
        )
        for sighting in sightings
        for voice in sighting.voices
    }
    return max(1, len(from_voices))
