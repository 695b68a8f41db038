"""Tolls told as a running count: "the death toll rose from 3 to 5", "bringing the number of wounded to 60"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Harm
from istor.claims.toll import more_than
from istor.claims.victims import Victims

REACH = 30  # words from "toll" to its figure
BACK = 3  # words from a figure to the "number of dead" told after it
STOPS = frozenset({".", ";"})


class Running(NamedTuple):
    """A figure of a running count: which of the sentence's people, the harm, and whether a later figure replaces it."""

    victims: Victims
    harm: Harm
    superseded: bool


def read_running(line: Line, victims: Sequence[Victims]) -> list[Running]:
    """The running counts of one sentence, among the `victims` read in it."""
    table = casualty_words().voice["tolls"]
    firsts = table.firsts()
    found: list[Running] = []
    at = line.first
    while at < line.end:
        match = table.match(line.words, at) if line.words[at] in firsts else None
        if match is None or match.end > line.end:
            at += 1
            continue
        harm = _harm(line.words[at : match.end])
        found.extend(_backwards(line, at, victims, harm) or _forwards(line, match.end, victims, harm))
        at = match.end
    return found


def _harm(words: Sequence[str]) -> Harm:
    """What a "number of people wounded" counts; a bare "toll" counts the dead."""
    lexicon = casualty_words()
    found = (lexicon.harms.match([word], 0) for word in words)
    harms = [one.value.harm for one in found if one is not None]
    return harms[-1] if harms else "killed"


def _forwards(line: Line, start: int, victims: Sequence[Victims], harm: Harm) -> Iterator[Running]:
    """ "rose (from 3) to 5", "stands at 14", "exceeds 40"."""
    voice, words = casualty_words().voice, line.words
    was: Victims | None = None
    for one in victims:
        if one.first < start:
            continue
        if one.first >= min(line.end, start + REACH) or any(word in STOPS for word in words[start : one.first]):
            break
        before = [words[one.first - 1]]
        if one.kind == "harm" and one.harm != harm:
            break
        if voice["from_words"].match(before, 0):
            was = one
        elif voice["exceeding"].match(before, 0):
            low, high = more_than(one.low)
            yield Running(one._replace(low=low, high=high), harm, False)
            break
        elif voice["reaching"].match(before, 0):
            if was is not None:
                yield Running(was, harm, True)
            yield Running(one, harm, False)
            break


def _backwards(line: Line, at: int, victims: Sequence[Victims], harm: Harm) -> list[Running]:
    """ "bringing to 12 the number of dead"."""
    small, words = casualty_words().small, line.words
    for one in victims:
        near = line.first < one.first and 0 < at - one.end <= BACK
        if near and words[one.first - 1] in small["to_word"] and words[one.end] in small["whose_count"]:
            return [Running(one, harm, False)]
    return []
