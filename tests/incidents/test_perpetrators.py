"""An attacker who dies by his own hand is none of his victims, however a page counts its dead."""

from __future__ import annotations

import pytest

import istor
from istor.incidents.perpetrators import without_attackers


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        # One less are told of as his victims: the count takes him in.
        (
            "Three people were found dead in a house in Poltava on Friday. A farmer killed his 5-year-old niece and "
            "her little brother, and then himself.",
            (2, 2),
        ),
        # The sentence calls it both.
        ("Four people died in a murder-suicide in Poltava on Friday. The gunman then killed himself.", (3, 3)),
        # As many are told of as are counted: he is not among them.
        ("Three people were shot dead in Poltava on Friday. The man killed three strangers and then himself.", (3, 3)),
        # Nobody says that he died.
        ("Three people were found dead in a house in Poltava on Friday. A father killed his daughter, 5, and his son, 3.", (3, 3)),
    ],
)  # fmt: skip
def test_a_count_that_takes_the_attacker_in(text: str, killed: tuple[int, int]) -> None:
    found = istor.read(text, source_id="a.txt", published="2025-03-06").sightings[0]
    assert found.final.killed == killed


def test_nobody_attacks() -> None:
    assert without_attackers((), "") == ()
