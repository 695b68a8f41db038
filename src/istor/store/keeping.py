"""Pages, readings, refusals, runs and decisions are put into the ledger, inside the transaction of the caller."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from istor.articles.article import Article, RawPage
from istor.decisions import Decision
from istor.provenance import Record, Refusal, chained, content_id, encode, sha256
from istor.publication.readings import Reading
from istor.store import schema
from istor.store.holding import Holding, Rules, Run
from istor.store.querying import given

CODEC = "zlib"
COMPRESSION = 5  # measured on 150 KB pages: level 9 takes thrice as long for 2 % less


def put_rules(connection: Connection, rules: Rules) -> None:
    """Records by what is read; known rules are left as they are."""
    _put_new(connection, schema.rules, [{"id": rules.id, "record": words(rules)}])


def begin_run(connection: Connection, run: Run) -> int:
    """Opens a run's row and gives its number."""
    row = {"verb": run.verb, "started": run.started.isoformat(), "record": words(run)}
    return _number(connection, schema.run, row)


def end_run(connection: Connection, n: int, run: Run) -> None:
    """Closes a run's row with what it counted."""
    finished = run.finished.isoformat() if run.finished else None
    connection.execute(update(schema.run).where(schema.run.c.n == n).values(finished=finished, record=words(run)))


def put_page(connection: Connection, holding: Holding, *, rules_id: str, run: int) -> None:
    """Keeps a page's bytes, its article and its reading. A reading under other rules steps back, and is kept."""
    article = holding.reading.article
    _put_new(connection, schema.raw, [_raw_row(holding.page, article.raw_sha256)])
    _put_new(connection, schema.article, [_article_row(holding, run=run)])
    _choose_newest(connection, article.url)
    _put_reading(connection, holding.reading, rules_id=rules_id, run=run)
    _put_fingerprint(connection, article.id, holding.fingerprint)
    connection.execute(
        delete(schema.refusal).where(schema.refusal.c.of == article.source_id, schema.refusal.c.reading_n.is_(None))
    )
    set_fact(connection, "unlinked", "1")


def put_refusals(
    connection: Connection, refusals: Iterable[Refusal], *, run: int, reading_n: int | None = None
) -> None:
    """Records what was refused; the same refusal twice is one."""
    rows = [
        {
            "id": content_id("refusal", refusal),
            "of": refusal.of,
            "room": refusal.room,
            "because": refusal.because,
            "reading_n": reading_n,
            "run": run,
            "record": words(refusal),
        }
        for refusal in refusals
    ]
    _put_new(connection, schema.refusal, rows)


def put_decision(connection: Connection, decision: Decision) -> None:
    """Appends a decision to the chain. The same decision twice is one."""
    known = select(schema.decision.c.n).where(schema.decision.c.id == decision.id)
    if connection.execute(known).first():
        return
    head = connection.execute(select(schema.decision.c.hash).order_by(schema.decision.c.n.desc()).limit(1))
    row = {"id": decision.id, "record": words(decision), "hash": chained(head.scalar() or "", encode(decision))}
    connection.execute(insert(schema.decision).values(row))
    set_fact(connection, "unlinked", "1")


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Sets one of the facts about the ledger itself."""
    connection.execute(delete(schema.about).where(schema.about.c.key == key))
    connection.execute(insert(schema.about).values(key=key, value=value))


def forget_fact(connection: Connection, key: str) -> None:
    """Takes back one of the facts about the ledger itself."""
    connection.execute(delete(schema.about).where(schema.about.c.key == key))


def words(record: Record) -> str:
    """A record as it stands in the ledger: canonical JSON."""
    return encode(record).decode()


def digest(article: Article, reading: Reading) -> str:
    """The SHA-256 that vouches for all that one reading holds, the text included."""
    return sha256(encode((article, reading.claims, reading.dates, reading.places, reading.sightings)))


def _raw_row(page: RawPage, checksum: str) -> dict[str, Any]:
    packed = zlib.compress(page.raw, COMPRESSION)
    return {"sha256": checksum, "size": len(page.raw), "codec": CODEC, "bytes": packed}


def _article_row(holding: Holding, *, run: int) -> dict[str, Any]:
    page, article = holding.page, holding.reading.article
    captured = page.capture.at if page.capture else None
    return {
        "id": article.id,
        "given": given(page),
        "address": article.url,
        "source_id": article.source_id,
        "raw_sha256": article.raw_sha256,
        "run": run,
        "captured": captured.astimezone(dt.UTC).isoformat() if captured else None,
        "assumed": holding.assumed,
        "newest": True,
        "page": words(msgspec.structs.replace(page, raw=b"")),
    }


def _choose_newest(connection: Connection, address: str | None) -> None:
    """Of several versions of one address the newest is read: by the time of capture or, where the input gave none, of the
    run that first saw it; then by the page's own day; the id decides what nothing else does."""
    if address is None:
        return
    table = schema.article
    published = select(func.max(schema.reading.c.published)).where(schema.reading.c.article_id == table.c.id)
    seen = func.coalesce(table.c.captured, schema.run.c.started)
    ranked = connection.execute(
        select(table.c.id)
        .join(schema.run, schema.run.c.n == table.c.run)
        .where(table.c.address == address)
        .order_by(seen, published.scalar_subquery().nulls_first(), table.c.id)
    )
    versions = list(ranked.scalars())
    if len(versions) > 1:
        connection.execute(update(table).where(table.c.address == address).values(newest=table.c.id == versions[-1]))


