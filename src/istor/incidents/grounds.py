"""What two sightings are compared on beside their own fields, and the grounds by which one can be recognised without its
day or town: a telling toll, a victim's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from istor.dates.daterange import DateRange
from istor.incidents.incident import Sighting
from istor.incidents.rareness import Rareness
from istor.lexicon import open_lexicon
from istor.provenance import Record

T = TypeVar("T")

TELLING_IN_TOWN = 5  # killed, or injured, alone, in one town
TELLING_SUM = 5  # killed and injured together
TELLING_FIGURE = 10  # killed or injured alone
TELLING_OF_A_DAY = 5  # killed or injured alone, on one day of a region
LOCAL = ("settlement", "district", "area")
KEPT = 1 << 14  # tolls whose keys are kept at hand: one toll is told by many pages
NOTHING: frozenset[str] = frozenset()
Figure = tuple[int, int | None] | None


class Context(Record):
    """What a comparison knows beside the two sightings, each by article id: under which id copies of a page are folded
    (`origins`; a page that is missing is its own), the quotation keys of each page, the rare names it holds, and the words
    that few pages use."""

    origins: Mapping[str, str] = {}
    quotations: Mapping[str, frozenset[str]] = {}
    names: Mapping[str, frozenset[str]] = {}
    rare: Rareness = Rareness()

    def of(self, pages: Collection[str]) -> Context:
        """What of it can matter between pages of these ids.

        >>> Context(names={"a": frozenset({"ada lark"}), "b": frozenset()}).of(["b"]).names
        {'b': frozenset()}
        """
        return Context(
            origins=_only(pages, self.origins),
            quotations=_only(pages, self.quotations),
            names=_only(pages, self.names),
            rare=self.rare.of(pages),
        )


class Finding(NamedTuple):
    """What one reason says of a pair: `level` is a key of the reason's section in weights.toml ("" for a veto), `because`
    the sentence a reviewer reads. `veto`: this alone forbids the link."""

    level: str
    because: str
    veto: bool = False


def _only(pages: Collection[str], told: Mapping[str, T]) -> dict[str, T]:
    return {page: told[page] for page in pages if page in told} if told else {}


def veto(because: str) -> Finding:
    """A finding that forbids the link whatever else speaks for it."""
    return Finding("", because, veto=True)


def second_grounds(sighting: Sighting) -> frozenset[str]:
    """Keys by which a sighting can be recognised without its day: a telling toll in its region, a victim's name, or a
    victim's age beside the number of the dead in one town.

    A toll is telling where killed and injured are both told and are more than `TELLING_SUM` together, or one of them is
    at least `TELLING_FIGURE`: smaller ones are told of a region every week. Of rival counts that of each speaker who
    gives both is a ground, too.
    """
    killed, injured = sighting.final.killed, sighting.final.injured
    place = sighting.place.place if sighting.place else None
    if place is None or not (killed or injured):
        return frozenset([f"ground|person|{name}|" for name in full_names(sighting)])
    region, name = place.admin1_code or place.admin1 or place.country, place.name if place.kind in LOCAL else None
    tolls = _telling_tolls(region, name, killed, injured)
    for dead, hurt in _counts_of_speakers(sighting):
        tolls |= _telling_tolls(region, None, (dead, dead), (hurt, hurt))
    if not sighting.persons and not sighting.tolls:
        return tolls
    ages = {age for toll in sighting.tolls for age in toll.ages} if name and killed and killed[0] else NOTHING
    aged = {f"ground|age|{name}|{region}|{killed[0]}|{age}" for age in ages} if killed else NOTHING
    return tolls.union([f"ground|person|{each}|" for each in full_names(sighting)], aged)


@lru_cache(maxsize=KEPT)
def _telling_tolls(region: str | None, name: str | None, killed: Figure, injured: Figure) -> frozenset[str]:
    """The telling tolls of a region and, where it is known, a town of this name in it."""
    grounds = set()
    if region and killed and injured and killed[0] + injured[0] > TELLING_SUM:
        grounds.add(f"ground|toll|{region}|{killed[0]}|{injured[0]}")
    for harm, figure in (("killed", killed), ("injured", injured)):
        if region and figure and figure[0] >= TELLING_FIGURE:
            grounds.add(f"ground|toll|{region}|{harm}|{figure[0]}")
        if name and figure and figure[0] >= TELLING_IN_TOWN:
            grounds.add(f"ground|toll|{name}|{region}|{harm}|{figure[0]}")
    return frozenset(grounds)


def _counts_of_speakers(sighting: Sighting) -> list[tuple[int, int]]:
    """The killed and the injured of each speaker who counts both, where several count."""
    told: dict[str, dict[str, int]] = {}
    for toll in sighting.tolls:
        speaker = toll.attribution.speaker
        if speaker is not None and toll.group == "all" and toll.low == toll.high and not (toll.part or toll.hedged):
            told.setdefault(speaker.words, {})[toll.harm] = toll.low
    both = [(counts["killed"], counts["injured"]) for counts in told.values() if {"killed", "injured"} <= set(counts)]
    return both if len(told) > 1 else []


def small_tolls(sighting: Sighting) -> frozenset[str]:
    """Keys of a figure that tells one attack from another in one town within days: one above one, or both harms told.

    Zero is no figure here, and one dead or one hurt alone is told of every town.
    """
    return _small_tolls(sighting.final.killed, sighting.final.injured)


@lru_cache(maxsize=KEPT)
def _small_tolls(*told: Figure) -> frozenset[str]:
    killed, injured = [figure[0] if figure and figure[0] == figure[1] else 0 for figure in told]
    alone = {f"{harm}|{number}" for harm, number in (("killed", killed), ("injured", injured)) if number > 1}
    return frozenset(alone | ({f"both|{killed}|{injured}"} if killed and injured else set()))


def tolls_of_a_day(sighting: Sighting) -> frozenset[str]:
    """Keys of what tells an attack from others of its day in its region: a figure of at least `TELLING_OF_A_DAY`, or killed
    and injured both told and one of them above one. None where the day is not one day, or the region not known."""
    place, days = sighting.place.place if sighting.place else None, days_of(sighting)
    killed, injured = sighting.final.killed, sighting.final.injured
    if place is None or days is None or days.days > 1 or not (killed or injured):
        return NOTHING
    return _tolls_of_a_day(place.admin1_code or place.admin1 or place.country, days.earliest, killed, injured)


@lru_cache(maxsize=KEPT)
def _tolls_of_a_day(region: str | None, day: dt.date, killed: Figure, injured: Figure) -> frozenset[str]:
    told = {f"ground|day|{region}|{day}|{each}" for each in _large(killed, injured)}
    if killed and injured and max(killed[0], injured[0]) > 1:
        told.add(f"ground|day|{region}|{day}|both|{killed[0]}|{injured[0]}")
    return frozenset(told)


def tolls_of_a_weekday(sighting: Sighting) -> frozenset[str]:
    """Keys of a large figure of a weekday in a region, for those who tell no more than that."""
    place, weekday = sighting.place.place if sighting.place else None, weekday_of(sighting)
    killed, injured = sighting.final.killed, sighting.final.injured
    if place is None or weekday is None or not (killed or injured):
        return NOTHING
    return _tolls_of_a_weekday(place.admin1_code or place.admin1 or place.country, weekday, killed, injured)


@lru_cache(maxsize=KEPT)
def _tolls_of_a_weekday(region: str | None, weekday: int, killed: Figure, injured: Figure) -> frozenset[str]:
    return frozenset([f"ground|weekday {weekday}|{region}|{each}" for each in _large(killed, injured)])


def _large(killed: Figure, injured: Figure) -> list[str]:
    told = (("killed", killed), ("injured", injured))
    return [f"{harm}|{figure[0]}" for harm, figure in told if figure and figure[0] >= TELLING_OF_A_DAY]


def town(sighting: Sighting) -> str | None:
    """The town a sighting is of, as a key; None: it is known by its region at best."""
    place = sighting.place.place if sighting.place else None
    if place is None or place.kind not in LOCAL:
        return None
    return f"{place.name}|{place.admin1_code or place.admin1}|{place.country}"


def full_names(sighting: Sighting) -> frozenset[str]:
    """The victims named by more than one word."""
    return frozenset([_folded(person.words) for person in sighting.persons if " " in person.words.strip()])


def weekday_of(sighting: Sighting) -> int | None:
    """The weekday told, Monday first (0). None: not told, or no single one."""
    if sighting.date is None:
        return None
    if sighting.date.range:
        return sighting.date.range.earliest.weekday() if sighting.date.range.days == 1 else None
    weekdays: list[str] = open_lexicon("incidents", "en")["moments"]["weekdays"]
    told = [at for at, name in enumerate(weekdays) if name in sighting.date.words.lower()]
    return told[0] if len(told) == 1 else None


def days_of(sighting: Sighting) -> DateRange | None:
    """The days the sighting may be of; None: they are not known."""
    return sighting.date.range if sighting.date else None


def is_local(sighting: Sighting) -> bool:
    """Whether the place is better known than its region."""
    place = sighting.place.place if sighting.place else None
    return place is not None and place.kind in LOCAL


def _folded(words: str) -> str:
    return " ".join(words.lower().split())
