"""A feature an incident, readable by any map."""

from __future__ import annotations

import json

from test_tables import published

from istor.publication.geojson import lines


def parsed(*incidents: object) -> dict:  # type: ignore[type-arg]
    return json.loads("\n".join(lines(incidents)))  # type: ignore[arg-type]


def test_positions_are_longitude_first_and_coarse() -> None:
    (feature,) = parsed(published())["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.24, 49.98]}
    assert feature["id"] == feature["properties"]["incident_id"]
    assert feature["properties"]["review"] == "machine-read, unreviewed"
    assert "latitude" not in feature["properties"]


def test_an_incident_without_a_place_is_there_without_a_point() -> None:
    found = parsed(published(place=None), published())
    assert [feature["geometry"] is None for feature in found["features"]] == [True, False]


def test_no_incident_is_still_a_collection_with_its_credit() -> None:
    found = parsed()
    assert (found["type"], found["features"]) == ("FeatureCollection", [])
    assert "GeoNames" in found["credit"]
