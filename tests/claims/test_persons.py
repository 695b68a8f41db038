"""Named dead and hurt."""

from __future__ import annotations

import pytest

from istor.claims.persons import read_persons
from istor.language import parse

Row = tuple[str, str, int | None]

NAMED: list[tuple[str, list[Row]]] = [
    ("Olena Koval, 34, was killed by shrapnel.", [("Olena Koval", "killed", 34)]),
    ("The death of 17-year-old Marko Bilyk shocked the town.", [("Marko Bilyk", "killed", 17)]),
    ("Petro Danko, 61, was taken to hospital and pronounced dead.", [("Petro Danko", "killed", 61)]),
    ("Mayor Ihor Lysenko said two people were killed.", []),
    ("Two people were killed, police chief Anton Hrytsenko wrote.", []),
    ("Dmytro Sydorenko said nobody was hurt.", []),
    ("A drone hit the mill, killing one person and injuring five, Mayor Petro Danko said.", []),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_named_victims_are_read_and_speakers_are_not(text: str, wanted: list[Row]) -> None:
    found = read_persons("a", next(parse([(0, text)], entities=False)))
    assert [(person.words, person.harm, person.age) for person in found] == wanted
    assert all(person.span.quote(text) == person.words for person in found)
