"""A GeoPackage is what the standard asks for, with a point for each incident that has one."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path

import pytest
from test_tables import published

from istor.publication.geopackage import TABLE, geopackage


@pytest.fixture
def opened(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "made.gpkg"
    path.write_bytes(geopackage([published(), published(place=None)], credit="credit"))
    return sqlite3.connect(path)


def test_it_says_what_it_is(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert opened.execute("SELECT table_name, data_type, srs_id, description FROM gpkg_contents").fetchall() == [
        (TABLE, "features", 4326, "credit")
    ]
    assert {each for (each,) in opened.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")} == {-1, 0, 4326}
    assert opened.execute("SELECT * FROM gpkg_geometry_columns").fetchall() == [(TABLE, "geom", "POINT", 4326, 0, 0)]


def test_points_are_on_the_grid_and_what_has_none_is_there(opened: sqlite3.Connection) -> None:
    one, other = opened.execute(f"SELECT geom, latitude, best_reported FROM {TABLE} ORDER BY fid").fetchall()
    assert struct.unpack("<2sBBi", one[0][:8]) == (b"GP", 0, 1, 4326)
    assert struct.unpack("<BIdd", one[0][8:]) == (1, 1, 36.24, 49.98)
    assert (one[1], one[2], other[0], other[1]) == (49.98, 1, None, None)
    assert opened.execute("SELECT min_x, max_y FROM gpkg_contents").fetchone() == (36.24, 49.98)


def test_the_same_incidents_give_the_same_bytes() -> None:
    assert geopackage([published()], credit="c") == geopackage([published()], credit="c")
