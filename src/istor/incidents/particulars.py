"""Reasons of what happened: means, weapon, target, toll, victims, who did it, and the words two pages share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from istor.incidents.echoes import readable
from istor.incidents.grounds import MANY, MOST, SOME, Context, Finding, are_fresh, rare_words, shared_names
from istor.incidents.incident import Sighting

Range = tuple[int, int | None]
KIN_TYPES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use"})
UNCLEAR_TYPES = frozenset({"Other"})
LARGE = 5  # a figure that two attacks seldom share
WORDS = (("most", MOST), ("many", MANY), ("some", SOME))
NONE: frozenset[str] = frozenset()


def compare_type(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """The means of the attack, where both tell it."""
    if a.type in UNCLEAR_TYPES or b.type in UNCLEAR_TYPES:
        return None
    if a.type == b.type:
        return Finding("same", f"Both {a.type}")
    return Finding("kin" if {a.type, b.type} <= KIN_TYPES else "other", f"{a.type} against {b.type}")


def compare_weapon(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """Weapon kinds and their counts."""
    if not a.weapons or not b.weapons:
        return None
    first, second = ({weapon.kind for weapon in s.weapons} for s in (a, b))
    counts = [{(w.kind, w.launched or w.hit) for w in s.weapons if (w.launched or w.hit or 0) > 1} for s in (a, b)]
    shared = sorted(counts[0] & counts[1], key=str)
    if shared:
        return Finding("count", f"Both count {shared[0][1]} of the weapon {_named([shared[0][0]])}")
    if first & second:
        return Finding("same", f"Both name {_named(first & second)}")
    return Finding("other", f"{_named(first)} against {_named(second)}")


def compare_target(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """What was hit: the same words, the same kind, or something else."""
    if not a.targets or not b.targets:
        return None
    first, second = ({_head(target.words) for target in s.targets} for s in (a, b))
    if first & second:
        return Finding("words", f"Both hit a {sorted(first & second)[0]}")
    kinds = [{target.kind for target in s.targets} for s in (a, b)]
    if kinds[0] & kinds[1]:
        return Finding("same", f"Both hit {', '.join(sorted(kinds[0] & kinds[1]))} buildings or people")
    return Finding("other", f"{_named(kinds[0])} against {_named(kinds[1])}")


def _head(words: str) -> str:
    return words.lower().split()[-1].removesuffix("s")


def compare_killed(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """The dead of the two: identical, compatible with a rise, or in conflict."""
    return _judge_toll(a, b, "killed")


def compare_injured(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """The injured of the two: identical, compatible with a rise, or in conflict."""
    return _judge_toll(a, b, "injured")


def _judge_toll(a: Sighting, b: Sighting, harm: Literal["killed", "injured"]) -> Finding | None:
    first: Range | None = a.final.killed if harm == "killed" else a.final.injured
    second: Range | None = b.final.killed if harm == "killed" else b.final.injured
    if first is None or second is None:
        return None
    if first == second:
        level = "same_large" if first[0] >= LARGE else "same" if first[0] > 1 else "same_small"
        return Finding(level, f"Both {first[0]} {harm}")
    early, late = _in_order(a, b, first, second)
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


def _in_order(a: Sighting, b: Sighting, first: Range, second: Range) -> tuple[Range, Range]:
    """The two figures by page day; of one day or without days, the lower first: a toll that may have risen."""
    if a.published and b.published and a.published != b.published:
        return (first, second) if a.published < b.published else (second, first)
    return (first, second) if first[0] <= second[0] else (second, first)


def compare_victims(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """Named victims, and ages told on both sides."""
    if a.persons and b.persons:
        names = [{person.words.lower() for person in s.persons} for s in (a, b)]
        if names[0] & names[1]:
            return Finding("name", "The same named victim")
    if not a.tolls or not b.tolls:
        return None
    ages = [{age for toll in s.tolls for age in toll.ages} for s in (a, b)]
    shared = sorted(ages[0] & ages[1])
    if len(shared) > 1:
        return Finding("ages", f"Victims aged {', '.join(map(str, shared))} in both")
    return Finding("age", f"A victim aged {shared[0]} in both") if shared else None


def compare_perpetrator(a: Sighting, b: Sighting, _: Context) -> Finding | None:
    """Who is said to have done it, where istor knows the actor on both sides; denials do not count."""
    if not a.actors or not b.actors:
        return None
    first, second = ({actor.key for actor in s.actors if actor.key and actor.stance != "denied"} for s in (a, b))
    if not first or not second:
        return None
    if first & second:
        return Finding("same", "The same perpetrator is named")
    return Finding("other", "Different perpetrators are named")


def compare_shared(a: Sighting, b: Sighting, context: Context) -> Finding | None:
    """One text printed twice, or one long quotation in both."""
    mine, theirs = a.article_id, b.article_id
    if context.origins and mine != theirs and context.origins.get(mine, mine) == context.origins.get(theirs, theirs):
        return Finding("origin", "The two pages print one text")
    if context.quotations and context.quotations.get(a.article_id, NONE) & context.quotations.get(b.article_id, NONE):
        return Finding("quotation", "Both pages carry the same quotation")
    return None


def compare_names(a: Sighting, b: Sighting, context: Context) -> Finding | None:
    """Names that few pages hold and both of these do: a victim, a suspect, a street, a school; no one who speaks on either."""
    if not context.names or a.role == "background" or b.role == "background":  # what the page names is of its news
        return None
    shared = shared_names(a, b, context)
    if not shared:
        return None
    alone = "once" if a.published and b.published and not are_fresh(a, b) else "one"
    level = alone if len(shared) == 1 else "two" if len(shared) == 2 else "three"
    return Finding(level, f"Both pages name {', '.join(map(readable, shared[:3]))}")


def compare_words(a: Sighting, b: Sighting, context: Context) -> Finding | None:
    """How much of the words that few pages use stands in both; of the news of each alone."""
    if a.role == "background" or b.role == "background" or a.article_id == b.article_id:
        return None
    share = rare_words(a, b, context)
    level = next((name for name, least in WORDS if share >= least), None)
    return Finding(level, f"Of the words that few pages use the two share {share:.0%}") if level else None


def _named(kinds: Iterable[str]) -> str:
    """Kinds of the word lists as a reader writes them: "air strike"."""
    return ", ".join(sorted(kind.replace("_", " ") for kind in kinds))
