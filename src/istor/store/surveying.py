"""The panorama is read from the ledger: whole columns at a time, for a hundred thousand incidents in about two seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, Text, select, type_coerce

from istor.store import schema
from istor.store.panorama import COUNTS, NO_COUNT, NO_DAY, NOT_TOLD, WORDS, Coded, Panorama, find_rows, numbers_of

BATCH = 20_000
COLUMNS = ("id", "earliest", "latest", "lat", "lon", "radius_m", "reviewed", *COUNTS, *WORDS)
EPOCH = 719_163  # the proleptic ordinal of 1970-01-01, from which numpy counts days


def read_panorama(connection: Connection, edition: str, *, only: Sequence[str] | None = None) -> Panorama:
    """The panorama of the ledger as it stands; `only` of the incidents of these ids, where some are given.

    Ids that are no 16 hex digits are left out: istor gives no others.
    """
    held = _Columns()
    for batch in _batches(connection, _among(_query(), schema.incident.c.id, only)):
        held.add(zip(*batch, strict=True))
    ids = held.array("id")
    by_id = np.argsort(ids, kind="stable")
    aspects, doubt = _aspects(connection, ids, by_id, only=only)
    pages, pages_of = _pages(connection, ids, by_id, only=only)
    return Panorama(
        edition=edition,
        ids=ids,
        **{name: held.array(name) for name in ("earliest", "latest", "lat", "lon", "radius_m", "reviewed")},
        counts={name: held.array(name) for name in COUNTS},
        words={name: Coded(tuple(held.labels[name]), held.array(name)) for name in WORDS},
        aspects=aspects,
        doubt=doubt,
        by_id=by_id,
        pages=pages,
        pages_of=pages_of,
    )


def _query() -> Select[Any]:
    table = schema.incident.c
    days = [type_coerce(table[name], Text) for name in ("earliest", "latest")]  # as stored: numpy reads whole columns
    return (
        select(table.id, *days, *(table[name] for name in COLUMNS[3:]))
        .where(table.scope != "aggregate", ~table.rejected)
        .order_by(table.earliest.nulls_last(), table.latest.nulls_last(), table.id)
    )


class _Columns:
    """The columns in COLUMNS as arrays, grown batch by batch, so that their values never stand in memory as objects all at
    once. `labels` are the words of those in WORDS."""

    def __init__(self) -> None:
        self.labels: dict[str, dict[str, int]] = {name: {NOT_TOLD: 0} for name in WORDS}
        self._parts: dict[str, list[Any]] = {name: [self._read(name, ())] for name in COLUMNS}

    def add(self, columns: Iterable[Sequence[Any]]) -> None:
        """Takes the values of some more rows, a sequence a column."""
        for name, values in zip(COLUMNS, columns, strict=True):
            self._parts[name].append(self._read(name, values))

    def array(self, name: str) -> NDArray[Any]:
        """The whole column."""
        return np.concatenate(self._parts[name])

    def _read(self, name: str, values: Sequence[Any]) -> NDArray[Any]:
        if name == "id":
            return numbers_of(values)
        if name in WORDS:
            return _codes(values, self.labels[name])
        if name in ("earliest", "latest"):
            return _days(values)
        if name in ("lat", "lon"):
            return np.array(values, dtype=float).astype(np.float32)
        return (
            np.array(values, dtype=bool)
            if name == "reviewed"
            else _whole(values, 0 if name == "radius_m" else NO_COUNT)
        )


def _among(query: Any, column: Any, only: Sequence[str] | None) -> Any:
    return query if only is None else query.where(column.in_(only))


def _batches(connection: Connection, query: Any) -> Iterator[Sequence[Any]]:
    result = connection.execute(query)
    while batch := result.fetchmany(BATCH):
        yield batch


def _aspects(
    connection: Connection, ids: NDArray[np.uint64], by_id: NDArray[np.int64], *, only: Sequence[str] | None
) -> tuple[dict[str, Coded], NDArray[np.float32]]:
    """What the incidents have several of, and how much each needs a person."""
    table = schema.aspect.c
    doubt = np.zeros(len(ids), dtype=np.float32)
    made = {}
    for kind in schema.ASPECTS:
        labels: dict[str, int] = {}
        codes, rows = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        query = select(table.incident_id, table.value, table.weight).where(table.kind == kind)
        query = _among(query, table.incident_id, only)
        for batch in _batches(connection, query) if len(ids) else ():
            names, values, weights = zip(*batch, strict=True)
            found = find_rows(ids, by_id, numbers_of(names))
            known = found >= 0
            rows.append(found[known])
            codes.append(_codes(values, labels)[known])
            np.add.at(doubt, rows[-1], np.array(weights, dtype=np.float32)[known])
        made[kind] = Coded(tuple(labels), np.concatenate(codes), np.concatenate(rows))
    return made, doubt


def _pages(
    connection: Connection, ids: NDArray[np.uint64], by_id: NDArray[np.int64], *, only: Sequence[str] | None
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The numbers of the readings that tell of the incidents, ascending, and the row of the incident told of."""
    member, sighting = schema.member.c, schema.sighting.c
    query = select(sighting.reading_n, member.incident_id).join(schema.member, sighting.id == member.sighting_id)
    query = _among(query, member.incident_id, only)
    numbers, rows = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int32)]
    for batch in _batches(connection, query) if len(ids) else ():
        told, names = zip(*batch, strict=True)
        found = find_rows(ids, by_id, numbers_of(names))
        numbers.append(np.array(told, dtype=np.int64)[found >= 0])
        rows.append(found[found >= 0])
    whole = np.concatenate(numbers)
    order = np.argsort(whole, kind="stable")
    return whole[order], np.concatenate(rows)[order]


def _codes(values: Sequence[str | None], labels: dict[str, int]) -> NDArray[np.int32]:
    """The place of each word among the labels, which grow by those that are new."""
    for each in dict.fromkeys(values):
        labels.setdefault(each or NOT_TOLD, len(labels))
    return np.array([labels[each or NOT_TOLD] for each in values], dtype=np.int32)


def _whole(values: Sequence[Any], missing: int) -> NDArray[np.int32]:
    found = np.array(values, dtype=float)
    return np.where(np.isnan(found), missing, found).astype(np.int32)


def _days(values: Sequence[Any]) -> NDArray[np.int32]:
    found = np.array(values, dtype="datetime64[D]")
    return np.where(np.isnat(found), NO_DAY, found.astype(np.int64) + EPOCH).astype(np.int32)
