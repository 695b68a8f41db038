"""Which of many accounts' words an incident is told by: its type, day and place, and everything named in any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from istor.claims.claim import Actor, AttackType, Target, Weapon
from istor.incidents.incident import Sighting

PRECISE_FIRST = {"district": 0, "settlement": 1, "area": 2, "subregion": 3, "region": 4, "country": 5}
T = TypeVar("T")


def choose_type(sightings: Sequence[Sighting]) -> AttackType:
    """The type most pages give; a page whose own news it is counts double, and "Other" only where nothing else is. What a
    person corrected counts alone."""
    votes: Counter[AttackType] = Counter()
    for sighting in _corrected(sightings, "type"):
        votes[sighting.type] += 0 if sighting.type == "Other" else 2 if sighting.role == "main" else 1
    return min(votes, key=lambda kind: (-votes[kind], kind))


def choose_date(sightings: Sequence[Sighting]) -> Sighting | None:
    """The sighting whose words place the day most narrowly, of the days that most agree on."""
    sightings = _corrected(sightings, "date")
    dated = [sighting for sighting in sightings if sighting.date and sighting.date.range]
    if not dated:
        return next((sighting for sighting in sightings if sighting.date), None)
    return min(dated, key=lambda one: (-sum(_overlap(one, other) for other in dated), _days(one), one.id))


def choose_place(sightings: Sequence[Sighting]) -> Sighting | None:
    """The place most pages give, the more precise where they tie."""
    sightings = _corrected(sightings, "place")
    placed = [sighting for sighting in sightings if sighting.place and sighting.place.place]
    if not placed:
        return next((sighting for sighting in sightings if sighting.place), None)
    votes = Counter(_row(sighting) for sighting in placed)
    return min(placed, key=lambda sighting: (_coarseness(sighting), -votes[_row(sighting)], sighting.id))


def all_actors(sightings: Sequence[Sighting]) -> tuple[Actor, ...]:
    """Everyone said to have done it, once with each stance."""
    told = (actor for sighting in sightings for actor in sighting.actors)
    return _first_of_each(told, lambda actor: (actor.key or actor.words.lower(), actor.stance))


def all_weapons(sightings: Sequence[Sighting]) -> tuple[Weapon, ...]:
    """Each kind of weapon once, in the fullest words."""
    told = [weapon for sighting in sightings for weapon in sighting.weapons]
    return _first_of_each(sorted(told, key=lambda weapon: -len(weapon.words)), lambda weapon: weapon.kind)


def all_targets(sightings: Sequence[Sighting]) -> tuple[Target, ...]:
    """Everything hit, once."""
    told = (target for sighting in sightings for target in sighting.targets)
    return _first_of_each(told, lambda target: (target.kind, target.words.lower()))


def named_dead(sightings: Sequence[Sighting]) -> int:
    """How many of the dead have a name on a page that does not doubt its account; "Petrenko" is "Olena Petrenko"."""
    firm = [sighting for sighting in sightings if sighting.modality not in ("denied", "unverified", "alleged")]
    names = {
        frozenset(person.words.casefold().split())
        for sighting in firm
        for person in sighting.persons
        if person.harm == "killed" and person.words
    }
    return sum(not any(name < other for other in names) for name in names)


def _corrected(sightings: Sequence[Sighting], field: str) -> Sequence[Sighting]:
    """The sightings whose field a person set, where there are any; else all."""
    return [each for each in sightings if field in each.settled] or sightings


def _first_of_each(told: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    found: dict[Hashable, T] = {}
    for each in told:
        found.setdefault(key(each), each)
    return tuple(found[name] for name in sorted(found, key=str))


def _overlap(a: Sighting, b: Sighting) -> bool:
    first, second = (sighting.date.range if sighting.date else None for sighting in (a, b))
    return bool(first and second and first.earliest <= second.latest and second.earliest <= first.latest)


def _days(sighting: Sighting) -> int:
    return sighting.date.range.days if sighting.date and sighting.date.range else 0


def _row(sighting: Sighting) -> object:
    return sighting.place.place if sighting.place else None


def _coarseness(sighting: Sighting) -> int:
    place = sighting.place.place if sighting.place else None
    return PRECISE_FIRST.get(place.kind, 9) if place else 9
