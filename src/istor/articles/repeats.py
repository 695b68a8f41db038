"""Lines that a page prints twice: its headline, a picture's words with and without the credit, a paragraph's preview."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from istor.articles.article import BlockKind
from istor.articles.lines import HEADLINE_WORDS, Line

CREDIT_CHARS = 40  # a photographer's name and agency have no more
PREVIEW_WORDS = 14  # a line that begins its neighbour and is so long is no caption but the paragraph's preview


def repeated(lines: Sequence[Line], headline: int | None) -> dict[int, tuple[BlockKind, str]]:
    """The lines, by their number, that repeat another, each with its mark and the rule. `headline` itself is none."""
    found: dict[int, tuple[BlockKind, str]] = {}
    for i, (line, following) in enumerate(pairwise(lines)):
        short, long = sorted((line.text, following.text), key=len)
        if line.words < HEADLINE_WORDS or i == headline or short == long or not long.startswith(short):
            continue
        if short is line.text and len(long) - len(short) < CREDIT_CHARS and line.words < PREVIEW_WORDS:
            found[i] = found[i + 1] = ("caption", "printed again with a credit")
        elif len(short.split()) >= PREVIEW_WORDS:
            found[i if short is line.text else i + 1] = ("furniture", "preview of a paragraph")
    if headline is not None:
        found.pop(headline, None)
        for i, line in enumerate(lines):
            if i != headline and line.plain == lines[headline].plain and line.words > 1:
                found[i] = ("furniture", "headline printed again")
    return found
