"""Text → words with their letters: phrases made one word, full stops and numerals given to the words they belong to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import accumulate, chain, repeat
from typing import Any, Final, NamedTuple

from istor.dates.digits import day_and_month, numeral
from istor.dates.vocabulary import Vocabulary

_FOUR_DIGITS = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_OTHER: Final[tuple[str, Any]] = ("x", None)
_HOUR: Final[tuple[str, Any]] = ("m", None)  # "o'clock": a time of the clock, its half of the day not told
_STOP = re.compile(r"[.!?؟](?<=[^\W\d_]{4}.) (?=[^\W\d_])|\n")
_DIGIT = re.compile(r"\d")
_SPACED = {sign: " " for sign in range(128) if not chr(sign).isalpha()}
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d[:./-]\d|\d0s|\d\s?[ap]\.?m|[٠-٩۰-۹]", re.IGNORECASE)
HALF_OF: Final = {"early": 0, "dawn": 0, "morning": 0, "noon": 12, "daytime": 12, "afternoon": 12, "evening": 12}
NIGHT_ENDS: Final = 6  # "о 3 ночі" is 03:00, "об 11 ночі" 23:00


class Line(NamedTuple):
    """The words of a line: `letters[i]` is the class of the i-th, `values[i]` what it stands for (a number, a unit's
    name, …), `words[i]` the word in small letters; it stands at `starts[i]` to `stops[i]` (exclusive) of the text.
    Columns and no row objects: most words are of no class, and none is looked at unless a rule fits."""

    letters: str
    values: tuple[Any, ...]
    words: list[str]
    starts: list[int]
    stops: list[int]


def read_line(text: str, low: str, at: tuple[int, int], vocabulary: Vocabulary) -> Line:
    """The words of `text[at[0]:at[1]]`, offsets in `text`; `low` is the text in small letters. Words of no class have the
    letter "x".

    >>> from istor.dates.vocabulary import open_vocabulary
    >>> text = "At 19:40 on Friday."
    >>> read_line(text, lowered(text), (0, 19), open_vocabulary("en")).letters
    'pcpW.'
    """
    start, end = at
    pieces: list[str] = vocabulary.token.split(low[start:end])  # blanks and words by turns
    edges = list(accumulate(map(len, pieces), initial=start))
    lows = pieces[1::2]
    if vocabulary.folds:
        lows = [word.translate(vocabulary.folds) or word for word in lows]
    classes = list(map(vocabulary.words.get, lows, repeat(_OTHER)))
    if _DIGIT.search(low, start, end):
        _set_numerals(lows, classes, vocabulary)
    words = _Words(text, lows, classes, edges[1:-1:2], edges[2::2])
    if not vocabulary.special.isdisjoint(lows) and (places := _places(lows, vocabulary)):
        words = _mended(words, places, vocabulary)
    letters, values = zip(*words.classes, strict=True) if words.classes else ((), ())
    return Line("".join(letters), values, words.lows, words.starts, words.stops)


def lowered(text: str) -> str:
    """The text in small letters, each where it stood (the small form of "İ" would be two)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _set_numerals(lows: list[str], classes: list[_Class], vocabulary: Vocabulary) -> None:
    for at, low in enumerate(lows):
        if low[0].isdecimal() and classes[at] is _OTHER:
            kind = numeral(low)
            if kind[0] == "g" and vocabulary.day_first:
                kind = ("i", kind[1][0])
            elif kind[0] == "y" and _is_count(classes[at + 1 : at + 2]):
                kind = ("#", kind[1])
            elif kind[0] in "C#" and vocabulary.dayheads and (day := day_and_month(low)):
                kind = ("8", day) if _is_day(lows, at, classes, vocabulary) else kind
            classes[at] = kind


def _is_count(following: list[_Class]) -> bool:
    """ "1500 hours" are so many; "2022 роки" is a year."""
    return bool(following) and following[0][0] == "V" and following[0][1] != "year"


def _is_day(lows: list[str], at: int, classes: list[_Class], vocabulary: Vocabulary) -> bool:
    """Whether "06.05" is the 6th of May and neither a sum nor a clock time: it opens the line, a word that stands before
    days does, or a time of the day stands beside it."""
    before, after = lows[at - 1] if at else "", lows[at + 1] if at + 1 < len(lows) else ""
    if after in vocabulary.measures or before in vocabulary.hourprepositions:
        return False
    beside = classes[at - 1][0] if at else ".", classes[at + 1][0] if after else "x"
    if before in vocabulary.dayheads or beside[0] in ".P<O" or beside[1] in "P>":
        return True
    return after in vocabulary.hourprepositions and at + 2 < len(lows) and lows[at + 2][0].isdecimal()


