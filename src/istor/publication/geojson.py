"""Incidents on a map: one GeoJSON feature each (RFC 7946); one without a place has no geometry, and is there all the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from istor.publication.redaction import Published
from istor.publication.rows import row
from istor.publication.tables import json_text

CREDIT = "Place names and points: GeoNames (CC BY 4.0). Figures as reported, machine-read, not verified."


def lines(incidents: Iterable[Published]) -> Iterator[str]:
    """A FeatureCollection, a line a feature. Positions are [longitude, latitude], WGS 84, on a grid."""
    yield '{"type": "FeatureCollection", "credit": ' + json.dumps(CREDIT) + ', "features": ['
    before = ""
    for incident in incidents:
        if before:
            yield before + ","
        before = json_text(feature(incident))
    if before:
        yield before
    yield "]}"


def feature(incident: Published) -> dict[str, Any]:
    """One incident as a feature; its properties are the columns of the table formats."""
    values = row(incident)
    lat, lon = values.pop("latitude"), values.pop("longitude")
    point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
    return {"type": "Feature", "id": incident.entry.incident_id, "geometry": point, "properties": values}
