"""Harm told without a number: none, none reported, or just "casualties"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, cast, get_args

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Group, Harm
from istor.claims.victims import Victims

BEFORE_NOUN = 5  # words between "no" and the harm
SAYING = 9  # words between "no immediate reports of" or "caused" and the harm
AFTER_NOUN = 6  # words between the harm and "reported"
STOPS = frozenset({",", ";", "."})
BOTH: tuple[Harm, ...] = ("killed", "injured")


class Unnumbered(NamedTuple):
    """One saying without a number, tokens `first` to before `end`. `none` is a nought; `none_reported` that nobody
    has reported any; neither: some, nobody says how many."""

    first: int
    end: int
    harms: tuple[Harm, ...]
    groups: tuple[Group, ...] = ()
    none: bool = False
    none_reported: bool = False


def read_unnumbered(line: Line, victims: Sequence[Victims]) -> Iterator[Unnumbered]:
    """What one sentence says of harm without a number. `victims` are its people: their tokens are not read twice."""
    counted = {i for one in victims if one.kind != "harm" or one.high != 0 for i in range(one.first, one.end)}
    words, begin = line.words, _firsts()
    at = line.first
    while at < line.end:
        found = None if words[at] not in begin or at in counted else _material(line, at) or _noun(line, at)
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


@cache
def _firsts() -> frozenset[str]:
    lexicon = casualty_words()
    return lexicon.harm_firsts | lexicon.voice["material_only"].firsts() | lexicon.small["victims"]


def _material(line: Line, at: int) -> Unnumbered | None:
    found = casualty_words().voice["material_only"].match(line.words, at)
    return Unnumbered(at, found.end, BOTH, none_reported=True) if found and found.end <= line.end else None


def _noun(line: Line, at: int) -> Unnumbered | None:
    lexicon, words = casualty_words(), line.words
    noun = _harm_at(line, at)
    if noun is None:
        return None
    first, said = _said_before(line, at)
    if said is None:
        return None
    harms, end = [noun[0]], noun[1]
    more = _harm_at(line, end + 1) if end < line.end and words[end] in lexicon.small["or_and_nor"] else None
    if more is not None:
        harms, end = [*harms, more[0]], more[1]
    groups = tuple(lexicon.qualifiers[word] for word in words[first:at] if word in lexicon.qualifiers)
    groups = groups or _groups_after(line, end)
    if said == "some":
        return Unnumbered(first, end, ("casualties",), groups) if harms == ["casualties"] else None
    both = BOTH if "casualties" in harms else tuple(dict.fromkeys(harms))
    unreported = said == "unreported" or _reported_after(line, end)
    return Unnumbered(first, end, both, groups, none=not unreported, none_reported=unreported)


def _groups_after(line: Line, at: int) -> tuple[Group, ...]:
    """ "no deaths among (the) civilians": whose harm is told of."""
    lexicon, words = casualty_words(), line.words
    if at >= line.end or words[at] not in lexicon.small["among"]:
        return ()
    at += 1 + (at + 1 < line.end and words[at + 1] in lexicon.small["told_of"])
    group = lexicon.plural.get(words[at]) if at < line.end else None
    return (cast(Group, group),) if group in get_args(Group) else ()


def _harm_at(line: Line, at: int) -> tuple[Harm, int] | None:
    """The harm noun at `at` and one past its end; "victims" are casualties."""
    lexicon, words = casualty_words(), line.words
    if at >= line.end:
        return None
    match = lexicon.harms.match(words, at)
    if match and "nouns" in match.value.stands and match.end <= line.end:
        return match.value.harm, match.end
    return ("casualties", at + 1) if words[at] in lexicon.small["victims"] else None


def _said_before(line: Line, at: int) -> tuple[int, Literal["none", "unreported", "some"] | None]:
    """Where the saying begins, and what it says; None: nothing of the kind."""
    lexicon, words = casualty_words(), line.words
    reach = range(at - 1, max(line.first, at - SAYING) - 1, -1)
    for i in reach:
        found = lexicon.voice["no_reports"].match(words, i)
        if found and found.end <= at and _only_small(words[found.end : at]):
            return i, "unreported"
        if words[i] in lexicon.small["nothing"] and at - i <= BEFORE_NOUN and _only_small(words[i + 1 : at]):
            return i, "none"
    for i in reach:
        found = lexicon.voice["causing"].match(words, i)
        if found and found.end <= at and _only_small(words[found.end : at]):
            denial = _denial(line, i)
            return (i, "some") if denial is None else (denial, "none")
    return at, None


def _denial(line: Line, at: int) -> int | None:
    """ "did not cause any casualties": where the "not" stands."""
    denials = casualty_words().small["denial"]
    return next((i for i in range(max(line.first, at - 3), at) if line.words[i] in denials), None)


def _only_small(words: Sequence[str]) -> bool:
    lexicon = casualty_words()
    small = lexicon.small["beside_nothing"]
    return all(word in small or word in lexicon.qualifiers or word in lexicon.harm_firsts for word in words)


def _reported_after(line: Line, at: int) -> bool:
    """ "no casualties have so far been reported"."""
    lexicon, words = casualty_words(), line.words
    for i in range(at, min(line.end, at + AFTER_NOUN)):
        if lexicon.voice["reported"].match(words, i):
            return i == at or any(word in lexicon.small["been"] for word in words[at:i])
        if words[i] in STOPS:
            break
    return False