_Class = tuple[str, Any]


class _Words(NamedTuple):
    text: str
    lows: list[str]
    classes: list[_Class]
    starts: list[int]
    stops: list[int]


def _places(lows: list[str], vocabulary: Vocabulary) -> list[int]:
    """Where a word stands that may be more, or less, than it is alone."""
    special, marked, phrases = vocabulary.special, vocabulary.marked, vocabulary.phrases
    following = chain(lows[1:], ("",))
    return [
        at
        for at, pair in enumerate(zip(lows, following, strict=True))
        if pair[0] in special and (pair[0] in marked or pair in phrases)
    ]


def _mended(words: _Words, places: list[int], vocabulary: Vocabulary) -> _Words:
    """Phrases made one word, full stops given to their abbreviations, small "may" and "march" put aside."""
    classes: list[_Class] = []
    kept: list[int] = []  # which words are left
    stops: list[int] = []
    done = 0
    for at in places:
        if at < done:
            continue  # inside a phrase
        _set_clock(words, at, vocabulary)
        classes += words.classes[done:at]
        kept += range(done, at)
        stops += words.stops[done:at]
        if _closes_year(words, at, vocabulary):
            done = at + 1 + _has_stop(words, at, vocabulary)
            stops[-1] = words.stops[done - 1]
            continue
        kind, length = _special(words, at, classes, vocabulary)
        done = at + length
        classes.append(kind)
        kept.append(at)
        stops.append(words.stops[done - 1])
    classes += words.classes[done:]
    kept += range(done, len(words.lows))
    return words._replace(
        classes=classes,
        lows=[words.lows[at] for at in kept],
        starts=[words.starts[at] for at in kept],
        stops=stops + words.stops[done:],
    )


