"""Pages, readings, refusals, runs and decisions are put into the ledger, inside the transaction of the caller."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from istor.decisions import Decision, grounds_of
from istor.provenance import Record, Refusal, chained, content_id, encode, sha256
from istor.publication.readings import Reading
from istor.store import schema
from istor.store.holding import Holding, Rules, Run
from istor.store.querying import given

CODEC = "zlib"
COMPRESSION = 2  # measured on 130 KB pages: level 5 takes twice as long for 5 % less, level 9 six times for 7 %


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


def put_pages(connection: Connection, holdings: Iterable[Holding], *, rules_id: str, run: int) -> None:
    """Keeps pages' bytes, their articles and their readings. A reading under other rules steps back, and is kept.

    A page that has a reading by these rules already is left as it is.
    """
    batch = {holding.reading.article.id: holding for holding in holdings}
    fresh = [batch[article_id] for article_id in _unread(connection, list(batch), rules_id)]
    if not fresh:
        return
    _put_new(connection, schema.raw, [_raw_row(holding) for holding in fresh])
    _put_new(connection, schema.article, [_article_row(holding, run=run) for holding in fresh])
    _put_readings(connection, [holding.reading for holding in fresh], rules_id=rules_id, run=run)
    others = _choose_newest(connection, sorted({url for holding in fresh if (url := holding.reading.article.url)}))
    await_linking(connection, "page", {*others, *(holding.reading.article.id for holding in fresh)})
    _put_fingerprints(connection, fresh)
    table, names = schema.refusal, [holding.page.source_id for holding in fresh]
    connection.execute(delete(table).where(table.c.of.in_(names), table.c.reading_n.is_(None)))


def put_refusals(connection: Connection, refusals: Iterable[Refusal], *, run: int) -> None:
    """Records pages that were refused at the door; the same refusal twice is one."""
    _put_new(connection, schema.refusal, [_refusal_row(refusal, run=run) for refusal in refusals])


def put_decision(connection: Connection, decision: Decision) -> None:
    """Appends a decision to the chain. The same decision twice is one."""
    known = select(schema.decision.c.n).where(schema.decision.c.id == decision.id)
    if connection.execute(known).first():
        return
    head = connection.execute(select(schema.decision.c.hash).order_by(schema.decision.c.n.desc()).limit(1))
    row = {"id": decision.id, "record": words(decision), "hash": chained(head.scalar() or "", encode(decision))}
    n = connection.execute(insert(schema.decision).values(row).returning(schema.decision.c.n)).scalar_one()
    put_grounds(connection, [(n, decision)])
    await_linking(connection, "decision", [decision.id])


def put_grounds(connection: Connection, decisions: Iterable[tuple[int, Decision]]) -> None:
    """Notes by what each decision, given with its number, is found again: see schema.ground."""
    rows = [{"name": name, "decision_n": n} for n, decision in decisions for name in grounds_of(decision)]
    _put_new(connection, schema.ground, rows)


def await_linking(connection: Connection, kind: str, names: Iterable[str]) -> None:
    """Notes what came in since incidents were last put together: pages by article id, decisions by theirs."""
    _put_new(connection, schema.waiting, [{"kind": kind, "name": name} for name in names])
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


def digest(text: str, slim: str, claims: Iterable[str], sightings: Iterable[str]) -> str:
    """The SHA-256 that vouches for all that one reading holds, the text included.

    It is taken of the words as they are stored, not of records made from them: a later istor, whose records have more
    fields, must find the same.
    """
    return sha256(encode((text, slim, tuple(claims), tuple(sightings))))


def _unread(connection: Connection, article_ids: Sequence[str], rules_id: str) -> list[str]:
    table = schema.reading
    query = select(table.c.article_id).where(table.c.article_id.in_(article_ids), table.c.rules_id == rules_id)
    read = set(connection.execute(query).scalars())
    return [article_id for article_id in article_ids if article_id not in read]


def _refusal_row(refusal: Refusal, *, run: int, reading_n: int | None = None) -> dict[str, Any]:
    return {
        "id": content_id("refusal", refusal, reading_n),
        "of": refusal.of,
        "room": refusal.room,
        "because": refusal.because,
        "reading_n": reading_n,
        "run": run,
        "record": words(refusal),
    }


def _raw_row(holding: Holding) -> dict[str, Any]:
    raw = holding.page.raw
    packed = zlib.compress(raw, COMPRESSION)
    return {"sha256": holding.reading.article.raw_sha256, "size": len(raw), "codec": CODEC, "bytes": packed}


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


def _choose_newest(connection: Connection, addresses: Sequence[str]) -> list[str]:
    """The articles of addresses with several versions, now that the newest was chosen among them.

    Of several versions of one address the newest is read: by the time of capture or, where the input gave none, of the
    run that first saw it; then by the page's own day; the id decides what nothing else does."""
    table = schema.article
    several = (
        select(table.c.address).where(table.c.address.in_(addresses)).group_by(table.c.address).having(func.count() > 1)
    )
    published = select(func.max(schema.reading.c.published)).where(schema.reading.c.article_id == table.c.id)
    seen = func.coalesce(table.c.captured, schema.run.c.started)
    found: list[str] = []
    for address in connection.execute(several).scalars().all():
        ranked = (
            select(table.c.id)
            .join(schema.run, schema.run.c.n == table.c.run)
            .where(table.c.address == address)
            .order_by(seen, published.scalar_subquery().nulls_first(), table.c.id)
        )
        versions = connection.execute(ranked).scalars().all()
        connection.execute(update(table).where(table.c.address == address).values(newest=table.c.id == versions[-1]))
        found += versions
    return found


