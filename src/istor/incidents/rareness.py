"""What two pages share of the words that few pages of the ledger use: one attack is told in its own words ("cookout",
"Schoolcrest", "rifle range"), another one of the same town and kind in others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from istor.provenance import Record

ENOUGH = 50  # origins; among fewer pages nothing can be told of how rare a word is
COMMON = 0.05  # of the origins; a word that more of them use tells nothing ...
FEW = 12  # ... but so many origins always may: an attack that fills the papers is told in its own words, too
HELD = 60  # words of a page, its rarest: enough to know it by, and no more for a long page than for a short one
SOUGHT = 12  # the rarest of them, by which pages that are alike find each other
CROWD = 25  # origins; a word of more brings too many together
FRESH_DAYS = 14  # pages further apart share rare words as often without telling of one attack
LEAST = 2  # shared words; one alone may be chance
_WORD = re.compile(r"\w[\w'’-]+")


class Rareness(Record):
    """The rare words of each page, by article id, rarest first, and what each tells, in nats; what tells less than
    `crowd` brings too many pages together. Empty: too few pages."""

    words: Mapping[str, tuple[str, ...]] = {}
    tells: Mapping[str, float] = {}
    crowd: float = 0.0

    def of(self, pages: Collection[str]) -> Rareness:
        """The rare words of these pages alone.

        >>> Rareness(words={"a": ("cookout",), "b": ("canoe",)}, tells={"cookout": 3.0, "canoe": 3.0}).of(["a"]).tells
        {'cookout': 3.0}
        """
        if not self.words:
            return self
        held = {page: self.words[page] for page in pages if page in self.words}
        said = {word for words in held.values() for word in words}
        return Rareness(words=held, tells={word: self.tells[word] for word in said}, crowd=self.crowd)


def words(text: str) -> frozenset[str]:
    """The different words of a text in lower case, years and house numbers with them.

    >>> sorted(words("The cookout on 3rd Street: a cookout."))
    ['3rd', 'cookout', 'on', 'street', 'the']
    """
    return frozenset(word.lower() for word in _WORD.findall(text))


def rareness(used: Mapping[str, Collection[str]], *, origins: Mapping[str, str]) -> Rareness:
    """Which of the different words that the pages use (by article id) tell one from another. `origins` is under which id
    copies are folded: a story printed forty times uses its words once.

    >>> rareness({"a": frozenset({"cookout"})}, origins={}).words
    {}
    """
    again = frozenset(origins.values())
    once: dict[str, set[str]] = {}  # what is printed again; a set for each of many pages would fill the memory
    held: Counter[str] = Counter()
    number = 0
    for page, found in used.items():
        origin = origins.get(page, page)
        if origin in again:
            once.setdefault(origin, set()).update(found)
        else:
            held.update(found)
            number += 1
    for several in once.values():
        held.update(several)
    number += len(once)
    if number < ENOUGH:
        return Rareness()
    most = max(FEW, COMMON * number)
    tells = {word: math.log(number / n) for word, n in held.items() if 1 < n <= most}
    kept = {page: rarest(found, tells) for page, found in used.items()}
    return Rareness(words=kept, tells=tells, crowd=math.log(number / CROWD))


def rarest(found: Iterable[str], tells: Mapping[str, float]) -> tuple[str, ...]:
    """The words that a page is known by: those that tell the most of what it uses, the rarest first.

    >>> rarest(["the", "cookout", "depot"], {"depot": 1.5, "cookout": 4.0})
    ('cookout', 'depot')
    """
    return tuple(sorted((word for word in found if word in tells), key=lambda word: (-tells[word], word))[:HELD])


class Known(NamedTuple):
    """The rare words a page is known by, what each word tells, of these and of others, and what all of them tell: the sum
    of the squares."""

    words: frozenset[str]
    tells: Mapping[str, float]
    all_told: float


UNKNOWN = Known(frozenset(), {}, 0.0)


def known(rare: Rareness, page: str) -> Known:
    """What a page (article id) is known by.

    >>> known(Rareness(words={"a": ("cookout",)}, tells={"cookout": 3.0}), "a").words
    frozenset({'cookout'})
    """
    held = rare.words.get(page)
    return Known(frozenset(held), rare.tells, _told(held, rare.tells)) if held else UNKNOWN


def alike(one: Known, other: Known) -> float:
    """How much of what two pages are known by they share, 0 to 1: the cosine of their rare words."""
    shared = one.words & other.words
    if len(shared) < LEAST:
        return 0.0
    return _told(shared, one.tells) / math.sqrt(one.all_told * other.all_told)


def _told(words: Iterable[str], tells: Mapping[str, float]) -> float:
    """Exactly summed: in whatever order a process goes through a set, the answer is one."""
    return math.fsum([tells[word] ** 2 for word in words])


def sought(rare: Rareness, page: str, *, most: int = SOUGHT) -> frozenset[str]:
    """The words of a page (article id) by which it can be found: its rarest, `most` at most, that others use, too, but no
    crowd."""
    return frozenset([word for word in rare.words.get(page, ())[:most] if rare.tells[word] >= rare.crowd])
