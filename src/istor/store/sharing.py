"""A ledger on a server: one writer at a time and one builder, and whoever reads sees one moment, as a file gives by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, func, select

from istor.errors import LedgerBusy
from istor.store.schema import APPLICATION_ID

SNAPSHOT = "REPEATABLE READ"
WAIT_MS = 5_000  # how long a short write waits for another one before LedgerBusy


def begin(connection: Connection) -> None:
    """Begins a transaction: one that writes (`istor_writes` among its options) takes the writer's place.

    The place is a lock on the log of decisions, asked for before the first query, since from that on a transaction sees one
    moment: two who decide at once would both go on from the same entry.
    """
    if connection.get_execution_options().get("istor_writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT_MS}")
        connection.exec_driver_sql("LOCK TABLE decision IN EXCLUSIVE MODE")


@contextmanager
def only_builder(engine: Engine, *, where: str) -> Iterator[None]:
    """Holds the ledger for one build. Raises LedgerBusy while another one holds it; who is gone holds nothing.

    `where` names the ledger in the message.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(select(func.pg_try_advisory_lock(APPLICATION_ID))).scalar_one():
            raise LedgerBusy(
                f"{where}: another istor is building it; wait until it is done, or build into another --ledger"
            )
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(APPLICATION_ID)))
