"""Harm words and blows: whom they are about."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse

BLOWS = [
    ("A bullet hit a 6-year-old girl in the arm.", {("casualties", "children", 1)}),
    ("The boy shot himself in the foot.", {("injured", "children", 1)}),
    ("A woman was held for shooting her 4-year-old nephew.", {("casualties", "children", 1)}),
    ("Five people were shot, one fatally.", {("casualties", "all", 5), ("killed", "all", 1)}),
    ("Three people, ages 4, 7 and 32, were wounded.", {("injured", "all", 3), ("injured", "children", 2)}),
    ("Drones hit a residential building in the centre of the city.", set()),
    ("The missile struck a hospital in the east of the town.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), BLOWS)
def test_blows_to_people_are_harm_and_blows_to_buildings_are_not(text: str, wanted: set[tuple[str, str, int]]) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert {(toll.harm, toll.group, toll.low) for toll in tolls} == wanted
