"""A selection over the panorama: which rows it takes, and how many it would take with another value of each facet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from istor.review.selection import FACETS, Box, Circle, Selection
from istor.store.panorama import NO_COUNT, NO_DAY, Panorama

Mask = NDArray[np.bool_]
EARTH_KM = 6371.0088  # mean radius (IUGG)
KM_A_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Sifted:
    """What a selection takes: `mask` over all rows, `rows` in its order, and the counts of each facet.

    A facet's own choices do not narrow its counts: they say what choosing another value would give. Nor do the days chosen
    narrow a timeline: `any_day` are the rows that the selection takes of all days.
    """

    mask: Mask
    any_day: Mask
    rows: NDArray[np.int64]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def sift(seen: Panorama, chosen: Selection, *, named: Mask | None = None) -> Sifted:
    """The rows that a selection takes. `named` are those that its words or its mark find (None: it has none)."""
    masks = {facet: _facet(seen, facet, chosen.values(facet)) for facet in FACETS if chosen.values(facet)}
    base = _base(seen, chosen)
    if named is not None:
        base &= named
    any_day = base.copy()
    for mask in masks.values():
        any_day &= mask
    days = _days(seen, chosen)
    base &= days
    whole = any_day & days
    counts: dict[str, tuple[tuple[str, int], ...]] = {}
    for facet in FACETS:
        others = whole
        if facet in masks:
            others = base.copy()
            for name, mask in masks.items():
                if name != facet:
                    others &= mask
        counts[facet] = tuple((seen.words.get(facet) or seen.aspects[facet]).count(others))
    return Sifted(mask=whole, any_day=any_day, rows=_ordered(seen, whole, chosen.sort), facets=counts)


def _days(seen: Panorama, chosen: Selection) -> Mask:
    mask = np.ones(len(seen), dtype=bool)
    if chosen.day_from is not None or chosen.day_to is not None:
        mask &= seen.earliest != NO_DAY
    if chosen.day_from is not None:
        mask &= seen.latest >= chosen.day_from.toordinal()
    if chosen.day_to is not None:
        mask &= seen.earliest <= chosen.day_to.toordinal()
    return mask


def _base(seen: Panorama, chosen: Selection) -> Mask:
    mask = np.ones(len(seen), dtype=bool)
    if chosen.min_killed is not None:
        best, low = seen.counts["killed_best"], seen.counts["killed_low"]
        mask &= np.where(best == NO_COUNT, low, best) >= chosen.min_killed
    if chosen.reviewed is not None:
        mask &= seen.reviewed == chosen.reviewed
    if chosen.near is not None:
        mask &= near(seen, chosen.near)
    if chosen.within:
        mask &= inside(seen, chosen.within)
    if chosen.box is not None:
        mask &= boxed(seen, chosen.box)
    return mask


def _facet(seen: Panorama, facet: str, values: tuple[str, ...]) -> Mask:
    return (seen.words.get(facet) or seen.aspects[facet]).mask(values, len(seen))


def _ordered(seen: Panorama, mask: Mask, sort: str) -> NDArray[np.int64]:
    rows = np.flatnonzero(mask)
    if sort == "day":
        return rows
    if sort == "-day":
        days = seen.latest[rows].astype(np.int64)
        return rows[np.argsort(np.where(days == NO_DAY, 1, -days), kind="stable")]
    by = seen.doubt if sort == "doubt" else seen.counts[f"{sort}_best"]
    return rows[np.argsort(-by[rows], kind="stable")]


def near(seen: Panorama, circle: Circle) -> Mask:
    """The rows whose point lies in the circle (great-circle distance); a row without a point lies in none."""
    tall = circle.km / KM_A_DEGREE
    mask = np.abs(seen.lat - circle.lat) <= tall + 1e-3
    rows = np.flatnonzero(mask)
    lat, lon = np.radians(seen.lat[rows].astype(float)), np.radians(seen.lon[rows].astype(float))
    lat0, lon0 = math.radians(circle.lat), math.radians(circle.lon)
    half = np.sin((lat - lat0) / 2) ** 2 + np.cos(lat) * math.cos(lat0) * np.sin((lon - lon0) / 2) ** 2
    found = np.zeros(len(seen), dtype=bool)
    found[rows] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))) <= circle.km
    return found


def boxed(seen: Panorama, box: Box) -> Mask:
    """The rows whose point lies in the box, its edges included; a row without a point lies in none."""
    tall = (seen.lat >= box.south) & (seen.lat <= box.north)
    if box.east - box.west >= 360:
        return tall
    if box.west <= box.east:
        return tall & (seen.lon >= box.west) & (seen.lon <= box.east)
    return tall & ((seen.lon >= box.west) | (seen.lon <= box.east))


def inside(seen: Panorama, corners: tuple[tuple[float, float], ...]) -> Mask:
    """The rows whose point lies in the polygon, drawn on a flat map (even-odd rule); a row without a point lies in none."""
    lats, lons = np.array(corners, dtype=float).T
    box = (seen.lat >= lats.min()) & (seen.lat <= lats.max()) & (seen.lon >= lons.min()) & (seen.lon <= lons.max())
    rows = np.flatnonzero(box)
    lat, lon = seen.lat[rows].astype(float), seen.lon[rows].astype(float)
    odd = np.zeros(len(rows), dtype=bool)
    for lat1, lon1, lat2, lon2 in zip(lats, lons, np.roll(lats, -1), np.roll(lons, -1), strict=True):
        if lat1 != lat2:
            crosses = (lat1 > lat) != (lat2 > lat)
            odd ^= crosses & (lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1)
    found = np.zeros(len(seen), dtype=bool)
    found[rows] = odd
    return found
