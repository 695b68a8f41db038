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
