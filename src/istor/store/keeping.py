"""Pages, readings, refusals, runs and decisions are put into the ledger, inside the transaction of the caller."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, insert, select, text, update

from istor.decisions import Decision, grounds_of
from istor.provenance import Record, Refusal, chained, content_id, encode, sha256
from istor.publication.readings import Reading
from istor.store import schema
from istor.store.holding import Holding, Rules, Run
from istor.store.phrasing import Question, alter, put, take
from istor.store.querying import fact, given

CODEC = "zlib"
READ_BY = Question(select(schema.reading.c.article_id, schema.reading.c.rules_id), schema.reading.c.article_id)
# Asked in SQL for the current ones alone, SQLite would go through all that are.
FORMER = Question(select(schema.reading.c.n, schema.reading.c.current), schema.reading.c.article_id)
REFUSED = Question(select(schema.refusal.c.id, schema.refusal.c.reading_n), schema.refusal.c.of)
SEVERAL = Question(
    select(schema.article.c.address).group_by(schema.article.c.address).having(func.count() > 1),
    schema.article.c.address,
)
COMPRESSION = 2  # measured on 130 KB pages: level 5 takes twice as long for 5 % less, level 9 six times for 7 %


def put_rules(connection: Connection, rules: Rules) -> None:
    """Records by what is read; known rules are left as they are."""
    put(connection, schema.rules, [{"id": rules.id, "record": words(rules)}], new=True)


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
    put(connection, schema.raw, (_raw_row(holding) for holding in fresh), new=True)
    put(connection, schema.article, (_article_row(holding, run=run) for holding in fresh), new=True)
    _put_readings(connection, [holding.reading for holding in fresh], rules_id=rules_id, run=run)
    others = _choose_newest(connection, sorted({url for holding in fresh if (url := holding.reading.article.url)}))
    await_linking(connection, "page", {*others, *(holding.reading.article.id for holding in fresh)})
    _put_fingerprints(connection, fresh)
    refused = REFUSED.among(connection, (holding.page.source_id for holding in fresh))
    take(connection, schema.refusal, ((name,) for name, reading in refused if reading is None))


def put_refusals(connection: Connection, refusals: Iterable[Refusal], *, run: int) -> None:
    """Records pages that were refused at the door; the same refusal twice is one."""
    put(connection, schema.refusal, (_refusal_row(refusal, run=run) for refusal in refusals), new=True)


def put_decision(connection: Connection, decision: Decision) -> None:
    """Appends a decision to the chain. The same decision twice is one."""
    known = select(schema.decision.c.n).where(schema.decision.c.id == decision.id)
    if connection.execute(known).first():
        return
    head = connection.execute(select(schema.decision.c.hash).order_by(schema.decision.c.n.desc()).limit(1))
    row = {"id": decision.id, "record": words(decision), "hash": chained(head.scalar() or "", encode(decision))}
    set_fact(connection, "head", row["hash"])
    n = connection.execute(insert(schema.decision).values(row).returning(schema.decision.c.n)).scalar_one()
    put_grounds(connection, [(n, decision)])
    await_linking(connection, "decision", [decision.id])


def put_grounds(connection: Connection, decisions: Iterable[tuple[int, Decision]]) -> None:
    """Notes by what each decision, given with its number, is found again: see schema.ground."""
    rows = ({"name": name, "decision_n": n} for n, decision in decisions for name in grounds_of(decision))
    put(connection, schema.ground, rows, new=True)


def await_linking(connection: Connection, kind: str, names: Iterable[str]) -> None:
    """Notes what came in since incidents were last put together: pages by article id, decisions by theirs."""
    put(connection, schema.waiting, ({"kind": kind, "name": name} for name in names), new=True)
    set_fact(connection, "unlinked", "1")


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Sets one of the facts about the ledger itself."""
    held = fact(connection, key)
    if held is None:
        put(connection, schema.about, [{"key": key, "value": value}])
    elif held != value:
        alter(connection, schema.about, [{"key": key, "value": value}])


def forget_fact(connection: Connection, key: str) -> None:
    """Takes back one of the facts about the ledger itself."""
    take(connection, schema.about, [(key,)])


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
    read = {page for page, rules in READ_BY.among(connection, article_ids) if rules == rules_id}
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
    published = select(func.max(schema.reading.c.published)).where(schema.reading.c.article_id == table.c.id)
    seen = func.coalesce(table.c.captured, schema.run.c.started)
    found: list[str] = []
    for (address,) in SEVERAL.among(connection, addresses):
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
    former = FORMER.among(connection, (reading.article.id for reading in readings))
    stale = [n for n, current in former if current]
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
    put(connection, schema.claim, claims)
    put(connection, schema.sighting, sightings)
    put(connection, schema.refusal, refusals, new=True)


def _part(n: int, at: int, reading: Reading) -> dict[str, Any]:
    return {"reading_n": n, "at": at, "article_id": reading.article.id}


def _put_fingerprints(connection: Connection, holdings: Sequence[Holding]) -> None:
    table = schema.fingerprint
    take(connection, table, ((holding.reading.article.id,) for holding in holdings))
    prints = ((holding.reading.article.id, holding.fingerprint) for holding in holdings)
    put(connection, table, ({"article_id": page, "packed": each} for page, each in prints if each is not None))


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
