"""Place, Candidate and PlaceReading: where, with metres of doubt; and how far from one another. Types, and little else."""

from __future__ import annotations

import math
from typing import Literal

from istor.provenance import Record, Span

PlaceKind = Literal["settlement", "district", "region", "subregion", "country", "continent", "sea", "area"]
Placed = Literal["point", "city", "hromada", "raion", "oblast"]
AirwarsAccuracy = Literal["Neighbourhood/area", "Village", "Town", "City", "District", "Province/governorate"]
METRES_A_DEGREE = 111_195  # of a meridian
Relation = Literal["in", "near", "outskirts", "direction", "between", "part", "region"]


class Place(Record):
    """A row of the gazetteer. `lat`/`lon` are WGS 84 degrees, `radius_m` how far from the point it may be.

    `admin1` is the region's usual English name, `admin1_code` its ISO 3166-2 code (Crimea UA-43, Sevastopol UA-40),
    `country` ISO 3166-1 alpha-2. `katottg` is Ukraine's official code where there
    is one, and `placed` how such a place was put on the map: by a point of its own, by its city (a district), its
    hromada, raion or oblast. Elsewhere "oblast" is a settlement known only to lie in its region, None any other place.
    """

    name: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    country: str | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    geonames_id: int | None = None
    katottg: str | None = None
    population: int | None = None
    zone: str | None = None
    placed: Placed | None = None


class Candidate(Record):
    """A place the words may mean, its score (0–1 among its rivals) and the reason in words."""

    place: Place
    score: float
    because: str


class PlaceReading(Record):
    """Words read as a place. `place=None`: no candidate (the words are kept; the region may still be told).

    `start`/`end` are offsets in the text read (code points, end exclusive). `radius_m` is the doubt of this reading:
    the place's own, widened by "near", "outskirts of", a distance and direction. `candidates` are ranked, the first is
    `place`. `within` is the named region or country the text puts it in. `geo_precision` is ACLED's 1–3,
    `where_prec` UCDP's 1–7, `airwars_accuracy` Airwars' level in its words (None: wider than a province). `role` tells where something happened or may have ("location") from a people ("demonym"),
    a government ("Kyiv said"), an organisation or office that bears the place's name (the Athens Police Department), a
    person's or thing's name, and a dateline.
    """

    words: str
    start: int
    end: int
    role: Literal["location", "demonym", "government", "organisation", "name", "dateline"] = "location"
    relation: Relation = "in"
    place: Place | None = None
    lat: float | None = None
    lon: float | None = None
    radius_m: int | None = None
    within: str | None = None
    candidates: tuple[Candidate, ...] = ()
    geo_precision: int | None = None
    where_prec: int | None = None
    airwars_accuracy: AirwarsAccuracy | None = None

    def span(self, article_id: str) -> Span:
        """Where the words stand, given the article they were read from."""
        return Span(article_id=article_id, start=self.start, end=self.end)


def metres_between(one: Place | PlaceReading, other: Place | PlaceReading) -> float:
    """How far two points are from one another, in metres and as on a plane: good within a region. Infinite where one of
    them has none.

    >>> kyiv = Place(name="Kyiv", kind="settlement", lat=50.45, lon=30.52, radius_m=9000)
    >>> round(metres_between(kyiv, Place(name="Brovary", kind="settlement", lat=50.51, lon=30.79, radius_m=4000)) / 1000)
    20
    """
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    north = one.lat - other.lat
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(north, east) * METRES_A_DEGREE
