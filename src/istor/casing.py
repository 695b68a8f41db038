"""Capitals where a text has none or nothing else: news alerts and old wires are all capitals, and the model reads those badly.

The letters keep their places: a text in ordinary case is as long as it was, so that offsets hold in both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

Names = Callable[[str], Iterable[tuple[int, int]]]  # a text in small letters → where its proper names stand

FEWEST_LETTERS = 20  # fewer are a place, an agency, an abbreviation
SMALL_LETTERS = 0.03  # the share of them in a text of capitals: "McDONALD"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENING = re.compile(r"(?:^|(?<!\.[a-z])[.!?]['\"”’)]*\s+|\n)[\"“‘'(]*([^\W\d_])")
_INITIALS = re.compile(r"\bi\b(?!\.)|\b(?:[a-z]\.){2,}|\b[bcdfghjklmnpqrstvwxz]{2,5}\b")  # "I", "u.s.", "fmln"
_SMALL = frozenset({"mr", "dr", "st", "km", "kg", "mm", "cm", "ft", "th", "nd", "rd", "hrs", "pm", "vs", "mph", "tv"})


def is_monocase(text: str) -> bool:
    """Whether a text is written in capitals, or without any.

    >>> is_monocase("MISSILE HITS BAKERY IN KHARKIV"), is_monocase("A missile hit a bakery in Kharkiv.")
    (True, False)
    """
    letters = [letter for letter in text if letter.isalpha() and letter.lower() != letter.upper()]
    capitals = sum(letter.isupper() for letter in letters)
    return len(letters) >= FEWEST_LETTERS and (not capitals or capitals > (1 - SMALL_LETTERS) * len(letters))


def cased(text: str, names: Names) -> str:
    """A text in one case only as it would stand in print: small letters but for names, initials and beginnings. Any other
    text as it is. As long as before.

    >>> cased("TWO SHELLS HIT LVIV ON MONDAY. NO ONE WAS HURT.", lambda text: [(15, 19)])
    'Two shells hit Lviv on Monday. No one was hurt.'
    """
    if not is_monocase(text):
        return text
    small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    spans = list(names(small))
    known = {small[start:end] for start, end in spans} | _names()
    spans += [match.span() for match in _WORD.finditer(small) if match.group().removesuffix("'s") in known]
    letters = list(small)
    for start, end in spans:
        letters[start:end] = _capitalised(small[start:end])
    for match in _OPENING.finditer(small):
        letters[match.start(1)] = match.group(1).upper()
    for match in _INITIALS.finditer(small):
        if match.group() not in _SMALL:
            letters[match.start() : match.end()] = match.group().upper()
    return "".join(letters)


@cache
def _names() -> frozenset[str]:
    return frozenset(tomllib.loads((files("istor") / "casing.toml").read_text(encoding="utf8"))["names"])


def _capitalised(word: str) -> str:
    """ "al-bab" → "Al-Bab": a capital to each part of a word, no letter more."""
    found = re.sub(r"(?:^|(?<=-))[^\W\d_]", lambda first: first.group().upper(), word)
    return found if len(found) == len(word) else word
