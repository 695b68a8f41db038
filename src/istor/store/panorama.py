"""All incidents at a glance: the columns people filter by, as arrays that stay in memory while a desk is open.

A facet over a hundred thousand incidents is then counted in a millisecond, which no query over stored rows does. Words are
kept once, as codes into a list of labels; code 0 is "not told".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOT_TOLD = ""
NO_DAY = np.iinfo(np.int32).max  # sorts after every day
NO_COUNT = -1
COUNTS = ("killed_low", "killed_best", "killed_high", "injured_low", "injured_best", "injured_high")
WORDS = ("type", "scope", "country", "admin1", "place_key")


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
        return self.where(frozenset(words).__contains__, rows)

    def where(self, fits: Callable[[str], bool], rows: int) -> NDArray[np.bool_]:
        """The rows that have a word which fits, of `rows` in all. Each word is looked at once."""
        hit = np.fromiter(map(fits, self.labels), dtype=bool, count=len(self.labels))[self.codes]
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
    weapon, target, doubt; `pages` the numbers of the readings that an incident is told in, in their order, each with its
    incident's row (`pages_of`). `doubt` is how much an incident needs a person: the sum of its doubts' weights; `by_id` are the
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
    pages: NDArray[np.int64]
    pages_of: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    def name(self, row: int) -> str:
        """The id of the incident in a row."""
        return f"incident-{int(self.ids[row]):016x}"

    def row_of(self, names: Iterable[str]) -> NDArray[np.int32]:
        """The rows of these ids; ids that are not in the panorama (aggregates, former ids) are left out."""
        rows = self.rows_of(numbers_of(list(names)))
        return rows[rows >= 0]

    def rows_of(self, wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
        """The row of each of these ids, given as numbers; -1 for one that is not in the panorama."""
        if not len(self):
            return np.full(len(wanted), -1, dtype=np.int32)
        return find_rows(self.ids, self.by_id, wanted)

    def told_in(self, readings: NDArray[np.int64]) -> NDArray[np.bool_]:
        """The rows that one of these readings tells of."""
        found = np.zeros(len(self), dtype=bool)
        found[self.pages_of[np.isin(self.pages, readings)]] = True
        return found

    def placed(self, name: str) -> NDArray[np.bool_]:
        """The rows whose place, region or country holds this name, in any letter case."""
        return self.words["place_key"].where(lambda key: name.casefold() in key, len(self))


def find_rows(ids: NDArray[np.uint64], by_id: NDArray[np.int64], wanted: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Where each number of `wanted` stands in `ids`, of which `by_id` is the ascending order; -1: nowhere."""
    at = np.minimum(np.searchsorted(ids, wanted, sorter=by_id), len(ids) - 1)
    rows = by_id[at]
    return np.where(ids[rows] == wanted, rows, -1).astype(np.int32)


def numbers_of(names: Sequence[str]) -> NDArray[np.uint64]:
    """The hex digits of incidents' ids as numbers; 0 for what is no such id.

    >>> numbers_of(["incident-00000000000000ff", "article-1"])
    array([255,   0], dtype=uint64)
    """
    digits = "".join(names).replace("incident-", "")
    if len(digits) == 16 * len(names) and set(map(len, names)) <= {25}:
        try:
            return np.frombuffer(bytes.fromhex(digits), dtype=">u8").astype(np.uint64)
        except ValueError:
            pass
    return np.array([_number(name) for name in names], dtype=np.uint64)


def _number(name: str) -> int:
    digits = name.partition("-")[2]
    try:
        return int(digits, 16) if len(digits) == 16 else 0
    except ValueError:
        return 0
