"""An older ledger is brought up step by step; a migrated one equals a new one."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, create_engine

from istor.errors import NewerLedger
from istor.store.migrations import MIGRATIONS, migrate, schema_version
from istor.store.schema import SCHEMA_VERSION

STEPS = {
    SCHEMA_VERSION: ("ALTER TABLE run ADD COLUMN host TEXT",),
    SCHEMA_VERSION + 1: ("CREATE TABLE note (n INTEGER)",),
}


def tables(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").scalars())


def test_there_is_a_way_from_every_older_schema() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_a_new_database_gets_this_schema() -> None:
    with create_engine("sqlite://").begin() as connection:
        assert schema_version(connection) is None
        migrate(connection)
        assert schema_version(connection) == SCHEMA_VERSION


def test_an_older_ledger_goes_through_every_step() -> None:
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        migrate(connection, migrations=STEPS, version=SCHEMA_VERSION + 2)
        assert schema_version(connection) == SCHEMA_VERSION + 2
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA_VERSION + 2
        assert any("host TEXT" in sql for sql in tables(connection))
        assert any("note" in sql for sql in tables(connection))


ADDED = ("ground", "waiting", "filed", "band", "echo", "word", "rarity", "seat", "block", "change")
TO_VERSION_4 = (
    "DROP INDEX reading_rules",
    "CREATE INDEX ix_reading_current ON reading (current)",
    "UPDATE about SET value = '4' WHERE key = 'schema'",
)
TO_VERSION_3 = (
    *TO_VERSION_4,
    *(f"DROP TABLE {name}" for name in ADDED),
    "DROP INDEX incident_beside",
    "DROP INDEX incident_founded",
    *(f"ALTER TABLE incident DROP COLUMN founded_{name}" for name in ("in", "from", "to", "as")),
    "DROP INDEX ix_overruled_article_id",
    "ALTER TABLE overruled DROP COLUMN article_id",
    "UPDATE about SET value = '3' WHERE key = 'schema'",
)


def shape(connection: Connection) -> dict[str, tuple[object, object]]:
    """Every table's columns and indexes, whatever the words they were made with."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    return {
        name: (
            connection.exec_driver_sql(
                f"SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')"
            ).fetchall(),
            sorted(connection.exec_driver_sql(f"SELECT name, \"unique\" FROM pragma_index_list('{name}')").fetchall()),
        )
        for name in names
    }


def test_a_ledger_of_version_3_becomes_one_like_a_new_one() -> None:
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        new = shape(connection)
        for statement in TO_VERSION_3:
            connection.exec_driver_sql(statement)
        assert schema_version(connection) == 3
        assert shape(connection) != new
        migrate(connection)
        assert shape(connection) == new
        facts = dict(connection.exec_driver_sql("SELECT key, value FROM about").fetchall())  # type: ignore[arg-type]
        assert facts == {"schema": str(SCHEMA_VERSION), "unlinked": "1"}


def test_a_ledger_of_version_4_stays_linked() -> None:
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        new = shape(connection)
        for statement in TO_VERSION_4:
            connection.exec_driver_sql(statement)
        assert shape(connection) != new
        migrate(connection)
        assert shape(connection) == new
        assert connection.exec_driver_sql("SELECT count(*) FROM about WHERE key = 'unlinked'").scalar_one() == 0


def test_migrating_again_changes_nothing() -> None:
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        before = tables(connection)
        migrate(connection)
        assert tables(connection) == before


def test_a_later_ledger_is_refused() -> None:
    with create_engine("sqlite://").begin() as connection:
        migrate(connection, migrations=STEPS, version=SCHEMA_VERSION)
        migrate(connection, migrations=STEPS, version=SCHEMA_VERSION + 1)
        with pytest.raises(NewerLedger, match=r"here\.db: written by a later istor"):
            migrate(connection, where="here.db")
