"""Which incidents meet a filter, and which one a name means: by day, place, kind, figure and full text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Integer, Select, column, false, func, or_, select, text

from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.store import schema
from istor.store.holding import Filter
from istor.store.querying import decoded, ids_called

IDS_A_QUERY = 500  # SQLite binds some tens of thousands of values at most


def find_incidents(
    connection: Connection, wanted: Filter, *, everything: bool = False
) -> Iterator[tuple[Incident, Entry]]:
    """The incidents asked for with their entries, by day (those without one last), then by id.

    `everything` adds what is no incident: totals over several attacks or days, and what a person rejected.
    """
    table = schema.incident
    kept = [] if everything else [table.c.scope != "aggregate", ~table.c.rejected]
    query = (
        select(table.c.record, table.c.entry)
        .where(*kept, *_conditions(connection, wanted))
        .order_by(table.c.earliest.nulls_last(), table.c.latest.nulls_last(), table.c.id)
    )
    for record, entry in connection.execute(query):
        yield decoded(record, Incident), decoded(entry, Entry)


def find_incident(connection: Connection, name: str) -> tuple[Incident, Entry] | None:
    """The incident of this id, of a former id, or of the only id that begins so. None: there is none."""
    table = schema.incident
    for known in ids_called(connection, name, table.c.id, (schema.alias.c.alias, schema.alias.c.incident_id)):
        row = connection.execute(select(table.c.record, table.c.entry).where(table.c.id == known)).one()
        return decoded(row[0], Incident), decoded(row[1], Entry)
    return None


def incidents_called(connection: Connection, names: Sequence[str]) -> Iterator[tuple[Incident, Entry]]:
    """The incidents of these ids with their entries, in their order; unknown ids are left out."""
    table = schema.incident
    held = {
        row.id: row
        for start in range(0, len(names), IDS_A_QUERY)
        for row in connection.execute(
            select(table.c.id, table.c.record, table.c.entry).where(table.c.id.in_(names[start : start + IDS_A_QUERY]))
        )
    }
    for name in names:
        if name in held:
            yield decoded(held[name].record, Incident), decoded(held[name].entry, Entry)


def telling(connection: Connection, words: str) -> NDArray[np.int64]:
    """The numbers of the readings that hold all the words.

    SQLite gives them as one text: a common word stands in half a million pages, and a row for each takes six times as long.
    """
    query = _readings(connection, words)
    if connection.dialect.name != "sqlite":
        return np.array(connection.execute(query).scalars().all(), dtype=np.int64)
    (number,) = query.subquery().c
    told = connection.execute(select(func.group_concat(number))).scalar()
    return np.fromstring(told or "", dtype=np.int64, sep=",")


def figures(connection: Connection) -> Iterator[tuple[str, tuple[tuple[int | None, int | None, int | None], ...]]]:
    """Every incident's id with (low, best, high) of its killed and of its injured."""
    table = schema.incident.c
    killed, injured = (
        (table[f"{harm}_low"], table[f"{harm}_best"], table[f"{harm}_high"]) for harm in ("killed", "injured")
    )
    for row in connection.execute(select(table.id, *killed, *injured)):
        yield row[0], ((row[1], row[2], row[3]), (row[4], row[5], row[6]))


def incident_of(connection: Connection, sighting_id: str) -> str | None:
    """The id of the incident that holds the sighting."""
    return connection.execute(
        select(schema.member.c.incident_id).where(schema.member.c.sighting_id == sighting_id)
    ).scalar_one_or_none()


def _conditions(connection: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    table = schema.incident
    found: list[ColumnElement[bool]] = []
    if wanted.date_from is not None:
        found.append(table.c.latest >= wanted.date_from)
    if wanted.date_to is not None:
        found.append(table.c.earliest <= wanted.date_to)
    if wanted.places:
        found.append(or_(*(table.c.place_key.contains(name.casefold(), autoescape=True) for name in wanted.places)))
    if wanted.type:
        found.append(func.lower(table.c.type).contains(wanted.type.lower(), autoescape=True))
    if wanted.min_killed is not None:
        found.append(func.coalesce(table.c.killed_best, table.c.killed_low) >= wanted.min_killed)
    if wanted.text:
        found.append(table.c.id.in_(_telling(connection, wanted.text)))
    return found


def _telling(connection: Connection, words: str) -> Select[Any]:
    """The incidents one of whose pages holds all the words. No words stand in none."""
    pages = select(schema.member.c.incident_id).join(
        schema.sighting, schema.sighting.c.id == schema.member.c.sighting_id
    )
    return pages.where(schema.sighting.c.reading_n.in_(_readings(connection, words)))


def _readings(connection: Connection, words: str) -> Select[Any]:
    """The numbers of the readings that hold all the words."""
    table = schema.reading
    query = match(words)
    if not query:
        return select(table.c.n).where(false())
    if connection.dialect.name == "sqlite":
        hits = text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=query)
        found = hits.columns(column("rowid", Integer)).subquery()
        return select(found.c.rowid)
    vector = func.to_tsvector("simple", table.c.title + " " + table.c.text)
    return select(table.c.n).where(vector.op("@@")(func.plainto_tsquery("simple", words)))


def match(words: str) -> str:
    """The user's words as an FTS5 query: every word must stand there; quoted words stand together.

    >>> match('market "heavy shelling"')
    '"market" "heavy shelling"'
    """
    found = re.findall(r'"([^"]+)"|(\S+)', words.replace("\0", " "))
    parts = [(quoted or single).replace('"', "") for quoted, single in found]
    return " ".join(f'"{part}"' for part in parts if part)
