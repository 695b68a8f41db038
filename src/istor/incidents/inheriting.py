"""What one sighting of an article takes from the others: the one attacker, his kind of attack, the stretch of time told for them all."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from istor.articles.article import Article
from istor.claims.claim import Actor
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.incident import Sighting
from istor.incidents.moments import A_NIGHT, SHORT
from istor.lexicon import has_lexicon, open_lexicon

OF_A_FORCE = frozenset({"organisation", "government", "location"})
NEXT = 24  # characters after a town's name in which its force is named: "Sandston Police Department"
STRETCHES = frozenset({"window", "range of days"})
NAMED_TWICE = 2  # named for one attack alone, he is not said to be behind the others


def with_attacker(sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Sightings that name no attacker take the article's one, with its words where they stand. Of two, a state does not
    attack its own soil: what is told of an attack there is the other's.

    >>> with_attacker(())
    ()
    """
    named = [actor for sighting in sightings for actor in sighting.actors if actor.stance != "denied"]
    return tuple(one if one.actors else _attacked(one, named, sightings) for one in sightings)


def _attacked(sighting: Sighting, named: Sequence[Actor], sightings: Sequence[Sighting]) -> Sighting:
    """The sighting with the one attacker that it leaves unsaid, or as it is."""
    parties = {actor.key or actor.words for actor in named}
    if len(parties) == 1:
        often = sum(bool(one.actors) for one in sightings) >= NAMED_TWICE
        return _taking(sighting, named[0]) if often else sighting
    home = sighting.place.place.country if sighting.place and sighting.place.place else None
    at_home = [one for one in sightings if one.place and one.place.place and one.place.place.country == home]
    own = any(actor.key == home for one in at_home for actor in one.actors)
    others = [actor for actor in named if actor.key != home]
    if home is None or home not in parties or own or len({actor.key or actor.words for actor in others}) != 1:
        return sighting
    return _taking(sighting, others[0])


def with_means(sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Sightings that say no means ("another strike hit the clinic") take the kind of attack that all others of the same
    attacker have, where the article tells several.

    >>> with_means(())
    ()
    """
    return tuple(_of_the_kind(one, sightings) if one.type == "Other" else one for one in sightings)


def _of_the_kind(sighting: Sighting, sightings: Sequence[Sighting]) -> Sighting:
    ours = {actor.key or actor.words for actor in sighting.actors}
    alike = [one for one in sightings if one.type != "Other" and ours & {a.key or a.words for a in one.actors}]
    kinds = {one.type for one in alike}
    if len(kinds) != 1 or len(alike) < NAMED_TWICE or sighting.weapons:
        return sighting
    return msgspec.structs.replace(sighting, type=kinds.pop())


def _taking(sighting: Sighting, actor: Actor) -> Sighting:
    return msgspec.structs.replace(sighting, actors=(actor,))


def with_town(
    sightings: Sequence[Sighting], places: Sequence[PlaceReading], *, article: Article
) -> tuple[Sighting, ...]:
    """News without a place takes the one town whose police the article names: a town's force works in its town.

    >>> import istor
    >>> told = istor.read("A gunman shot a man dead on Friday. Tucson police arrested two people.", published="2025-03-05")
    >>> told.sightings[0].place.place.name
    'Tucson'
    """
    forces = _forces(article.language)
    after = {one: article.text[one.end : one.end + NEXT].split(maxsplit=1) for one in places if one.role in OF_A_FORCE}
    named = [one for one, words in after.items() if words and words[0].strip(".,’'").lower() in forces]
    towns = {one.place.name: one for one in reversed(named) if one.place and one.place.kind == "settlement"}
    if len(towns) != 1:
        return tuple(sightings)
    (town,) = towns.values()
    return tuple(
        msgspec.structs.replace(one, place=town) if one.place is None and not one.places and _is_news(one) else one
        for one in sightings
    )


def _forces(language: str | None) -> frozenset[str]:
    if language is None or not has_lexicon("incidents", language):
        return frozenset()
    return frozenset(open_lexicon("incidents", language).get("inheriting", {}).get("forces", ()))


def with_umbrella(sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Sightings without a time take the stretch told before them for several attacks ("since last night", "over the
    past day"): an open or several days' time of a total or of the one before.

    >>> with_umbrella(())
    ()
    """
    found: list[Sighting] = []
    over: Sighting | None = None
    for sighting in sightings:
        if sighting.date is not None:
            over = sighting if sighting.scope == "wide" or _is_stretch(sighting.date) else None
            found.append(sighting)
        else:
            under = over is not None and _is_under(sighting, over)
            found.append(msgspec.structs.replace(sighting, date=over.date) if over and under else sighting)
    return tuple(found)


def with_day(sightings: Sequence[Sighting], dates: Sequence[DateReading] = ()) -> tuple[Sighting, ...]:
    """News without a time takes the day told last before it, or else first after it: a report speaks of the day it named
    until it names another. A barrage's or a total's day is its own, and what is told as past stays without.

    `dates` are all that the article tells: a stretch of days among them ("the strikes of Saturday to Monday") holds for
    what is told below it, until a day outside is told.

    >>> with_day(())
    ()
    """
    days: dict[int, DateReading] = {}  # by item of a live page: the day told last, before any the first one
    for sighting in reversed(sightings):
        if sighting.date and _is_news(sighting):
            days[sighting.item] = sighting.date
    stretches = [date for date in dates if _is_stretch(date) and not date.reporting][::-1]
    found: list[Sighting] = []
    for sighting in sightings:
        while stretches and sighting.spans and stretches[-1].end < sighting.spans[0].start:
            days[sighting.item] = stretches.pop()
        date = days.get(sighting.item)
        if sighting.date and _is_news(sighting) and not _holds(date, sighting.date):
            days[sighting.item] = sighting.date
        takes = sighting.date is None and _is_news(sighting) and date is not None and _is_carried(date)
        found.append(msgspec.structs.replace(sighting, date=date) if takes else sighting)
    return tuple(found)


def _holds(stretch: DateReading | None, day: DateReading) -> bool:
    if stretch is None or not _is_stretch(stretch) or stretch.range is None or day.range is None:
        return False
    return stretch.range.earliest <= day.range.earliest and day.range.latest <= stretch.range.latest


def _is_news(sighting: Sighting) -> bool:
    return sighting.role == "main" and sighting.scope == "incident"


def _is_carried(date: DateReading) -> bool:
    """Whether it is one day or night, or a stretch of few: another attack of "the past week" may be of any day of it."""
    return _is_stretch(date) or (not date.open and (date.range is None or date.range.days <= A_NIGHT))


def _is_under(sighting: Sighting, over: Sighting) -> bool:
    """Whether a sighting is news of the stretch told before it: of the same item and no other attacker's."""
    ours, theirs = ({actor.key or actor.words for actor in one.actors} for one in (sighting, over))
    same = sighting.item == over.item and (not ours or not theirs or bool(ours & theirs))
    return same and sighting.role == "main" and sighting.scope == "incident"


def _is_stretch(date: DateReading) -> bool:
    short = date.range is not None and date.range.days <= SHORT
    return short and (date.open or date.rule in STRETCHES)
