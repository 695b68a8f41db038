"""Pages, readings and the rest of what was kept, as SQL that SQLite and PostgreSQL both answer."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, func, or_, select, true

from istor.articles.article import Article, Copy, RawPage
from istor.claims.claim import Claim
from istor.errors import BrokenLedger
from istor.incidents.incident import Link, Sighting
from istor.provenance import Refusal, content_id
from istor.publication.readings import Reading
from istor.store import schema
from istor.store.holding import Incoming, Rules, Run
from istor.store.phrasing import Question

T = TypeVar("T")

WHOLE_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")  # as content_id makes them: no other id begins with one
TOGETHER = 200  # readings asked for at once

_current = and_(schema.reading.c.current, schema.article.c.newest)


FACT = Question(select(schema.about.c.value).where(schema.about.c.key == bindparam("fact")))
WAITING = Question(
    select(schema.waiting.c.kind, schema.waiting.c.name).order_by(schema.waiting.c.kind, schema.waiting.c.name)
)


class _Kept(NamedTuple):
    """The columns of a reading that hold it."""

    n: int
    article_id: str
    text: str
    packed: bytes
    current: bool


KEPT = Question(select(*(schema.reading.c[name] for name in _Kept._fields)), schema.reading.c.article_id)


def find_article(connection: Connection, name: str) -> str | None:
    """The id of the article of this id, `source_id` or address, or of the only id that begins so. None: there is none."""
    table = schema.article
    named = (
        select(table.c.id)
        .where(or_(table.c.source_id == name, table.c.address == name))
        .order_by(table.c.newest.desc(), table.c.id)
    )
    found = connection.execute(named).scalars().first()
    return found or next(iter(ids_called(connection, name, table.c.id)), None)


def readings(
    connection: Connection, article_ids: Sequence[str] | None = None, *, parts: bool = True
) -> Iterator[Reading]:
    """The current readings of the newest versions, by article id; `article_ids` are read whatever their version.

    `parts=False` leaves claims and refusals out.
    """
    if article_ids is None:
        query = select(schema.reading).join(schema.article).order_by(schema.article.c.id)
        streamed = connection.execute(query.where(_current).execution_options(yield_per=TOGETHER))
        for rows in streamed.partitions(TOGETHER):
            yield from _readings(connection, rows, parts=parts)
        return
    for article_id in article_ids:
        kept = [_Kept(*row) for row in KEPT.among(connection, [article_id])]
        # asked in SQL for the current one, SQLite would go through the index of all current readings
        yield from _readings(connection, [row for row in kept if row.current], parts=parts)


def history(connection: Connection, article_id: str) -> Iterator[tuple[str, Reading]]:
    """All readings of an article with the id of their rules, oldest first."""
    table = schema.reading
    for row in connection.execute(select(table).where(table.c.article_id == article_id).order_by(table.c.n)):
        yield from ((row.rules_id, reading) for reading in _readings(connection, [row]))


def articles(connection: Connection) -> Iterator[Article]:
    """The newest version of every article, under the current rules."""
    for row in connection.execute(
        select(schema.reading).join(schema.article).where(_current).order_by(schema.article.c.id)
    ):
        yield _article(row)


def article_ids(connection: Connection) -> Iterator[str]:
    """The ids of all articles held, whatever their version."""
    yield from connection.execute(select(schema.article.c.id)).scalars()


def claims(connection: Connection) -> Iterator[Claim]:
    """The claims of the current readings, by article and place in the text."""
    query = select(schema.claim.c.record).select_from(_parts(schema.claim)).where(_current)
    for record in connection.execute(query.order_by(schema.claim.c.article_id, schema.claim.c.at)).scalars():
        yield decoded(record, Claim)


def sightings(connection: Connection) -> Iterator[Sighting]:
    """The sightings of the current readings, by article and place in the text."""
    query = select(schema.sighting.c.record).select_from(_parts(schema.sighting)).where(_current)
    for record in connection.execute(query.order_by(schema.sighting.c.article_id, schema.sighting.c.at)).scalars():
        yield decoded(record, Sighting)


def find_sightings(connection: Connection, ids: Sequence[str], *, machine: bool = False) -> Iterator[Sighting]:
    """The sightings of these ids, in their order, as people left them; `machine`: as they were read."""
    base = select(schema.sighting.c.record).select_from(_parts(schema.sighting)).where(_current)
    people = select(schema.overruled.c.record)
    for sighting_id in ids:
        query = base.where(schema.sighting.c.id == sighting_id).limit(1)
        decided = None if machine else connection.execute(people.where(schema.overruled.c.id == sighting_id)).scalar()
        for record in [decided] if decided else connection.execute(query).scalars():
            yield decoded(record, Sighting)


def overruled(connection: Connection) -> Iterator[Sighting]:
    """The sightings that are otherwise than they were read, as people left them, by id."""
    table = schema.overruled
    for record in connection.execute(select(table.c.record).order_by(table.c.id)).scalars():
        yield decoded(record, Sighting)


def refusals(connection: Connection) -> Iterator[Refusal]:
    """Everything refused under the current rules, by what it is of."""
    table = schema.refusal
    for record in connection.execute(select(table.c.record).where(_live()).order_by(table.c.of, table.c.id)).scalars():
        yield decoded(record, Refusal)


def reasons(connection: Connection) -> Iterator[tuple[str, bool, int]]:
    """Each reason for which something is refused, whether it is a whole page, and how often; the most frequent first."""
    table = schema.refusal
    of_page = table.c.reading_n.is_(None)
    number = func.count()
    query = select(table.c.because, of_page, number).where(_live()).group_by(table.c.because, of_page)
    for because, whole, told in connection.execute(query.order_by(number.desc(), table.c.because)):
        yield because, bool(whole), told


def _live() -> ColumnElement[bool]:
    table = schema.refusal
    current = select(schema.reading.c.n).where(schema.reading.c.current)
    return or_(table.c.reading_n.is_(None), table.c.reading_n.in_(current))


def refused_words(connection: Connection) -> Iterator[tuple[str, Refusal, str]]:
    """What current readings left open: the page's `source_id`, the refusal and the words it is about ("": the page)."""
    table = schema.refusal
    query = (
        select(schema.article.c.source_id, table.c.record, schema.reading.c.text)
        .select_from(_parts(table))
        .where(_current)
        .order_by(schema.article.c.source_id, table.c.id)
    )
    for source_id, record, text in connection.execute(query):
        refusal = decoded(record, Refusal)
        yield source_id, refusal, refusal.span.quote(text) if refusal.span else ""


