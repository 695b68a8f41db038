"""Quotations in any marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.claims.quotations import quotations

ROWS = [
    ("“The roof is gone,” the baker said.", ["“The roof is gone,”"]),
    ('"The roof is gone," the baker said. "All of it."', ['"The roof is gone,"', '"All of it."']),
    ("«Даху немає», — said the baker", ["«Даху немає»"]),
    ("„Das Dach ist weg“, said the baker.", ["„Das Dach ist weg“"]),
    ("‘The roof is gone,’ the baker said, and didn’t look up.", ["‘The roof is gone,’"]),
    ("'The boys' room is gone,' the baker said.", ["'The boys' room is gone,'"]),
    ("The boys' room and the girls' room are gone.", []),
    ("It wasn't ours; it wasn’t theirs.", []),
    ("“He shouted ‘run’ and we ran,” the baker said.", ["“He shouted ‘run’ and we ran,”"]),
    ("“We ran. “ That is all the baker said.", ["“We ran. “"]),
    ("The baker said: “We ran. We did not stop.", ["“We ran. We did not stop."]),
    ('A 6" pipe burst.', []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_marks_of_any_style(text: str, expected: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == expected


def test_offsets_start_where_the_paragraph_does() -> None:
    assert quotations("“Yes.”", start=100)[0][:2] == (100, 106)


@given(st.text(alphabet="ab .,“”\"'‘’«»s", max_size=60))
def test_quotations_never_overlap_nor_leave_the_text(text: str) -> None:
    at = 0
    for one in quotations(text):
        assert at <= one.start < one.end <= len(text)
        at = one.end
