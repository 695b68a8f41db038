"""How a name may be written: in capitals, declined, in another alphabet, glued in an address, split by markup or escapes.

Every word has a key that is the same for all of its spellings, and a text has views: what it says once its encodings are undone.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARK = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_INVISIBLE}{_MARK}])*")
_INNER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_TAG = re.compile(r"<[^<>]{0,300}>")
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4})\}?|\\x([0-9a-fA-F]{2})")
_TWICE = re.compile(r"(.)\1+")
_GAP = re.compile(r"\s*|[\s.,'’ʼ`_/·‐‑–-]{1,4}")
VOWELS = "aeiou"
DEEPEST = 3  # an address in an address in an address
SHORTEST_STEM = 3  # letters: shorter ones are the beginning of too many words
CONTINUOUS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # no blanks between words


class Word(NamedTuple):
    """A word of a text: code points from `start` to before `end`, its key, whether it is in small letters alone."""

    start: int
    end: int
    key: str
    small: bool


@cache
def letters() -> dict[str, Any]:
    """The tables of letters.toml."""
    return tomllib.loads((files("istor.publication") / "letters.toml").read_text(encoding="utf8"))


@cache
def _table() -> dict[int, str]:
    told = letters()
    return str.maketrans({**told["cyrillic"], **told["latin"], **told["arabic"]})


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """What all spellings of a word have in common.

    >>> key("Петренко") == key("PETRENKO") == key("Petre\\u200bnko"), key("Núñez"), key("Serhiy") == key("Сергій")
    (True, 'nunez', True)
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Cf", "Sk") and each != "ـ")
    spelt = bare.translate(_table())
    for one, other in letters()["sounds"]["pairs"]:
        spelt = spelt.replace(one, other)
    return _TWICE.sub(r"\1", spelt)


def words_of(text: str) -> list[Word]:
    """The words of a text in order; those of "OlenaPetrenko34" and of a hyphenated name are words of their own."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        at = match.start()
        found += [Word(at + start, at + end, spelt, small) for start, end, spelt, small in _parted(match.group())]
    return found


@lru_cache(maxsize=100_000)
def _parted(word: str) -> tuple[Word, ...]:
    """A word's own words, by their offsets in it."""
    borders = {0, len(word)}
    if not word.islower() and not word.isupper():
        borders |= {i for i in range(1, len(word)) if word[i].isupper() and word[i - 1].islower()}
    borders |= {match.start() for match in _INNER.finditer(word)}
    return tuple(Word(a, b, key(word[a:b]), word[a:b].islower()) for a, b in pairwise(sorted(borders)))


def near(gap: str) -> bool:
    """Whether two words with this between them can be parts of one name."""
    return _GAP.fullmatch(gap) is not None


def stem(spelt: str) -> tuple[str, ...]:
    """What stays of a key when the name is declined: its end without a vowel, and without a vowel that comes and goes.

    >>> stem(key("Олена")), stem(key("Кравець"))
    (('olen',), ('kravets', 'kravts'))
    """
    short = spelt[:-1] if spelt[-1:] in tuple(VOWELS) else spelt
    found = [short] if len(short) >= SHORTEST_STEM else []
    fleeting = re.fullmatch(rf"(.+[^{VOWELS}])[eo]([^{VOWELS}]+)", short)
    return (*found, fleeting[1] + fleeting[2]) if fleeting and len(fleeting[1]) >= SHORTEST_STEM else tuple(found)


@cache
def endings() -> frozenset[str]:
    """The keys of what declined names end in."""
    return frozenset(key(each) for each in letters()["cases"]["endings"])


def undeclined(spelt: str) -> Iterator[str]:
    """What a word may be a case of: each beginning of its key whose rest is an ending, and an Arabic word without what is
    written together with it."""
    for length in range(1, 5):
        if spelt[-length:] in endings():
            yield spelt[:-length]
    if spelt and "\u0600" <= spelt[0] <= "\u06ff":
        yield from (spelt[len(each) :] for each in letters()["cases"]["clitics"] if spelt.startswith(each))


def views(text: str) -> Iterator[str]:
    """What a text says once its encodings are undone, layer by layer, the text itself left out.

    >>> "Olena Petrenko" in views("Ole<b>na</b> &#80;etrenko")
    True
    """
    seen, layer = {text}, [text]
    for _ in range(DEEPEST):
        made = [view for each in layer for view in _undone(each)]
        layer = [view for view in dict.fromkeys(made) if view not in seen]
        seen.update(layer)
        yield from layer


def _undone(text: str) -> Iterator[str]:
    if "&" in text:
        yield html.unescape(text)
    if "%" in text or "+" in text:
        yield unquote_plus(text)
    if "\\" in text:
        yield _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    if "<" in text:
        yield _TAG.sub("", text)
        yield _TAG.sub(" ", text)
