"""Points are published no finer than a grid, the coarser the more it would help whoever wants to strike again (grids.toml)."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from istor.claims.claim import Target
from istor.geography.place import PlaceReading
from istor.lexicon import open_lexicon

WITHHELD_POINT = "[coordinates withheld]"
METRES_A_DEGREE = 111_320  # of latitude
STEP = 0.01  # degrees: every grid is a multiple of it, so that no point has more than two decimals
_MINUTES = r"\s*[°º]\s*\d{1,2}(?:[.,]\d+)?\s*['’′](?:\s*\d{1,2}(?:[.,]\d+)?\s*(?:[\"”″]|''|’’))?"
_DEGREES = rf"\d{{1,3}}(?:{_MINUTES}|[.,]\d+\s*[°º](?!\s?[CFСФ]\b))(?:\s*[NSEW]\b)?"
_WRITTEN = re.compile(
    rf"{_DEGREES}(?:[\s,;/]{{0,3}}{_DEGREES})?"  # 49°58'54"N 36°15'10"E
    r"|[NSEW]\s?\d{1,3}(?:[.,]\d{2,})?[°º]?(?:[\s,;/]{1,3}[NSEW]\s?\d{1,3}(?:[.,]\d{2,})?[°º]?)+"
    r"|(?<![\d.])-?\d{1,3}\.\d{2,}(?:\s*[NS]\b)?(?:\s*[,;/|]\s*|\s+|%2[cC]|\+)-?\d{1,3}\.\d{2,}(?![\d]|\.\d)(?:\s*[EW]\b)?"  # 49.981, 36.252
    r"|(?<![\d.])-?\d{1,3}\.\d{4,}(?!\d|\.\d)"  # one of the two by itself
    r"|\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{3,5}\s?\d{3,5}\b"  # a military grid reference
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"  # an open location code
    r"|///[\w-]+\.[\w-]+\.[\w-]+"  # three words for a square of three metres
)


@cache
def grids() -> Mapping[str, int]:
    """Metres between published points by kind of place; `any` is for all others."""
    told: dict[str, int] = _table()["grid_m"]
    return told


def grid_of(targets: Iterable[Target], reading: PlaceReading | None, *, least_m: int = 0) -> int:
    """The grid of an incident, metres: that of the most guarded kind of place that was hit, or that the place is told to be.

    >>> from istor.provenance import Span
    >>> tent = Target(words="a tent camp", span=Span(article_id="a", start=0, end=1), kind="other")
    >>> grid_of([tent], None), grid_of([], None)
    (5000, 1000)
    """
    kinds = {"any"}
    for target in targets:
        kinds.update({str(_table()["kinds"].get(target.kind, "any")), *_kinds_told(target.words)})
    if reading is not None:
        kinds.update(_kinds_told(reading.words))
    return max(least_m, *(grids()[kind] for kind in kinds))


def coarse(lat: float, lon: float, *, grid_m: int = 1000) -> tuple[float, float]:
    """A point as it may be published: the nearest of a grid with at least so many metres between its points.

    >>> coarse(49.98177, 36.25213), coarse(49.98177, 36.25213, grid_m=10_000)
    ((49.98, 36.26), (49.95, 36.26))
    """
    row = _snapped(lat, _step(grid_m / METRES_A_DEGREE))
    narrowed = max(math.cos(math.radians(row)), 0.01)
    return row, _snapped(lon, _step(grid_m / METRES_A_DEGREE / narrowed))


def doubted(radius_m: int, *, grid_m: int) -> int:
    """How far from a published point it may have been, metres: the grid moves a point by up to half its diagonal.

    >>> doubted(500, grid_m=1000)
    1300
    """
    return radius_m + math.ceil(grid_m * math.sqrt(0.5) / 100) * 100


def without_points(text: str) -> str:
    """The text without the coordinates that are written in it, in whatever notation.

    >>> without_points("The crew posted 49.98177, 36.25213 and left.")
    'The crew posted [coordinates withheld] and left.'
    """
    return _WRITTEN.sub(WITHHELD_POINT, text)


def holds_points(text: str) -> bool:
    """Whether coordinates are written in the text."""
    return _WRITTEN.search(text) is not None


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("istor.publication") / "grids.toml").read_text(encoding="utf8"))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    words: Mapping[str, list[str]] = open_lexicon("publication", "en")["coarsening"]
    return {
        kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, told))})\b", re.IGNORECASE) for kind, told in words.items()
    }


def _kinds_told(words: str) -> set[str]:
    return {kind for kind, pattern in _patterns().items() if pattern.search(words)}


def _step(degrees: float) -> float:
    return max(1, math.ceil(degrees / STEP - 1e-9)) * STEP


def _snapped(degrees: float, step: float) -> float:
    return round(round(degrees / step) * step, 2) + 0.0
