"""A death told by a pronoun: "a man was found with a gunshot wound. He died at the scene." Whom it means stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Claim, Group, Toll
from istor.language import Parse
from istor.provenance import Span

NEAR = 2  # sentences between the person and the pronoun
OPENS = 4  # tokens into a paragraph: "Police said he died"
APART = 40  # characters between two paragraphs
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
            death = Span(article_id=article_id, start=start, end=line.parse.tokens[end - 1].end)
            found = _died(found, at, death, text=line.parse.text, start=line.parse.start)
    return tuple(sorted(found, key=_place))


def with_deaths_told_next(claims: Sequence[Claim], parses: Sequence[Parse], text: str) -> tuple[Claim, ...]:
    """The claims of an article in text order, with those counted as dead whose death begins the next paragraph: "He died at
    the scene." `parses` are its paragraphs, `text` is its own.

    >>> with_deaths_told_next((), (), "")
    ()
    """
    found = list(claims)
    for before, parse in pairwise(parses):
        death = _opening_death(parse) if found else None
        if death is None or parse.start - before.start - len(before.text) > APART:
            continue
        first, end = death
        start = parse.tokens[first].start
        near = [i for i, claim in enumerate(found) if before.start <= claim.span.start < start]
        tolls = [(i, toll) for i in near for toll in found[i].tolls]
        at = _whom([toll for _, toll in tolls], before.start, start, he=parse.tokens[first].lower == "he")
        if at is None:
            continue
        i, hurt = tolls[at]
        span = msgspec.structs.replace(hurt.span, start=start, end=parse.tokens[end - 1].end)
        told = _died(found[i].tolls, found[i].tolls.index(hurt), span, text=text, start=0)
        found[i] = msgspec.structs.replace(found[i], tolls=tuple(sorted(told, key=_place)))
    return tuple(found)


def _opening_death(parse: Parse) -> tuple[int, int] | None:
    """A death told by a pronoun that opens the paragraph."""
    line = Line(parse, tuple(token.lower for token in parse.tokens), *parse.sentences[0])
    if casualty_words().small["he_or_she"].isdisjoint(line.words[line.first : line.first + OPENS]):
        return None
    return next((death for death in _deaths(line) if death[0] < line.first + OPENS), None)


def _place(toll: Toll) -> tuple[int, int]:
    return toll.span.start, toll.span.end


def _died(tolls: Sequence[Toll], at: int, death: Span, *, text: str, start: int) -> list[Toll]:
    """The tolls with the person at the index `at` as one of the dead, and no longer as hurt. `text` begins at `start`."""
    found = list(tolls)
    if found[at].harm == "injured":
        found[at] = msgspec.structs.replace(found[at], superseded=True)
    return [*found, _dead(tolls[at], death, text=text, start=start)]


def _dead(hurt: Toll, death: Span, *, text: str, start: int) -> Toll:
    """The person as one of the dead. The words are those from the person to the death, so that it is told of the same
    attack: a late death belongs to it, on whatever day (codebook, "Hurt people")."""
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
