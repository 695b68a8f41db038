"""Tolls told as a running count: "the death toll rose from 3 to 5", "bringing the number of wounded to 60"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from istor.claims.casualty_words import casualty_words
from istor.claims.claim import Harm
from istor.claims.toll import more_than
from istor.claims.victims import Victims

REACH = 30  # words from "toll" to its figure
STOPS = frozenset({".", ";"})


class Running(NamedTuple):
    """A figure of a running count: which of the sentence's people, the harm, and whether a later figure replaces it."""

    victims: Victims
    harm: Harm
    superseded: bool


def read_running(words: Sequence[str], sentence: tuple[int, int], victims: Sequence[Victims]) -> list[Running]:
    """The running counts of one sentence. `words` are lower-case token texts, `victims` its people with their tokens.

    >>> read_running(["nothing", "here"], (0, 2), [])
    []
    """
    table = casualty_words().voice["tolls"]
    found: list[Running] = []
    at = sentence[0]
    while at < sentence[1]:
        match = table.match(words, at)
        if match is None or match.end > sentence[1]:
            at += 1
            continue
        harm = _harm(words[at : match.end])
        found.extend(_backwards(words, at, victims, harm) or _forwards(words, match.end, sentence[1], victims=victims, harm=harm))
        at = match.end
    return found


def _harm(words: Sequence[str]) -> Harm:
    said = " ".join(words)
    if "injur" in said or "wound" in said:
        return "injured"
    if "missing" in said:
        return "missing"
    return "casualties" if "casualt" in said else "killed"


def _forwards(
    words: Sequence[str], start: int, end: int, *, victims: Sequence[Victims], harm: Harm
) -> Iterator[Running]:
    voice = casualty_words().voice
    was: Victims | None = None
    for one in victims:
        if one.first < start:
            continue
        if one.first >= min(end, start + REACH) or any(word in STOPS for word in words[start : one.first]):
            break
        before = words[one.first - 1]
        if one.kind == "harm" and one.harm != harm:
            break
        if voice["from_words"].match([before], 0):
            was = one
        elif voice["exceeding"].match([before], 0):
            low, high = more_than(one.low)
            yield Running(one._replace(low=low, high=high), harm, False)
            break
        elif voice["reaching"].match([before], 0):
            if was is not None:
                yield Running(was, harm, True)
            yield Running(one, harm, False)
            break


def _backwards(words: Sequence[str], at: int, victims: Sequence[Victims], harm: Harm) -> list[Running]:
    """ "bringing to 12 the number of dead"."""
    for one in victims:
        if 0 <= at - one.end <= 3 and words[one.first - 1] == "to" and words[one.end] in ("the", "its", "their"):
            return [Running(one, harm, False)]
    return []
