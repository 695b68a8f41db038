"""When a count stood."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse

TOLD = [
    ("As of Friday morning, nine people had died.", "As of Friday morning"),
    ("By 6 p.m. twelve people were reported injured.", "By 6 p.m."),
    ("Nine people were killed by a drone on Friday.", None),
    ("Nine people were killed by Friday's strikes.", None),
]


@pytest.mark.parametrize(("text", "as_of"), TOLD)
def test_the_words_that_date_a_count(text: str, as_of: str | None) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert {toll.as_of for toll in tolls} == {as_of}
