"""What the gazetteer's file is made of while it is gathered: places in their order, and the keys they are found by."""

from __future__ import annotations

import math
from typing import NamedTuple

from istor.geography.names import fold

KINDS = ("settlement", "district", "region", "subregion", "country", "continent", "sea", "area")
PRIMARY, ALTERNATE, DERIVED = 2, 1, 0  # how much a key is the place's own name


def settlement_radius_m(population: int) -> int:
    """How far a settlement reaches from its point, by its people: 1 km for a village, 15 km for 1.4 million, at most 25.

    >>> settlement_radius_m(0), settlement_radius_m(250_000), settlement_radius_m(9_000_000)
    (1000, 6250, 25000)
    """
    return min(25_000, max(1000, round(12.5 * math.sqrt(population))))


class Row(NamedTuple):
    """One place as it is stored: lat and lon in 1e-5 degrees; `kind` is an index of KINDS; `placed` as in Place."""

    name: str
    kind: int
    country: str
    region: int | None
    code: str | None
    lat: int
    lon: int
    radius_m: int
    population: int | None
    geonames: int | None
    zone: int | None
    katottg: str | None
    placed: str | None = None


class Building:
    """What has been gathered so far: places (id = position + 1), their keys and the words that are no names."""

    def __init__(self) -> None:
        self.places: list[Row] = []
        self.names: dict[tuple[str, int], int] = {}
        self.loose: set[tuple[str, int]] = set()
        self.words: set[tuple[str, int, str]] = set()
        self.outlines: dict[int, str] = {}
        self.zones: dict[str, int] = {}
        self._index: dict[str, list[int]] = {}
        self.by_code: dict[str, int] = {}
        self.by_admin1: dict[tuple[str, str], int] = {}

    def add(self, row: Row) -> int:
        """Keep a place and give its id."""
        self.places.append(row)
        return len(self.places)

    def call(self, place: int, spelling: str, own: int) -> None:
        """Let a spelling mean a place; the strongest claim on a key stays."""
        key = fold(spelling)
        if key:
            self.names[key, place] = max(own, self.names.get((key, place), DERIVED))

    def called(self, key: str) -> list[int]:
        """The places that a key meant when this was first asked, the most populous first."""
        if not self._index:
            for name, place in self.names:
                self._index.setdefault(name, []).append(place)
        return sorted(self._index.get(key, ()))

    def zone(self, name: str | None) -> int | None:
        """The id of a time zone's name."""
        return self.zones.setdefault(name, len(self.zones) + 1) if name else None
