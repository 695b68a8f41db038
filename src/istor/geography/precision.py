"""The doubt of a reading in other people's codes: ACLED's geo_precision, UCDP's where_prec, Airwars' accuracy level."""

from __future__ import annotations

from istor.geography.place import AirwarsAccuracy, Place
from istor.geography.relations import Position

TOWN, CITY = 5_000, 100_000  # people; without a count a settlement is a village


def geo_precision(place: Place, spot: Position) -> int:
    """ACLED: 1 a town is named; 2 near one, or part of a region told by its chief town; 3 only a larger region.

    >>> kherson = Place(name="Kherson", kind="settlement", lat=46.65, lon=32.62, radius_m=6000)
    >>> geo_precision(kherson, Position(46.65, 32.62, 6000, "in")), geo_precision(kherson, Position(46.65, 32.62, 16000, "near"))
    (1, 2)
    """
    if place.kind in ("settlement", "district"):
        return 1 if _exact(place, spot) else 2
    return 3


def where_prec(place: Place, spot: Position) -> int:
    """UCDP: 1 exact, 2 within about 25 km, 3 a second-level region, 4 a first-level region, 5 a line or area, 6 a country,
    7 sea or air.

    >>> where_prec(Place(name="Syria", kind="country", lat=35.0, lon=38.0, radius_m=400000), Position(35, 38, 400000, "region"))
    6
    """
    if place.kind in ("settlement", "district"):
        return 1 if _exact(place, spot) else 2 if spot.radius_m <= 25_000 else 3
    return {"subregion": 3, "region": 4, "area": 5, "country": 6, "continent": 6, "sea": 7}[place.kind]


def airwars_accuracy(place: Place, spot: Position) -> AirwarsAccuracy | None:
    """Airwars' level, as coarse as the words are; None where they name no more than a country, a sea or an area.

    A town that is only near is a district: Airwars' finer levels (street, landmark, exact) need a picture, not a report.

    >>> douma = Place(name="Douma", kind="settlement", lat=33.57, lon=36.4, radius_m=4000, population=111_000)
    >>> airwars_accuracy(douma, Position(33.57, 36.4, 4000, "in")), airwars_accuracy(douma, Position(33.57, 36.4, 14000, "near"))
    ('City', 'District')
    """
    if place.kind == "settlement" and _exact(place, spot):
        people = place.population or 0
        return "City" if people >= CITY else "Town" if people >= TOWN else "Village"
    if place.kind == "district":
        return "Neighbourhood/area"
    if place.kind in ("settlement", "subregion"):
        return "District"
    return "Province/governorate" if place.kind == "region" else None


def _exact(place: Place, spot: Position) -> bool:
    """In the place itself, whose own point is known."""
    return spot.relation == "in" and place.placed in (None, "point", "city")
