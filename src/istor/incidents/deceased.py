"""The hurt who are the dead of the same page: "was taken to hospital with a gunshot wound", and he died there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from istor.claims.claim import ATTACKER, Toll
from istor.lexicon import open_lexicon


def deceased(tolls: Sequence[Toll]) -> frozenset[int]:
    """Which of the hurt, by index, are told of as dead on the same page, before or after.

    By their age ("a 12-year-old girl"), by the same words, or by words that point back to people told of ("the boy",
    "all three victims") where nobody counts the hurt; never by a count of the hurt that stands by itself.

    >>> deceased(())
    frozenset()
    """
    dead = [toll for toll in tolls if toll.harm == "killed" and toll.side != ATTACKER and _firm(toll)]
    if not dead:
        return frozenset()
    counted = any(toll.harm == "injured" and not toll.part and _firm(toll) for toll in tolls)
    return frozenset(
        i
        for i, toll in enumerate(tolls)
        if toll.harm == "injured" and toll.part and _firm(toll) and _is_among(toll, dead, counted=counted)
    )


def _is_among(hurt: Toll, dead: Sequence[Toll], *, counted: bool) -> bool:
    """Whether some of the dead are the hurt; never where the dead have ages, and none of them the hurt's."""
    named_apart = any(hurt.ages and one.ages and set(hurt.ages).isdisjoint(one.ages) for one in dead)
    return any(_same(hurt, one, counted=counted, named_apart=named_apart) for one in dead)


def _same(hurt: Toll, dead: Toll, *, counted: bool, named_apart: bool) -> bool:
    if hurt.low != dead.low or not _may_be(hurt, dead):
        return False
    if hurt.low > 1:
        return not named_apart and not counted and hurt.group == "all" and not dead.part
    if hurt.ages:
        return hurt.ages == dead.ages
    words = hurt.words.lower()
    return words == dead.words.lower() or (not counted and _refers(words.split(), dead))


def _refers(words: Sequence[str], dead: Toll) -> bool:
    """Whether words that point back may mean the dead: "the victim", "the boy" of a boy, "the teenager" of a child, "him"."""
    known = _lexicon()
    if len(words) == 1:
        return words[0] in known.get(f"pronouns_{dead.group}", known["pronouns"])
    if words[0] not in known["points_back"]:
        return False
    minor = dead.group == "children" and words[-1] in known["minors"]
    return minor or words[-1] in known["anyone"] or words[-1] == dead.words.lower().split()[-1]


def _may_be(hurt: Toll, dead: Toll) -> bool:
    """Whether nothing tells two people apart: their groups (a man is no woman) and their ages."""
    groups = hurt.group == dead.group or "all" in (hurt.group, dead.group)
    return groups and not (hurt.ages and dead.ages and hurt.ages != dead.ages)


def _firm(toll: Toll) -> bool:
    return toll.is_firm and 0 < toll.low == toll.high


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in open_lexicon("incidents", "en")["deceased"].items()}
