"""A count with its modifiers, read from a list of words: "at least 12", "dozens", "between 10 and 15", "30 or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from istor.claims.numerals import read_numeral
from istor.claims.phrases import Phrases, inverted
from istor.claims.toll import RULES, Bounds, at_least, between
from istor.lexicon import open_lexicon

RANGE_MARKS = frozenset({"-", "–", "—", "to", "or"})
JOINED_RANGE = re.compile(r"(\d{1,6})[-–—](\d{1,6})")
MAX_PEOPLE = 100_000_000
MAX_MODIFIERS = 3  # "at least some of the 20": longer runs are no modifiers


class Count(NamedTuple):
    """So many: `low`..`high` (`high=None`: open), from word `first` to before word `end`.

    `vague` counts rest on a word such as "dozens"; `number` is the number as written, None for a vague word.
    """

    low: int
    high: int | None
    vague: bool
    number: float | None
    first: int
    end: int


class _Words(NamedTuple):
    before: Phrases[str]
    after: Phrases[str]
    exact: Phrases[int]
    vague: Phrases[int]
    starts: frozenset[str]


def may_begin(word: str, *, language: str = "en") -> bool:
    """Whether a count can begin with this lower-case word: a quick no for most words.

    >>> may_begin("nearly"), may_begin("twelve"), may_begin("street")
    (True, True, False)
    """
    return word[:1].isdecimal() or word in _words(language).starts


def read_count(words: Sequence[str], at: int, *, ranged: bool = True, language: str = "en") -> Count | None:
    """The count that begins at `words[at]`, with the modifiers before and after it, or None.

    `ranged=False` reads "3 to 5" as 3 alone: after "rose from" it is no range.

    >>> read_count(["at", "least", "12", "people"], 0)[:2]
    (12, None)
    >>> read_count(["nearly", "60"], 0)[:2], read_count(["dozens", "of", "men"], 0)[:3]
    ((50, 59), (24, None, True))
    >>> read_count(["between", "10", "and", "15"], 0)[:2], read_count(["thirty", "or", "more"], 0)[:2]
    ((10, 15), (30, None))
    """
    table = _words(language)
    rule, start = _modifiers(words, at, table)
    found = _between(words, start) if start < len(words) and words[start] == "between" else None
    found = found or _plain(words, start, table, ranged=ranged)
    if found is None:
        return None
    low, high, vague, number, end = found
    if not vague and high == low:
        (low, high), end = _modified(words, (low, end), rule=rule, table=table)
    elif rule in ("at_least", "more_than"):
        high = None
    return Count(low, high, vague, number, at, end)


def _modifiers(words: Sequence[str], at: int, table: _Words) -> tuple[str | None, int]:
    rule = None
    for _ in range(MAX_MODIFIERS):
        found = table.before.match(words, at)
        if found is None:
            break
        if rule in (None, "exactly"):
            rule = found.value
        at = found.end
    return rule, at


def _between(words: Sequence[str], at: int) -> tuple[int, int | None, bool, float | None, int] | None:
    first = read_numeral(words, at + 1)
    if first is None or first.end >= len(words) or words[first.end] not in ("and", "to", "-", "–"):
        return None
    second = read_numeral(words, first.end + 1)
    if second is None or not _countable(first.value, second.value):
        return None
    low, high = between(int(first.value), int(second.value))
    return low, high, False, second.value, second.end


def _plain(
    words: Sequence[str], at: int, table: _Words, *, ranged: bool
) -> tuple[int, int | None, bool, float | None, int] | None:
    if at >= len(words):
        return None
    joined = JOINED_RANGE.fullmatch(words[at])
    if joined:
        low, high = int(joined[1]), int(joined[2])
        return (low, high, False, high, at + 1) if low < high else None
    exact = table.exact.match(words, at)
    vague = table.vague.match(words, at)
    if vague and (exact is None or vague.end > exact.end):
        return vague.value, None, True, None, vague.end
    if exact:
        return exact.value, exact.value, False, exact.value, exact.end
    numeral = read_numeral(words, at)
    if numeral is None or not _countable(numeral.value):
        return None
    number = int(numeral.value)
    return _ranged(words, number, numeral.end) if ranged else (number, number, False, number, numeral.end)


def _ranged(words: Sequence[str], number: int, end: int) -> tuple[int, int | None, bool, float | None, int]:
    """ "10 to 15", "two or three": a range where the second number is the greater, else the first number alone."""
    if end < len(words) and words[end] in RANGE_MARKS:
        second = read_numeral(words, end + 1)
        if second is not None and _countable(second.value) and number < second.value <= number * 10:
            return number, int(second.value), False, second.value, second.end
    return number, number, False, number, end


def _modified(words: Sequence[str], plain: tuple[int, int], *, rule: str | None, table: _Words) -> tuple[Bounds, int]:
    number, end = plain
    after = table.after.match(words, end)
    bounds = RULES[rule](number) if rule else (number, number)
    if after:
        end = after.end
        bounds = at_least(number) if after.value == "at_least" else RULES[after.value](number)
    return bounds, end


def _countable(*values: float) -> bool:
    return all(value == int(value) and value <= MAX_PEOPLE for value in values)


@cache
def _words(language: str) -> _Words:
    section: Mapping[str, Any] = open_lexicon("claims", language)["casualties"]
    before = Phrases(inverted(section["modifiers"]))
    exact, vague = Phrases[int](section["exact_phrases"]), Phrases[int](section["vague"])
    starts = before.firsts() | exact.firsts() | vague.firsts() | set(section["numbers"]) | {"between"}
    hyphenated = {f"{tens}-{unit}" for tens in section["numbers"] for unit in section["numbers"]}
    return _Words(before, Phrases(inverted(section["after_modifiers"])), exact, vague, frozenset(starts | hyphenated))
