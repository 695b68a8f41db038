"""Do the columns and tables that are asked say what the records beside them say? A record can be whole, and the column by
which it is found be another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Table, case, func, select

from istor.decisions import grounds_of
from istor.errors import BrokenLedger
from istor.incidents.incident import Incident, Sighting
from istor.ledger.entry import Entry
from istor.store import schema
from istor.store.deriving import incident_row
from istor.store.querying import decoded, fact
from istor.store.recalling import decisions

AT_ONCE = 200  # rows
RESTORE = "somebody changed the file; restore it from a copy, or run `istor reread`"
WORKED_OUT = frozenset(  # by other versions perhaps otherwise: nobody reads anything in them
    {"record", "entry", "place_key", "founded_in", "founded_from", "founded_to", "founded_as"}
)


def incidents_checked(connection: Connection) -> Iterator[tuple[Incident, Entry]]:
    """Every incident with its entry, by id. Raises BrokenLedger where a column, a member or an alias says otherwise."""
    members = schema.member
    aliases: dict[str, str] = {}
    query = select(schema.incident).order_by(schema.incident.c.id).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(query):
        incident, entry = decoded(row.record, Incident), decoded(row.entry, Entry)
        _check_row(row, incident_row(incident, entry, None), where=f"incident {row.id}")
        aliases.update(dict.fromkeys(incident.aliases, incident.id))
        yield incident, entry
        held = select(members.c.sighting_id).where(members.c.incident_id == incident.id)
        if set(connection.execute(held).scalars()) != set(incident.sightings):
            raise BrokenLedger(f"the table of members lists other accounts of {incident.id} than its record; {RESTORE}")
    told = {row.alias: row.incident_id for row in connection.execute(select(schema.alias))}
    if told != aliases:
        strange = min(told.items() ^ aliases.items())[0]
        raise BrokenLedger(f"the former id {strange} leads elsewhere than the incidents' records say; {RESTORE}")


def check_parts(connection: Connection, reading_n: int, parts: Mapping[Table, Iterable[Any]]) -> None:
    """Whether the claims and sightings of a reading stand under their own ids. `parts` are its records by their table."""
    for table, records in parts.items():
        rows = connection.execute(select(table).where(table.c.reading_n == reading_n).order_by(table.c.at))
        for row, record in zip(rows, records, strict=True):
            told = {name: getattr(record, name) for name in ("id", "article_id", "role", "scope") if name in table.c}
            _check_row(row, told, where=f"{table.name} {record.id}")


def check_overruled(connection: Connection) -> None:
    """Whether what people corrected stands under its own id, and is of a page there is."""
    for row in connection.execute(select(schema.overruled).order_by(schema.overruled.c.id)):
        sighting = decoded(row.record, Sighting)
        _check_row(row, {"id": sighting.id, "article_id": sighting.article_id}, where=f"the corrected account {row.id}")


def check_versions(connection: Connection) -> None:
    """Whether each page has one current reading, and each address one newest page."""
    article, reading = schema.article, schema.reading
    current = func.sum(case((reading.c.current, 1), else_=0))
    several = select(reading.c.article_id).group_by(reading.c.article_id).having(current != 1)
    for (name,) in connection.execute(several):
        raise BrokenLedger(f"page {name} has no current reading, or several; {RESTORE}")
    newest = func.sum(case((article.c.newest, 1), else_=0))
    versions = select(article.c.address).where(article.c.address.is_not(None))
    for (address,) in connection.execute(versions.group_by(article.c.address).having(newest != 1)):
        raise BrokenLedger(f"of the versions of {address} none is the newest, or several are; {RESTORE}")


def check_log(connection: Connection, told: Collection[str]) -> None:
    """Whether every decision stands under its own id, is found by its ground, and none that incidents tell of (`told`) is
    missing: who cuts off the end of the log breaks no hash."""
    grounds: dict[int, set[str]] = defaultdict(set)
    for row in connection.execute(select(schema.ground)):
        grounds[row.decision_n].add(row.name)
    complete = fact(connection, "linked_under") is not None  # an older ledger has them once it is linked
    known = set()
    rows = connection.execute(select(schema.decision.c.n, schema.decision.c.id).order_by(schema.decision.c.n)).all()
    for row, (decision, _) in zip(rows, decisions(connection), strict=True):
        known.add(decision.id)
        _check_row(row, {"id": decision.id}, where=f"decision {row.n}")
        if complete and not grounds[row.n] >= grounds_of(decision):
            raise BrokenLedger(f"decision {row.n} ({row.id}) is not found by what it is about; {RESTORE}")
    lost = sorted(set(told) - known)
    if lost:
        raise BrokenLedger(
            f"incidents tell of {lost[0]}, which is not in the log: decisions were taken away; {RESTORE}"
        )


def _check_row(row: Row[Any], told: Mapping[str, Any], *, where: str) -> None:
    for name, value in told.items():
        if name not in WORKED_OUT and getattr(row, name) != value:
            raise BrokenLedger(
                f"{where} has {getattr(row, name)!r} as its {name}, but its record says {value!r}; {RESTORE}"
            )
