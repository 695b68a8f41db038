"""A cue: the words that put a stretch of text in somebody's mouth, and the verbs that can. Types and vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from istor.claims.voices import Voice
from istor.language import Parse
from istor.lexicon import open_lexicon

Force = Literal["says", "claims", "confirms", "denies", "accuses", "shows", "holds", "wants", "judges"]
Shape = Literal["clause", "object", "quotation", "figure"]
Range = tuple[int, int]

CLAUSES = frozenset(("ccomp", "xcomp"))
MARKS = frozenset((",", ".", ":", ";", "—", "–", "-", "!", "?", "”", "’", '"', "''", "“", "``", "…", "..."))


class Cue(NamedTuple):
    """One attribution inside a paragraph, in tokens, all ranges inclusive. `first`..`last` are the cue's words;
    `beside` marks a cue set beside its content ("…, police said", "according to …"), which may sit within it;
    `relay` are those said to have passed it on; `passing` is true where the voice only passes on ("as reported by")."""

    first: int
    last: int
    force: Force
    voice: Voice | None
    content: tuple[Range, ...]
    beside: bool = False
    relay: tuple[Range, ...] = ()
    passing: bool = False


class Page(NamedTuple):
    """What a cue is looked for in: the parse, and for each token the quotation it stands in (-1: none)."""

    parse: Parse
    quoted: Sequence[int]
    quotes: Sequence[Range]  # tokens of each quotation, marks included


def cites(parse: Parse, at: int) -> int | None:
    """The last token of the words at token `at` that say whom somebody rests on ("citing", "with reference to"); None
    where there are none. What they name is the speaker, not whoever cites."""
    for phrase in _citing():
        if [token.lower for token in parse.tokens[at : at + len(phrase)]] == phrase:
            return at + len(phrase) - 1
    return None


@cache
def _citing() -> tuple[list[str], ...]:
    return tuple(phrase.split() for phrase in open_lexicon("claims", "en")["attribution"]["citing"])


@cache
def verbs() -> dict[str, tuple[Force, Shape]]:
    """Every verb of the lexicon: its force, and what it takes as what is said.

    >>> verbs()["deny"], verbs()["add"]
    (('denies', 'object'), ('says', 'clause'))
    """
    table = open_lexicon("claims", "en")["attribution"]["verbs"]
    return {
        verb: (force, shape) for force, shapes in table.items() for shape, words in shapes.items() for verb in words
    }


def trimmed(page: Page, first: int, last: int) -> Range | None:
    """The range without the marks and conjunctions at its edges that belong to the sentence around it."""
    tokens = page.parse.tokens
    while first <= last and tokens[first].text in MARKS and page.quoted[first] < 0:
        first += 1
    while last >= first and (
        (tokens[last].text in MARKS and page.quoted[last] < 0)
        or (tokens[last].dep == "cc" and tokens[last].pos == "CCONJ")
    ):
        last -= 1
    return _whole(page, first, last) if first <= last else None


def _whole(page: Page, first: int, last: int) -> Range:
    """The range with a quotation that it cuts into taken whole: a sentence may end within one."""
    if page.quoted[first] >= 0:
        first = min(first, page.quotes[page.quoted[first]][0])
    if page.quoted[last] >= 0:
        last = max(last, page.quotes[page.quoted[last]][1])
    return first, last


def one(piece: Range | None) -> tuple[Range, ...]:
    """A piece as the content it makes, none as none."""
    return (piece,) if piece is not None else ()
