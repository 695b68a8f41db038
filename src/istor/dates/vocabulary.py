"""Text → tokens, each with a letter for its class: the alphabet in which the grammar of expressions is written.

A language is one lexicon file; the letters and the grammar are the same for all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from istor.dates.periods import make_day
from istor.lexicon import open_lexicon

CLASSES: Final[Mapping[str, str]] = {
    "weekday": "W", "weekdays": "w", "month": "M", "season": "S", "unit": "U", "units": "V", "part": "P", "today": "T",
    "tonight": "I", "overnight": "O", "edge": "E", "last": "L", "past": "A", "previous": "Q", "next": "N", "this": "H",
    "that": "D", "ago": "G", "earlier": "B", "later": "F", "since": "s", "until": "u", "to": "r", "between": "b",
    "and": "j", "from": "f", "the": "t", "a": "a", "of": "o", "preposition": "p", "about": "q", "number": "1",
    "few": "v", "ordinal": "d", "every": "e", "daily": "Z", "reference": "R", "holiday": "K", "clockhalf": "m",
    "zone": "z", "old": "k", "war": "J", "row": "Y", "eve": "X", "reporting": "!", "future": "=", "happened": "~",
}  # fmt: skip
TRIGGERS = "WwMSUVPTIOZRKGX"  # a line without any of these, and without a numeral, holds no expression
_PUNCTUATION = {",": ",", "-": "-", "–": "-", "—": "-", "(": "<", ")": ">", ".": ".", "!": ".", "?": ".", "\n": "."}
_HALVES = [form for half in "ap" for form in (f"{half}.m.", f"{half}.m", f"{half}. m.", f"{half}. m")]
_SYMBOLS: Final[Mapping[str, tuple[str, Any]]] = {
    **{sign: (letter, None) for sign, letter in _PUNCTUATION.items()},
    **{form: ("m", 0 if form[0] == "a" else 12) for form in _HALVES},
}
_OTHER: Final[tuple[str, Any]] = ("x", None)
_TOKEN = re.compile(
    r"\d++(?:[:./,–-]\d++)*+[^\W\d_]*+|[ap]\. ?m\b\.?|['’][^\W\d_]++|[^\W\d_]++|\n|[^\w\s]", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
_NUMERAL = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d[:./-]\d|\d0s|\d\s?[ap]\.?m", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})")
_CLOCK = re.compile(r"([01]?\d|2[0-4])([:.])([0-5]\d)(am|pm)?")
_GLUED = re.compile(r"(1[0-2]|0?[1-9])(am|pm)")
_SMALL = re.compile(r"([1-9]|[12]\d|3[01]|0[1-9])(st|nd|rd|th)?")
_PAIR = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_DECADE = re.compile(r"(1[5-9]|20)?(\d)0s")


class Token(NamedTuple):
    """A word or numeral: its letter, what it stands for (a number, a unit's name, …) and where it is in the text."""

    letter: str
    value: Any
    start: int
    end: int


class Vocabulary(NamedTuple):
    """One language's words. `phrases` are keyed by their first word, longest first; `special` words begin a phrase, need
    a capital or may carry a full stop."""

    words: Mapping[str, tuple[str, Any]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, Any], ...]]
    triggers: frozenset[str]
    capitalised: frozenset[str]
    lone_doubtful: frozenset[str]
    abbreviated: frozenset[str]
    special: frozenset[str]


