"""Whose soldiers were killed or hurt."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two Turkish soldiers were killed by a mine.", {("military", 2, "TR")}),
        ("Five fighters of the PKK were wounded in the raid.", {("military", 5, "pkk")}),
        ("Hezbollah said three of its fighters were killed.", {("military", 3, None)}),
        ("Two IS militants were killed at the checkpoint.", {("military", 2, "isis")}),
        ("Two Turkish tourists were killed by a mine.", {("all", 2, None)}),
        ("Four soldiers were killed by Russian shelling.", {("military", 4, None)}),
    ],
)
def test_the_side_is_in_the_words_for_the_people(text: str, expected: set[tuple[str, int, str | None]]) -> None:
    found = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert {(toll.group, toll.low, toll.side) for toll in found} == expected
