"""Does the ledger still hold what was put in? Every hash is computed anew and every quotation is looked up in its text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from istor.errors import BrokenLedger
from istor.provenance import Record, Span, chained, sha256
from istor.publication.readings import Reading
from istor.store import querying, recalling, schema
from istor.store.crosschecking import check_log, check_overruled, check_parts, check_versions, incidents_checked
from istor.store.keeping import digest

SHORTEST_HEAD = 8  # hex digits of a hash


class Verified(Record):
    """What was checked and found whole: pages' bytes, readings, quotations, incidents and decisions."""

    pages: int
    readings: int
    quotations: int
    incidents: int
    decisions: int
    head: str = ""


def verify(connection: Connection) -> Verified:
    """Counts what was checked. Raises BrokenLedger naming the first thing that does not match.

    `head` is the hash that vouches for the whole log of decisions ("": there are none).
    """
    _check_file(connection)
    pages = _check_pages(connection)
    texts: dict[str, str] = {}
    readings = quotations = 0
    for reading, row in _readings(connection):
        readings += 1
        _check_digest(connection, row, reading)
        check_parts(connection, row.n, {schema.claim: reading.claims, schema.sighting: reading.sightings})
        quotations += _check_quotations(reading, reading.article.text, where=f"the reading of {reading.article.id}")
        texts[reading.article.id] = reading.article.text
    check_versions(connection)
    incidents = quoted = 0
    decided: set[str] = set()
    for incident, entry in incidents_checked(connection):
        incidents += 1
        decided.update(verdict.decision for verdict in entry.verdicts)
        _check_members(connection, incident.id, incident.sightings)
        quoted += sum(_check_spans(entry, texts, where=incident.id))
    decisions, head = _check_decisions(connection)
    check_log(connection, decided)
    check_overruled(connection)
    return Verified(
        pages=pages,
        readings=readings,
        quotations=quotations + quoted,
        incidents=incidents,
        decisions=decisions,
        head=head,
    )


def quoted(value: Any) -> Iterator[tuple[str, Span]]:
    """Every pair of words and the span that quotes them, wherever it stands in a record.

    A derived figure's words are no quotation (its parts are); their spans come with the words "".
    """
    if isinstance(value, tuple | list):
        for each in value:
            yield from quoted(each)
    elif isinstance(value, Span):
        yield "", value
    elif isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        span, words = fields.pop("span", None), fields.get("words")
        if isinstance(span, Span):
            yield ("" if fields.get("derived") or not isinstance(words, str) else words), span
        yield from quoted(list(fields.values()))


