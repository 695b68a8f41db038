"""All incidents at a glance: the columns people filter by, as arrays that stay in memory while a desk is open.

A facet over a hundred thousand incidents is then counted in a millisecond, which no query over stored rows does. Words are
kept once, as codes into a list of labels; code 0 is "not told".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from istor.store import schema

NOT_TOLD = ""
NO_DAY = np.iinfo(np.int32).max  # sorts after every day
NO_COUNT = -1
COUNTS = ("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high")
WORDS = ("type", "scope", "country", "admin1")
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of words: `codes[i]` is the place of row i's word in `labels`; several words a row stand in `rows`.

    With `rows`, `codes[j]` belongs to row `rows[j]` and a row may have none or many.
    """

    labels: tuple[str, ...]
    codes: NDArray[np.int32]
    rows: NDArray[np.int32] | None = None

    def count(self, mask: NDArray[np.bool_]) -> list[tuple[str, int]]:
        """How many of the rows in `mask` have each word, the commonest first; words nobody has are left out."""
        codes = self.codes[mask] if self.rows is None else self.codes[mask[self.rows]]
        totals = np.bincount(codes, minlength=len(self.labels))
        order = np.argsort(-totals, kind="stable")
        return [(self.labels[at], int(totals[at])) for at in order if totals[at]]

    def mask(self, words: Iterable[str], rows: int) -> NDArray[np.bool_]:
        """The rows that have one of the words, of `rows` in all."""
        wanted = set(words)
        codes = [at for at, label in enumerate(self.labels) if label in wanted]
        hit = np.isin(self.codes, codes)
        if self.rows is None:
            return hit
        found = np.zeros(rows, dtype=bool)
        found[self.rows[hit]] = True
        return found


@dataclass(frozen=True, slots=True)
class Panorama:
    """Every incident that is no aggregate, in the ledger's order (by day, those without one last; then by id).

    `ids` are the hex digits of the ids as numbers; `earliest`/`latest` proleptic ordinals of local days (NO_DAY: no day
    told); `lat`/`lon` WGS 84 degrees, NaN where no place is known; `radius_m` metres of doubt (0: not known); `counts`
    people (NO_COUNT: nothing firm); `words` the columns in WORDS; `aspects` what an incident has several of: actor,
    weapon, target, doubt. `doubt` is how much an incident needs a person: the sum of its doubts' weights; `by_id` are the
    rows in the order of their ids.
    `edition` tells one state of the ledger from the next.
    """

    edition: str
    ids: NDArray[np.uint64]
    earliest: NDArray[np.int32]
    latest: NDArray[np.int32]
    lat: NDArray[np.float32]
    lon: NDArray[np.float32]
    radius_m: NDArray[np.int32]
    reviewed: NDArray[np.bool_]
    counts: Mapping[str, NDArray[np.int32]]
    words: Mapping[str, Coded]
    aspects: Mapping[str, Coded]
    doubt: NDArray[np.float32]
    by_id: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def name(self, row: int) -> str:
        """The id of the incident in a row."""
        return f"incident-{int(self.ids[row]):016x}"

    def row_of(self, names: Iterable[str]) -> NDArray[np.int32]:
        """The rows of these ids; ids that are not in the panorama (aggregates, former ids) are left out."""
        wanted = np.array([number for name in names if (number := _number(name)) is not None], dtype=np.uint64)
        at = np.searchsorted(self.ids, wanted, sorter=self.by_id)
        rows = self.by_id[at[at < len(self.by_id)]]
        return rows[np.isin(self.ids[rows], wanted)].astype(np.int32)


def read_panorama(connection: Connection, edition: str) -> Panorama:
    """The panorama of the ledger as it stands. Ids that are no 16 hex digits are left out: istor gives no others."""
    table = schema.incident
    columns = ("id", "earliest", "latest", "lat", "lon", "radius_m", "reviewed", *COUNTS, *WORDS)
    query = (
        select(*(table.c[name] for name in columns))
        .where(table.c.scope != "aggregate", ~table.c.rejected)
        .order_by(table.c.earliest.nulls_last(), table.c.latest.nulls_last(), table.c.id)
    )
    found = _columns(connection, query, len(columns))
    held = dict(zip(columns, found, strict=True))
    ids = np.array([_number(name) or 0 for name in held["id"]], dtype=np.uint64)
    aspects, doubt = _aspects(connection, {int(number): row for row, number in enumerate(ids)})
    return Panorama(
        edition=edition,
        ids=ids,
        earliest=_days(held["earliest"]),
        latest=_days(held["latest"]),
        lat=np.array([np.nan if each is None else each for each in held["lat"]], dtype=np.float32),
        lon=np.array([np.nan if each is None else each for each in held["lon"]], dtype=np.float32),
        radius_m=np.array([each or 0 for each in held["radius_m"]], dtype=np.int32),
        reviewed=np.array(held["reviewed"], dtype=bool),
        counts={
            name: np.array([NO_COUNT if each is None else each for each in held[name]], dtype=np.int32)
            for name in COUNTS
        },
        words={name: _coded(held[name]) for name in WORDS},
        aspects=aspects,
        doubt=doubt,
        by_id=np.argsort(ids, kind="stable"),
    )


def _columns(connection: Connection, query: Any, width: int) -> list[list[Any]]:
    held: list[list[Any]] = [[] for _ in range(width)]
    result = connection.execute(query.execution_options(yield_per=BATCH))
    for batch in result.partitions(BATCH):
        for column, values in zip(held, zip(*batch, strict=True), strict=True):
            column.extend(values)
    return held


def _aspects(connection: Connection, row_of: Mapping[int, int]) -> tuple[dict[str, Coded], NDArray[np.float32]]:
    doubt = np.zeros(len(row_of), dtype=np.float32)
    told: dict[str, tuple[dict[str, int], list[int], list[int]]] = {kind: ({}, [], []) for kind in schema.ASPECTS}
    for name, kind, value, weight in _stream(connection):
        row = row_of.get(_number(name) or 0)
        if row is None or kind not in told:
            continue
        labels, codes, rows = told[kind]
        codes.append(labels.setdefault(value, len(labels)))
        rows.append(row)
        doubt[row] += weight
    made = {
        kind: Coded(tuple(labels), np.array(codes, dtype=np.int32), np.array(rows, dtype=np.int32))
        for kind, (labels, codes, rows) in told.items()
    }
    return made, doubt


def _stream(connection: Connection) -> Iterator[Any]:
    table = schema.aspect
    query = select(table.c.incident_id, table.c.kind, table.c.value, table.c.weight)
    yield from connection.execute(query.execution_options(yield_per=BATCH))


def _coded(values: Sequence[str | None]) -> Coded:
    labels: dict[str, int] = {NOT_TOLD: 0}
    codes = [labels.setdefault(each or NOT_TOLD, len(labels)) for each in values]
    return Coded(tuple(labels), np.array(codes, dtype=np.int32))


def _days(values: Sequence[Any]) -> NDArray[np.int32]:
    return np.array([NO_DAY if each is None else each.toordinal() for each in values], dtype=np.int32)


def _number(name: str) -> int | None:
    digits = name.partition("-")[2]
    try:
        return int(digits, 16) if len(digits) == 16 else None
    except ValueError:
        return None
