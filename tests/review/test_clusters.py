"""Incidents on the map: alone where there is room, gathered where they would overlap, none lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from review.panoramas import panorama

from istor.review.clusters import View, features

WORLD = View(west=-180, south=-90, east=180, north=90, zoom=1)
POINTS = st.lists(st.tuples(st.floats(-85, 85), st.floats(-179, 179)), max_size=40)


@given(POINTS, st.floats(0, 18))
def test_every_point_is_in_one_mark(points: list[tuple[float, float]], zoom: float) -> None:
    seen = panorama(*({"lat": lat, "lon": lon, "killed_best": 1} for lat, lon in points))
    view = View(west=-180, south=-90, east=180, north=90, zoom=zoom)
    found = features(seen, np.ones(len(points), dtype=bool), view)
    assert sum(each["properties"]["count"] for each in found["features"]) == len(points)
    assert sum(each["properties"]["killed"] for each in found["features"]) == len(points)


def test_the_mark_of_one_incident_leads_to_it_and_says_its_doubt() -> None:
    seen = panorama({"lat": 50.0, "lon": 36.0, "radius_m": 900}, {})
    found = features(seen, np.array([True, True]), WORLD)
    assert found["unplaced"] == 1
    assert found["features"][0]["properties"] == {"id": seen.name(0), "radius_m": 900, "killed": None, "count": 1}


def test_a_view_over_the_date_line() -> None:
    seen = panorama({"lat": 0.0, "lon": 179.0}, {"lat": 0.0, "lon": -179.0}, {"lat": 0.0, "lon": 0.0})
    view = View(west=170, south=-10, east=-170, north=10, zoom=4)
    assert features(seen, np.ones(3, dtype=bool), view)["shown"] == 2


def test_the_box_holds_the_whole_selection_and_nothing_else() -> None:
    seen = panorama({"lat": 50.0, "lon": 36.0}, {"lat": 35.0, "lon": 38.5}, {"lat": 0.0, "lon": 0.0}, {})
    near = View(west=35, south=49, east=37, north=51, zoom=8)
    assert features(seen, np.array([True, True, False, True]), near)["box"] == [36.0, 35.0, 38.5, 50.0]
    assert features(seen, np.array([False, False, False, True]), near)["box"] is None
