"""A word list as a table of phrases: the longest entry that stands at a position, found without looking at the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")


class Found(NamedTuple, Generic[Value]):
    """What a phrase stands for and one past its last word."""

    value: Value
    end: int


class Phrases(Generic[Value]):
    """Phrases of lower-case words, each with a value.

    >>> table = Phrases({"at least": "low", "at": "place"})
    >>> table.match(["were", "at", "least", "six"], 1)
    Found(value='low', end=3)
    """

    __slots__ = ("_by_first", "_firsts")

    def __init__(self, entries: Mapping[str, Value]) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries.items():
            words = tuple(phrase.split())
            by_first.setdefault(words[0], []).append((words, value))
        for rows in by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._by_first = by_first
        self._firsts = frozenset(by_first)

    def match(self, words: Sequence[str], at: int) -> Found[Value] | None:
        """The longest phrase beginning at `words[at]`, or None."""
        rows = self._by_first.get(words[at]) if at < len(words) else None
        for phrase, value in rows or ():
            end = at + len(phrase)
            if end - at == 1 or tuple(words[at:end]) == phrase:
                return Found(value, end)
        return None

    def firsts(self) -> frozenset[str]:
        """Every word a phrase can begin with."""
        return self._firsts


def inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """{"at_least": ["at least"]} → {"at least": "at_least"}, the form that `Phrases` takes.

    >>> inverted({"more": ["over", "above"]})
    {'over': 'more', 'above': 'more'}
    """
    return {phrase: name for name, phrases in groups.items() for phrase in phrases}
