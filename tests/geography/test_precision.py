"""Other people's codes from one reading."""

import pytest

from istor.geography.place import AirwarsAccuracy, Place, PlaceKind
from istor.geography.precision import airwars_accuracy, geo_precision, where_prec
from istor.geography.relations import Position


def place(kind: PlaceKind) -> Place:
    return Place(name="Anywhere", kind=kind, lat=50.0, lon=36.0, radius_m=2000)


@pytest.mark.parametrize(
    ("kind", "spot", "acled", "ucdp"),
    [
        ("settlement", Position(50, 36, 2000, "in"), 1, 1),
        ("settlement", Position(50, 36, 12_000, "near"), 2, 2),
        ("settlement", Position(50, 36, 40_000, "outskirts"), 2, 3),
        ("subregion", Position(50, 36, 30_000, "region"), 3, 3),
        ("region", Position(50, 36, 120_000, "region"), 3, 4),
        ("area", Position(50, 36, 120_000, "region"), 3, 5),
        ("country", Position(50, 36, 500_000, "region"), 3, 6),
        ("sea", Position(43, 34, 500_000, "region"), 3, 7),
    ],
)
def test_codes(kind: PlaceKind, spot: Position, acled: int, ucdp: int) -> None:
    assert (geo_precision(place(kind), spot), where_prec(place(kind), spot)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("kind", "people", "spot", "level"),
    [
        ("settlement", 300, Position(50, 36, 1000, "in"), "Village"),
        ("settlement", None, Position(50, 36, 1000, "in"), "Village"),
        ("settlement", 20_000, Position(50, 36, 2000, "in"), "Town"),
        ("settlement", 900_000, Position(50, 36, 9000, "in"), "City"),
        ("settlement", 900_000, Position(50, 36, 19_000, "near"), "District"),
        ("district", 90_000, Position(50, 36, 4000, "in"), "Neighbourhood/area"),
        ("subregion", None, Position(50, 36, 30_000, "region"), "District"),
        ("region", None, Position(50, 36, 90_000, "region"), "Province/governorate"),
        ("country", None, Position(50, 36, 500_000, "region"), None),
    ],
)
def test_airwars_level(kind: PlaceKind, people: int | None, spot: Position, level: AirwarsAccuracy | None) -> None:
    where = Place(name="Anywhere", kind=kind, lat=50.0, lon=36.0, radius_m=2000, population=people)
    assert airwars_accuracy(where, spot) == level


def test_a_village_known_by_its_hromada_is_a_district() -> None:
    where = Place(name="Anywhere", kind="settlement", lat=50.0, lon=36.0, radius_m=9000, placed="hromada")
    spot = Position(50, 36, 9000, "in")
    assert (geo_precision(where, spot), where_prec(where, spot), airwars_accuracy(where, spot)) == (2, 2, "District")
