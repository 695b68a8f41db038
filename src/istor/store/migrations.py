"""Brings a ledger of an older schema up to this istor's, inside the transaction it is given.

`MIGRATIONS[n]` are the statements that turn schema n into n + 1. A released one is never edited: a ledger that was migrated
must equal one that was made new (a test compares the two).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, select

from istor.errors import NewerLedger
from istor.store.schema import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    SEARCH_POSTGRESQL,
    SEARCH_SQLITE,
    about,
    metadata,
)

MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE incident ADD COLUMN radius_m INTEGER",
        "CREATE TABLE aspect (incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE, kind TEXT NOT NULL, "
        "value TEXT NOT NULL, weight FLOAT NOT NULL, PRIMARY KEY (incident_id, kind, value))",
        # The next build or reread puts incidents together anew, and fills them.
        "DELETE FROM about WHERE key IN ('unlinked', 'linked_under')",
        "INSERT INTO about (key, value) VALUES ('unlinked', '1')",
    ),
    2: (
        "ALTER TABLE incident ADD COLUMN rejected BOOLEAN DEFAULT '0' NOT NULL",
        "CREATE TABLE overruled (id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (id))",
        "DELETE FROM about WHERE key IN ('unlinked', 'linked_under')",
        "INSERT INTO about (key, value) VALUES ('unlinked', '1')",
    ),
    3: (
        "ALTER TABLE incident ADD COLUMN founded_in TEXT",
        "ALTER TABLE incident ADD COLUMN founded_from DATE",
        "ALTER TABLE incident ADD COLUMN founded_to DATE",
        "ALTER TABLE incident ADD COLUMN founded_as TEXT",
        "CREATE INDEX incident_beside ON incident (scope, country, earliest)",
        "CREATE INDEX incident_founded ON incident (scope, founded_in, founded_from, founded_to)",
        "ALTER TABLE overruled ADD COLUMN article_id TEXT DEFAULT '' NOT NULL",
        "CREATE INDEX ix_overruled_article_id ON overruled (article_id)",
        "CREATE TABLE ground (name TEXT NOT NULL, decision_n INTEGER NOT NULL, PRIMARY KEY (name, decision_n))",
        "CREATE TABLE waiting (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name))",
        "CREATE TABLE filed (n INTEGER NOT NULL, article_id TEXT NOT NULL, bands BLOB NOT NULL, echoes TEXT NOT NULL, "
        "rare TEXT NOT NULL, article TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (article_id))",
        "CREATE TABLE band (key BIGINT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (key, page)) WITHOUT ROWID",
        "CREATE TABLE echo (words TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (words, page)) WITHOUT ROWID",
        "CREATE TABLE word (words TEXT NOT NULL, voices INTEGER NOT NULL, PRIMARY KEY (words)) WITHOUT ROWID",
        "CREATE TABLE rarity (words TEXT NOT NULL, tells FLOAT NOT NULL, PRIMARY KEY (words)) WITHOUT ROWID",
        "CREATE TABLE seat (n INTEGER NOT NULL, id TEXT NOT NULL, page INTEGER NOT NULL, keys BLOB NOT NULL, "
        "PRIMARY KEY (n), UNIQUE (id))",
        "CREATE INDEX ix_seat_page ON seat (page)",
        "CREATE TABLE block (key BIGINT NOT NULL, seat INTEGER NOT NULL, standing INTEGER NOT NULL, "
        "PRIMARY KEY (key, seat, standing)) WITHOUT ROWID",
        "CREATE TABLE change (edition INTEGER NOT NULL, incident_id TEXT NOT NULL, PRIMARY KEY (edition, incident_id)) "
        "WITHOUT ROWID",
        # The next linking is of everything, and fills them.
        "DELETE FROM about WHERE key IN ('unlinked', 'linked_under')",
        "INSERT INTO about (key, value) VALUES ('unlinked', '1')",
    ),
    4: (
        # Nearly all readings are current: by that alone SQLite went through the whole ledger for a page's one.
        "DROP INDEX ix_reading_current",
        "CREATE INDEX reading_rules ON reading (rules_id, current)",
    ),
}


def migrate(
    connection: Connection,
    *,
    where: str = "the ledger",
    migrations: Mapping[int, tuple[str, ...]] = MIGRATIONS,
    version: int = SCHEMA_VERSION,
) -> None:
    """Makes the tables in an empty database, or takes an older ledger step by step to `version`.

    `where` names the ledger in the message of NewerLedger, raised for a ledger of a later istor.
    """
    found = schema_version(connection)
    if found is None:
        _make(connection)
    elif found > version:
        raise NewerLedger(
            f"{where}: written by a later istor (schema {found}, this one knows {version}); update istor to open it"
        )
    else:
        for step in range(found, version):
            for statement in migrations[step]:
                connection.exec_driver_sql(_spoken(statement, connection.dialect.name))
    _mark(connection, version)


def schema_version(connection: Connection) -> int | None:
    """The schema of the ledger; None for a database without tables."""
    if not inspect(connection).has_table("about"):
        return None
    found = connection.execute(select(about.c.value).where(about.c.key == "schema")).scalar_one_or_none()
    return int(found) if found is not None else None


def _spoken(statement: str, dialect: str) -> str:
    """A statement in the words of a database: they are written in SQLite's."""
    return statement if dialect == "sqlite" else statement.replace(" BLOB ", " BYTEA ").removesuffix(" WITHOUT ROWID")


def _make(connection: Connection) -> None:
    metadata.create_all(connection)
    search = SEARCH_SQLITE if connection.dialect.name == "sqlite" else SEARCH_POSTGRESQL
    for statement in search:
        connection.exec_driver_sql(statement)


def _mark(connection: Connection, version: int) -> None:
    connection.execute(about.delete().where(about.c.key == "schema"))
    connection.execute(about.insert().values(key="schema", value=str(version)))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")
