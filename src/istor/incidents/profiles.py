"""What a sighting is compared by, worked out once for all the pairs it is in; and what two of them are asked together."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from istor.dates.daterange import DateRange
from istor.geography.place import Place, PlaceReading
from istor.incidents.echoes import SITE, several
from istor.incidents.grounds import (
    Context,
    days_of,
    full_names,
    is_local,
    second_grounds,
    small_tolls,
    town,
    weekday_of,
)
from istor.incidents.incident import Sighting
from istor.incidents.rareness import FRESH_DAYS, UNKNOWN, Known, alike, known
from istor.provenance import Record

ALIKE = 2  # rare names that two pages share and that outweigh a day or a place read otherwise
MOST, MANY, SOME = 0.3, 0.15, 0.08  # of the rare words of two pages
EARTH_RADIUS_M = 6_371_000
KEPT = 1 << 14  # places whose radians are kept at hand
FRESH_NEWS = 1  # days from an attack to the page that tells it as news
CLOCK_DAYS = 2  # a range of more days tells no hour
NOTHING: frozenset[str] = frozenset()
Hours = tuple[dt.datetime, dt.datetime]
BITS = {  # reasons that have nothing to say of a pair unless both sides tell of it
    name: 1 << at
    for at, name in enumerate(
        ("days", "clock", "distance", "type", "weapon", "target", "killed", "injured", "victims", "perpetrator", "names",
         "words", "shared")
    )
}  # fmt: skip
EITHER = {  # and those that have nothing to say unless one side does: it is a copy, no single strike, or without a day
    name: 1 << (len(BITS) + at) for at, name in enumerate(("shared", "scope", "told"))
}
_FLAGS = (*BITS.values(), *EITHER.values())
_OF_EITHER = sum(EITHER.values())
BY_PAGE = BITS["names"] | BITS["words"]
UNCLEAR_TYPES = frozenset({"Other"})


class Spot(NamedTuple):
    """A reading and the place that it has, whose point is in radians, with the cosine of its latitude."""

    reading: PlaceReading
    place: Place
    lat: float
    lon: float
    cosine: float


class Profile(Record):
    """A sighting with what linking knows of its page.

    `topics` are the reasons that it can be asked about, a sum of BITS and EITHER. `published` is the page's day (None: not
    known); `earliest` and `latest` are the days told as ordinals (0: not known), `counted` says that they were counted
    from the page's own, `hours` are the local times told, `weekday` the one told (Monday 0). `spot` is where it was; `otherwise` says that its
    words may mean other places, or that others are named beside it. `grounds` and `tolls` are the keys by which the sighting can be
    recognised without its day; `names`, `quotations` and `rare` what its page shares with few others (the news alone has
    names and words), `sites` those of the names that are of a building which was hit, `origin` the id under which copies of the page are folded.
    """

    sighting: Sighting
    id: str
    page: str
    origin: str
    local: bool
    counted: bool
    topics: int
    days: DateRange | None
    earliest: int
    latest: int
    hours: Hours | None
    weekday: int | None
    published: dt.date | None
    spot: Spot | None
    otherwise: bool
    town: str | None
    grounds: frozenset[str]
    tolls: frozenset[str]
    names: frozenset[str]
    sites: frozenset[str]
    quotations: frozenset[str]
    rare: Known


def profiled(sighting: Sighting, context: Context) -> Profile:
    """The profile of a sighting: what it tells, and what `context` knows of its page."""
    page, days, news = sighting.article_id, days_of(sighting), sighting.role == "main"
    spot = _spot(sighting.place) if sighting.place else None
    hours = _hours(days) if days else None
    weekday = weekday_of(sighting)
    names = context.names.get(page, NOTHING) if news else NOTHING
    rare = known(context.rare, page) if news else UNKNOWN
    words = rare.words and (sighting.published or weekday is not None)
    quoted, origin = context.quotations.get(page, NOTHING), context.origins.get(page, page)
    return Profile(
        sighting=sighting,
        id=sighting.id,
        page=page,
        origin=origin,
        local=is_local(sighting),
        counted=bool(sighting.date and sighting.date.anchor == "published"),
        topics=_topics(sighting, hours, spot, names, words, quoted, origin != page),
        days=days,
        earliest=days.earliest.toordinal() if days else 0,
        latest=days.latest.toordinal() if days else 0,
        hours=hours,
        weekday=weekday,
        published=sighting.published,
        spot=spot,
        otherwise=bool(sighting.places or (spot and spot.reading.candidates)),
        town=town(sighting),
        grounds=second_grounds(sighting),
        tolls=small_tolls(sighting),
        names=names,
        sites=_sites(sighting, names) if names else NOTHING,
        quotations=quoted,
        rare=rare,
    )


def _sites(sighting: Sighting, names: frozenset[str]) -> frozenset[str]:
    """Those of the names that are a building's of the kind that was hit: a prison's where a prison was stormed."""
    named = [name for name in names if name.endswith(SITE)]
    if not named:
        return NOTHING
    hit = {target.words.lower().split()[-1] for target in sighting.targets}
    hit |= {sighting.place.words.lower().split()[-1]} if sighting.place else set()
    return frozenset([name for name in named if name.split(" ", 1)[0] in hit])


def _topics(sighting: Sighting, hours: Hours | None, spot: Spot | None, *by_page: object) -> int:
    """What the sighting tells of, as a sum of BITS and EITHER; `by_page` are its names, words and quotations, and whether
    it is a copy."""
    final = sighting.final
    told = (  # in the order of BITS and EITHER
        sighting.date,
        hours,
        spot,
        sighting.type not in UNCLEAR_TYPES,
        sighting.weapons,
        sighting.targets,
        final.killed,
        final.injured,
        sighting.persons or [toll for toll in sighting.tolls if toll.ages],
        sighting.actors,
        *by_page,
        sighting.scope != "incident",
        days_of(sighting) is None,
    )
    return sum(compress(_FLAGS, told))


def asked_together(a: Profile, b: Profile) -> int:
    """What two sightings can be asked about together, as a sum of BITS and EITHER."""
    return a.topics & b.topics | (a.topics | b.topics) & _OF_EITHER


def _hours(days: DateRange) -> Hours | None:
    if days.earliest_time is None or days.latest_time is None or days.days > CLOCK_DAYS:
        return None
    return dt.datetime.combine(days.earliest, days.earliest_time), dt.datetime.combine(days.latest, days.latest_time)


def _spot(reading: PlaceReading) -> Spot | None:
    place = reading.place
    return Spot(reading, place, *_radians(place.lat, place.lon)) if place else None


@lru_cache(maxsize=KEPT)
def _radians(lat: float, lon: float) -> tuple[float, float, float]:
    return math.radians(lat), math.radians(lon), math.cos(math.radians(lat))


def distance_m(first: Spot, second: Spot) -> float:
    """Great-circle metres between the points of two places."""
    up, along = math.sin((second.lat - first.lat) / 2), math.sin((second.lon - first.lon) / 2)
    half = up * up + first.cosine * second.cosine * along * along
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def named_alike(a: Profile, b: Profile) -> bool:
    """Whether the news of both pages is known to be one whatever day and town were read: both name the same people or
    streets, two at least, that few others name; or one of them and the same victim, or some of the words that few use."""
    if not a.topics & b.topics & BY_PAGE or a.page == b.page:
        return False
    named = len(shared_names(a, b))
    return named >= ALIKE or (named > 0 and (same_victim(a, b) or rare_words(a, b) >= SOME))


def known_alike(a: Profile, b: Profile) -> bool:
    """The same, or both share many of the words that few use. That is enough to doubt a day, and not to doubt a town:
    what is told of one night's attacks on two cities is told in the same words."""
    return named_alike(a, b) or (a.page != b.page and rare_words(a, b) >= MOST)


