"""When and where, told in a sentence of its own."""

from __future__ import annotations

import pytest

import istor

TUESDAY = "2025-03-04"


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("Soldiers killed two men in a house, locals said. It was about noon on Tuesday.", TUESDAY, None),
        ("Drones killed two men at a depot, the army said.\nThe raid happened on Tuesday.", TUESDAY, None),
        (
            "Soldiers killed two men in Kharkiv region, locals said.\nThe operation was carried out in the town of Izium on Tuesday.",
            TUESDAY,
            "Izium",
        ),
        ("Drones killed two men at a depot in Sumy.\nThe museum opened in Poltava on Tuesday.", None, "Sumy"),
    ],
)
def test_an_aside(text: str, day: str | None, place: str | None) -> None:
    (one,) = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    assert (one.date.edtf if one.date else None, one.place.words if one.place else None) == (day, place)
