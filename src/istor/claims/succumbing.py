"""A death told by a pronoun: "a man was found with a gunshot wound. He died at the scene." Whom it means stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Group, Toll
from istor.provenance import Span

NEAR = 2  # sentences between the person and the pronoun
BETWEEN = 3  # words between "she" and "was pronounced dead": "had", "later"
NOT_HE: frozenset[Group] = frozenset({"women"})
NOT_SHE: frozenset[Group] = frozenset({"men"})


def with_later_deaths(tolls: Sequence[Toll], lines: Sequence[Line], article_id: str) -> tuple[Toll, ...]:
    """The tolls of one paragraph in text order, with those who died counted as dead and no longer as hurt.

    One person hurt, or hit, in the same sentence or up to two before, of whom no death is told otherwise.

    >>> with_later_deaths((), (), "a1")
    ()
    """
    found = list(tolls)
    for number, line in enumerate(lines):
        for first, end in _deaths(line):
            near = lines[max(0, number - NEAR)]
            start = line.parse.tokens[first].start
            at = _whom(found, near.parse.tokens[near.first].start, start, he=line.words[first] == "he")
            if at is None:
                continue
            dead = _dead(found[at], Span(article_id=article_id, start=start, end=line.parse.tokens[end - 1].end), line)
            if found[at].harm == "injured":
                found[at] = msgspec.structs.replace(found[at], superseded=True)
            found.append(dead)
    return tuple(sorted(found, key=lambda toll: (toll.span.start, toll.span.end)))


def _dead(hurt: Toll, death: Span, line: Line) -> Toll:
    """The person as one of the dead. The words are those from the person to the death, so that it is told of the same
    attack: a late death belongs to it, on whatever day (codebook, "Hurt people")."""
    text, start = line.parse.text, line.parse.start
    return msgspec.structs.replace(
        hurt,
        harm="killed",
        words=text[hurt.span.start - start : death.end - start],
        span=msgspec.structs.replace(hurt.span, end=death.end),
        parts=(hurt.span, death),
    )


def _deaths(line: Line) -> Iterator[tuple[int, int]]:
    """Where "he died" and its like stand, from the pronoun to before the end; not "he would have died", "he never died"."""
    lexicon = casualty_words()
    table, unreal = lexicon.voice["dies"], lexicon.voice["unreal"]
    for at in range(line.first, line.end):
        found = table.match(line.words, at)
        if found is None or found.end > line.end:
            continue
        for first in range(at - 1, max(line.first, at - 1 - BETWEEN) - 1, -1):
            if line.words[first] in lexicon.small["he_or_she"]:
                yield first, found.end
                break
            if line.parse.tokens[first].pos not in ("AUX", "ADV") or unreal.match(line.words, first):
                break


def _whom(tolls: Sequence[Toll], after: int, before: int, *, he: bool) -> int | None:
    """The index of the last one person hurt between two offsets; None: nobody, or somebody's death is told since."""
    here = [i for i, toll in enumerate(tolls) if after <= toll.span.start and toll.span.end <= before]
    if any(tolls[i].harm == "killed" for i in here):
        return None
    hurt = [
        i
        for i in here
        if tolls[i].harm in ("injured", "casualties") and tolls[i].group not in (NOT_HE if he else NOT_SHE)
    ]
    last = hurt[-1] if hurt else None
    if last is None or not tolls[last].low == tolls[last].high == 1 or tolls[last].vague or tolls[last].hedged:
        return None
    return last
