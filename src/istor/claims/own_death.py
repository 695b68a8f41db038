"""An attacker's death by his own hand: "before turning the gun on himself". He is no victim of his attack."""

from __future__ import annotations

from collections.abc import Iterator

from istor.claims.casualty_words import Line, casualty_words


def read_own_deaths(line: Line) -> Iterator[tuple[int, int]]:
    """Where one sentence tells of such a death, as (first token, one past the last); plans and wishes are left out.

    >>> from istor.language import parse
    >>> text = "He shot two people and then took his own life."
    >>> paragraph = next(parse([(0, text)], entities=False))
    >>> line = Line(paragraph, tuple(token.lower for token in paragraph.tokens), 0, len(paragraph.tokens))
    >>> [paragraph.words(first, end - 1) for first, end in read_own_deaths(line)]
    ['took his own life']
    """
    lexicon = casualty_words()
    table, firsts = lexicon.voice["own_death"], lexicon.voice["own_death"].firsts()
    at = line.first
    while at < line.end:
        found = table.match(line.words, at) if line.words[at] in firsts else None
        if found is None or found.end > line.end:
            at += 1
            continue
        before = line.words[max(line.first, at - 2) : at]
        if not any(lexicon.voice["unreal"].match([word], 0) or word in lexicon.small["no_verb"] for word in before):
            yield at, found.end
        at = found.end
