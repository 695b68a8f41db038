"""One incident → its Entry: figures, history, dissent, and the words its day and place rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from istor.articles.article import Article, Copy
from istor.claims.claim import Actor, AttackType, Attribution, Target, Weapon
from istor.incidents.incident import Incident, Sighting
from istor.ledger.accounts import Told, accounts_of
from istor.ledger.entry import Dissent, Entry, TollStep
from istor.ledger.independence import folded, origin_of
from istor.ledger.reconciliation import ineligible, reconcile

PRECISE_FIRST = {"district": 0, "settlement": 1, "area": 2, "subregion": 3, "region": 4, "country": 5}


def account(
    incident: Incident,
    sightings: Mapping[str, Sighting],
    articles: Mapping[str, Article],
    copies: Iterable[Copy],
    *,
    rule: str = "best-placed",
) -> Entry:
    """All that can be said of `incident`. The mappings are by id and hold at least what it needs.

    Wide barrages and aggregates get figures of their own; they never add to those of the strikes they hold.
    """
    mine = [sightings[sighting_id] for sighting_id in incident.sightings]
    origins = folded(copies)
    told = accounts_of(mine, articles, origins)
    dated = _choose_date(mine)
    placed = _choose_place(mine)
    pages = {sighting.article_id for sighting in mine}
    return Entry(
        incident_id=incident.id,
        type=_choose_type(mine),
        scope=incident.scope,
        date=dated.date if dated else None,
        date_from=dated.id if dated else None,
        place=placed.place if placed else None,
        place_from=placed.id if placed else None,
        actors=_union_actors(mine),
        weapons=_union_weapons(mine),
        targets=_union_targets(mine),
        figures=reconcile(told, rule=rule),
        history=_history(told),
        dissents=_dissents(mine, told),
        pages=len(pages),
        publishers=len({_publisher(articles[page]) for page in pages}),
        origins=_count_origins(mine, told, articles=articles, origins=origins),
        copies=len([page for page in pages if page in origins]),
        review="reviewed" if incident.reviewed else "machine-read, unreviewed",
    )


def _choose_type(sightings: Sequence[Sighting]) -> AttackType:
    """The type most pages give; a page whose own news it is counts double, and "Other" only where nothing else is."""
    votes: Counter[AttackType] = Counter()
    for sighting in sightings:
        votes[sighting.type] += 0 if sighting.type == "Other" else 2 if sighting.role == "main" else 1
    return min(votes, key=lambda kind: (-votes[kind], kind))


def _choose_date(sightings: Sequence[Sighting]) -> Sighting | None:
    """The sighting whose words place the day most narrowly, of the days that most agree on."""
    dated = [sighting for sighting in sightings if sighting.date and sighting.date.range]
    if not dated:
        return next((sighting for sighting in sightings if sighting.date), None)
    return min(dated, key=lambda one: (-sum(_overlap(one, other) for other in dated), _days(one), one.id))


def _overlap(a: Sighting, b: Sighting) -> bool:
    first, second = (sighting.date.range if sighting.date else None for sighting in (a, b))
    return bool(first and second and first.earliest <= second.latest and second.earliest <= first.latest)


def _days(sighting: Sighting) -> int:
    return sighting.date.range.days if sighting.date and sighting.date.range else 0


def _choose_place(sightings: Sequence[Sighting]) -> Sighting | None:
    """The place most pages give, the more precise where they tie."""
    placed = [sighting for sighting in sightings if sighting.place and sighting.place.place]
    if not placed:
        return next((sighting for sighting in sightings if sighting.place), None)
    votes = Counter(_row(sighting) for sighting in placed)
    return min(placed, key=lambda sighting: (_coarseness(sighting), -votes[_row(sighting)], sighting.id))


def _row(sighting: Sighting) -> object:
    return sighting.place.place if sighting.place else None


def _coarseness(sighting: Sighting) -> int:
    place = sighting.place.place if sighting.place else None
    return PRECISE_FIRST.get(place.kind, 9) if place else 9


def _union_actors(sightings: Sequence[Sighting]) -> tuple[Actor, ...]:
    found: dict[tuple[str, str], Actor] = {}
    for sighting in sightings:
        for actor in sighting.actors:
            found.setdefault((actor.key or actor.words.lower(), actor.stance), actor)
    return tuple(found[key] for key in sorted(found))


def _union_weapons(sightings: Sequence[Sighting]) -> tuple[Weapon, ...]:
    found: dict[str, Weapon] = {}
    for weapon in (weapon for sighting in sightings for weapon in sighting.weapons):
        if weapon.kind not in found or len(weapon.words) > len(found[weapon.kind].words):
            found[weapon.kind] = weapon
    return tuple(found[kind] for kind in sorted(found))


def _union_targets(sightings: Sequence[Sighting]) -> tuple[Target, ...]:
    found: dict[tuple[str, str], Target] = {}
    for target in (target for sighting in sightings for target in sighting.targets):
        found.setdefault((target.kind, target.words.lower()), target)
    return tuple(found[key] for key in sorted(found))


def _history(told: Sequence[Told]) -> tuple[TollStep, ...]:
    """Firm figures for all, in order of page day and text; a step supersedes the last one of the same origin and harm."""
    steps: list[TollStep] = []
    last: dict[tuple[str, str], int] = {}
    for each in told:
        one = each.account
        if one.group != "all" or one.harm not in ("killed", "injured") or one.side:
            continue
        if ineligible(each) not in (None, "replaced on the same page"):
            continue
        key = (one.origin, one.harm)
        previous = last.get(key)
        if previous is not None and (steps[previous].low, steps[previous].high) == (one.low, one.high):
            continue
        last[key] = len(steps)
        steps.append(
            TollStep(
                harm=one.harm,
                low=one.low,
                high=one.high,
                speaker=one.speaker,
                article_id=one.article_id,
                span=one.span,
                as_of=one.as_of,
                said_on=one.said_on,
                supersedes=previous,
            )
        )
    return tuple(steps)


def _dissents(sightings: Sequence[Sighting], told: Sequence[Told]) -> tuple[Dissent, ...]:
    """What the figures do not follow: denials, a party's count of its enemy, vague and hedged words."""
    found = [
        Dissent(
            sighting_id=each.account.sighting_id,
            words=each.account.words,
            span=each.account.span,
            because=because,
            speaker=each.account.speaker,
        )
        for each in told
        if (because := ineligible(each)) and because != "replaced on the same page"
    ]
    for sighting in sightings:
        for actor in sighting.actors:
            if actor.stance == "denied":
                found.append(
                    Dissent(
                        sighting_id=sighting.id, words=actor.words, span=actor.span, because="denies having done it"
                    )
                )
    return tuple(found)


def _publisher(article: Article) -> str:
    return article.publisher.id if article.publisher else article.url or article.source_id


def _count_origins(
    sightings: Sequence[Sighting],
    told: Sequence[Told],
    *,
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
) -> int:
    """Independent origins of the figures; where nobody gave one, of the voices; at least one: the page itself."""
    figured = {each.account.origin for each in told}
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
