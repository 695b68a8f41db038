"""What one sighting takes from the others of its page, read whole."""

from __future__ import annotations

import pytest

import istor

TUESDAY, WEEKEND = "2025-03-04", "2025-03-01/2025-03-03"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Drones struck a mill in Sumy on Tuesday.\nShells killed two people in Poltava, the governor said.",
            [("Sumy", TUESDAY), ("Poltava", TUESDAY)],
            id="the day told for the first",
        ),
        pytest.param(
            "Shells killed two people in Poltava, the governor said.\nDrones struck a mill in Sumy on Tuesday.",
            [("Poltava", TUESDAY), ("Sumy", TUESDAY)],
            id="the day told for the next",
        ),
        pytest.param(
            "The map shows strikes on Kharkiv region from Saturday to Monday.\n"
            "In Chuhuiv, a missile destroyed a school.\nIn Izium, a missile killed two people.",
            [("Chuhuiv", WEEKEND), ("Izium", WEEKEND)],
            id="a stretch told for them all",
        ),
        pytest.param(
            "Drones struck a mill in Sumy on Tuesday.\nLast year, shells killed two people in Poltava.",
            [("Sumy", TUESDAY), ("Poltava", "2024")],
            id="the past keeps its own",
        ),
        pytest.param(
            "Drones struck a mill in Sumy.\nShells killed two people in Poltava.",
            [("Sumy", None), ("Poltava", None)],
            id="never the publication day",
        ),
    ],
)
def test_a_day_is_carried(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    told = [(one.place.words if one.place else None, one.date.edtf if one.date else None) for one in found]
    assert told == expected


def test_a_bare_strike_is_of_the_kind_of_all_others_by_the_same_attacker() -> None:
    missiles = "Russian missiles hit a mill in Sumy on Tuesday.\nRussian missiles killed two people in Poltava.\n"
    text = missiles + "A Russian strike destroyed a school in Izium, the mayor said."
    drones = missiles.replace("missiles killed", "drones killed") + "A Russian strike destroyed a school in Izium."
    last, mixed = (
        istor.read(one, source_id="a.txt", published="2025-03-06").sightings[-1].type for one in (text, drones)
    )
    assert (last, mixed) == ("Shelling/artillery/missile attack", "Other")


def test_on_a_states_own_soil_the_other_state_attacks() -> None:
    text = (
        "Iranian missiles hit Haifa on Monday.\nIsraeli jets bombed a depot in Isfahan on Tuesday.\n"
        "Missiles destroyed two homes in Rehovot, Israel, and killed a man."
    )
    found = istor.read(text, source_id="a.txt", published="2025-06-18").sightings
    assert [(one.place.words, one.actors[0].words) for one in found if one.place and one.actors][-1] == (
        "Rehovot",
        "Iranian",
    )


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A gunman shot a man dead on Friday. Tucson police arrested two people.", "Tucson"),
        ("A gunman shot a man dead on Friday. Tucson police and Denver police searched a house.", None),
        ("A gunman shot a man dead in Mesa on Friday. Tucson police arrested two people.", "Mesa"),
    ],
)
def test_news_without_a_place_is_of_the_town_whose_police_is_named(text: str, town: str | None) -> None:
    (sighting,) = istor.read(text, published="2025-03-05", source_id="page").sightings
    place = sighting.place.place if sighting.place else None
    assert (place.name if place else None) == town
