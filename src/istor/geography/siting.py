"""Puts Ukraine's official settlements on the map: by GeoNames' point, else by hromada, raion or oblast, and says which.

A settlement of the codifier is GeoNames' one where both give the name once in an oblast; bearers of one name are told
apart by the hromada that they lie nearest to. What GeoNames has inside a city and the codifier has not is a quarter of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from istor.geography.codifier import SETTLEMENTS, Entry
from istor.geography.names import english, fold, romanised, skeleton
from istor.geography.stock import ALTERNATE, DERIVED, KINDS, PRIMARY, Building, Row

SETTLEMENT, DISTRICT, SUBREGION = (KINDS.index(kind) for kind in ("settlement", "district", "subregion"))
CITY = 10_000  # people: a codifier's city is GeoNames' largest bearer of the name from this size on
NO_VILLAGE = 30_000  # people
HROMADA_KM, RAION_KM = 30.0, 60.0  # a bearer of a common name lies within so much of its hromada's or raion's middle
HROMADA_M, RAION_M = 9_000, 25_000  # least radii
QUARTER_M = 2_500  # a city's quarter is looked for this far beyond the city's own circle


_Rivals = list[tuple[list[Entry], list[int]]]


class Middle(NamedTuple):
    """The point that stands for a hromada or raion, and its radius in metres; degrees."""

    lat: float
    lon: float
    radius_m: int


def site(building: Building, entries: Sequence[Entry]) -> None:
    """Add the codifier to what has been gathered: codes and official names for known places, the unknown ones as new."""
    settlements = [entry for entry in entries if entry.category in SETTLEMENTS]
    placed = _match(building, settlements)
    middles = _middles(building, settlements, placed)
    for entry in settlements:
        if entry.code in placed:
            _name(building, entry, placed[entry.code])
    _quarters(building, frozenset(placed.values()))
    _districts(building, [entry for entry in entries if entry.category == "B"], placed)
    _areas(building, entries, placed, middles)
    for entry in settlements:
        if entry.code not in placed:
            _add(building, entry, middles)


def _match(building: Building, settlements: Sequence[Entry]) -> dict[str, int]:
    """Code → place, each place once."""
    rivals = _rivals(building, settlements)
    placed: dict[str, int] = {}
    claims = [pair for entries, places in rivals for pair in _plain_pairs(building, entries, places)]
    claims.sort(key=lambda pair: (not _own_name(building, *pair), pair[1], pair[0].code))
    _settle(placed, claims)
    _settle(placed, _by_nearness(building, rivals, placed, _middles(building, settlements, placed)))
    _settle(placed, _by_likeness(building, settlements, placed))
    return placed


def _settle(placed: dict[str, int], claims: Iterable[tuple[Entry, int]]) -> None:
    """The first claim on a code or a place is kept."""
    taken = set(placed.values())
    for entry, place in claims:
        if place not in taken and entry.code not in placed:
            placed[entry.code] = place
            taken.add(place)


def _by_nearness(
    building: Building, rivals: _Rivals, placed: dict[str, int], middles: dict[str, Middle]
) -> list[tuple[Entry, int]]:
    taken = set(placed.values())
    near = [
        (km, place, entry)
        for entries, places in rivals
        for entry in entries if entry.code not in placed
        for place in places if place not in taken
        and (km := _from_middle(building, entry, place, middles)) is not None
    ]  # fmt: skip
    return [(entry, place) for _, place, entry in sorted(near)]


def _by_likeness(building: Building, settlements: Sequence[Entry], placed: dict[str, int]) -> list[tuple[Entry, int]]:
    """What is left on either side and alike but for an ending (Пересічна, Peresichne), where nothing else is."""
    taken = set(placed.values())
    sides: dict[tuple[int | None, str], tuple[list[Entry], list[int]]] = {}
    for entry in settlements:
        if entry.code not in placed and (key := skeleton(english(entry.name))):
            sides.setdefault((building.by_code[entry.region], key), ([], []))[0].append(entry)
    for place, row in enumerate(building.places, 1):
        if row.country == "UA" and row.kind == SETTLEMENT and place not in taken:
            found = sides.get((row.region, skeleton(row.name)))
            if found:
                found[1].append(place)
    return [pair for entries, places in sides.values() for pair in _plain_pairs(building, entries, places)]


def _rivals(building: Building, settlements: Sequence[Entry]) -> _Rivals:
    """For each name in each oblast: the codifier's bearers and GeoNames' bearers."""
    named: dict[tuple[int, str], list[Entry]] = {}
    for entry in settlements:
        named.setdefault((building.by_code[entry.region], fold(entry.name)), []).append(entry)
    found = []
    for (region, key), entries in named.items():
        for spelling in (key, *romanised(entries[0].name)[:1]):
            places = [
                place for place in building.called(spelling)
                if building.places[place - 1].region == region and building.places[place - 1].kind == SETTLEMENT
            ]  # fmt: skip
            if places:
                found.append((entries, places))
                break
    return found


def _plain_pairs(building: Building, entries: list[Entry], places: list[int]) -> list[tuple[Entry, int]]:
    """The pairs that need no map: one bearer on either side, or the one city and the one large town."""
    if len(entries) == len(places) == 1:
        return [(entries[0], places[0])] if _as_large(building, entries[0], places[0]) else []
    cities = [entry for entry in entries if entry.category in ("M", "K")]
    if len(cities) == 1 and places and (building.places[places[0] - 1].population or 0) >= CITY:
        return [(cities[0], places[0])]
    return []


def _as_large(building: Building, entry: Entry, place: int) -> bool:
    """No village is a city's quarter of its name."""
    return entry.category in ("M", "K") or (building.places[place - 1].population or 0) < NO_VILLAGE


