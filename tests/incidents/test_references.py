"""Whether two places named may be one scene."""

from __future__ import annotations

import msgspec
import pytest
from making import KHARKIV
from placing import read

from istor.incidents.references import Site, folded, is_loose, nearness


def site(*names: str) -> Site:
    chain = tuple(reading for name in names for reading in read(name, name))
    return Site(reading=chain[0], chain=chain)


TOWN = msgspec.structs.replace(KHARKIV, geonames_id=706483)
NEAR_KHARKIV = msgspec.structs.replace(read("Kharkiv", "Kharkiv")[0], place=TOWN, relation="direction", radius_m=20_000)
ABOUT_KHARKIV = Site(reading=NEAR_KHARKIV, chain=(NEAR_KHARKIV,))


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


def test_near_a_town_is_the_village_told_by_its_name() -> None:
    """ "A village west of Kharkiv", and then "Stepove, west of Kharkiv"; not a town far off, nor the village beside it."""
    about = ABOUT_KHARKIV
    assert is_loose(about.reading) and not is_loose(site("Kharkiv").reading)
    assert nearness(about, site("Stepove", "Kharkiv")) == "within"
    assert nearness(about, site("Poltava")) == "apart"
    assert nearness(site("Stepove", "Kharkiv"), site("Luhove", "Kharkiv")) == "apart"


def test_folded_keeps_what_tells() -> None:
    assert folded("the city of Kharkiv") == folded("Kharkiv city’s") == "kharkiv"
    assert folded("the village") == "the village"
