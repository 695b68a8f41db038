"""Which words of a parse name arms: weapon phrases with their class, whether in use or only spoken of."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from istor.claims.phrasebook import HYPHENS, Phrasebook
from istor.language import Parse
from istor.lexicon import open_lexicon

HALVES = frozenset(
    {"to", "one", "way", "range", "long", "short", "anti", "laden", "surface"}
)  # "one-way", "surface-to-air"


class Arms(NamedTuple):
    """A weapon phrase: tokens `first`..`last`, of which `core` is the first that the lexicon knows; `label` its class."""

    first: int
    core: int
    last: int
    label: str


@lru_cache(maxsize=32)
def arms(parse: Parse) -> tuple[Arms, ...]:
    """Every phrase that names arms in use, left to right: depots, factories, defences and coal mines are passed over."""
    found: list[Arms] = []
    for match in _book().find(parse):
        if not _names_arms(parse, match.first, match.last):
            continue
        one = Arms(_leftmost(parse, match.first), match.first, match.last, match.label)
        if (
            found
            and one.first <= found[-1].last + 1
            and parse.tokens[found[-1].last].dep in {"compound", "nmod", "amod"}
        ):
            one = one._replace(first=found[-1].first)  # "Shahed drones", "Iskander-M ballistic missile"
            found.pop()
        found.append(one)
    return tuple(found)


def weapon_class(words: str) -> str | None:
    """The lexicon class of a weapon's words, judged by the longest known ending; None where nothing is known.

    >>> weapon_class("Shahed drones"), weapon_class("heavy machine guns"), weapon_class("flowers")
    ('drone', 'firearm', None)
    """
    parts = words.lower().replace("-", " ").split()
    for start in range(len(parts)):
        tail = parts[start:]
        for last in {tail[-1], tail[-1].removesuffix("s"), tail[-1].removesuffix("es")}:
            label = _book().label(" ".join([*tail[:-1], last]))
            if label:
                return label
    return None


@cache
def _book() -> Phrasebook:
    return Phrasebook(_lexicon()["classes"])


@cache
def _lexicon() -> dict[str, dict[str, list[str]]]:
    return dict(open_lexicon("claims", "en")["weapons"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_lexicon()["words"][name])


def _names_arms(parse: Parse, first: int, last: int) -> bool:
    """Whether the words are arms and nothing else: no verb, no depot, maker or defence, no coal mine or water tank."""
    tokens = parse.tokens
    token = tokens[last]
    if first == last and token.pos in {"VERB", "AUX", "PRON"} and token.lower not in {"drone", "grad"}:
        return False
    if first == last and token.lower == "shelling":  # the deed, not the shell
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after and after.text in HYPHENS and last + 2 < len(tokens):  # "missile-armed", "drone-maker"
        return False
    if after and after.pos in {"NOUN", "PROPN"} and after.lemma in _words("not_in_use_after"):
        return False
    before = " ".join(t.lower for t in tokens[max(0, first - 3) : first]).replace(" - ", "-")
    return not any(before == word or before.endswith(f" {word}") for word in _words("not_in_use_before"))


def _leftmost(parse: Parse, first: int) -> int:
    """The first token of the weapon's own name, to the left of what the lexicon knows of it ("Lancet | drone")."""
    tokens = parse.tokens
    while first:
        before = tokens[first - 1]
        hyphen = before.text in HYPHENS and first > 1
        word = tokens[first - 2] if hyphen else before
        named = (
            word.pos == "PROPN" and word.dep in {"compound", "nmod"} and not word.text.isupper() and _model(word.lower)
        )
        if not (word.lower in _words("modifiers") or named) or word.pos in {"PUNCT", "CCONJ", "DET", "VERB"}:
            return first
        if word.lower in HALVES and not hyphen and tokens[word.i - 1].text not in HYPHENS:
            return first
        first -= 2 if hyphen else 1
    return first


def _model(word: str) -> bool:
    """Whether a proper noun before a weapon is its model's name: it is a weapon word itself or carries a digit."""
    return any(letter.isdigit() for letter in word) or _book().label(word) is not None