def _closes_year(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """ "2022 року": the word after the number says no more than that it is a year."""
    return at > 0 and words.lows[at] in vocabulary.yearwords and words.classes[at - 1][0] in "y5"


def _special(words: _Words, at: int, told: list[_Class], vocabulary: Vocabulary) -> tuple[_Class, int]:
    """The class of a special word behind those already told, and how many words it takes up."""
    low = words.lows[at]
    kind, length = _phrase(words, at, vocabulary) or (words.classes[at], 1)
    if low in vocabulary.hourwords and _is_hour(words, at, told, vocabulary):
        return _HOUR, length
    if low in vocabulary.clockparts and kind[0] == "P":
        return _after_number(told, kind), length
    if low in vocabulary.clockparts and kind[0] == "U" and _is_clock(words, at, told, vocabulary):
        return _after_number(told, ("P", "daytime")), length
    if length > 1:
        return kind, length
    if low in vocabulary.yearwords and at + 1 < len(words.lows) and words.classes[at + 1][0] in "y5":
        return words.classes[at + 1], 2
    small = low in vocabulary.capitalised and words.text[words.starts[at]] == low[0]
    return (_OTHER if small else kind), 1 + _has_stop(words, at, vocabulary)


def _phrase(words: _Words, at: int, vocabulary: Vocabulary) -> tuple[_Class, int] | None:
    lows = words.lows
    if at + 1 == len(lows):
        return None
    for parts, letter, value in vocabulary.phrases.get((lows[at], lows[at + 1]), ()):
        if tuple(lows[at : at + len(parts)]) == parts:
            return (letter, value), len(parts)
    return None


def _has_stop(words: _Words, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the full stop behind the word belongs to it ("Dec.", "2022 р.")."""
    if words.lows[at] not in vocabulary.abbreviated or at + 1 >= len(words.lows):
        return False
    end = words.stops[at]
    return words.lows[at + 1] == "." and words.text[end : end + 1] == "."


def _set_clock(words: _Words, at: int, vocabulary: Vocabulary) -> None:
    """Numbers that only their neighbour makes a clock time: "0300 GMT", "0300 hours", "at 3 in the morning"."""
    low, before = words.lows[at], at - 1
    if low in vocabulary.hourparts:
        while before > 0 and words.classes[before][0] in "pt":
            before -= 1
        number = before + 1 < at and words.classes[before][0] in "n1" and words.classes[before][1]
        if number and number <= 12 and before and words.lows[before - 1] in vocabulary.hourprepositions:
            words.classes[before] = ("C", dt.time(number))
    elif low in vocabulary.hourheads:
        following = words.classes[at + 1] if at + 1 < len(words.classes) else _OTHER
        if following[0] in "nd" and following[1] <= 24:
            words.classes[at + 1] = ("C", dt.time(following[1] % 24))
    elif before >= 0 and (match := _FOUR_DIGITS.fullmatch(words.lows[before])):
        spoken = low in vocabulary.hourwords
        sure = not spoken or match[1][0] == "0" or words.lows[before - 1] in vocabulary.hourprepositions
        if sure and (spoken or _phrase_or_word(words, at, vocabulary) == "z"):
            words.classes[before] = ("c", dt.time(int(match[1]), int(match[2])))


def _phrase_or_word(words: _Words, at: int, vocabulary: Vocabulary) -> str:
    return (_phrase(words, at, vocabulary) or (words.classes[at], 1))[0][0]


def _is_hour(words: _Words, at: int, told: list[_Class], vocabulary: Vocabulary) -> bool:
    """Whether "hours", "годині" stands behind a clock time and not behind a count: "at 21:00 hours", "о 21 годині"."""
    letter = told[-1][0] if told else "x"
    if letter not in "nd1" or vocabulary.order != "slavic":
        return letter == "c"
    if letter == "n" and not words.lows[at - 1][-1].isdecimal():
        return True  # "21-ї години"
    following = "".join(kind[0] for kind in words.classes[at + 1 : at + 3])
    return following == "nM" or not vocabulary.hourprepositions.isdisjoint(words.lows[max(0, at - 3) : at - 1])


def _is_clock(words: _Words, at: int, told: list[_Class], vocabulary: Vocabulary) -> bool:
    """Whether what stands before "дня" is an hour and no count of days: "о 3 дня", "3 часа дня"; not "за 3 дня"."""
    if not told or told[-1] == _HOUR or told[-1][0] in "cC":
        return bool(told)
    if told[-1][1] == "hour":
        return len(told) > 1 and told[-2][0] in "nd1"
    return told[-1][0] in "nd1" and at > 1 and words.lows[at - 2] in vocabulary.hourprepositions


def _after_number(told: list[_Class], kind: _Class) -> _Class:
    """ "о 5 ранку", "5 часов утра": behind an hour the part of the day says which half of it is meant."""
    before = len(told) - 1
    if before > 0 and (told[before][1] == "hour" or told[before] == _HOUR):
        before -= 1
    letter, value = told[before] if before >= 0 else _OTHER
    if letter not in "ncCd1":
        return kind
    hour = value.hour if letter in "cC" else value
    return "m", HALF_OF.get(kind[1], 0 if hour < NIGHT_ENDS or hour >= 12 else 12)


def sentences(
    text: str, low: str, ranges: tuple[tuple[int, int], ...], vocabulary: Vocabulary
) -> Iterator[tuple[int, int]]:
    """The sentences of the ranges that could hold an expression: they have a trigger word or a numeral."""
    triggers = vocabulary.triggers
    spaced = low.translate(_SPACED) if low.isascii() else ""
    for start, end in ranges:
        at = start
        for stop in _stops(text, start, end, vocabulary):
            words = spaced[at:stop].split() if spaced else _words_of(low[at:stop], vocabulary)
            if not triggers.isdisjoint(words) or (_DIGIT.search(low, at, stop) and _NUMERAL.search(low, at, stop)):
                yield at, stop
            at = stop


def _words_of(low: str, vocabulary: Vocabulary) -> list[str]:
    return _WORD.findall(low.translate(vocabulary.folds) if vocabulary.folds else low)


def _stops(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Where lines end, and sentences that surely do: with a long word that is no abbreviation. A long paragraph has one
    sentence that speaks of time, and the others need no look."""
    for match in _STOP.finditer(text, start, end):
        at = match.start()
        word = text[text.rfind(" ", start, at) + 1 : at]
        if text[at] == "\n" or word.lower() not in vocabulary.abbreviated:
            yield match.end()
    yield end
