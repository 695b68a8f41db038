"""Whether two places named may be one scene."""

from __future__ import annotations

import msgspec
import pytest
from making import KHARKIV
from placing import read

from istor.geography.place import Place, PlaceReading
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


def test_near_a_town_may_be_any_village_known_only_by_its_region() -> None:
    region = Place(name="Kharkiv Oblast", kind="region", lat=49.6, lon=36.5, radius_m=128_000, country="UA",
                   admin1="Kharkiv Oblast", admin1_code="UA-63")  # fmt: skip
    town = msgspec.structs.replace(TOWN, admin1="Kharkiv Oblast", admin1_code="UA-63")
    loose = msgspec.structs.replace(NEAR_KHARKIV, place=town)
    about = Site(reading=loose, chain=(loose,))
    village = PlaceReading(
        words="Luhove", start=0, end=6, place=region, lat=49.6, lon=36.5, radius_m=128_000, relation="region"
    )
    assert nearness(about, Site(reading=village, chain=(village,))) == "within"
    other = msgspec.structs.replace(
        village, place=msgspec.structs.replace(region, admin1_code="UA-59", admin1="Sumy Oblast")
    )
    assert nearness(about, Site(reading=other, chain=(other,))) == "apart"


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
