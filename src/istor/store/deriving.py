"""What follows from all readings together (copies, links, incidents, entries): swapped as one, touching only what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from istor.articles.article import Copy
from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.store import schema
from istor.store.aspects import aspect_rows
from istor.store.holding import Derived
from istor.store.keeping import forget_fact, set_fact, words
from istor.store.querying import fact

Rows = Mapping[tuple[str, ...], Mapping[str, Any]]  # by primary key


def put_copies(connection: Connection, copies: Iterable[Copy]) -> None:
    """Swaps the copies for these; what has not changed is not touched."""
    rows: Rows = {
        (each.article_id, each.of): {"article_id": each.article_id, "of": each.of, "record": words(each)}
        for each in copies
    }
    _swap(connection, schema.copy, rows)


def put_derived(connection: Connection, derived: Derived) -> None:
    """Swaps links, incidents and entries for these; what has not changed is not touched."""
    entries = {entry.incident_id: entry for entry in derived.entries}
    incidents: Rows = {(incident.id,): _incident_row(incident, entries[incident.id]) for incident in derived.incidents}
    members: Rows = {
        (incident.id, each): {"incident_id": incident.id, "sighting_id": each}
        for incident in derived.incidents
        for each in incident.sightings
    }
    aliases: Rows = {
        (each,): {"alias": each, "incident_id": incident.id}
        for incident in derived.incidents
        for each in incident.aliases
    }
    links: Rows = {
        (each.a, each.b): {"a": each.a, "b": each.b, "score": each.score, "joined": each.joined, "record": words(each)}
        for each in derived.links
    }
    gone = _gone(connection, schema.member, members)
    _delete(connection, schema.member, gone)
    _swap(connection, schema.incident, incidents)
    _swap(connection, schema.member, members)
    _swap(connection, schema.aspect, aspect_rows(entries.values()))
    _swap(connection, schema.alias, aliases)
    _swap(
        connection, schema.overruled, {(each.id,): {"id": each.id, "record": words(each)} for each in derived.overruled}
    )
    _swap(connection, schema.link, links)
    forget_fact(connection, "unlinked")
    set_fact(connection, "edition", str(int(fact(connection, "edition") or 0) + 1))
    set_fact(connection, "linked_under", derived.under)
    set_fact(connection, "rule", derived.rule)


def _incident_row(incident: Incident, entry: Entry) -> dict[str, Any]:
    days = entry.date.range if entry.date else None
    place = entry.place.place if entry.place else None
    names = (entry.place.words, entry.place.within) if entry.place else ()
    row: dict[str, Any] = {
        "id": incident.id,
        "scope": incident.scope,
        "type": entry.type,
        "earliest": days.earliest if days else None,
        "latest": days.latest if days else None,
        "settlement": place.name if place and place.kind in ("settlement", "district") else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "lat": entry.place.lat if entry.place else None,
        "lon": entry.place.lon if entry.place else None,
        "radius_m": entry.place.radius_m if entry.place else None,
        "reviewed": incident.reviewed,
        "rejected": incident.rejected,
        "record": words(incident),
        "entry": words(entry),
    }
    known = [*names, *((place.name, place.admin1, place.country) if place else ())]
    row["place_key"] = "|".join(each.casefold() for each in known if each)
    for harm in ("killed", "injured"):
        figure = entry.figure(harm)
        for bound in ("low", "best", "high"):
            row[f"{harm}_{bound}"] = getattr(figure, bound) if figure else None
    return row


def _swap(connection: Connection, table: Table, rows: Rows) -> None:
    """Makes the table hold exactly `rows`, writing only where something differs."""
    keys = [column.name for column in table.primary_key]
    rest = [column for column in table.columns if column.name not in keys]
    held = {
        tuple(row[: len(keys)]): tuple(row[len(keys) :])
        for row in connection.execute(select(*table.primary_key, *rest))
    }
    _delete(connection, table, [key for key in held if key not in rows])
    for key, row in rows.items():
        if key in held and held[key] != tuple(row[column.name] for column in rest):
            same = [column == value for column, value in zip(table.primary_key, key, strict=True)]
            connection.execute(update(table).where(*same).values(row))
    fresh = [row for key, row in rows.items() if key not in held]
    if fresh:
        connection.execute(insert(table), fresh)


def _gone(connection: Connection, table: Table, rows: Rows) -> list[tuple[str, ...]]:
    return [key for row in connection.execute(select(*table.primary_key)) if (key := tuple(row)) not in rows]


def _delete(connection: Connection, table: Table, keys: Sequence[tuple[str, ...]]) -> None:
    for key in keys:
        same = [column == value for column, value in zip(table.primary_key, key, strict=True)]
        connection.execute(delete(table).where(*same))
