"""Incidents on a map: each alone where there is room, else gathered into squares of the screen."""

from __future__ import annotations

from typing import Any

import numpy as np

from istor.review.selection import Box
from istor.review.sieve import Mask, boxed
from istor.store.panorama import NO_COUNT, Panorama

CELL_PX = 56  # a square of the screen that two marks would overlap in
TILE_PX = 512  # maplibre draws the world this wide at zoom 0


class View(Box):
    """The part of the world on the screen; `zoom` is maplibre's."""

    zoom: float


def features(seen: Panorama, mask: Mask, view: View) -> dict[str, Any]:
    """A GeoJSON collection of the incidents of `mask` in view.

    A point alone has its incident's id, radius of doubt in metres and killed; a gathered one the number of its incidents,
    its killed and the box they lie in. `unplaced` counts incidents without a point; `box` is west, south, east and north of all
    incidents of `mask`, in view or not (None: none has a point).
    """
    rows = np.flatnonzero(mask & boxed(seen, view))
    made = _gathered(seen, rows, view.zoom)
    unplaced = int(np.count_nonzero(mask & np.isnan(seen.lat)))
    return {
        "type": "FeatureCollection",
        "features": made,
        "shown": len(rows),
        "unplaced": unplaced,
        "box": _box(seen, mask),
    }


def _box(seen: Panorama, mask: Mask) -> list[float] | None:
    placed = mask & ~np.isnan(seen.lat)
    if not placed.any():
        return None
    lat, lon = seen.lat[placed], seen.lon[placed]
    return [round(float(each), 3) for each in (lon.min(), lat.min(), lon.max(), lat.max())]


def _alone(seen: Panorama, rows: Any) -> list[dict[str, Any]]:
    return [
        _point(
            float(seen.lon[row]), float(seen.lat[row]),
            id=seen.name(int(row)), radius_m=int(seen.radius_m[row]), killed=_killed(seen, int(row)), count=1,
        )
        for row in rows
    ]  # fmt: skip


def _gathered(seen: Panorama, rows: Any, zoom: float) -> list[dict[str, Any]]:
    size = 360 / (2.0 ** min(zoom, 22) * TILE_PX / CELL_PX)
    lat, lon = seen.lat[rows].astype(float), seen.lon[rows].astype(float)
    cells = np.floor(lon / size).astype(np.int64) * 1_000_000 + np.floor(lat / size).astype(np.int64)
    _, first, inverse, counts = np.unique(cells, return_index=True, return_inverse=True, return_counts=True)
    mean_lat = np.bincount(inverse, lat) / counts
    mean_lon = np.bincount(inverse, lon) / counts
    best = np.maximum(seen.counts["killed_best"][rows], 0)
    killed = np.bincount(inverse, best)
    boxes = _boxes(inverse, lat=lat, lon=lon)
    made = []
    for at, count in enumerate(counts):
        if count == 1:
            made += _alone(seen, rows[first[at] : first[at] + 1])
            continue
        point = float(mean_lon[at]), float(mean_lat[at])
        made.append(_point(*point, count=int(count), killed=int(killed[at]), box=boxes[at]))
    return made


def _boxes(cells: Any, *, lat: Any, lon: Any) -> list[list[float]]:
    """West, south, east and north of the points of each cell; `cells` are their numbers from 0, one a point."""
    if not len(cells):
        return []
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.diff(cells[order], prepend=-1))
    sides = [each.reduceat(values[order], starts) for each in (np.minimum, np.maximum) for values in (lon, lat)]
    return [[round(float(side), 4) for side in box] for box in zip(*sides, strict=True)]


def _killed(seen: Panorama, row: int) -> int | None:
    best = int(seen.counts["killed_best"][row])
    return None if best == NO_COUNT else best


def _point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [round(lon, 4), round(lat, 4)]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
