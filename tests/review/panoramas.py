"""Small panoramas made by hand, so that a test states only the columns it is about."""

from __future__ import annotations

import datetime as dt

import numpy as np

from istor.store.panorama import COUNTS, NO_COUNT, NO_DAY, WORDS, Coded, Panorama
from istor.store.schema import ASPECTS

Row = dict[str, object]


def panorama(*rows: Row) -> Panorama:
    """A row an incident: day, last, lat, lon, radius_m, killed_best …, type, country, reviewed, and sets of aspects."""
    size = len(rows)
    return Panorama(
        edition="made",
        ids=np.arange(1, size + 1, dtype=np.uint64),
        earliest=np.array([_day(row.get("day")) for row in rows], dtype=np.int32),
        latest=np.array([_day(row.get("last", row.get("day"))) for row in rows], dtype=np.int32),
        lat=np.array([row.get("lat", np.nan) for row in rows], dtype=np.float32),
        lon=np.array([row.get("lon", np.nan) for row in rows], dtype=np.float32),
        radius_m=np.array([row.get("radius_m", 0) for row in rows], dtype=np.int32),
        reviewed=np.array([row.get("reviewed", False) for row in rows], dtype=bool),
        counts={name: np.array([row.get(name, NO_COUNT) for row in rows], dtype=np.int32) for name in COUNTS},
        words={name: _coded([str(row.get(name, "")) for row in rows]) for name in WORDS},
        aspects={kind: _several([row.get(kind, ()) for row in rows]) for kind in ASPECTS},  # type: ignore[misc]
        doubt=np.array([len(row.get("doubt", ())) for row in rows], dtype=np.float32),  # type: ignore[arg-type]
        by_id=np.arange(size),
        pages=np.arange(size, dtype=np.int64),
        pages_of=np.arange(size, dtype=np.int32),
    )


def _day(words: object) -> int:
    return dt.date.fromisoformat(str(words)).toordinal() if words else int(NO_DAY)


def _coded(values: list[str]) -> Coded:
    labels = tuple(dict.fromkeys(["", *values]))
    return Coded(labels, np.array([labels.index(each) for each in values], dtype=np.int32))


def _several(values: list[tuple[str, ...]]) -> Coded:
    labels = tuple(sorted({each for row in values for each in row}))
    codes = np.array([labels.index(each) for row in values for each in row], dtype=np.int32)
    rows = np.array([at for at, row in enumerate(values) for _ in row], dtype=np.int32)
    return Coded(labels, codes, rows)