def refused_pages(connection: Connection) -> Iterator[Refusal]:
    """The pages that could not be read at all."""
    table = schema.refusal
    query = select(table.c.record).where(table.c.reading_n.is_(None)).order_by(table.c.of, table.c.id)
    for record in connection.execute(query).scalars():
        yield decoded(record, Refusal)


def unknown_refusals(connection: Connection, refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """Those of the refusals that are not recorded yet."""
    known = select(schema.refusal.c.id)
    return tuple(
        refusal
        for refusal in refusals
        if connection.execute(known.where(schema.refusal.c.id == content_id("refusal", refusal, None))).first() is None
    )


def copies(connection: Connection) -> Iterator[Copy]:
    """Every copy with what it is a copy of."""
    for record in connection.execute(select(schema.copy.c.record).order_by(schema.copy.c.article_id)).scalars():
        yield decoded(record, Copy)


def links(connection: Connection, *, touching: Sequence[str] | None = None) -> Iterator[Link]:
    """The compared pairs; only those that touch one of the sightings named, where some are."""
    table = schema.link
    query = select(table.c.record).order_by(table.c.a, table.c.b)
    if touching is not None:
        query = query.where(or_(table.c.a.in_(touching), table.c.b.in_(touching)))
    for record in connection.execute(query).scalars():
        yield decoded(record, Link)


def runs(connection: Connection) -> Iterator[Run]:
    """What was done to the ledger, oldest first."""
    for record in connection.execute(select(schema.run.c.record).order_by(schema.run.c.n)).scalars():
        yield decoded(record, Run)


def rules(connection: Connection) -> Iterator[tuple[Rules, int]]:
    """The rules used so far, each with how many current readings rest on them."""
    table = schema.reading
    number = select(func.count()).where(table.c.rules_id == schema.rules.c.id, table.c.current).scalar_subquery()
    for record, count in connection.execute(select(schema.rules.c.record, number).order_by(schema.rules.c.id)):
        yield decoded(record, Rules), count


def pages(connection: Connection, *, not_read_by: str | None = None) -> Iterator[Incoming]:
    """The stored pages with their bytes; only those without a reading by the rules named, where some are."""
    table = schema.article
    query = select(table.c.page, table.c.assumed, schema.raw.c.bytes).join(schema.raw).order_by(table.c.id)
    if not_read_by is not None:
        read = select(schema.reading.c.article_id).where(schema.reading.c.rules_id == not_read_by)
        query = query.where(table.c.id.not_in(read))
    for record, assumed, packed in connection.execute(query.execution_options(yield_per=50)):
        page = msgspec.structs.replace(decoded(record, RawPage), raw=zlib.decompress(packed))
        yield Incoming(page=page, assumed=assumed)


def sightings_of(connection: Connection, article_id: str) -> Iterator[Sighting]:
    """The sightings of one article as currently read, whatever its version."""
    query = select(schema.sighting.c.record).select_from(_parts(schema.sighting)).order_by(schema.sighting.c.at)
    held = query.where(schema.reading.c.current, schema.article.c.id == article_id)
    for record in connection.execute(held).scalars():
        yield decoded(record, Sighting)


def known_page(connection: Connection, page: RawPage, checksum: str) -> bool:
    """Whether the ledger holds these bytes under this address, or under this `source_id` where there is no address."""
    table = schema.article
    query = select(table.c.id).where(table.c.raw_sha256 == checksum, table.c.given == given(page))
    return connection.execute(query.limit(1)).first() is not None


def given(page: RawPage) -> str:
    """Under what the input knew the page: its address, or its `source_id` where it has none."""
    return page.url or f"source_id {page.source_id}"


def fingerprints(connection: Connection) -> Iterator[bytes]:
    """The fingerprints of the newest versions, by article id, as they were given."""
    table = schema.fingerprint
    query = select(table.c.packed).join(schema.article).where(schema.article.c.newest).order_by(table.c.article_id)
    yield from connection.execute(query.execution_options(yield_per=1000)).scalars()


def raw(connection: Connection, checksum: str) -> bytes | None:
    """The stored bytes of this SHA-256."""
    packed = connection.execute(select(schema.raw.c.bytes).where(schema.raw.c.sha256 == checksum)).scalar_one_or_none()
    return zlib.decompress(packed) if packed is not None else None


def fact(connection: Connection, key: str) -> str | None:
    """One of the facts about the ledger itself, None where it is not set."""
    found = FACT.value(connection, {"fact": key})
    return None if found is None else str(found)


def waiting(connection: Connection) -> Iterator[tuple[str, str]]:
    """What came in since incidents were last put together, as (kind, name)."""
    yield from ((kind, name) for kind, name in WAITING.rows(connection))


def edition(connection: Connection) -> str:
    """Which linking the ledger stands at."""
    return fact(connection, "edition") or "0"


def counts(connection: Connection) -> dict[str, int]:
    """How many pages, articles with an incident, incidents and refusals the ledger holds."""
    return {
        "pages": _count(connection, select(func.count()).select_from(schema.article)),
        "incidents": incidents(connection),
        "refusals": sum(number for *_, number in reasons(connection)),
    }


def incidents(connection: Connection) -> int:
    """How many incidents the ledger shows: counted by each linking, so that nobody goes through all of them."""
    told = fact(connection, "shown")
    if told is not None:
        return int(told)
    table = schema.incident.c
    return _count(connection, select(func.count()).where(table.scope != "aggregate", ~table.rejected))


def decided(connection: Connection) -> int:
    """How many decisions people made, those that take others back with them."""
    return _count(connection, select(func.count()).select_from(schema.decision))


def outdated(connection: Connection, rules_id: str) -> int:
    """How many current readings rest on other rules than these."""
    table = schema.reading.c
    others = connection.execute(select(schema.rules.c.id).where(schema.rules.c.id != rules_id)).scalars().all()
    return sum(
        _count(connection, select(func.count()).where(table.rules_id == each, table.current == true()))
        for each in others
    )


def decoded(record: str | bytes, kind: type[T]) -> T:
    """A record as it was kept. Raises BrokenLedger where it does not have the fields this istor expects."""
    try:
        return msgspec.json.decode(record, type=kind)
    except msgspec.MsgspecError as error:
        raise BrokenLedger(
            f"a stored {kind.__name__} cannot be read ({error}); run `istor verify`, or restore a copy"
        ) from error


def ids_called(
    connection: Connection,
    name: str,
    column: ColumnElement[str],
    former: tuple[ColumnElement[str], ColumnElement[str]] | None = None,
) -> list[str]:
    """The id itself, what a former id leads to, or the only id that begins so (with or without its kind's prefix)."""
    exact = list(connection.execute(select(column).where(column == name)).scalars())
    if not exact and former is not None:
        exact = list(connection.execute(select(former[1]).where(former[0] == name)).scalars())
    if exact or WHOLE_ID.fullmatch(name) or not re.fullmatch(r"(?:[a-z]+-)?[0-9a-z]{4,}", name):
        return exact
    begins = or_(column.startswith(name), column.contains(f"-{name}"))
    found = list(connection.execute(select(column).where(begins).limit(2)).scalars())
    return found if len(found) == 1 else []


def _parts(table: Any) -> Any:
    return table.join(schema.reading, schema.reading.c.n == table.c.reading_n).join(
        schema.article, schema.article.c.id == schema.reading.c.article_id
    )


def _readings(connection: Connection, rows: Sequence[Row[Any] | _Kept], *, parts: bool = True) -> Iterator[Reading]:
    """The readings of these rows, in their order; what hangs on them is asked for all of them at once."""
    numbers = [row.n for row in rows]
    seen = _hanging(connection, schema.sighting, numbers, kind=Sighting, order=schema.sighting.c.at)
    told = _hanging(connection, schema.claim, numbers if parts else (), kind=Claim, order=schema.claim.c.at)
    left = _hanging(connection, schema.refusal, numbers if parts else (), kind=Refusal, order=schema.refusal.c.id)
    for row in rows:
        slim = _unpacked(row)
        yield msgspec.structs.replace(
            slim,
            article=msgspec.structs.replace(slim.article, text=row.text),
            sightings=tuple(seen.get(row.n, ())),
            claims=tuple(told.get(row.n, ())) if parts else slim.claims,
            refusals=tuple(left.get(row.n, ())) if parts else slim.refusals,
        )


def _hanging(
    connection: Connection, table: Any, numbers: Sequence[int], *, kind: type[T], order: ColumnElement[Any]
) -> dict[int, list[T]]:
    """The records that belong to the readings of these numbers, by number, each in order."""
    if not numbers:
        return {}
    found: dict[int, list[T]] = {}
    for number, record in _hung(table, order).among(connection, numbers):
        found.setdefault(number, []).append(decoded(record, kind))
    return found


@cache
def _hung(table: Any, order: Any) -> Question:
    return Question(select(table.c.reading_n, table.c.record).order_by(order), table.c.reading_n)


def _unpacked(row: Row[Any] | _Kept) -> Reading:
    try:
        return decoded(zlib.decompress(row.packed), Reading)
    except zlib.error as error:
        raise BrokenLedger(f"the reading of {row.article_id} cannot be unpacked ({error}); restore a copy") from error


def _article(row: Row[Any]) -> Article:
    return msgspec.structs.replace(_unpacked(row).article, text=row.text)


def _count(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())
