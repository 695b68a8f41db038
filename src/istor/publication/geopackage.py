"""Incidents as a GeoPackage (OGC 12-128, version 1.3): one SQLite file with a table of points that GIS programs open."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from istor.publication.redaction import Published
from istor.publication.rows import COLUMNS, row
from istor.publication.tables import visible

TABLE = "incidents"
APPLICATION_ID, VERSION = 0x47504B47, 10300  # "GPKG", 1.3
WGS84 = 4326
MADE = "2000-01-01T00:00:00.000Z"  # the same ledger gives the same bytes: no clock is asked
NUMBERS = ("latitude", "longitude")
COUNTS = (
    "radius_m",
    "best_reported",
    "killed_min",
    "injured_best_reported",
    "injured_min",
    "pages",
    "publishers",
    "origins",
    "copies",
)
SYSTEM = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


def geopackage(incidents: Iterable[Published], *, credit: str) -> bytes:
    """The bytes of the file; `credit` is its description. An incident without a place has no geometry, and is there all the same."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.gpkg"
        connection = sqlite3.connect(path)
        try:
            connection.executescript(_SCHEMA)
            _describe(connection, credit=credit)
            connection.executemany(
                f"INSERT INTO {TABLE} VALUES ({', '.join('?' * (len(COLUMNS) + 2))})",
                (_values(number, each) for number, each in enumerate(incidents, start=1)),
            )
            connection.execute(_EXTENT)
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()


_EXTENT = f"""UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) =
    (SELECT min(longitude), min(latitude), max(longitude), max(latitude) FROM {TABLE})"""


def point(lon: float, lat: float) -> bytes:
    """A point as GeoPackages hold it: their header, little-endian, without an envelope, then well-known binary.

    >>> point(0.0, 0.0).hex()[:16]
    '47500001e6100000'
    """
    return b"GP\x00\x01" + struct.pack("<i", WGS84) + struct.pack("<BIdd", 1, 1, lon, lat)


def _describe(connection: sqlite3.Connection, *, credit: str) -> None:
    columns = ", ".join(f'"{column}" {_type(column)}' for column in COLUMNS)
    connection.execute(f"CREATE TABLE {TABLE} (fid INTEGER PRIMARY KEY NOT NULL, geom POINT, {columns})")
    systems = (
        ("WGS 84 geodetic", WGS84, "EPSG", WGS84, SYSTEM, "longitude and latitude in decimal degrees"),
        ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic", 0, "NONE", 0, "undefined", None),
    )
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, NULL, NULL, NULL, NULL, ?)",
        (TABLE, TABLE, credit, MADE, WGS84),
    )
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (TABLE, WGS84))


def _type(column: str) -> str:
    return "REAL" if column in NUMBERS else "INTEGER" if column in COUNTS else "TEXT"


def _values(number: int, published: Published) -> list[Any]:
    values = row(published)
    lat, lon = values["latitude"], values["longitude"]
    geom = point(lon, lat) if isinstance(lat, float) and isinstance(lon, float) else None
    return [number, geom, *(visible(each) if isinstance(each, str) else each for each in values.values())]
