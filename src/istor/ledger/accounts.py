"""Every figure anybody gave for an incident, one Account each, with the origin it leads back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from istor.articles.article import Article
from istor.claims.claim import Attribution, Toll
from istor.incidents.incident import Sighting
from istor.ledger.entry import Account
from istor.ledger.independence import origin_of
from istor.provenance import Record


class Told(Record):
    """An account with the toll it was made from; `copy` where its page repeats another one, `within` where the page
    leaves a larger figure standing of which this is a part ("seven people, two of them seriously")."""

    account: Account
    toll: Toll
    copy: bool = False
    within: bool = False


def accounts_of(
    sightings: Sequence[Sighting], articles: Mapping[str, Article], origins: Mapping[str, str]
) -> tuple[Told, ...]:
    """All accounts of the sightings, by page day, page and place in the text. `origins` as of `independence.folded`."""
    told = [
        _told(toll, sighting, articles=articles, origins=origins)
        for sighting in sightings
        for toll in _with_lone_groups(_without_echoes(sighting.tolls), sighting)
    ]
    return _folded_voices(sorted(told, key=_when))


def _folded_voices(told: Sequence[Told]) -> tuple[Told, ...]:
    """Fold a figure in a page's own voice into the origin that gave the same figure: who tells it could not have counted.

    A newsroom that names no source for a count somebody else gave adds no voice to it.
    """
    spoken: dict[tuple[object, ...], Account] = {}
    for each in told:
        if _named(each.toll.attribution):
            spoken.setdefault(_figure(each.toll), each.account)
    return tuple(
        each if _named(each.toll.attribution) else _folded(each, spoken.get(_figure(each.toll))) for each in told
    )


def _folded(told: Told, giver: Account | None) -> Told:
    if giver is None:
        return told
    same = {"origin": giver.origin, "speaker_kind": giver.speaker_kind}
    return msgspec.structs.replace(told, account=msgspec.structs.replace(told.account, **same))


def _when(told: Told) -> tuple[str, str, int]:
    account = told.account
    return (account.said_on.isoformat() if account.said_on else "", account.article_id, account.span.start)


def _told(toll: Toll, sighting: Sighting, *, articles: Mapping[str, Article], origins: Mapping[str, str]) -> Told:
    article = articles[sighting.article_id]
    speaker = toll.attribution.speaker
    account = Account(
        sighting_id=sighting.id,
        article_id=article.id,
        harm=toll.harm,
        group=toll.group,
        low=toll.low,
        high=toll.high,
        words=toll.words,
        span=toll.span,
        origin=origin_of(toll.attribution, article, origins=origins, articles=articles),
        speaker=speaker.words if speaker else None,
        speaker_kind=speaker.kind if speaker else "media",
        relay=tuple(mention.words for mention in toll.attribution.relay),
        publisher=article.publisher.name if article.publisher else None,
        said_on=article.published,
        as_of=toll.as_of,
        side=toll.side,
    )
    return Told(account=account, toll=toll, copy=article.id in origins, within=_within(toll, sighting))


def _within(toll: Toll, sighting: Sighting) -> bool:
    left_standing = {"killed": sighting.final.killed, "injured": sighting.final.injured}.get(toll.harm)
    return toll.group == "all" and not toll.side and left_standing is not None and toll.low < left_standing[0]


def _with_lone_groups(tolls: Sequence[Toll], sighting: Sighting) -> list[Toll]:
    """Add an `all` for a harm that is told of groups alone, where one of them is what the page leaves standing
    ("two civilians were killed": two killed; "six civilians, two of them women": six)."""
    found = list(tolls)
    for harm, standing in (("killed", sighting.final.killed), ("injured", sighting.final.injured)):
        of_harm = [toll for toll in tolls if toll.harm == harm and not toll.side]
        if standing is None or any(toll.group == "all" for toll in of_harm):
            continue
        firm = [toll for toll in of_harm if not (toll.vague or toll.hedged or toll.superseded)]
        found += [msgspec.structs.replace(toll, group="all") for toll in firm if _floor(toll) == standing]
    return found


def _floor(toll: Toll) -> tuple[int, int | None]:
    """A figure as it is left standing: what one hospital or witness saw is open upwards."""
    return toll.low, None if toll.partial else toll.high


def _without_echoes(tolls: Sequence[Toll]) -> list[Toll]:
    """Leave out a page's own-voice figure where the same page puts the same figure in a speaker's mouth."""
    spoken = {_figure(toll) for toll in tolls if _named(toll.attribution)}
    return [toll for toll in tolls if _named(toll.attribution) or _figure(toll) not in spoken]


def _figure(toll: Toll) -> tuple[object, ...]:
    return toll.harm, toll.group, toll.low, toll.high, toll.side


def _named(attribution: Attribution) -> bool:
    return attribution.speaker is not None or bool(attribution.relay)
