"""Deaths told by a pronoun."""

from __future__ import annotations

import pytest

import istor
from istor.claims.casualties import read_tolls
from istor.language import parse


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A man was found with a gunshot wound. He died at the scene.", 1, 0),
        ("A farmer was wounded by shrapnel. He was taken to a clinic, where he later died.", 1, 0),
        ("A nurse suffered a gunshot wound to the head. She was pronounced dead in hospital.", 1, 0),
        ("Ivan Marsh was taken to City Hospital, where he died at noon.", 1, 0),
        ("A woman was wounded by a gunman. He died in the shoot-out.", 0, 1),  # not she
        ("Three men were wounded by a gunman. He died in the shoot-out.", 0, 3),
        ("A woman was wounded by a shell. She would have died without help.", 0, 1),
        ("A man was wounded and his brother was killed. He died at the scene.", 1, 1),  # either
    ],
)
def test_later_deaths(text: str, killed: int, injured: int) -> None:
    found = [toll for toll in read_tolls("a", next(parse([(0, text)], entities=False))) if not toll.superseded]
    assert sum(toll.low for toll in found if toll.harm == "killed") == killed
    assert sum(toll.low for toll in found if toll.harm == "injured") == injured


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        (
            "A gunman shot a man in Kharkiv on Tuesday, wounding him.\nA farmer was wounded.\nHe died at the scene.",
            1,
            1,
        ),
        ("A shell wounded a farmer in Kharkiv on Tuesday.\nHe was pronounced dead in hospital.", 1, 0),
        ("A shell wounded two farmers in Kharkiv on Tuesday.\nHe was pronounced dead in hospital.", 0, 2),
        ("A shell wounded a farmer in Kharkiv on Tuesday.\nA gunner was held. He died in jail.", 0, 1),
    ],
)
def test_a_death_that_begins_the_next_paragraph(text: str, killed: int, injured: int) -> None:
    found = [toll for one in istor.read(text, source_id="a.txt").claims for toll in one.tolls if not toll.superseded]
    assert sum(toll.low for toll in found if toll.harm == "killed") == killed
    assert sum(toll.low for toll in found if toll.harm == "injured") == injured


def test_a_late_death_is_of_the_attack() -> None:
    text = "A shell wounded a farmer in Kharkiv on Tuesday. He died on Friday."
    (found,) = istor.read(text, source_id="a.txt", published="2025-03-08").sightings
    assert (found.final.killed, found.final.injured) == ((1, 1), None)
    (dead,) = [toll for toll in found.tolls if toll.harm == "killed"]
    assert [text[part.start : part.end] for part in dead.parts] == ["a farmer", "He died"]
    assert text[dead.span.start : dead.span.end] == dead.words == "a farmer in Kharkiv on Tuesday. He died"
