"""A linked ledger with many times its rows: what one page costs in a ledger of a million, without linking a million first.

    python benchmarks/multiplying.py SMALL LARGE --times 50

LARGE holds the rows of SMALL, which benchmarks/arrival.py made, and so many less one copies of them under other ids, words and
keys, so that every table and index is as large and as deep as that of so many sightings, and a page of SMALL's world finds
its neighbourhood among the first. Nothing is read from the copies but what lies beside a row in an index; the full text is
not multiplied. A ledger for measuring only: `istor verify` will say so.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import time
from pathlib import Path

STEP = 10_000_000  # between the numbers of two copies
TEXTS = {
    "raw": ("sha256",),
    "article": ("id", "given", "address", "source_id", "raw_sha256"),
    "reading": ("article_id",),
    "sighting": ("id", "article_id"),
    "fingerprint": ("article_id",),
    "copy": ("article_id", "of"),
    "link": ("a", "b"),
    "incident": ("id",),
    "aspect": ("incident_id",),
    "member": ("incident_id", "sighting_id"),
    "filed": ("article_id",),
    "echo": ("words",),
    "word": ("words",),
    "seat": ("id",),
    "band": (),
    "block": (),
}
NUMBERS = {"reading": ("n",), "sighting": ("reading_n",), "filed": ("n",), "echo": ("page",), "seat": ("n", "page"),
           "band": ("page",), "block": ("seat",)}  # fmt: skip
KEYS = {
    "band": "key + {at} * (1 << 33)",
    "block": "((key >> 39) << 32 | (key & 4294967295)) + ({at} - 32) * (1 << 57)",  # each copy in a range of its own
}


def main() -> None:
    """Copy the ledger, then its rows, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("small", type=Path)
    parser.add_argument("large", type=Path)
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    shutil.copy(options.small, options.large)
    connection = sqlite3.connect(options.large, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -2000000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    bounds = {table: _bound(connection, table) for table in TEXTS}
    began = time.monotonic()
    for at in range(1, options.times):
        connection.execute("BEGIN")
        for table, last in bounds.items():
            connection.execute(_copying(connection, table, at=at, last=last))
        connection.execute("COMMIT")
        print(f"{at + 1} times: {time.monotonic() - began:.0f} s", flush=True)
    for fact in ("shown", "filed"):
        connection.execute(f"UPDATE about SET value = value * {options.times} WHERE key = '{fact}'")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _bound(connection: sqlite3.Connection, table: str) -> str:
    """What the rows of the first are known by: numbers below a step, ids without a mark."""
    if table in NUMBERS:
        return f"{NUMBERS[table][0]} < {STEP}"
    return f"{TEXTS[table][0]} < '~'"


def _copying(connection: sqlite3.Connection, table: str, *, at: int, last: str) -> str:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = {name: f'"{name}"' for name in names}
    values |= {name: f"'~{at:03}' || \"{name}\"" for name in TEXTS[table]}
    values |= {name: f"{name} + {at * STEP}" for name in NUMBERS.get(table, ())}
    if table in KEYS:
        values["key"] = KEYS[table].format(at=at)
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) SELECT {', '.join(values.values())} FROM {table} WHERE {last}"


if __name__ == "__main__":
    main()
