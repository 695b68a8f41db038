"""What the words beside a name make of it."""

from __future__ import annotations

import pytest

from istor.geography import geoparse


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Gunmen broke into Nowara prison in Raqqa at noon.", "Nowara prison", "Nowara prison"),
        ("Tents burned in Umm Nowara refugee camp near Idlib.", "Umm Nowara refugee camp", "Umm Nowara refugee camp"),
        ("Two drones hit Aleppo airport before dawn.", "Aleppo airport", "Aleppo"),
        ("Flights to Kharkiv International Airport were halted.", "Kharkiv International Airport", "Kharkiv"),
        ("A riot began at the Hasakah prison.", "Hasakah prison", "Hasakah"),
        ("The train to Poltava was late.", "Poltava", "Poltava"),
        ("Syria camp commanders met.", "Syria", "Syria"),
    ],
)
def test_a_site_is_read_by_its_own_words(text: str, words: str, place: str) -> None:
    reading = geoparse(text)[0]
    assert reading.place is not None
    assert (reading.words, reading.place.name) == (words, place)


def test_a_site_of_no_listed_name_lies_in_the_town_it_is_told_in() -> None:
    prison, town = geoparse("Gunmen broke into Nowara prison in Raqqa at noon.")
    assert prison.place is not None and town.place is not None
    assert (prison.lat, prison.lon, prison.place.admin1) == (town.lat, town.lon, town.place.admin1)
    assert (prison.radius_m or 0) >= (town.radius_m or 0)
