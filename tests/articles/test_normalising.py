"""What is changed in a text before it is read, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.normalising import normalise

WRAPPED = """THE ARMY SAID TODAY THAT TWO BRIDGES NEAR THE PROVINCIAL
CAPITAL HAD BEEN BLOWN UP BY MEN WHO FLED INTO THE HILLS BEFORE
THE FIRST PATROL ARRIVED FROM THE GARRISON OF THE NEXT TOWN. NO
GROUP HAS CLAIMED THE ACTION.

A SPOKESMAN ADDED THAT REPAIRS WOULD TAKE A MONTH AND THAT THE
ROAD TO THE COAST STAYS CLOSED."""


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("12\u202f000 men\u00a0fled", "12 000 men fled"),
        ("kil\u200bled\ufeff", "killed"),
        ("zero\x00byte", "zero byte"),
        ("broken \udce9 byte", "broken \ufffd byte"),
        ("first line\u2028second", "first line\nsecond"),
        ("Short.\nLines.\nStay.\nAs.\nThey are.", "Short.\nLines.\nStay.\nAs.\nThey are."),
    ],
)
def test_characters(raw: str, text: str) -> None:
    assert "".join(fragment.text for fragment in normalise(raw)) == text


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    joined = "".join(fragment.text for fragment in normalise(WRAPPED))
    assert joined.count("\n\n") == 1
    assert "PROVINCIAL CAPITAL" in joined
    assert len(joined) == len(WRAPPED)  # a line's end becomes a space: offsets stay


@given(st.text(max_size=200))
def test_fragments_follow_one_another_and_cover_the_text(raw: str) -> None:
    found = normalise(raw)
    assert [fragment.start for fragment in found] == [0, *(fragment.end for fragment in found[:-1])][: len(found)]
    assert not found or found[-1].end == len(raw)
