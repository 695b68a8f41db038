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
    (
        "Those killed when a mine went off were named as Olena Koval, 34, and Marko Bilyk, 17.",
        [("Olena Koval", "killed", 34), ("Marko Bilyk", "killed", 17)],
    ),
    ("The man who killed two people was named as Petro Danko, 61.", []),
    ("Mayor Ihor Lysenko said two people were killed.", []),
    ("7-Year-Old Girl Killed By Shrapnel In Village", []),
    ("Two people were killed, police chief Anton Hrytsenko wrote.", []),
    ("Dmytro Sydorenko said nobody was hurt.", []),
    ("A drone hit the mill, killing one person and injuring five, Mayor Petro Danko said.", []),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_named_victims_are_read_and_speakers_are_not(text: str, wanted: list[Row]) -> None:
    found = read_persons("a", next(parse([(0, text)], entities=False)))
    assert [(person.words, person.harm, person.age) for person in found] == wanted
    assert all(person.span.quote(text) == person.words for person in found)


FORMS: list[tuple[str, list[tuple[str, str, int | None, str | None, str | None]]]] = [
    (
        "An air strike killed Ahmad Saleh and six members of his family.",
        [("Ahmad Saleh", "killed", None, None, None)],
    ),
    ("The dead included Mykola Bondar.", [("Mykola Bondar", "killed", None, None, None)]),
    (
        "Shelling killed teacher Petro Hnatiuk, 52, and wounded his wife, Larysa.",
        [("Petro Hnatiuk", "killed", 52, None, "teacher"), ("Larysa", "injured", None, "female", "wife")],
    ),
    (
        "Olena Petrenko, 34, and her son Maksym Petrenko, 7, were among the dead.",
        [("Olena Petrenko", "killed", 34, None, None), ("Maksym Petrenko", "killed", 7, "male", "son")],
    ),
    ("Among the wounded was Dr Halyna Moroz.", [("Dr Halyna Moroz", "injured", None, None, None)]),
    (
        "The dead were identified as Ronald Hill, 24; Kim Delong, 23, and Maria Nest, 19.",
        [
            ("Ronald Hill", "killed", 24, None, None),
            ("Kim Delong", "killed", 23, None, None),
            ("Maria Nest", "killed", 19, None, None),
        ],
    ),
    (
        "They identified the dead as Sara, Omar and Lina.",
        [
            ("Sara", "killed", None, None, None),
            ("Omar", "killed", None, None, None),
            ("Lina", "killed", None, None, None),
        ],
    ),
    ("A strike on the outskirts of Ain Issa wounded two farmers.", []),
    ("Two men were hurt in Novi Petrivtsi, Governor Ostap Rudyk said.", []),
]


@pytest.mark.parametrize(("text", "wanted"), FORMS)
def test_names_are_read_in_every_usual_form(
    text: str, wanted: list[tuple[str, str, int | None, str | None, str | None]]
) -> None:
    found = read_persons("a", next(parse([(0, text)], entities=False)))
    assert [(one.words, one.harm, one.age, one.sex, one.role) for one in found] == wanted
