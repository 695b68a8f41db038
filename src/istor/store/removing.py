"""A page that is removed on request is gone: its bytes, text, readings and index. What stays is a decision that says so.

The decision is the tombstone: the page's hash, the reason, the day and who did it, in the chain of the log. Its id tells
nothing of the page's address.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, Table, delete, or_, select, text

from istor.decisions import Decision, undone
from istor.store import keeping, querying, schema


def versions(connection: Connection, article_id: str) -> list[str]:
    """The ids of all stored versions of the page this article is one of."""
    table = schema.article
    given = select(table.c.given).where(table.c.id == article_id).scalar_subquery()
    return list(connection.execute(select(table.c.id).where(table.c.given == given).order_by(table.c.id)).scalars())


def checksums(connection: Connection, article_ids: Sequence[str]) -> list[str]:
    """The SHA-256 of the articles' bytes, sorted."""
    table = schema.article
    found = select(table.c.raw_sha256).where(table.c.id.in_(article_ids))
    return sorted(set(connection.execute(found).scalars()))


def remove(connection: Connection, article_ids: Sequence[str]) -> None:
    """Takes the articles out of every table. Bytes that another page shares stay with that page; what was derived of them
    goes when incidents are put together anew."""
    readings = schema.reading
    numbers = list(connection.execute(select(readings.c.n).where(readings.c.article_id.in_(article_ids))).scalars())
    names = list(
        connection.execute(select(schema.article.c.source_id).where(schema.article.c.id.in_(article_ids))).scalars()
    )
    hashes = checksums(connection, article_ids)
    current = select(readings.c.n).where(readings.c.n.in_(numbers), readings.c.current)
    keeping.unindex(connection, list(connection.execute(current).scalars()))
    for table in (schema.claim, schema.sighting):
        _delete(connection, table, "reading_n", numbers)
    _delete(connection, schema.refusal, "reading_n", numbers)
    _delete(connection, schema.refusal, "of", [*article_ids, *names])
    for column in ("article_id", "of"):
        _delete(connection, schema.copy, column, article_ids)
    _delete(connection, schema.fingerprint, "article_id", article_ids)
    _delete(connection, readings, "n", numbers)
    _delete(connection, schema.article, "id", article_ids)
    shared = set(connection.execute(select(schema.article.c.raw_sha256)).scalars())
    _delete(connection, schema.raw, "sha256", [each for each in hashes if each not in shared])
    filed = select(schema.filed.c.n).where(schema.filed.c.article_id.in_(article_ids))
    pages = list(connection.execute(filed).scalars())
    for table, column in ((schema.echo, "page"), (schema.band, "page"), (schema.filed, "n")):
        _delete(connection, table, column, pages)
    keeping.await_linking(connection, "all", article_ids)


def removed_hashes(connection: Connection) -> frozenset[str]:
    """The SHA-256 of every page that was removed and may not come back: removals that nobody took back."""
    table = schema.decision.c
    telling = or_(*(table.record.contains(f'"verb":"{verb}"') for verb in ("remove", "undo")))  # few of a long log
    records = connection.execute(select(table.record).where(telling).order_by(table.n)).scalars()
    log = [querying.decoded(record, Decision) for record in records]
    void = undone(log)
    return frozenset(each for decision in log if decision.id not in void for each in _hashes(decision))


def forget(engine: Engine) -> None:
    """Overwrites what was deleted: the file is written anew and its log emptied. It takes as much room again meanwhile."""
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()  # outside of any transaction, which these refuse
        try:
            for statement in (
                "INSERT INTO search(search) VALUES ('rebuild')",
                "VACUUM",
                "PRAGMA wal_checkpoint(TRUNCATE)",
            ):
                raw.cursor().execute(statement)
        finally:
            raw.close()
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL"))


def _hashes(decision: Decision) -> list[str]:
    return str(decision.value or "").split() if decision.verb == "remove" else []


def _delete(connection: Connection, table: Table, column: str, values: Sequence[object]) -> None:
    if values:
        connection.execute(delete(table).where(table.c[column].in_(values)))
