"""Invented attacks and the sightings that pages tell of them, with what pages share: the same seed gives the same world.

One sighting in ten has no day and one in ten no more than its region. What else leads pages of one attack to each other is
as often there as in the development pages of gun_violence (119 pairs of pages of one incident, read at even positions:
62 % share a rare name or a victim's, 5 % print one text, 2 % quote alike; of 68 pairs that lack a day or a town 81 % share
some second ground, rare words counted). Rare words are not made. Names that tell nothing of an attack (a clerk's, printed
with a dozen attacks of a region) are.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import NamedTuple

from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import Place, PlaceReading
from istor.incidents.echoes import rare, telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Final, Sighting

FIRST_DAY = dt.date(2024, 1, 1)
ATTACKS_A_REGION = 400  # in a year
TOWNS_A_REGION = 12
CLERKS_A_REGION = 10
TELLINGS = (1, 1, 2, 3, 3, 4, 7)  # pages that tell of one attack
TYPES = ("Air/drone strike", "Shelling/artillery/missile attack", "Armed clash")
NAMES = (0, 1, 2, 3)  # that an attack is known by
PRINTED = 0.75  # of the pages of an attack print each of its names
CLERK = 0.1  # of the pages name a clerk
QUOTED = 0.15  # of the pages carry the one long quotation of their attack, where there is one (every other)
REPRINT = 0.06  # of the pages print the text of the first page of their attack


class Told(NamedTuple):
    """What is told beside the sightings: of which attack each is, by its id, and by page what two pages may share."""

    attacks: dict[str, str]
    names: dict[str, frozenset[str]]
    quotations: dict[str, frozenset[str]]
    origins: dict[str, str]

    def context(self) -> Context:
        """What linking knows of the pages: the names and quotations that few of them hold, and copies."""
        return Context(
            origins=self.origins,
            names=rare(self.names, origins=self.origins),
            quotations=telling(self.quotations, origins=self.origins),
        )


class _Attack(NamedTuple):
    number: int
    town: Place
    day: dt.date
    type: str
    killed: int
    injured: int
    names: tuple[str, ...]
    quoted: bool


def nothing_told() -> Told:
    """To be filled by `world`."""
    return Told({}, {}, {}, {})


def world(number: int, *, seed: int = 5, told: Told | None = None) -> Iterator[Sighting]:
    """So many sightings of invented attacks, region after region; `told` is filled with what is told beside them."""
    chance = random.Random(seed)
    beside = told or nothing_told()
    made = 0
    while made < number:
        region = made  # a name that no other region has
        towns = [_town(chance, region, place) for place in range(TOWNS_A_REGION)]
        for _ in range(ATTACKS_A_REGION):
            attack = _attack(chance, chance.choice(towns), made)
            for at in range(chance.choice(TELLINGS)):
                if made < number:
                    yield _telling(chance, attack, made, beside=beside)
                    _echoes(
                        chance, attack, made, beside=beside, clerk=f"clerk {region} {chance.randrange(CLERKS_A_REGION)}"
                    )
                    if at and chance.random() < REPRINT:
                        beside.origins[f"page-{made}"] = f"page-{attack.number}"
                made += 1


def _town(chance: random.Random, region: int, number: int) -> Place:
    lat, lon = chance.uniform(-50, 50), chance.uniform(-170, 170)
    return Place(
        name=f"Town {region}-{number}", kind="settlement", lat=lat, lon=lon, radius_m=5_000, country="XX",
        admin1_code=f"XX-{region}",
    )  # fmt: skip


def _attack(chance: random.Random, town: Place, number: int) -> _Attack:
    return _Attack(
        number=number,
        town=town,
        day=FIRST_DAY + dt.timedelta(days=chance.randrange(365)),
        type=chance.choice(TYPES),
        killed=min(int(chance.expovariate(0.4)), 60),
        injured=min(int(chance.expovariate(0.15)), 200),
        names=tuple(f"name {number} {each}" for each in range(chance.choice(NAMES))),
        quoted=chance.random() < 0.5,
    )


def _telling(chance: random.Random, attack: _Attack, made: int, *, beside: Told) -> Sighting:
    place = attack.town if chance.random() > 0.1 else _region(attack.town)
    name = f"s{made:07}"
    beside.attacks[name] = f"attack {attack.number}"
    return Sighting(
        id=name, article_id=f"page-{made}", type=attack.type,  # type: ignore[arg-type]
        date=_on(attack.day) if chance.random() > 0.1 else None,
        place=PlaceReading(
            words=place.name, start=0, end=1, place=place, lat=place.lat, lon=place.lon, radius_m=place.radius_m
        ),
        final=Final(
            killed=(attack.killed, attack.killed),
            injured=(attack.injured, attack.injured) if chance.random() > 0.3 else None,
        ),
        published=attack.day,
    )  # fmt: skip


def _echoes(chance: random.Random, attack: _Attack, made: int, *, beside: Told, clerk: str) -> None:
    names = {name for name in attack.names if chance.random() < PRINTED} | (
        {clerk} if chance.random() < CLERK else set()
    )
    if names:
        beside.names[f"page-{made}"] = frozenset(names)
    if attack.quoted and chance.random() < QUOTED * 2:
        beside.quotations[f"page-{made}"] = frozenset({f"quotation {attack.number}"})


def _region(town: Place) -> Place:
    return Place(
        name=f"Region of {town.name}", kind="region", lat=town.lat, lon=town.lon, radius_m=120_000,
        country=town.country, admin1_code=town.admin1_code,
    )  # fmt: skip


def _on(day: dt.date) -> DateReading:
    return DateReading(
        words="then", start=0, end=4, edtf=day.isoformat(), rule="made", anchor="stated",
        range=DateRange(earliest=day, latest=day),
    )  # fmt: skip
