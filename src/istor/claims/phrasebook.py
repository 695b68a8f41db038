"""Looks up a lexicon's phrases among a parse's tokens: longest match, by word form or lemma, hyphens read as spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from istor.language import Parse, Token

HYPHENS = frozenset("-‐‑–")


class Match(NamedTuple):
    """A phrase found: tokens `first`..`last` inclusive, and the `label` its list stands under."""

    first: int
    last: int
    label: str


class Phrasebook:
    """Phrases under labels, ready to be found. Phrases are written in lower case, as lemmas or as word forms.

    >>> book = Phrasebook({"drone": ["drone", "attack drone"]})
    >>> book.label("Attack drones", lemmas=["attack", "drone"])
    'drone'
    """

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, entries in phrases.items():
            for entry in entries:
                words = tuple(_split(entry))
                self._by_first.setdefault(words[0], []).append((words, label))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, parse: Parse) -> tuple[Match, ...]:
        """Every longest match, left to right, none overlapping."""
        tokens, found, i = parse.tokens, [], 0
        book = self._by_first
        while i < len(tokens):
            token = tokens[i]
            if token.lower in book or token.lemma in book:
                match = self._at(tokens, i)
                if match:
                    found.append(match)
                    i = match.last
            i += 1
        return tuple(found)

    def label(self, words: str, *, lemmas: Iterable[str] = ()) -> str | None:
        """The label of a phrase given as text (and, where known, as lemmas); None where it is in no list."""
        for sequence in (tuple(_split(words.lower())), tuple(lemmas)):
            for entry, label in self._by_first.get(sequence[0], ()) if sequence else ():
                if entry == sequence:
                    return label
        return None

    def _at(self, tokens: tuple[Token, ...], i: int) -> Match | None:
        token = tokens[i]
        options = self._by_first.get(token.lower, [])
        if token.lemma != token.lower and token.lemma in self._by_first:
            options = sorted([*options, *self._by_first[token.lemma]], key=lambda option: -len(option[0]))
        for words, label in options:
            last = _reach(tokens, i, words)
            if last is not None:
                return Match(i, last, label)
        return None


def _reach(tokens: tuple[Token, ...], i: int, words: tuple[str, ...]) -> int | None:
    """The last token of `words` when they stand from token `i` on (its first word is known to fit)."""
    at = i
    for word in words[1:]:
        at += 1
        while at < len(tokens) and tokens[at].text in HYPHENS:
            at += 1
        if at >= len(tokens) or (tokens[at].lower != word and tokens[at].lemma != word):
            return None
        if tokens[at].pos == "VERB" and tokens[i].pos in {"NOUN", "PROPN"}:  # "drones struck" is no "drone strike"
            return None
    return at


def _split(phrase: str) -> list[str]:
    """A phrase as the parser would cut it: at spaces, at hyphens between letters, and before "'s"."""
    return [word for word in re.split(r"[ ]|(?<=[^\W\d])[-‐‑–](?=[^\W\d])|(?=['’]s\b)", phrase) if word]
