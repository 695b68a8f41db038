"""Other people's codes from one reading."""

import pytest

from istor.geography.place import Place, PlaceKind
from istor.geography.precision import geo_precision, where_prec
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
