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
    ("Fragments hit his 11-year-old sister.", {("casualties", "children", 1)}),
    ("Guerrillas killed a weaver by the river.", set()),  # whoever does it is no victim
    ("A man died after a 13-year-old friend shot him.", {("killed", "men", 1), ("casualties", "all", 1)}),
    ("Troops killed him and blew up his house.", {("killed", "all", 1)}),
    ("A shell hit the car, killing her and two others.", {("killed", "all", 3)}),
    ("The 12-year-old girl's death shocked the village.", {("killed", "children", 1)}),
    ("A boy and a girl were in the yard, both dead.", {("killed", "children", 2), ("killed", "all", 2)}),
    (
        "Police found the bodies of Petro Koval, 44, and his 9-year-old daughter.",
        {("killed", "all", 2), ("killed", "children", 1)},
    ),
    ("Two women were transported to St Mary's General Hospital.", {("injured", "women", 2)}),
    ("Two women were taken to a police station.", set()),
    ("Two women were taken to St Ann Children's Hospital.", {("injured", "women", 2)}),
    ("A gunman opened fire, sending two people to an area hospital.", {("injured", "all", 2)}),
    ("The blast put three men in hospital.", {("injured", "men", 3)}),
    ("The city sent two officers to the ward of Mercy Hospital.", set()),
    ("Drones hit a residential building in the centre of the city.", set()),
    ("The missile struck a hospital in the east of the town.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), BLOWS)
def test_blows_to_people_are_harm_and_blows_to_buildings_are_not(text: str, wanted: set[tuple[str, str, int]]) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert {(toll.harm, toll.group, toll.low) for toll in tolls} == wanted