def _put_reading(connection: Connection, reading: Reading, *, rules_id: str, run: int) -> None:
    table, article = schema.reading, reading.article
    same = select(table.c.n).where(table.c.article_id == article.id, table.c.rules_id == rules_id)
    if connection.execute(same).first():
        return
    former = select(table.c.n).where(table.c.article_id == article.id, table.c.current)
    for n in connection.execute(former).scalars().all():
        _unindex(connection, n)
        connection.execute(update(table).where(table.c.n == n).values(current=False))
    row = {
        "article_id": article.id,
        "rules_id": rules_id,
        "current": True,
        "title": article.title or "",
        "publisher": article.publisher.name if article.publisher else None,
        "published": article.published,
        "language": article.language,
        "junk": article.junk,
        "text": article.text,
        "packed": zlib.compress(_slim(reading).encode(), COMPRESSION),
        "digest": digest(article, reading),
    }
    n = _number(connection, table, row)
    _index(connection, n)
    _put_parts(connection, n, reading)
    put_refusals(connection, reading.refusals, run=run, reading_n=n)


def _slim(reading: Reading) -> str:
    """The reading without what has columns and tables of its own: text, claims, sightings, refusals."""
    article = msgspec.structs.replace(reading.article, text="")
    return words(msgspec.structs.replace(reading, article=article, claims=(), sightings=(), refusals=()))


def _put_parts(connection: Connection, n: int, reading: Reading) -> None:
    article_id = reading.article.id
    claims: list[dict[str, Any]] = [
        {"reading_n": n, "at": at, "id": each.id, "article_id": article_id, "record": words(each)}
        for at, each in enumerate(reading.claims)
    ]
    sightings: list[dict[str, Any]] = [
        {
            "reading_n": n,
            "at": at,
            "id": each.id,
            "article_id": article_id,
            "role": each.role,
            "scope": each.scope,
            "record": words(each),
        }
        for at, each in enumerate(reading.sightings)
    ]
    for table, rows in ((schema.claim, claims), (schema.sighting, sightings)):
        if rows:
            connection.execute(insert(table), rows)


def _put_fingerprint(connection: Connection, article_id: str, fingerprint: bytes | None) -> None:
    connection.execute(delete(schema.fingerprint).where(schema.fingerprint.c.article_id == article_id))
    if fingerprint is not None:
        connection.execute(insert(schema.fingerprint).values(article_id=article_id, packed=fingerprint))


def _index(connection: Connection, n: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO search(rowid, title, text) SELECT n, title, text FROM reading WHERE n = :n"), {"n": n}
        )


def _unindex(connection: Connection, n: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "INSERT INTO search(search, rowid, title, text) SELECT 'delete', n, title, text FROM reading WHERE n = :n"
            ),
            {"n": n},
        )


def _number(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Inserts a row and gives the number the database chose for it."""
    return int(connection.execute(insert(table).values(row).returning(table.c.n)).scalar_one())


def _put_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts the rows whose key is not there yet."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))