@cache
def open_vocabulary(language: str) -> Vocabulary:
    """The words of a language. Raises LexiconError where there is no list.

    >>> open_vocabulary("en").words["sunday"]
    ('W', 6)
    """
    section = open_lexicon("dates", language)["vocabulary"]
    words: dict[str, tuple[str, Any]] = dict(_SYMBOLS)
    phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for name, letter in CLASSES.items():
        for entry, value in section.get(name, {}).items():
            parts = tuple(_TOKEN.findall(entry))
            if len(parts) == 1:
                words[entry] = (letter, value)
                continue
            for spelled in {parts, tuple(_TOKEN.findall(entry.replace("'", "’")))}:
                phrases.setdefault(spelled[0], []).append((spelled, letter, value))
    ordered = {first: tuple(sorted(group, key=lambda row: -len(row[0]))) for first, group in phrases.items()}
    triggers = {word for word, (letter, _) in words.items() if letter in TRIGGERS}
    triggers |= {parts[-1] for group in ordered.values() for parts, letter, _ in group if letter in TRIGGERS}
    capitalised, doubtful, abbreviated = (
        frozenset(section.get(name, ())) for name in ("capitalised", "lone_doubtful", "abbreviated")
    )
    special = capitalised | abbreviated | frozenset(ordered)
    return Vocabulary(words, ordered, frozenset(triggers), capitalised, doubtful, abbreviated, special)


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

    >>> read_line("At 19:40 on Friday.", 0, 19, open_vocabulary("en")).letters
    'pcpW.'
    """
    matches = list(_TOKEN.finditer(text, start, end))
    lows = [match[0].lower() for match in matches]
    get = vocabulary.words.get
    classes = [get(low) or (_numeral(low) if low[0].isdecimal() else _OTHER) for low in lows]
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
        kind, length = _special(words, at, vocabulary)
        classes += words.classes[done:at]
        matches += words.matches[done:at]
        done = at + length
        if length > 1:
            ends[len(classes)] = words.matches[done - 1].end()
        classes.append(kind)
        matches.append(words.matches[at])
    return classes + words.classes[done:], matches + words.matches[done:]


def _special(words: _Words, at: int, vocabulary: Vocabulary) -> tuple[_Class, int]:
    """The class of a special word, and how many words it takes up."""
    low = words.lows[at]
    if low in vocabulary.phrases:
        for parts, letter, value in vocabulary.phrases[low]:
            if tuple(words.lows[at : at + len(parts)]) == parts:
                return (letter, value), len(parts)
    match = words.matches[at]
    small = low in vocabulary.capitalised and match[0][0] == low[0]
    dotted = low in vocabulary.abbreviated and words.text[match.end() : match.end() + 1] == "."
    dotted = dotted and at + 1 < len(words.lows) and words.lows[at + 1] == "."
    return (_OTHER if small else words.classes[at]), (2 if dotted else 1)


def numeral(blob: str) -> tuple[str, Any]:
    """The letter and value of something that begins with a digit.

    i ISO or numeric day, g a numeric day that can be read two ways, c clock, n 1–31, y year, h "3-5", l "1990s",
    C "23.50" (a clock only before "p.m."); "#" any other number.

    >>> numeral("19:40"), numeral("7th"), numeral("1990s")
    (('c', datetime.time(19, 40)), ('n', 7), ('l', 1990))
    """
    return _numeral(blob)


@lru_cache(maxsize=4096)
def _numeral(blob: str) -> tuple[str, Any]:
    if len(blob) > 12:
        return "#", None
    if match := _SMALL.fullmatch(blob):
        return "n", int(match[1])
    if blob.isdecimal():
        number = int(blob)
        return ("y", number) if len(blob) == 4 and 1500 <= number <= 2100 else ("#", number)
    for pattern, reader in _FORMS:
        if (match := pattern.fullmatch(blob)) and (found := reader(match)):
            return found
    plain = blob.replace(",", "")
    return "#", int(plain) if plain.isdecimal() else None


def _read_iso(match: re.Match[str]) -> tuple[str, Any] | None:
    day = make_day(int(match[1]), int(match[2]), int(match[3]))
    return ("i", day) if day else None


def _read_numeric(match: re.Match[str]) -> tuple[str, Any] | None:
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    first, second = int(match[1]), int(match[3])
    european, american = make_day(year, second, first), make_day(year, first, second)
    if match[2] == ".":
        american = None  # full stops are never the American order
    both = tuple(dict.fromkeys(day for day in (european, american) if day))
    if not both:
        return None
    return ("i", both[0]) if len(both) == 1 else ("g", both)


def _read_clock(match: re.Match[str]) -> tuple[str, Any] | None:
    hour = int(match[1]) % 24
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "pm" else 0)
    spelled = match[2] == ":" or match[4]  # "2.30" may be a share or a price: a clock only before "p.m."
    return "c" if spelled else "C", dt.time(hour, int(match[3]))


def _read_glued(match: re.Match[str]) -> tuple[str, Any]:
    return "c", dt.time(int(match[1]) % 12 + (12 if match[2] == "pm" else 0), 0)


def _read_pair(match: re.Match[str]) -> tuple[str, Any] | None:
    first, last = int(match[1]), int(match[2])
    return ("h", (first, last)) if 1 <= first < last <= 31 else None


def _read_decade(match: re.Match[str]) -> tuple[str, Any]:
    return "l", int(match[1] or 19) * 100 + int(match[2]) * 10


_FORMS = (
    (_CLOCK, _read_clock),
    (_GLUED, _read_glued),
    (_ISO, _read_iso),
    (_NUMERIC, _read_numeric),
    (_PAIR, _read_pair),
    (_DECADE, _read_decade),
)


def lines(text: str, ranges: tuple[tuple[int, int], ...], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The lines of the ranges that could hold an expression: they have a trigger word or a numeral."""
    for start, end in ranges:
        at = start
        for line in text[start:end].splitlines(keepends=True):
            if not vocabulary.triggers.isdisjoint(_WORD.findall(line.lower())) or _NUMERAL.search(line):
                yield at, at + len(line)
            at += len(line)
