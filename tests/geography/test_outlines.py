"""Outlines as short text and back; a point and the region it lies in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.geography.gazetteer import open_gazetteer
from istor.geography.outlines import holds, read_rings, write_rings

CORNERS = st.tuples(st.integers(-90_000, 90_000), st.integers(-180_000, 180_000))


@given(st.lists(CORNERS, min_size=1, max_size=5))
def test_rings_come_back_as_they_went(ring: list[tuple[int, int]]) -> None:
    degrees = tuple((row / 1000, column / 1000) for row, column in ring)
    assert read_rings(write_rings([degrees, degrees])) == (degrees, degrees)


def test_a_hole_is_outside() -> None:
    outer = ((0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0))
    hole = ((3.0, 3.0), (3.0, 6.0), (6.0, 6.0), (6.0, 3.0))
    assert holds([outer, hole], 1.0, 1.0) and not holds([outer, hole], 4.0, 4.0)


@pytest.mark.parametrize(
    ("lat", "lon", "code", "country"),
    [
        (49.59, 34.55, "UA-53", "UA"),
        (44.95, 34.10, "UA-43", "UA"),
        (44.60, 33.53, "UA-40", "UA"),
        (36.20, 37.16, "SY-HL", "SY"),
        (31.45, 34.40, "PS-GZZ", "PS"),
        (29.76, -95.37, "US-TX", "US"),
    ],
)
def test_region_at(lat: float, lon: float, code: str, country: str) -> None:
    region = open_gazetteer().region_at(lat, lon)
    assert region is not None and (region.admin1_code, region.country) == (code, country)


def test_nothing_at_sea() -> None:
    assert open_gazetteer().region_at(0.0, -30.0) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_has_a_region_or_none(lat: float, lon: float) -> None:
    region = open_gazetteer().region_at(lat, lon)
    assert region is None or region.kind in ("region", "subregion", "country")


@pytest.mark.parametrize("code", ["UA", "SY", "UA-63", "SY-ID", "US-CA", "FR-75"])
def test_outlines_have_corners_on_earth(code: str) -> None:
    rings = open_gazetteer().outline(code)
    corners = [corner for ring in rings for corner in ring]
    assert len(corners) > 3 and all(-90 <= lat <= 90 and -180 <= lon <= 180 for lat, lon in corners)
