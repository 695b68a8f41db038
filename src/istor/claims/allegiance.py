"""Whose dead and hurt they are: the party that people under arms are counted for ("two Turkish soldiers", "PKK fighters")."""

from __future__ import annotations

from istor.claims.belligerents import acting_words, names_in
from istor.claims.victims import Victims
from istor.language import Parse

UNDER_ARMS = frozenset({"military", "police"})
SERVES = frozenset({"state", "demonym", "force", "group", "coalition"})  # a capital is a government, no one's comrade


def side_of(parse: Parse, people: Victims) -> str | None:
    """The actor's key of the party the people fight for, as their own words name it: before the noun, or after "of"
    or "from". None where no party is named, where two are, and for civilians: they are no one's side.

    >>> from istor.language import parse
    >>> from istor.claims.casualty_words import Line
    >>> from istor.claims.victims import read_victims
    >>> def sides(text):
    ...     page = next(parse([(0, text)], entities=False))
    ...     line = Line(page, tuple(token.lower for token in page.tokens), 0, len(page.tokens))
    ...     return [side_of(page, people) for people in read_victims(line)]
    >>> sides("Two Turkish soldiers and five fighters of the PKK were killed."), sides("Two Turkish tourists were killed.")
    (['TR', 'pkk'], [None])
    """
    if UNDER_ARMS.isdisjoint(people.groups):
        return None
    end = max(people.end, _membership(parse, people.end))
    keys = {name.key for name in names_in(parse, people.first, end - 1) if name.kind in SERVES}
    return keys.pop() if len(keys) == 1 else None


def _membership(parse: Parse, at: int) -> int:
    """One past the party's name in "of the PKK", "from Turkey's army"; `at` where no such words follow."""
    tokens = parse.tokens
    if at >= len(tokens) or tokens[at].lower not in acting_words("membership"):
        return at
    end = at + 1
    while end < len(tokens) and (tokens[end].pos in ("DET", "PROPN", "ADJ", "NOUN", "PART")):
        end += 1
    return end
