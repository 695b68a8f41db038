"""Marked lines become blocks."""

from __future__ import annotations

from istor.articles.blocks import Mark, blocks_of
from istor.articles.lines import split


def test_neighbours_of_one_kind_and_rule_are_one_block_and_headlines_are_not() -> None:
    first, second, third, fourth = split("Two died.\nThree were hurt.\nA headline\nAnother")
    marks = [
        Mark(first, "body", "text"),
        Mark(second, "body", "text"),
        Mark(third, "headline", "title"),
        Mark(fourth, "headline", "title"),
    ]
    blocks = blocks_of(marks)
    assert [(block.kind, block.start, block.end) for block in blocks] == [
        ("body", 0, second.end),
        ("headline", third.start, third.end),
        ("headline", fourth.start, fourth.end),
    ]
