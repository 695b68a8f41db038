"""A circle by words."""

from __future__ import annotations

import pytest

from istor.review.centring import centred, written
from istor.review.selection import Circle, Selection

HAD = Selection(text="market", near=Circle(lat=1.0, lon=2.0, km=3.0), page=2)
ROWS = [
    ("no field says anything", {}, Circle(lat=1.0, lon=2.0, km=3.0), None),
    ("an empty field takes the circle away", {"around": " ", "km": "10"}, None, None),
    ("a point", {"around": "49.99, 36.23", "km": "10"}, Circle(lat=49.99, lon=36.23, km=10), None),
    ("a point parted by a space", {"around": "-1.5 36", "km": "0.5"}, Circle(lat=-1.5, lon=36, km=0.5), None),
    ("the usual distance", {"around": "49.99;36.23"}, Circle(lat=49.99, lon=36.23, km=25), None),
    ("no such latitude", {"around": "99, 36", "km": "10"}, HAD.near, "give a place and kilometres above 0"),
    ("no such distance", {"around": "49, 36", "km": "many"}, HAD.near, "give a place and kilometres above 0"),
    ("no such place", {"around": "Nowhere-upon-Nothing"}, HAD.near, "no place called Nowhere-upon-Nothing"),
    ("too long", {"around": "x" * 5000}, HAD.near, "no place called"),
]


@pytest.mark.parametrize(("of", "fields", "near", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_fields(of: str, fields: dict[str, str], near: Circle | None, said: str | None) -> None:
    chosen, told = centred(HAD, fields)
    assert (chosen.near, chosen.text, chosen.page) == (near, "market", 2), of
    assert told is None if said is None else said in (told or "")


def test_a_name_in_any_spelling_says_what_was_taken() -> None:
    chosen, said = centred(Selection(), {"around": "Харків", "km": "40"})
    assert chosen.near is not None and chosen.near.km == 40
    assert (round(chosen.near.lat), round(chosen.near.lon)) == (50, 36)
    assert said is not None and said.startswith("The circle is drawn about Kharkiv")


def test_what_the_form_shows_gives_the_same_circle() -> None:
    circle = Circle(lat=49.9935, lon=-36.23, km=12.5)
    around, km = written(circle)
    assert centred(Selection(), {"around": around, "km": km})[0].near == circle