def _own_name(building: Building, entry: Entry, place: int) -> bool:
    return skeleton(english(entry.name)) == skeleton(building.places[place - 1].name)


def _from_middle(building: Building, entry: Entry, place: int, middles: dict[str, Middle]) -> float | None:
    """Kilometres from a place to the entry's hromada, or to its raion (counted dearer); None where it lies too far."""
    row = building.places[place - 1]
    if not _as_large(building, entry, place):
        return None
    for above, most in ((entry.above[2:3], HROMADA_KM), (entry.above[1:2], RAION_KM)):
        if above and above[0] in middles:
            middle = middles[above[0]]
            km = apart_km(middle.lat, middle.lon, row.lat / 1e5, row.lon / 1e5)
            return km if km <= most else None
    return None


def apart_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points that are not far apart, in degrees.

    >>> round(apart_km(50.0, 36.2, 50.0, 36.3), 1)
    7.2
    """
    east = (lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.32 * math.hypot(lat - other_lat, east)


def _middles(building: Building, settlements: Iterable[Entry], placed: dict[str, int]) -> dict[str, Middle]:
    """For each hromada and raion with a settlement on the map: its centre's point (hromada), or the middle of them all."""
    points: dict[str, list[tuple[float, float]]] = {}
    centres: dict[str, tuple[float, float]] = {}
    for entry in settlements:
        place = placed.get(entry.code)
        if place is None:
            continue
        row = building.places[place - 1]
        point = row.lat / 1e5, row.lon / 1e5
        for above in entry.above[1:3]:
            points.setdefault(above, []).append(point)
        if len(entry.above) > 2 and entry.code[9:12] == "001":  # a hromada's first number is its centre
            centres.setdefault(entry.above[2], point)
    return {code: _middle(centres.get(code), around, raion=code[6:9] == "000") for code, around in points.items()}


def _middle(centre: tuple[float, float] | None, around: list[tuple[float, float]], *, raion: bool) -> Middle:
    lat, lon = centre or (sum(lat for lat, _ in around) / len(around), sum(lon for _, lon in around) / len(around))
    reach = max(apart_km(lat, lon, *point) for point in around)
    return Middle(lat, lon, max(RAION_M if raion else HROMADA_M, round(1000 * min(reach, 70.0 if raion else 35.0))))


def _name(building: Building, entry: Entry, place: int) -> None:
    """The official name, romanised as Ukraine does, is the usual English one."""
    row = building.places[place - 1]
    name = english(entry.name)
    building.places[place - 1] = row._replace(name=name, katottg=entry.code, placed="point")
    _call(building, place, entry.name)


def _call(building: Building, place: int, ukrainian: str) -> None:
    name = english(ukrainian)
    building.call(place, name, PRIMARY)
    building.call(place, ukrainian, PRIMARY)
    for key in romanised(ukrainian):
        building.names.setdefault((key, place), DERIVED)
    if key := skeleton(name):
        building.loose.add((key, place))


