"""Headed items of a page are tested with the pages themselves, in test_marking; here only the counting."""

from __future__ import annotations

from istor.articles.items import items_of
from istor.articles.lines import line_of

HEADING = line_of("Governor asks for more air defence guns")
TEXT = line_of("The governor asked for more guns on Tuesday.")


def test_two_headings_one_under_the_other_are_one() -> None:
    rows = [("headline", "heading", HEADING), ("headline", "heading", HEADING), ("body", "text", TEXT)] * 3
    assert items_of(rows) == [1, 1, 1, 2, 2, 2, 3, 3, 3]  # type: ignore[arg-type]


def test_crossheads_make_no_items() -> None:
    rows = [("headline", "heading", line_of("A long night")), ("body", "text", TEXT)] * 4
    assert set(items_of(rows)) == {0}  # type: ignore[arg-type]
