"""Harm told without a number: none, none reported, or just "casualties"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from istor.claims.casualty_words import CasualtyWords, casualty_words
from istor.claims.claim import Group, Harm
from istor.claims.victims import Victims

BEFORE_NOUN = 5  # words between "no" or "caused" and the harm
AFTER_NOUN = 6  # words between the harm and "reported"
NOTHING = frozenset({"no", "without", "zero"})
JOINS = frozenset({"or", "and", "nor", ",", "any", "human", "material", "damage", "destruction", "causing", "other", "serious", "major"})


class Unnumbered(NamedTuple):
    """One saying without a number, tokens `first` to before `end`. `none` is a nought; `none_reported` that nobody
    has reported any; neither: some, nobody says how many."""

    first: int
    end: int
    harms: tuple[Harm, ...]
    groups: tuple[Group, ...] = ()
    none: bool = False
    none_reported: bool = False


def read_unnumbered(words: Sequence[str], sentence: tuple[int, int], victims: Sequence[Victims]) -> Iterator[Unnumbered]:
    """What one sentence says of harm without a number. `victims` are its people: their tokens are not read twice.

    >>> next(read_unnumbered(["no", "immediate", "reports", "of", "casualties"], (0, 5), [])).none_reported
    True
    """
    lexicon = casualty_words()
    counted = {i for one in victims if one.kind != "harm" or one.high != 0 for i in range(one.first, one.end)}
    at = sentence[0]
    while at < sentence[1]:
        found = None if at in counted else _material(lexicon, words, at) or _noun(lexicon, words, at, sentence)
        if found is None:
            at += 1
            continue
        yield found
        at = found.end


def _material(lexicon: CasualtyWords, words: Sequence[str], at: int) -> Unnumbered | None:
    found = lexicon.voice["material_only"].match(words, at)
    return Unnumbered(at, found.end, ("killed", "injured"), none_reported=True) if found else None


def _noun(lexicon: CasualtyWords, words: Sequence[str], at: int, sentence: tuple[int, int]) -> Unnumbered | None:
    match = lexicon.harms.match(words, at) if words[at] in lexicon.harm_firsts else None
    harms: tuple[Harm, ...]
    if match and "nouns" in match.value.stands:
        harms, end = (match.value.harm,), match.end
    elif words[at] == "victims":
        harms, end = ("casualties",), at + 1
    else:
        return None
    first, said = _said_before(lexicon, words, at, sentence[0])
    if said is None:
        return None
    more, end = _joined(lexicon, words, end, sentence[1])
    harms = tuple(dict.fromkeys((*harms, *more)))
    groups = tuple(lexicon.qualifiers[word] for word in words[first:at] if word in lexicon.qualifiers)
    if said == "some":
        return Unnumbered(first, end, harms, groups) if harms == ("casualties",) else None
    if "casualties" in harms:
        harms = ("killed", "injured")
    unreported = said == "unreported" or _reported_after(lexicon, words, end, sentence[1])
    return Unnumbered(first, end, harms, groups, none=not unreported, none_reported=unreported)


def _said_before(lexicon: CasualtyWords, words: Sequence[str], at: int, start: int) -> tuple[int, str | None]:
    """Where the saying begins, and what it says: "none", "unreported", "some", or None for neither."""
    reach = range(at - 1, max(start, at - BEFORE_NOUN - 4) - 1, -1)
    for i in reach:
        found = lexicon.voice["no_reports"].match(words, i)
        if found and found.end <= at and _only_small(lexicon, words[found.end : at]):
            return i, "unreported"
        if words[i] in NOTHING and at - i <= BEFORE_NOUN and _only_small(lexicon, words[i + 1 : at]):
            return i, "none"
    for i in reach:
        found = lexicon.voice["causing"].match(words, i)
        if found and found.end <= at and _only_small(lexicon, words[found.end : at]):
            return i, "none" if _denied(words, i, start) else "some"
    return at, None


def _denied(words: Sequence[str], at: int, start: int) -> bool:
    """ "did not cause any casualties"."""
    return any(word in ("not", "n't", "without", "never") for word in words[max(start, at - 3) : at])


def _only_small(lexicon: CasualtyWords, words: Sequence[str]) -> bool:
    return all(
        word in JOINS or word in lexicon.qualifiers or word in lexicon.harm_firsts or word in ("immediate", "reported", "known", "confirmed", "new", "further")
        for word in words
    )


def _joined(lexicon: CasualtyWords, words: Sequence[str], at: int, end: int) -> tuple[tuple[Harm, ...], int]:
    """ "no deaths or injuries": the second harm, and where the saying then ends."""
    if at + 1 < end and words[at] in ("or", "and", "nor"):
        match = lexicon.harms.match(words, at + 1)
        if match and "nouns" in match.value.stands and match.end <= end:
            return (match.value.harm,), match.end
    return (), at


def _reported_after(lexicon: CasualtyWords, words: Sequence[str], at: int, end: int) -> bool:
    """ "no casualties have so far been reported"."""
    for i in range(at, min(end, at + AFTER_NOUN)):
        if lexicon.voice["reported"].match(words, i):
            return any(word in ("was", "were", "been", "are", "is") for word in words[at:i]) or i == at
        if words[i] in (",", ";", "."):
            break
    return False
