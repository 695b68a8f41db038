"""Reasons of what happened: means, weapon, target, toll, victims, who did it, and the words two pages share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from istor.incidents.echoes import readable
from istor.incidents.grounds import Finding
from istor.incidents.profiles import (
    MANY,
    MOST,
    SOME,
    UNCLEAR_TYPES,
    Profile,
    are_fresh,
    one_building,
    rare_words,
    shared_names,
    weekday_words,
)

Range = tuple[int, int | None]
KIN_TYPES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use"})
GUNFIRE = frozenset({"Attack", "Armed clash"})  # an ambush is told as either
LARGE = 5  # a figure that two attacks seldom share
WORDS = (("most", MOST), ("many", MANY), ("some", SOME))
OF_A_WEEKDAY = 0.12  # of the rare words of two pages that tell one weekday, the year not being known
KEPT = 1 << 14  # findings kept to be said again


def compare_type(a: Profile, b: Profile) -> Finding | None:
    """The means of the attack, where both tell it; where one building is fought for, many means are no conflict."""
    first, second = a.sighting.type, b.sighting.type
    if first in UNCLEAR_TYPES or second in UNCLEAR_TYPES or (first != second and one_building(a, b)):
        return None
    return _of_types(first, second)


@lru_cache(maxsize=KEPT)
def _of_types(first: str, second: str) -> Finding:
    if first == second:
        return Finding("same", f"Both {first}")
    level = "kin" if {first, second} <= KIN_TYPES else "gunfire" if {first, second} <= GUNFIRE else "other"
    return Finding(level, f"{first} against {second}")


def compare_weapon(a: Profile, b: Profile) -> Finding | None:
    """Weapon kinds and their counts."""
    both = a.sighting, b.sighting
    if not all(s.weapons for s in both):
        return None
    first, second = ({weapon.kind for weapon in s.weapons} for s in both)
    counts = [{(w.kind, w.launched or w.hit) for w in s.weapons if (w.launched or w.hit or 0) > 1} for s in both]
    shared = sorted(counts[0] & counts[1], key=str)
    if shared:
        return Finding("count", f"Both count {shared[0][1]} of the weapon {_named([shared[0][0]])}")
    if first & second:
        return Finding("same", f"Both name {_named(first & second)}")
    return Finding("other", f"{_named(first)} against {_named(second)}")


def compare_target(a: Profile, b: Profile) -> Finding | None:
    """What was hit: the same words, the same kind, or something else."""
    both = a.sighting, b.sighting
    if not all(s.targets for s in both):
        return None
    first, second = ({_head(target.words) for target in s.targets} for s in both)
    if first & second:
        return Finding("words", f"Both hit a {sorted(first & second)[0]}")
    kinds = [{target.kind for target in s.targets} for s in both]
    if kinds[0] & kinds[1]:
        return Finding("same", f"Both hit {', '.join(sorted(kinds[0] & kinds[1]))} buildings or people")
    return Finding("other", f"{_named(kinds[0])} against {_named(kinds[1])}")


def _head(words: str) -> str:
    return words.lower().split()[-1].removesuffix("s")


def compare_killed(a: Profile, b: Profile) -> Finding | None:
    """The dead of the two: identical, compatible with a rise, or in conflict."""
    first, second = a.sighting.final.killed, b.sighting.final.killed
    return _of_tolls(first, second, "killed", _comes_first(a, b, first, second)) if first and second else None


def compare_injured(a: Profile, b: Profile) -> Finding | None:
    """The injured of the two: identical, compatible with a rise, or in conflict."""
    first, second = a.sighting.final.injured, b.sighting.final.injured
    return _of_tolls(first, second, "injured", _comes_first(a, b, first, second)) if first and second else None


def _comes_first(a: Profile, b: Profile, first: Range, second: Range) -> bool:
    """Whether the first figure is the earlier, by page day; of one day or without days, the lower: a toll that may have
    risen."""
    if first != second and a.published and b.published and a.published != b.published:
        return a.published < b.published
    return first[0] <= second[0]


@lru_cache(maxsize=KEPT)
def _of_tolls(first: Range, second: Range, harm: str, first_is_early: bool) -> Finding:
    if first == second:
        level = "same_large" if first[0] >= LARGE else "same" if first[0] > 1 else "same_small"
        return Finding(level, f"Both {first[0]} {harm}")
    early, late = (first, second) if first_is_early else (second, first)
    words = (
        f"{first[0]} and {second[0]} {harm}" if first[0] != second[0] else f"{first[0]} {harm} or more, and {first[0]}"
    )
    if first[1] == 0 or second[1] == 0:
        return Finding("nobody", words)
    if first[0] == 0 or second[0] == 0:
        return Finding("conflict", words)
    if late[0] >= early[0] or early[1] is None or late[1] is None or early[1] != early[0]:
        return Finding("rise" if late[0] <= 3 * early[0] + 5 else "conflict", words)
    return Finding("far" if early[0] > 3 * late[0] + 3 else "conflict", words)


def compare_victims(a: Profile, b: Profile) -> Finding | None:
    """Named victims, and ages told on both sides."""
    both = a.sighting, b.sighting
    if all(s.persons for s in both):
        names = [{person.words.lower() for person in s.persons} for s in both]
        if names[0] & names[1]:
            return Finding("name", "The same named victim")
    ages = [{age for toll in s.tolls for age in toll.ages} for s in both]
    shared = sorted(ages[0] & ages[1])
    if len(shared) > 1:
        return Finding("ages", f"Victims aged {', '.join(map(str, shared))} in both")
    return Finding("age", f"A victim aged {shared[0]} in both") if shared else None


def compare_perpetrator(a: Profile, b: Profile) -> Finding | None:
    """Who is said to have done it, where istor knows the actor on both sides; denials do not count."""
    both = a.sighting, b.sighting
    first, second = ({actor.key for actor in s.actors if actor.key and actor.stance != "denied"} for s in both)
    if not first or not second:
        return None
    if first & second:
        return Finding("same", "The same perpetrator is named")
    return Finding("other", "Different perpetrators are named")


def compare_shared(a: Profile, b: Profile) -> Finding | None:
    """One text printed twice, or one long quotation in both."""
    if a.origin == b.origin and a.page != b.page:
        return Finding("origin", "The two pages print one text")
    if a.quotations and not a.quotations.isdisjoint(b.quotations):
        return Finding("quotation", "Both pages carry the same quotation")
    return None


def compare_names(a: Profile, b: Profile) -> Finding | None:
    """Names that few pages hold and both of these do: a victim, a suspect, a street, a school; no one who speaks on either."""
    shared = shared_names(a, b) if a.page != b.page else ()
    if not shared:
        return None
    alone = "once" if a.published and b.published and not are_fresh(a, b) else "one"
    if alone == "one" and one_building(a, b):
        alone = "site"
    return _of_names(alone if len(shared) == 1 else "two" if len(shared) == 2 else "three", shared[:3])


@lru_cache(maxsize=KEPT)
def _of_names(level: str, shared: tuple[str, ...]) -> Finding:
    return Finding(level, f"Both pages name {', '.join(map(readable, shared))}")


def compare_words(a: Profile, b: Profile) -> Finding | None:
    """How much of the words that few pages use stands in both; of the news of each alone."""
    if a.page == b.page:
        return None
    share = rare_words(a, b)
    level = next((name for name, least in WORDS if share >= least), None)
    if level is None and (share := weekday_words(a, b)) >= OF_A_WEEKDAY:
        level = "weekday"
    return Finding(level, f"Of the words that few pages use the two share {share:.0%}") if level else None


def _named(kinds: Iterable[str]) -> str:
    """Kinds of the word lists as a reader writes them: "air strike"."""
    return ", ".join(sorted(kind.replace("_", " ") for kind in kinds))
