"""Who is who: the names of actors.csv found in a parse, each with its key, and the words that can act with arms."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from istor.claims.phrasebook import Phrasebook
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

ACRONYM_LETTERS = 8


class Named(NamedTuple):
    """A name of actors.csv: tokens `first`..`last`, its `key` ("RU", "hamas") and `kind` (state, demonym, capital …)."""

    first: int
    last: int
    key: str
    kind: str


@lru_cache(maxsize=32)
def names(parse: Parse) -> tuple[Named, ...]:
    """Every name of actors.csv in a paragraph, left to right; acronyms only as written ("IS", never "is")."""
    found = []
    for match in _book().find(parse):
        key, kind, written = match.label.split("|", 2)
        words = [token.text for token in parse.tokens[match.first : match.last + 1]]  # in capitals as print has them
        if written.isupper() and len(written) <= ACRONYM_LETTERS and "".join(words) != written:
            continue
        if written[0].isupper() and not (words[0][0].isupper() or "-" in words):
            continue
        found.append(Named(match.first, match.last, key, kind))
    return tuple(found)


def names_in(parse: Parse, first: int, last: int) -> tuple[Named, ...]:
    """The names that lie wholly within tokens `first`..`last`."""
    return tuple(name for name in names(parse) if first <= name.first and name.last <= last)


def actor_key(words: str) -> str | None:
    """The row of actors.csv that `words` name, whole or by the longest name in them; None where none does.

    >>> actor_key("Russian forces"), actor_key("the Kremlin"), actor_key("unidentified gunmen")
    ('RU', 'RU', None)
    """
    parts = words.replace("’", "'").split()
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            piece = " ".join(parts[start : start + length]).strip("\"'“”().,")
            for form in (piece, piece.removesuffix("'s")):
                key = _by_words().get(form) or (
                    _folded().get(form.lower()) if not form.islower() or " " in form else None
                )
                if key:
                    return key
    return None


@cache
def acting_words(name: str) -> frozenset[str]:
    """One list of the lexicon's section on actors."""
    return frozenset(open_lexicon("claims", "en")["actors"][name])


def acts(token: Token, name: str) -> bool:
    """Whether a noun is in one of the lexicon's lists on actors, in any number: a name's plural keeps its form as lemma
    ("Turkish Forces")."""
    words = acting_words(name)
    return token.lemma in words or (token.pos == "PROPN" and token.lower.removesuffix("s") in words)


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    text = (files("istor") / "claims" / "actors.csv").read_text(encoding="utf8")
    return tuple((row["words"], row["key"], row["kind"]) for row in csv.DictReader(text.splitlines()))


@cache
def _by_words() -> dict[str, str]:
    return {words: key for words, key, _ in _rows()}


@cache
def _folded() -> dict[str, str]:
    return {words.lower(): key for words, key, _ in _rows() if not (words.isupper() and len(words) <= ACRONYM_LETTERS)}


@cache
def _book() -> Phrasebook:
    return Phrasebook({f"{key}|{kind}|{words}": [words.lower()] for words, key, kind in _rows()})
