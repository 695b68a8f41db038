"""Text → words with their letters: phrases made one word, full stops and numerals given to the words they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from istor.dates.digits import numeral
from istor.dates.vocabulary import Vocabulary

_OTHER: Final[tuple[str, Any]] = ("x", None)
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d[:./-]\d|\d0s|\d\s?[ap]\.?m|[٠-٩۰-۹]", re.IGNORECASE)
_HALF_OF: Final = {"early": 0, "dawn": 0, "morning": 0, "noon": 12, "daytime": 12, "afternoon": 12, "evening": 12}
_DEEP_NIGHT = 6  # "о 3 ночі" is 03:00, "об 11 ночі" 23:00


class Token(NamedTuple):
    """A word or numeral: its letter, what it stands for (a number, a unit's name, …) and where it is in the text."""

    letter: str
    value: Any
    start: int
    end: int


class Line(NamedTuple):
    """The words of a line: `letters[i]` is the class of the i-th, `values[i]` what it stands for, `matches[i]` where it
    begins; `ends[i]` where it ends, if it is a phrase or has a full stop. Columns and no row objects: most words are of
    no class, and none is looked at unless a rule fits."""

    letters: str
    values: tuple[Any, ...]
    matches: list[re.Match[str]]
    ends: Mapping[int, int]

    def start(self, at: int) -> int:
        """Where the word begins in the text."""
        return self.matches[at].start()

    def end(self, at: int) -> int:
        """Where the word ends in the text, exclusive."""
        return self.ends.get(at) or self.matches[at].end()

    def tokens(self, first: int, last: int) -> tuple[Token, ...]:
        """The words from `first` to before `last`."""
        return tuple(
            Token(self.letters[at], self.values[at], self.start(at), self.end(at)) for at in range(first, last)
        )


def read_line(text: str, start: int, end: int, vocabulary: Vocabulary) -> Line:
    """The words of `text[start:end]`, offsets in `text`. Words of no class have the letter "x".

    >>> from istor.dates.vocabulary import open_vocabulary
    >>> read_line("At 19:40 on Friday.", 0, 19, open_vocabulary("en")).letters
    'pcpW.'
    """
    matches = list(vocabulary.token.finditer(text, start, end))
    lows = [match[0].lower() for match in matches]
    if vocabulary.folds:
        lows = [low.translate(vocabulary.folds) or low for low in lows]
    get = vocabulary.words.get
    classes = [get(low) or (numeral(low) if low[0].isdecimal() else _OTHER) for low in lows]
    if vocabulary.day_first:
        classes = [("i", value[0]) if letter == "g" else (letter, value) for letter, value in classes]
    ends: dict[int, int] = {}
    special = vocabulary.special
    if not special.isdisjoint(lows):
        places = [at for at, low in enumerate(lows) if low in special]
        classes, matches = _mended(_Words(text, lows, classes, matches), places, ends, vocabulary)
    letters, values = zip(*classes, strict=True) if classes else ((), ())
    return Line("".join(letters), values, matches, ends)


_Class = tuple[str, Any]


class _Words(NamedTuple):
    text: str
    lows: list[str]
    classes: list[_Class]
    matches: list[re.Match[str]]


def _mended(
    words: _Words, places: list[int], ends: dict[int, int], vocabulary: Vocabulary
) -> tuple[list[_Class], list[re.Match[str]]]:
    """Phrases made one word, full stops given to their abbreviations, small "may" and "march" put aside."""
    classes: list[_Class] = []
    matches: list[re.Match[str]] = []
    done = 0
    for at in places:
        if at < done:
            continue  # inside a phrase
        classes += words.classes[done:at]
        matches += words.matches[done:at]
        if _closes_year(words, at, vocabulary):
            done = at + 1 + _has_stop(words, at, vocabulary)
            ends[len(classes) - 1] = words.matches[done - 1].end()
            continue
        kind, length = _special(words, at, vocabulary)
        done = at + length
        if length > 1:
            ends[len(classes)] = words.matches[done - 1].end()
        classes.append(kind)
        matches.append(words.matches[at])
    return classes + words.classes[done:], matches + words.matches[done:]


def _closes_year(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """ "2022 року": the word after the number says no more than that it is a year."""
    return at > 0 and words.lows[at] in vocabulary.yearwords and words.classes[at - 1][0] in "y5"


def _special(words: _Words, at: int, vocabulary: Vocabulary) -> tuple[_Class, int]:
    """The class of a special word, and how many words it takes up."""
    low = words.lows[at]
    kind, length = _phrase(words, at, vocabulary) or (words.classes[at], 1)
    if low in vocabulary.clockparts and kind[0] == "P":
        return _after_number(words, at, kind), length
    if length > 1:
        return kind, length
    if low in vocabulary.yearwords and at + 1 < len(words.lows) and words.classes[at + 1][0] in "y5":
        return words.classes[at + 1], 2
    small = low in vocabulary.capitalised and words.matches[at][0][0] == low[0]
    return (_OTHER if small else kind), 1 + _has_stop(words, at, vocabulary)


def _phrase(words: _Words, at: int, vocabulary: Vocabulary) -> tuple[_Class, int] | None:
    for parts, letter, value in vocabulary.phrases.get(words.lows[at], ()):
        if tuple(words.lows[at : at + len(parts)]) == parts:
            return (letter, value), len(parts)
    return None


def _has_stop(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the full stop behind the word belongs to it ("Dec.", "2022 р.")."""
    if words.lows[at] not in vocabulary.abbreviated or at + 1 >= len(words.lows):
        return False
    end = words.matches[at].end()
    return words.lows[at + 1] == "." and words.text[end : end + 1] == "."


def _after_number(words: _Words, at: int, kind: _Class) -> _Class:
    """ "о 5 ранку", "5 часов утра": behind an hour the part of the day says which half of it is meant."""
    before = at - 1
    if before > 0 and words.classes[before][1] == "hour":
        before -= 1
    letter, value = words.classes[before] if before >= 0 else _OTHER
    if letter not in "ncCd":
        return kind
    hour = value.hour if letter in "cC" else value
    return "m", _HALF_OF.get(kind[1], 0 if hour < _DEEP_NIGHT or hour >= 12 else 12)


def lines(text: str, ranges: tuple[tuple[int, int], ...], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The lines of the ranges that could hold an expression: they have a trigger word or a numeral."""
    for start, end in ranges:
        at = start
        for line in text[start:end].splitlines(keepends=True):
            low = line.lower().translate(vocabulary.folds) if vocabulary.folds else line.lower()
            if not vocabulary.triggers.isdisjoint(_WORD.findall(low)) or _NUMERAL.search(line):
                yield at, at + len(line)
            at += len(line)
