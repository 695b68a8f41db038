"""Marked lines → blocks: neighbours of one kind, rule and item are one."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from istor.articles.article import Block, BlockKind
from istor.articles.items import items_of
from istor.articles.lines import Line


class Mark(NamedTuple):
    """What one line was found to be, and by which rule."""

    line: Line
    kind: BlockKind
    because: str


def blocks_of(marks: list[Mark]) -> tuple[Block, ...]:
    """Neighbouring lines of one kind and rule are one block; each headline is its own."""
    items = items_of([(mark.kind, mark.because, mark.line) for mark in marks])
    rows = list(zip(marks, items, strict=True))
    starts = [0] + [
        i + 1
        for i, ((a, x), (b, y)) in enumerate(pairwise(rows))
        if (a.kind, a.because, x) != (b.kind, b.because, y) or a.kind == "headline"
    ]
    ends = [*starts[1:], len(rows)]
    return tuple(
        Block(
            kind=rows[first][0].kind,
            start=rows[first][0].line.start,
            end=rows[last - 1][0].line.end,
            because=rows[first][0].because,
            item=rows[first][1],
        )
        for first, last in zip(starts, ends, strict=True)
    )
