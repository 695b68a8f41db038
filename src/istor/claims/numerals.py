"""A number in digits or words, read from a list of words: "1,200", "twenty-one", "two and a half million"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from istor.lexicon import open_lexicon

DIGITS = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u2009\u202f]\d{3})+(?![\d.])|\d+(?:\.\d+)?")
SEPARATED = re.compile(r"\d{1,3}(?:[,.'’\u00a0\u2009\u202f]\d{3})+")
THIN_SPACES = frozenset("\u00a0\u2009\u202f")
MAX_DIGITS = 15  # longer runs are serial and telephone numbers


class Numeral(NamedTuple):
    """A number and one past its last word. `value` may be a fraction ("1.5"); people are counted only in whole ones."""

    value: float
    end: int


def read_numeral(words: Sequence[str], at: int, *, language: str = "en") -> Numeral | None:
    """The number that begins at `words[at]` (lower-case words, hyphens as words of their own), or None.

    >>> read_numeral(["twenty", "-", "one", "people"], 0)
    Numeral(value=21, end=3)
    >>> read_numeral(["one", "hundred", "and", "five"], 0).value
    105
    >>> read_numeral(["1,200", "people"], 0).value, read_numeral(["1.5", "million"], 0).value
    (1200, 1500000)
    """
    numbers, multipliers = _tables(language)
    found = _in_digits(words, at) or _small(words, at, numbers)
    if found is None:
        return None
    total, group, end = 0.0, found.value, found.end
    while end < len(words):
        word = words[end]
        if word in multipliers:
            group *= multipliers[word]
            end += 1
            if multipliers[word] >= 1000:
                total, group = total + group, 0
            more = _continued(words, end, numbers)
            if more is None:
                break
            group, end = group + more.value, more.end
            continue
        break
    return Numeral(_whole(total + group), end)


def _continued(words: Sequence[str], at: int, numbers: Mapping[str, int]) -> Numeral | None:
    """What follows "hundred" or "thousand": "(and) five"."""
    if at < len(words) and words[at] == "and":
        found = _small(words, at + 1, numbers)
        # "one hundred and five" is one number, "two hundred and 5 others" is not
        return found
    return _small(words, at, numbers)


def _small(words: Sequence[str], at: int, numbers: Mapping[str, int]) -> Numeral | None:
    """A number below a hundred in words."""
    if at >= len(words) or words[at] not in numbers:
        joined = _hyphenated(words[at], numbers) if at < len(words) and "-" in words[at] else None
        return Numeral(joined, at + 1) if joined is not None else None
    value = numbers[words[at]]
    if value >= 20:
        after = at + 1
        if after + 1 < len(words) and words[after] == "-" and 0 < numbers.get(words[after + 1], 0) < 10:
            return Numeral(value + numbers[words[after + 1]], after + 2)
        if after < len(words) and 0 < numbers.get(words[after], 0) < 10:
            return Numeral(value + numbers[words[after]], after + 1)
    return Numeral(value, at + 1)


def _hyphenated(word: str, numbers: Mapping[str, int]) -> int | None:
    tens, _, unit = word.partition("-")
    if numbers.get(tens, 0) >= 20 and 0 < numbers.get(unit, 0) < 10:
        return numbers[tens] + numbers[unit]
    return None


def _in_digits(words: Sequence[str], at: int) -> Numeral | None:
    word = words[at] if at < len(words) else ""
    if not word or not word[0].isdecimal() or not DIGITS.fullmatch(word) or len(word) > MAX_DIGITS:
        return None
    if SEPARATED.fullmatch(word):
        return Numeral(int("".join(c for c in word if c.isdecimal())), at + 1)
    if "." in word:
        return Numeral(float(word), at + 1)
    digits, end = word, at + 1
    while (
        end + 1 < len(words) and words[end] in THIN_SPACES and len(words[end + 1]) == 3 and words[end + 1].isdecimal()
    ):
        digits, end = digits + words[end + 1], end + 2  # "1 200", the space kept from breaking
    return Numeral(int(digits), end)


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


@cache
def _tables(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    section = open_lexicon("claims", language)["casualties"]
    return section["numbers"], section["multipliers"]
