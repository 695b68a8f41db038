"""Days of what came after, an arrest, a plea, a funeral, and of what was long before: "A man was arrested on Tuesday in the
shooting of …" gives no day of the shooting, nor does "the worst attack since they lost the town three years ago"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from istor.articles.article import Article
from istor.dates.daterange import DateReading
from istor.lexicon import open_lexicon

OPENING = 3  # words before a day that opens its sentence: "But on Tuesday, …"
NEAR = 5  # words after a day in mid-sentence: "gathered on Sunday for the funeral of …"
LOSS = 8  # words between "since" and the day of what was before
REACH = 14  # words: what stands further before a day is not told of it
_STOP = re.compile(r"[.!?](?=\s+[\"“A-Z])|\n")
_SIGN = re.compile(r"[\w'’-]+|,")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Mr|Mrs|Ms|Dr|Sgt|Lt|Det|Capt|Jr|Sr)\.$")


def without_proceedings(article: Article, dates: Iterable[DateReading]) -> list[DateReading]:
    """The dates of an article that are not told of what police, courts or mourners did later, in order.

    What stands last before a day in its sentence has it: "arrested on Tuesday"; a day before which none stands is
    of what comes first after it. English only: other languages keep all.
    """
    if article.language != "en":
        return list(dates)
    return [date for date in dates if date.reporting or not _is_of_proceeding(article.text, date)]


def _is_of_proceeding(text: str, date: DateReading) -> bool:
    start = _start(text, date.start)
    end = next((stop.start() for stop in _STOP.finditer(text, date.end)), len(text))
    before, after = _words(text[start : date.start]), _words(text[date.end : end])
    if _is_bygone(before) and _last(after[:NEAR]) != "attack":
        return True
    found = _last(before[-REACH:])
    if found is None:
        found = _last(after[: REACH if len(before) <= OPENING else NEAR][::-1])
    if found == "either":
        return not _police().isdisjoint([*before, *after])
    return found == "later"


def _is_bygone(before: list[str]) -> bool:
    """ "The worst attack since they lost the town" before a day: the day is of the loss. "Since the attack" is none."""
    section = open_lexicon("incidents", "en")["proceedings"]
    at = next((at for at in reversed(range(len(before))) if before[at] in section["since"]), None)
    if at is None or not 0 < len(before) - at - 1 <= LOSS:
        return False
    told = before[at + 1 :]
    return "," not in told and _last(told) is None and not set(before[:at]).isdisjoint(section["compared"])


def _start(text: str, at: int) -> int:
    """Where the sentence around `at` begins; "Nov. 3" and "Sgt. Lark" end none."""
    for stop in reversed([*_STOP.finditer(text, max(0, at - 400), at)]):
        if stop.group() == "\n" or not _ABBREVIATED.search(text, max(0, stop.start() - 5), stop.end()):
            return stop.end()
    return max(0, at - 400)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _SIGN.findall(text)]


def _last(words: list[str]) -> str | None:
    """What kind of event the last word that tells of any is: the "attack", something "later", or "either".
    None: no word does."""
    kinds = _kinds()
    return next((kinds[word] for word in reversed(words) if word in kinds), None)


@cache
def _kinds() -> Mapping[str, str]:
    section = open_lexicon("incidents", "en")["proceedings"]
    return {word: kind for kind in ("attack", "later", "either") for word in section[kind]}


@cache
def _police() -> frozenset[str]:
    return frozenset(open_lexicon("incidents", "en")["proceedings"]["police"])
