"""When a count stood: "as of Friday morning", "by 6 p.m. the number of dead had reached nine"."""

from __future__ import annotations

from istor.claims.casualty_words import Line, casualty_words

LONGEST = 6  # words after "as of" that can tell the time


def read_as_of(line: Line) -> str | None:
    """The words that date the counts of one sentence, as written; None where none do.

    >>> from istor.language import parse
    >>> paragraph = next(parse([(0, "As of Friday morning, nine people had died.")], entities=False))
    >>> read_as_of(Line(paragraph, tuple(token.lower for token in paragraph.tokens), 0, len(paragraph.tokens)))
    'As of Friday morning'
    """
    lexicon = casualty_words()
    table, times = lexicon.voice["as_of"], lexicon.small["times_of_day"]
    for at in range(line.first, line.end):
        found = table.match(line.words, at) if line.words[at] in table.firsts() else None
        if found is None:
            continue
        last = None
        for i in range(found.end, min(found.end + LONGEST, line.end)):
            token = line.parse.tokens[i]
            if line.words[i] in times:
                last = i
            elif token.pos not in ("NUM", "DET", "ADP", "PUNCT") or token.text in (",", ";", "."):
                break
        if last is not None and line.words[min(last + 1, line.end - 1)] not in ("'s", "’s"):
            return line.parse.words(at, last)
    return None
