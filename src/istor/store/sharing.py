"""A ledger on a server: one writer at a time and one builder, and whoever reads sees one moment, as a file gives by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, func, select

from istor.errors import LedgerBusy
from istor.store.schema import APPLICATION_ID

SNAPSHOT = "REPEATABLE READ"
T = TypeVar("T")
AGAIN_S = 0.1  # between two tries
WAIT_MS = 5_000  # how long a short write waits for another one before LedgerBusy


def begin(connection: Connection) -> None:
    """Begins a transaction: one that writes (`istor_writes` among its options) takes the writer's place.

    The place is a lock on the log of decisions, asked for before the first query, since from that on a transaction sees one
    moment: two who decide at once would both go on from the same entry.
    """
    if connection.get_execution_options().get("istor_writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT_MS}")
        connection.exec_driver_sql("LOCK TABLE decision IN EXCLUSIVE MODE")


def patiently(hold: Callable[[], T], *, wait_s: float) -> T:
    """Asks for a place until it is free. Raises LedgerBusy where it is still taken after `wait_s` seconds.

    >>> patiently(lambda: "held", wait_s=0.0)
    'held'
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            return hold()
        except LedgerBusy:
            if time.monotonic() >= until:
                raise
            time.sleep(AGAIN_S)


@contextmanager
def only_builder(engine: Engine, *, where: str, wait_s: float = 0.0) -> Iterator[None]:
    """Holds the ledger for one build. Raises LedgerBusy where another one still holds it after `wait_s` seconds; who is gone
    holds nothing.

    `where` names the ledger in the message.
    """

    def hold() -> None:
        if not connection.execute(select(func.pg_try_advisory_lock(APPLICATION_ID))).scalar_one():
            raise LedgerBusy(
                f"{where}: another istor is building it; wait until it is done, or build into another --ledger"
            )

    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        patiently(hold, wait_s=wait_s)
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(APPLICATION_ID)))
