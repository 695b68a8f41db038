"""One language's words of time: each has a letter, and in those letters the grammar of expressions is written.

A language is one lexicon file. What differs between tongues beside words (case endings written out, prefixes, word
order, signs that are left out) stands on top of that file, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from istor.lexicon import open_lexicon

CLASSES: Final[Mapping[str, str]] = {
    "weekday": "W", "weekdays": "w", "month": "M", "season": "S", "unit": "U", "units": "V", "part": "P", "today": "T",
    "tonight": "I", "overnight": "O", "edge": "E", "last": "L", "past": "A", "previous": "Q", "next": "N", "this": "H",
    "that": "D", "ago": "G", "earlier": "B", "later": "F", "since": "s", "until": "u", "to": "r", "between": "b",
    "and": "j", "from": "f", "the": "t", "a": "a", "of": "o", "preposition": "p", "about": "q", "number": "1",
    "few": "v", "ordinal": "d", "every": "e", "daily": "Z", "reference": "R", "holiday": "K", "clockhalf": "m",
    "zone": "z", "old": "k", "war": "J", "row": "Y", "eve": "X", "reporting": "!", "future": "=", "happened": "~",
    "pair": "2", "minutes": "3", "stamp": "@", "beside": "6",
}  # fmt: skip
TRIGGERS = "WwMSUVPTIOZRKGX236"  # a line without any of these, and without a numeral, holds no expression
_PUNCTUATION = {
    ",": ",", "،": ",", "-": "-", "–": "-", "—": "-", "(": "<", ")": ">",
    ".": ".", "!": ".", "?": ".", "؟": ".", "…": ".", "\n": ".",
}  # fmt: skip
_HALVES = [form for half in "ap" for form in (f"{half}.m.", f"{half}.m", f"{half}. m.", f"{half}. m")]
_SYMBOLS: Final[Mapping[str, tuple[str, Any]]] = {
    **{sign: (letter, None) for sign, letter in _PUNCTUATION.items()},
    **{form: ("m", 0 if form[0] == "a" else 12) for form in _HALVES},
}
# One group, so that splitting keeps the words; of small letters, so that case costs nothing; words first, being most;
# no word begins with a blank, and to say so spares trying each kind on it.
# No possessive repeat of a group: Python 3.11.2 matches "12, " as nothing with one.
_NUMBER = r"\d++(?:[:./,–-]\d++)*"
_WORD = r"[ap]\. ?m\b\.?|[^\W\d_]++|['’][^\W\d_]++|\n"
_MARKS = "\u064b-\u0652\u0670"  # vowel signs of Arabic, written or not as the writer likes
_MARKED = rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*"
_BY_ORDER: Final[Mapping[str, re.Pattern[str]]] = {
    "": re.compile(rf"(?! )({_WORD}|{_NUMBER}[^\W\d_]*+|[^\w\s])"),
    "slavic": re.compile(rf"(?! )({_WORD}|{_NUMBER}(?:-[а-яіїє]{{1,3}}\b)?[^\W\d_]*+|[^\w\s])"),
    "arabic": re.compile(rf"(?! )({_NUMBER}|{_MARKED}|\n|[^\w\s])"),
}
_FOLDS: Final[Mapping[int, str | None]] = {
    **dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640]),
    **{ord(form): plain for forms, plain in (("أإآٱ", "ا"), ("ى", "ي"), ("ة", "ه")) for form in forms},
}
_APOSTROPHES = "'’ʼ`"


class Vocabulary(NamedTuple):
    """One language's words. `phrases` are keyed by their first two words, longest first; `special` words begin a phrase
    (`marked` ones need no other word for it), need a capital, may carry a full stop or hang on the number beside them (`clockparts`: "5 утра", `yearwords`: "2022 року",
    `hourparts`: "at 5 in the morning", `hourwords`: "о 21 годині"; both need one of `hourprepositions`; `hourheads` stand
    before the hour: "الساعة 9"). `dayheads` stand before "06.05" where it is a day, `measures` behind it where it is a sum,
    `countheads` before a number that counts people and is no year ("injuring 1900").
    `order` names the word order where it is not that of English, `token` what a word is, `folds` the signs that make no
    difference; `day_first`: 5/6/2024 is a day of June."""

    words: Mapping[str, tuple[str, Any]]
    phrases: Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], str, Any], ...]]
    triggers: frozenset[str]
    capitalised: frozenset[str]
    lone_doubtful: frozenset[str]
    abbreviated: frozenset[str]
    special: frozenset[str]
    marked: frozenset[str]
    clockparts: frozenset[str] = frozenset()
    yearwords: frozenset[str] = frozenset()
    hourparts: frozenset[str] = frozenset()
    hourwords: frozenset[str] = frozenset()
    hourprepositions: frozenset[str] = frozenset()
    hourheads: frozenset[str] = frozenset()
    dayheads: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    countheads: frozenset[str] = frozenset()
    order: str = ""
    token: re.Pattern[str] = _BY_ORDER[""]
    folds: Mapping[int, str | None] | None = None
    day_first: bool = False


@cache
def open_vocabulary(language: str) -> Vocabulary:
    """The words of a language. Raises LexiconError where there is no list.

    >>> open_vocabulary("en").words["sunday"]
    ('W', 6)
    """
    section = open_lexicon("dates", language)["vocabulary"]
    order = section.get("order", "")
    token, folds = _BY_ORDER[order], _FOLDS if order == "arabic" else None
    words: dict[str, tuple[str, Any]] = dict(_SYMBOLS)
    if order:
        words["/"] = ("-", None)
    phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], str, Any]]] = {}
    for letter, entry, value in _entries(section):
        for spelled in _spellings(entry.translate(folds) if folds else entry, section.get("prefixes", ())):
            parts = tuple(token.findall(spelled))
            if len(parts) == 1:
                words.setdefault(spelled, (letter, value))
            else:
                phrases.setdefault((parts[0], parts[1]), []).append((parts, letter, value))
    ordered = {first: tuple(sorted(group, key=lambda row: -len(row[0]))) for first, group in phrases.items()}
    triggers = {word for word, (letter, _) in words.items() if letter in TRIGGERS}
    triggers |= {max(parts, key=len) for group in ordered.values() for parts, letter, _ in group if letter in TRIGGERS}
    flagged = {
        name: frozenset(word.translate(folds) if folds else word for word in section.get(name, ())) for name in FLAGS
    }
    zones = frozenset(word for word, (letter, _) in words.items() if letter == "z")
    marked = zones.union(*(flagged[name] for name in _MARKING))
    special = marked | {first for first, _ in ordered}
    return Vocabulary(
        words, ordered, frozenset(triggers), special=frozenset(special), marked=marked, order=order, token=token, folds=folds,
        day_first=bool(order), **flagged,
    )  # fmt: skip


FLAGS: Final = (
    "capitalised", "lone_doubtful", "abbreviated", "clockparts", "yearwords",
    "hourparts", "hourwords", "hourprepositions", "hourheads", "dayheads", "measures", "countheads",
)  # fmt: skip
_MARKING = frozenset(FLAGS) - {"lone_doubtful", "hourprepositions", "dayheads", "measures", "countheads"}


def _entries(section: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, letter in CLASSES.items():
        for entry, value in section.get(name, {}).items():
            yield letter, entry, value


def _spellings(entry: str, prefixes: tuple[str, ...]) -> Iterator[str]:
    """An entry with each apostrophe in use, and with each prefix; "لـ" swallows the article's first letter."""
    yield entry
    if "'" in entry:
        yield from (entry.replace("'", sign) for sign in _APOSTROPHES[1:])
    for prefix in prefixes:
        yield prefix + (entry[1:] if prefix.endswith("ل") and entry.startswith("ال") else entry)
