"""Which of several names was hit, and which only say where it lies."""

from __future__ import annotations

import pytest
from making import KHARKIV, KHARKIV_REGION, POLTAVA, UKRAINE

from istor.geography.place import PlaceReading
from istor.incidents.references import Site, folded, nearness
from istor.incidents.scenes import sites

PLACES = {"Kharkiv": KHARKIV, "Poltava": POLTAVA, "Kharkiv region": KHARKIV_REGION, "Ukraine": UKRAINE}


def read(text: str, *names: str) -> list[PlaceReading]:
    """Readings of the names, in text order, each found after the one before."""
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        place = PLACES.get(name)
        end = start + len(name)
        lat, lon = (place.lat, place.lon) if place else (None, None)
        found.append(PlaceReading(words=name, start=start, end=end, place=place, lat=lat, lon=lon))
        start = end
    return found


@pytest.mark.parametrize(
    ("text", "names", "scenes"),
    [
        ("Bombs fell on Stepove in Kharkiv region overnight.", ["Stepove", "Kharkiv region"], ["Stepove"]),
        ("Shells hit Kharkiv and Poltava at noon.", ["Kharkiv", "Poltava"], ["Kharkiv", "Poltava"]),
        ("Shells hit Stepove, Luhove and Poltava.", ["Stepove", "Luhove", "Poltava"], ["Stepove", "Luhove", "Poltava"]),
        ("A rocket fired from Poltava struck Kharkiv.", ["Poltava", "Kharkiv"], ["Kharkiv"]),
        ("The wounded were driven to Poltava.", ["Poltava"], []),
        ("A missile hit a hospital in Poltava at noon.", ["Poltava"], ["Poltava"]),
        ("A boy died in a hospital in Poltava at noon.", ["Poltava"], []),
        ("A mine went off near Stepove, Kharkiv region, Ukraine.", ["Stepove", "Kharkiv region", "Ukraine"], ["Stepove"]),
        ("Stepove, a village west of Kharkiv, was hit.", ["Stepove", "Kharkiv"], ["Stepove"]),
        ("Nothing is named.", [], []),
    ],
)
def test_scenes(text: str, names: list[str], scenes: list[str]) -> None:
    found = sites(text, read(text, *names), start=0, end=len(text))
    assert [site.reading.words for site in found] == scenes


def site(*names: str) -> Site:
    chain = tuple(reading for name in names for reading in read(name, name))
    return Site(reading=chain[0], chain=chain)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (site("Kharkiv"), site("Kharkiv"), "same"),
        (site("Kharkiv"), site("Poltava"), "apart"),
        (site("Kharkiv"), site("Ukraine"), "within"),
        (site("Stepove", "Kharkiv"), site("Kharkiv"), "within"),
        (site("Stepove"), site("the village of Stepove"), "same"),
        (site("Stepove"), site("Luhove"), "apart"),
    ],
)
def test_nearness_is_symmetric(a: Site, b: Site, expected: str) -> None:
    assert nearness(a, b) == nearness(b, a) == expected


def test_folded_keeps_what_tells() -> None:
    assert folded("the city of Kharkiv") == folded("Kharkiv city’s") == "kharkiv"
    assert folded("the village") == "the village"