def same_victim(a: Profile, b: Profile) -> bool:
    """Whether both name one of the dead or hurt in full."""
    return not full_names(a.sighting).isdisjoint(full_names(b.sighting))


def told_fresh(a: Profile, b: Profile) -> bool:
    """Whether each of the two pages tells the attack of its own day or the day before: news of two days is of two attacks,
    however alike one paper words them."""
    return all(one.published and 0 <= one.published.toordinal() - one.latest <= FRESH_NEWS for one in (a, b))


def one_building(a: Profile, b: Profile) -> bool:
    """Whether both tell of an attack on a building of one name: it may go on for days by many means, as a siege does."""
    return not a.sites.isdisjoint(b.sites)


def shared_names(a: Profile, b: Profile) -> tuple[str, ...]:
    """The names that few pages hold and both of these do."""
    shared = a.names & b.names
    return several(shared) if len(shared) > 1 else tuple(shared)


def are_fresh(a: Profile, b: Profile) -> bool:
    """Whether the two pages came out within days of one another; False where a page's day is not known."""
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) <= FRESH_DAYS


def rare_words(a: Profile, b: Profile) -> float:
    """How much of the words that few pages use stands in both pages, 0 to 1; 0 where they did not come out within days of
    one another: a paper has its own words, and so has each kind of crime."""
    return alike(a.rare, b.rare) if are_fresh(a, b) else 0.0


def weekday_words(a: Profile, b: Profile) -> float:
    """The same of two pages that both tell one weekday, where the day that one of them came out is not known; else 0."""
    undated = a.published is None or b.published is None
    return alike(a.rare, b.rare) if undated and a.weekday is not None and a.weekday == b.weekday else 0.0