def _check_file(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    for (word,) in connection.exec_driver_sql("PRAGMA integrity_check(1)"):
        if word != "ok":
            raise BrokenLedger(f"the file is damaged: {word}; restore it from a copy")
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        raise BrokenLedger(
            f"row {row} of {table} points at a {parent} that is not there; restore the ledger from a copy"
        )


def _check_pages(connection: Connection) -> int:
    number = 0
    query = (
        select(schema.raw.c.sha256, schema.raw.c.bytes, schema.raw.c.size)
        .order_by(schema.raw.c.sha256)
        .execution_options(yield_per=50)
    )
    for checksum, packed, size in connection.execute(query):
        number += 1
        try:
            raw = zlib.decompress(packed)
            found = sha256(raw)
        except zlib.error as error:
            raise BrokenLedger(
                f"the stored page {checksum} cannot be unpacked ({error}); restore the ledger from a copy"
            ) from error
        if found != checksum:
            raise BrokenLedger(
                f"the stored page {checksum} has the hash {found}: its bytes were changed; restore the ledger from a copy"
            )
        if len(raw) != size:
            raise BrokenLedger(
                f"the stored page {checksum} has {len(raw)} bytes, its row says {size}; restore the ledger from a copy"
            )
    return number


def _readings(connection: Connection) -> Iterator[tuple[Reading, Any]]:
    """All readings beside their rows as they are stored."""
    table = schema.reading
    for article_id in connection.execute(select(schema.article.c.id).order_by(schema.article.c.id)).scalars().all():
        query = select(table.c.n, table.c.text, table.c.packed, table.c.digest).where(table.c.article_id == article_id)
        rows = connection.execute(query.order_by(table.c.n)).all()
        for (_, reading), row in zip(querying.history(connection, article_id), rows, strict=True):
            yield reading, row


def _check_digest(connection: Connection, row: Any, reading: Reading) -> None:
    claims, sightings = (
        connection.execute(select(table.c.record).where(table.c.reading_n == row.n).order_by(table.c.at)).scalars()
        for table in (schema.claim, schema.sighting)
    )
    found = digest(row.text, zlib.decompress(row.packed).decode(), claims, sightings)
    if found != row.digest:
        raise BrokenLedger(
            f"the reading of {reading.article.id} ({reading.article.source_id}) has the hash {found}, stored was {row.digest}: "
            "its text or its claims were changed; restore the ledger from a copy"
        )


def _check_quotations(reading: Reading, text: str, *, where: str) -> int:
    texts = {reading.article.id: text}
    count = sum(_check_spans((reading.article.correction, reading.claims, reading.sightings), texts, where=where))
    found = [(each.words, each.start, each.end) for each in reading.dates]
    for words, start, end in [*found, *((each.words, each.start, each.end) for each in reading.places)]:
        _check_quotation(words, text[start:end], where=where)
    return count + len(reading.dates) + len(reading.places)


def _check_spans(value: Any, texts: dict[str, str], *, where: str) -> Iterator[int]:
    for words, span in quoted(value):
        text = texts.get(span.article_id)
        if text is None:
            raise BrokenLedger(
                f"{where} quotes {span.article_id}, which the ledger does not hold; restore it from a copy"
            )
        if not 0 <= span.start <= span.end <= len(text):
            raise BrokenLedger(
                f"{where} quotes {span.article_id} at {span.start}–{span.end}, beyond its {len(text)} characters"
            )
        if words:
            _check_quotation(words, span.quote(text), where=where)
        yield 1


def _check_quotation(words: str, stands: str, *, where: str) -> None:
    if words != stands:
        raise BrokenLedger(
            f"{where} quotes “{words}”, but the text has “{stands}” there; restore the ledger from a copy"
        )


def _check_members(connection: Connection, incident_id: str, sightings: tuple[str, ...]) -> None:
    held = {each.id for each in querying.find_sightings(connection, sightings)}
    for sighting_id in sightings:
        if sighting_id not in held:
            raise BrokenLedger(f"{incident_id} rests on {sighting_id}, which no page tells; run `istor reread`")


def head(connection: Connection) -> tuple[str, int]:
    """The head of the chain of decisions and their number, every hash computed anew."""
    number, last = _check_decisions(connection)
    return last, number


def check_head(connection: Connection, head: str) -> tuple[int, int]:
    """Whether the log still holds all that a head kept elsewhere vouches for: (how many decisions it covers, how many came
    since). The beginning of a hash is enough, from eight digits on. Raises BrokenLedger where it does not.
    """
    _check_decisions(connection)
    hashes = [row.hash for row in connection.execute(select(schema.decision).order_by(schema.decision.c.n))]
    covered = [
        at for at, each in enumerate(hashes, start=1) if len(head) >= SHORTEST_HEAD and each.startswith(head.lower())
    ]
    if len(covered) != 1:
        raise BrokenLedger(
            f"no decision of this log leads to the head {head}: decisions were changed or taken away since it was kept, or it is "
            "another ledger's; restore the ledger from a copy"
        )
    return covered[0], len(hashes) - covered[0]


def _check_decisions(connection: Connection) -> tuple[int, str]:
    """The chain, over the words as they are stored: see keeping.digest."""
    head, at = "", 0
    for at, row in enumerate(connection.execute(select(schema.decision).order_by(schema.decision.c.n)), start=1):
        head = chained(head, row.record.encode())
        if row.hash != head:
            raise BrokenLedger(
                f"decision {at} ({row.id}) breaks the chain: its hash is {head}, stored was {row.hash}; somebody changed the log. "
                "Restore it from a copy"
            )
    written = querying.fact(connection, "head")  # None: by an earlier istor
    if written not in (None, head):
        raise BrokenLedger(
            f"the log of decisions ends at decision {at}, and not where it was last written: its end was taken away; "
            "restore it from a copy"
        )
    for _ in recalling.decisions(connection):  # each can be read
        pass
    return at, head