def _add(building: Building, entry: Entry, middles: dict[str, Middle]) -> None:
    """A settlement that GeoNames' extract lacks, as exactly as its hromada, raion or oblast says."""
    region = building.by_code[entry.region]
    oblast = building.places[region - 1]
    middle, by = Middle(oblast.lat / 1e5, oblast.lon / 1e5, oblast.radius_m), "oblast"
    for above, level in ((entry.above[2:3], "hromada"), (entry.above[1:2], "raion")):
        if above and above[0] in middles:
            middle, by = middles[above[0]], level
            break
    place = building.add(_row(english(entry.name), SETTLEMENT, region, middle, entry.code, by))
    _call(building, place, entry.name)


def _row(name: str, kind: int, region: int, middle: Middle, code: str, placed: str | None) -> Row:
    lat, lon = round(middle.lat * 1e5), round(middle.lon * 1e5)
    return Row(name, kind, "UA", region, None, lat, lon, middle.radius_m, None, None, None, code, placed)


def _quarters(building: Building, official: frozenset[int]) -> None:
    """What lies inside a larger official city and is no settlement of its own is a district of it."""
    cities = [place for place in official if (building.places[place - 1].population or 0) >= CITY]
    for place, row in enumerate(building.places, 1):
        if row.country != "UA" or row.kind != SETTLEMENT or place in official:
            continue
        for city in cities:
            around = building.places[city - 1]
            reach = (around.radius_m + QUARTER_M) / 1000
            if apart_km(row.lat / 1e5, row.lon / 1e5, around.lat / 1e5, around.lon / 1e5) <= reach:
                building.places[place - 1] = row._replace(kind=DISTRICT)
                break


def _districts(building: Building, districts: Sequence[Entry], placed: dict[str, int]) -> None:
    """Districts of cities: GeoNames' point where it has one, else the city's, with the city's radius."""
    for entry in districts:
        city = placed.get(entry.above[-1])
        if city is None:
            continue
        around = building.places[city - 1]
        known = [
            place for place in building.called(fold(entry.name))
            if building.places[place - 1].kind == DISTRICT and building.places[place - 1].region == around.region
            and building.places[place - 1].katottg is None
        ]  # fmt: skip
        place = known[0] if known else building.add(
            _row("", DISTRICT, around.region or 0, Middle(around.lat / 1e5, around.lon / 1e5, around.radius_m), "", "city")
        )  # fmt: skip
        name = f"{english(entry.name)} District"
        by = "point" if known else "city"
        building.places[place - 1] = building.places[place - 1]._replace(name=name, katottg=entry.code, placed=by)
        for spelling in (name, english(entry.name), entry.name, f"{entry.name} район"):
            building.call(place, spelling, PRIMARY)


def _areas(building: Building, entries: Sequence[Entry], placed: dict[str, int], middles: dict[str, Middle]) -> None:
    """Raions and hromadas, called by their adjective and by the town that gives them their name."""
    towns: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.category in SETTLEMENTS:
            for above in entry.above[1:3]:
                towns.setdefault(above, []).append(entry)
    for entry in entries:
        if entry.category not in ("P", "H") or entry.code not in middles:
            continue
        within = towns.get(entry.code, [])
        town = _namesake(building, entry, within, placed)
        office, kind = ("Raion", "район") if entry.category == "P" else ("Hromada", "громада")
        bare = english(town.name if town else entry.name)
        region = building.by_code[entry.region]
        place = building.add(_row(f"{bare} {office}", SUBREGION, region, middles[entry.code], entry.code, None))
        people = sum(building.places[placed[one.code] - 1].population or 0 for one in within if one.code in placed)
        building.places[place - 1] = building.places[place - 1]._replace(population=people)
        building.call(place, f"{entry.name} {kind}", PRIMARY)
        building.call(place, f"{english(entry.name)} {office}", PRIMARY)
        building.call(place, f"{bare} {office}", PRIMARY)
        building.call(place, english(entry.name), ALTERNATE)
        building.call(place, bare, DERIVED)


def _namesake(building: Building, area: Entry, towns: Sequence[Entry], placed: dict[str, int]) -> Entry | None:
    """The largest settlement that a raion or hromada may have its adjective from: Лозівський from Лозова."""
    stem = fold(area.name)

    def people(town: Entry) -> int:
        place = placed.get(town.code)
        return (building.places[place - 1].population or 0) if place else 0

    named = [town for town in towns if _shared(stem, fold(town.name)) >= max(3, len(fold(town.name)) - 3)]
    return max(named, key=people, default=None)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
