"""Everyone named with an age is found, and no date, place or count is taken for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.publication.people import people_aged


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Olena Petrenko, 34, was at home.", ["Olena Petrenko"]),
        ("The dead are Maksym Bondar, 7, and Li Na (21).", ["Maksym Bondar", "Li Na"]),
        ("a nurse, Anna-Maria O’Brien, aged 50.", ["Anna-Maria O’Brien"]),
        ("Ahmad al-Masri, 19, and Yusuf Abu Hassan, 3, were buried", ["Ahmad al-Masri", "Yusuf Abu Hassan"]),
        ("61-year-old Ivan Koval died", ["Ivan Koval"]),
        ("Sumy Deputy Mayor Taras Melnyk, 44, said", ["Mayor Taras Melnyk"]),
        ("Загинула вчителька Олена Петренко, 34, родом із Сум.", ["Олена Петренко"]),
        ("On Friday, March 7, two people died.", []),
        ("on Tuesday, 4 March", []),
        ("In the town of Velyka Pysarivka, 12 people were hurt.", []),
        ("in Nova Kakhovka, 1,200 were moved", []),
        ("the Storm Shadow (2003) missile", []),
        ("Olena, 34, was at home.", []),  # a single name is as often a place
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert list(people_aged(text)) == names


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    assert all(name in text for name in people_aged(text))
