"""Names among the people that a sentence counts."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse

COUNTED = [
    ("Gunfire killed Mary Stone, 18, and Paul Green, 20.", [("all", 2, True)]),
    ("An air strike killed Ahmad Saleh and six members of his family.", [("all", 7, False)]),
    ("The blast hit the car, killing him and another man.", [("men", 1, False), ("all", 2, False)]),
    (
        "Seven people, Ivan Hnatiuk (39), his wife and their five sons, were killed.",
        [("all", 7, False), ("women", 1, True)],
    ),
    ("Ivan Hnatiuk, a 33-year-old driver, was killed.", [("all", 1, False)]),
    ("A drone hit the edge of Stara Zburivka and killed two men.", [("men", 2, False)]),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_a_name_is_one_of_those_counted_and_never_one_more(text: str, wanted: list[tuple[str, int, bool]]) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert [(toll.group, toll.low, toll.part) for toll in tolls if toll.harm == "killed"] == wanted


def test_a_long_list_of_first_names_is_read_in_one_pass() -> None:
    text = "They identified the dead as " + ", ".join(["Sara", "Omar"] * 900) + " and Lina."
    assert read_tolls("a", next(parse([(0, text)], entities=False))) is not None
