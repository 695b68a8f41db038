"""Adds a country's full GeoNames dump, which a user fetched, to a gazetteer of their own beside the packaged one.

The dump is GeoNames' tab-separated form of 19 columns, as in https://download.geonames.org/export/dump/UA.zip (unpacked).
"""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from istor.errors import GazetteerError
from istor.geography.gazetteer import ADDED_ID, Gazetteer, added_path, open_gazetteer
from istor.geography.names import ARABIC_LETTERS, fold, plain, romanised, skeleton, without_article, worth_keeping
from istor.geography.place import Place
from istor.geography.stock import ALTERNATE, DERIVED, KINDS, PRIMARY, settlement_radius_m

COLUMNS = 19
GONE = frozenset({"PPLH", "PPLCH"})  # towns that were; abandoned ones (PPLQ) stay, for wars abandon them
_SCHEMA = """
CREATE TABLE IF NOT EXISTS place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, region TEXT, lat INTEGER,
                                  lon INTEGER, radius_m INTEGER, population INTEGER, geonames INTEGER, zone TEXT, katottg TEXT);
CREATE TABLE IF NOT EXISTS name (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Added(NamedTuple):
    """What was added: the file, how many settlements are new, and how many the packaged gazetteer has already."""

    path: Path
    new: int
    known: int


class _Line(NamedTuple):
    geonames: int
    name: str
    spellings: tuple[str, ...]
    lat: float
    lon: float
    code: str
    country: str
    admin1: str
    population: int
    zone: str


def add(dump: Path, *, beside: Path | None = None) -> Added:
    """Add the settlements of a GeoNames dump to the user's gazetteer; adding the same dump again changes nothing.

    `beside` is the gazetteer it is for (None: the packaged one). Raises GazetteerError for a file that is no such dump.
    The gazetteers opened later see the new places.
    """
    packaged = open_gazetteer(beside)
    known = packaged.geonames_ids()
    lines = list(_lines(dump))
    new = [line for line in lines if line.geonames not in known]
    path = added_path(packaged.path)
    try:
        connection = sqlite3.connect(path)
        connection.executescript(_SCHEMA)
    except sqlite3.OperationalError as error:
        raise GazetteerError(f"{path} cannot be written ({error}): install istor where you may write") from error
    with connection:
        for line in new:
            _write(connection, line, packaged)
        connection.execute("INSERT OR REPLACE INTO about VALUES ('content', ?)", (_content(connection),))
    connection.close()
    open_gazetteer.cache_clear()
    return Added(path, len(new), len(lines) - len(new))


def _lines(dump: Path) -> Iterator[_Line]:
    try:
        text = dump.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(
            f"{dump} cannot be read ({error}): give the unpacked .txt of a GeoNames country dump"
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) != COLUMNS:
            raise GazetteerError(
                f"{dump} line {number} has {len(cells)} columns, not the {COLUMNS} of a GeoNames dump:"
                " give the unpacked .txt of a country, such as UA.txt"
            )
        if cells[6] == "P" and cells[7] not in GONE:
            yield _line(dump, number, cells)


def _line(dump: Path, number: int, cells: list[str]) -> _Line:
    try:
        lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        geonames = int(cells[0])
    except ValueError as error:
        raise GazetteerError(
            f"{dump} line {number}: {error}; expected id, latitude, longitude and population"
        ) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{dump} line {number}: {lat}, {lon} is no point of the globe")
    spellings = tuple(filter(worth_keeping, cells[3].split(",")))
    return _Line(geonames, cells[1], spellings, lat, lon, cells[7], cells[8], cells[10], max(0, people), cells[17])


def _write(connection: sqlite3.Connection, line: _Line, packaged: Gazetteer) -> None:
    place = ADDED_ID + line.geonames
    region = _regions().get((line.country, line.admin1))
    official = _official(packaged, line, region)
    kind = KINDS.index("district" if line.code == "PPLX" else "settlement")
    connection.execute(
        "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (place, official.name if official else plain(line.name, line.country), kind, line.country, region, round(line.lat * 1e5),
         round(line.lon * 1e5), settlement_radius_m(line.population), line.population, line.geonames, line.zone or None,
         official.katottg if official else None),
    )  # fmt: skip
    keys: dict[str, int] = {}
    for spelling in line.spellings:
        keys[fold(spelling)] = ALTERNATE
        for key in romanised(spelling):
            keys.setdefault(key, DERIVED)
    keys[fold(line.name)] = PRIMARY
    if line.country in ARABIC_LETTERS:
        for key in list(keys):
            keys.setdefault(without_article(key), DERIVED)
    rows = [(key, place, own) for key, own in sorted(keys.items()) if key]
    connection.executemany("INSERT OR REPLACE INTO name VALUES (?,?,?)", rows)
    loose = {key for spelling in (line.name, *line.spellings) if (key := skeleton(spelling))}
    connection.executemany("INSERT OR REPLACE INTO loose VALUES (?,?)", [(key, place) for key in sorted(loose)])


def _official(packaged: Gazetteer, line: _Line, region: str | None) -> Place | None:
    """The one village of that name and region which the packaged gazetteer could only place by its hromada or raion."""
    if line.country != "UA":
        return None
    keys = dict.fromkeys(fold(name) for name in (*line.spellings, line.name))
    found = {
        place.katottg: place
        for key in keys
        for place in packaged.lookup(key)
        if place.placed in ("hromada", "raion", "oblast") and place.admin1_code == region
    }
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _regions() -> dict[tuple[str, str], str]:
    found = {}
    for table in ("regions.csv", "outlines.csv"):
        with files("istor.geography").joinpath(table).open(encoding="utf8") as file:
            for row in csv.DictReader(file):
                if row["kind"] == "region" and row["geonames_admin1"]:
                    found[row["country"], row["geonames_admin1"]] = row["code"]
    return found


def _content(connection: sqlite3.Connection) -> str:
    digest = hashlib.sha256()
    for table in ("place", "name", "loose"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):
            digest.update(repr(row).encode())
    return digest.hexdigest()