def _put_readings(connection: Connection, readings: Sequence[Reading], *, rules_id: str, run: int) -> None:
    table = schema.reading
    ids = [reading.article.id for reading in readings]
    former = select(table.c.n).where(table.c.article_id.in_(ids), table.c.current)
    stale = list(connection.execute(former).scalars())
    if stale:
        unindex(connection, stale)
        connection.execute(update(table).where(table.c.n.in_(stale)).values(current=False))
    added = insert(table).returning(table.c.n, sort_by_parameter_order=True)
    numbers = list(connection.execute(added, [_reading_row(each, rules_id) for each in readings]).scalars())
    _index(connection, numbers)
    _put_parts(connection, list(zip(numbers, readings, strict=True)), run=run)


def _reading_row(reading: Reading, rules_id: str) -> dict[str, Any]:
    article, slim = reading.article, _slim(reading)
    return {
        "article_id": article.id,
        "rules_id": rules_id,
        "current": True,
        "title": article.title or "",
        "publisher": article.publisher.name if article.publisher else None,
        "published": article.published,
        "language": article.language,
        "junk": article.junk,
        "text": article.text,
        "packed": zlib.compress(slim.encode(), COMPRESSION),
        "digest": digest(article.text, slim, map(words, reading.claims), map(words, reading.sightings)),
    }


def _slim(reading: Reading) -> str:
    """The reading without what has columns and tables of its own: text, claims, sightings, refusals."""
    article = msgspec.structs.replace(reading.article, text="")
    return words(msgspec.structs.replace(reading, article=article, claims=(), sightings=(), refusals=()))


def _put_parts(connection: Connection, numbered: Sequence[tuple[int, Reading]], *, run: int) -> None:
    claims: list[dict[str, Any]] = []
    sightings: list[dict[str, Any]] = []
    refusals: list[dict[str, Any]] = []
    for n, reading in numbered:
        for at, claim in enumerate(reading.claims):
            claims.append({**_part(n, at, reading), "id": claim.id, "record": words(claim)})
        for at, seen in enumerate(reading.sightings):
            row = {**_part(n, at, reading), "id": seen.id, "role": seen.role, "scope": seen.scope}
            sightings.append({**row, "record": words(seen)})
        refusals += [_refusal_row(refusal, run=run, reading_n=n) for refusal in reading.refusals]
    for table, rows in ((schema.claim, claims), (schema.sighting, sightings)):
        if rows:
            connection.execute(insert(table), rows)
    _put_new(connection, schema.refusal, refusals)


def _part(n: int, at: int, reading: Reading) -> dict[str, Any]:
    return {"reading_n": n, "at": at, "article_id": reading.article.id}


def _put_fingerprints(connection: Connection, holdings: Sequence[Holding]) -> None:
    table = schema.fingerprint
    ids = [holding.reading.article.id for holding in holdings]
    connection.execute(delete(table).where(table.c.article_id.in_(ids)))
    rows = [
        {"article_id": holding.reading.article.id, "packed": holding.fingerprint}
        for holding in holdings
        if holding.fingerprint is not None
    ]
    if rows:
        connection.execute(insert(table), rows)


def _index(connection: Connection, numbers: Sequence[int]) -> None:
    if connection.dialect.name == "sqlite":
        add = text("INSERT INTO search(rowid, title, text) SELECT n, title, text FROM reading WHERE n = :n")
        connection.execute(add, [{"n": n} for n in numbers])


def unindex(connection: Connection, numbers: Sequence[int]) -> None:
    """Takes readings out of the full text; their rows must still be there."""
    if connection.dialect.name == "sqlite":
        take = (
            "INSERT INTO search(search, rowid, title, text) SELECT 'delete', n, title, text FROM reading WHERE n = :n"
        )
        connection.execute(text(take), [{"n": n} for n in numbers])


def _number(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Inserts a row and gives the number the database chose for it."""
    return int(connection.execute(insert(table).values(row).returning(table.c.n)).scalar_one())


def _put_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Inserts the rows whose key is not there yet."""
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows))
