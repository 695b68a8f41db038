"""Reads the line that names who a paragraph rests on: "Sources: the mayor and the fire service"."""

from __future__ import annotations

from collections.abc import Iterator

from istor.claims.cue import Cue, Page, Range, trimmed
from istor.claims.speakers import describe, is_media, speaks
from istor.claims.voices import Voice

_CREDITS = frozenset(("source", "sources"))
_BETWEEN = frozenset((",", ";", "and", "&", "."))


def credit_cues(page: Page, sentence: Range) -> list[Cue]:
    """One cue for each speaker that a credit line names; its content is the paragraph up to the line.

    Outlets only pass on: they leave nobody as speaker.
    """
    tokens = page.parse.tokens
    first = sentence[0]
    named_so = tokens[first].lower in _CREDITS and first < sentence[1] and tokens[first + 1].text == ":"
    content = trimmed(page, 0, first - 1) if named_so and first else None
    if content is None:
        return []
    found = []
    for low, high in _names(page, (first + 2, sentence[1])):
        outlet = is_media(page.parse.words(low, high))
        voice = None if outlet else Voice(low, high, high)
        found.append(Cue(first, first, "says", voice, (content,), relay=((low, high),) if outlet else ()))
    return found


def _names(page: Page, within: Range) -> Iterator[Range]:
    """The speakers in a list; an office after a person's name belongs to that person."""
    tokens = page.parse.tokens
    start, person = within[0], False
    for at in range(within[0], within[1] + 2):
        if at <= within[1] and tokens[at].lower not in _BETWEEN:
            continue
        if at > start:
            words = page.parse.words(start, at - 1)
            apposed = person and words[0].islower() and tokens[start - 1].text == ","
            if speaks(words) and not apposed:
                yield start, at - 1
            person = describe(words).person and not apposed
        start = at + 1
