"""Which headed item of a live page, or which of several articles on one page, a line belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from istor.articles.article import BlockKind
from istor.articles.lines import Line

ITEMS = 3  # a page with fewer headings is an article with crossheads
ITEM_WORDS = 5  # a heading that tells a story of its own has at least so many words; a crosshead has two or three
_CLOCK = re.compile(
    r"^(?:[A-Z][a-z]+ \d{1,2},? )?\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:GMT|UTC|BST|CET|CEST|EET|EEST|EST|EDT|local time)?$"
    r"|^\d+\s?(?:m|h|min|hours?|minutes?) ago$",
    re.IGNORECASE,
)


def items_of(marked: Sequence[tuple[BlockKind, str, Line]]) -> list[int]:
    """The item of each line, in order: 0 for the page as a whole, then 1, 2, … from heading to heading.

    Headings are those inside the text ("heading"); where there are none, lines that hold nothing but the hour part a
    live page. Two headings one under the other are one.
    """
    headings = [i for i, (_, because, _) in enumerate(marked) if because == "heading"]
    starts = _firsts(headings)
    sizes = [marked[i][2].words for i in starts]
    if len(starts) < ITEMS or median(sizes) < ITEM_WORDS:
        starts = _hours(marked)
    found, item, marks = [], 0, set(starts)
    for i in range(len(marked)):
        item += i in marks
        found.append(item)
    return found


def _firsts(headings: list[int]) -> list[int]:
    known = set(headings)
    return [i for i in headings if i - 1 not in known]


def _hours(marked: Sequence[tuple[BlockKind, str, Line]]) -> list[int]:
    body = [i for i, (kind, _, _) in enumerate(marked) if kind == "body"]
    if not body:
        return []
    inside = range(body[0] - 1, body[-1])
    hours = [i for i in inside if i >= 0 and _CLOCK.match(marked[i][2].text)]
    told = sum(bisect_right(body, a) < bisect_left(body, b) for a, b in pairwise([*hours, len(marked)]))
    return hours if told >= ITEMS else []
