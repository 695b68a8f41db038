"""What follows from readings together (copies, links, incidents, entries): swapped as one, touching only what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select

from istor.incidents.incident import Incident, Sighting
from istor.ledger.entry import Entry
from istor.store import schema
from istor.store.aspects import aspect_rows
from istor.store.filing import put_card
from istor.store.holding import Card, Derived, Former
from istor.store.keeping import forget_fact, put_grounds, set_fact, words
from istor.store.phrasing import Question, alter, put, take
from istor.store.querying import fact, incidents
from istor.store.recalling import decisions

IDS_A_QUERY = 500
EDITIONS = 100  # of which it is known what they changed
LISTED = 5_000  # incidents; whoever holds them in memory reads more than these anew
EVERY = ""  # stands for all incidents in the table of changes
ANY_WAITING = Question(select(schema.waiting.c.name).limit(1))
OUTDATED = Question(
    select(schema.change.c.edition, schema.change.c.incident_id).where(schema.change.c.edition <= bindparam("until"))
)
SHOWN = Question(
    select(schema.incident.c.id).where(schema.incident.c.scope != "aggregate", ~schema.incident.c.rejected),
    schema.incident.c.id,
)
TOLD_ON = Question(
    select(schema.member.c.incident_id)
    .distinct()
    .join_from(schema.member, schema.sighting, schema.sighting.c.id == schema.member.c.sighting_id),
    schema.sighting.c.article_id,
)
Key = tuple[Any, ...]
Rows = Mapping[Key, Mapping[str, Any]]  # by primary key


def put_derived(connection: Connection, derived: Derived, card: Card) -> None:
    """Swaps copies, links, incidents and entries, or the part of them that `derived.former` names, for these."""
    former = derived.former
    _put_links(connection, derived, former)
    changed = _put_incidents(connection, derived, former)
    if former is not None:
        changed |= _put_others(connection, former.others)
    else:
        put_grounds(connection, ((n, each) for n, (each, _) in enumerate(decisions(connection), start=1)))
    put_card(connection, card)
    _put_facts(connection, derived, changed)


def _put_links(connection: Connection, derived: Derived, former: Former | None) -> None:
    copies: Rows = {
        (each.article_id, each.of): {"article_id": each.article_id, "of": each.of, "record": words(each)}
        for each in derived.copies
    }
    links: Rows = {
        (each.a, each.b): {"a": each.a, "b": each.b, "score": each.score, "joined": each.joined, "record": words(each)}
        for each in derived.links
    }
    overruled: Rows = {
        (each.id,): {"id": each.id, "record": words(each), "article_id": each.article_id} for each in derived.overruled
    }
    _swap(connection, schema.copy, copies, _among(schema.copy.c.article_id, former.copies if former else None))
    _swap(
        connection,
        schema.overruled,
        overruled,
        _among(schema.overruled.c.article_id, former.overruled if former else None),
    )
    if former is None:
        _swap(connection, schema.link, links, None)
    else:
        _swap_keyed(connection, schema.link, links, former.links)


def _put_incidents(connection: Connection, derived: Derived, former: Former | None) -> set[str]:
    """Swaps incidents and what hangs on them; the ids of those that are new, other or gone."""
    entries = {entry.incident_id: entry for entry in derived.entries}
    rows: Rows = {
        (each.id,): incident_row(each, entries[each.id], derived.founders.get(each.id)) for each in derived.incidents
    }
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
    ids = None if former is None else former.incidents | entries.keys()
    count = _shown(connection, derived, ids)
    table = schema.member
    gone = [key for key in _held(connection, table, _among(table.c.incident_id, ids)) if key not in members]
    take(connection, table, gone)
    changed = _swap(connection, schema.incident, rows, _among(schema.incident.c.id, ids))
    _swap(connection, table, members, _among(table.c.incident_id, ids))
    _swap(connection, schema.aspect, aspect_rows(entries.values()), _among(schema.aspect.c.incident_id, ids))
    _swap(connection, schema.alias, aliases, _among(schema.alias.c.incident_id, ids))
    set_fact(connection, "shown", str(count))
    return {name for (name,) in changed}


def _shown(connection: Connection, derived: Derived, ids: Collection[str] | None) -> int:
    """How many incidents there will be when those of `ids` (None: all) are what was derived."""
    made = sum(each.scope != "aggregate" and not each.rejected for each in derived.incidents)
    return made if ids is None else incidents(connection) - len(SHOWN.among(connection, ids)) + made


def _put_others(connection: Connection, others: Iterable[tuple[Incident, Entry]]) -> set[str]:
    """Writes what incidents beside a part say of it now: those they hold, their aliases, whose people they may count."""
    changed = list(others)
    alter(
        connection,
        schema.incident,
        ({"id": incident.id, "record": words(incident), "entry": words(entry)} for incident, entry in changed),
    )
    aliases: Rows = {
        (each,): {"alias": each, "incident_id": incident.id} for incident, _ in changed for each in incident.aliases
    }
    ids = {incident.id for incident, _ in changed}
    _swap(connection, schema.alias, aliases, (schema.alias.c.incident_id, ids))
    return ids


def _put_facts(connection: Connection, derived: Derived, changed: Collection[str]) -> None:
    waiting, table = schema.waiting, schema.change
    take(connection, waiting, derived.answers or ())
    if derived.answers is None:
        connection.execute(delete(waiting))
    if not ANY_WAITING.rows(connection):
        forget_fact(connection, "unlinked")
    edition = int(fact(connection, "edition") or 0) + 1
    changed = {*changed, *_reread(connection, derived)}
    listed = sorted(changed) if len(changed) <= LISTED and EVERY not in changed else [EVERY]
    take(connection, table, OUTDATED.rows(connection, {"until": edition - EDITIONS}))
    put(connection, table, ({"edition": edition, "incident_id": each} for each in listed))
    for key, value in (("edition", str(edition)), ("linked_under", derived.under), ("rule", derived.rule)):
        set_fact(connection, key, value)


def _reread(connection: Connection, derived: Derived) -> set[str]:
    """The incidents of the pages that came in: they are told in other readings, even where nothing else changed."""
    pages = [name for kind, name in derived.answers or () if kind == "page"]
    if derived.answers is None or len(pages) > IDS_A_QUERY:
        return {EVERY}
    return {name for (name,) in TOLD_ON.among(connection, pages)}


def incident_row(incident: Incident, entry: Entry, founder: Sighting | None) -> dict[str, Any]:
    """The row of the table `incident`. `founder` is its founding sighting; None: those columns stay empty."""
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
    return row | _founding(founder)


def _founding(founder: Sighting | None) -> dict[str, Any]:
    """What a barrage holds an incident by, and an incident its barrage: read of its founding sighting alone."""
    days = founder.date.range if founder and founder.date else None
    place = founder.place.place if founder and founder.place else None
    return {
        "founded_in": place.country if place else None,
        "founded_from": days.earliest if days else None,
        "founded_to": days.latest if days else None,
        "founded_as": founder.type if founder else None,
    }


Among = tuple[Any, Collection[str]] | None  # a column and the values of it that are meant; None: every row


def _among(column: Any, values: Collection[str] | None) -> Among:
    return None if values is None else (column, values)


def _swap(connection: Connection, table: Table, rows: Rows, among: Among) -> set[Key]:
    """Makes what the table holds `among` these exactly `rows`, writing only where something differs; the keys of what did."""
    return _replace(connection, table, rows, _held(connection, table, among))


def _swap_keyed(connection: Connection, table: Table, rows: Rows, former: Collection[Key]) -> set[Key]:
    """The same where the rows meant are those of these keys, and of the new rows."""
    first = table.primary_key.columns[0]
    wanted = {*former, *rows}
    held = _held(connection, table, (first, {key[0] for key in wanted}))
    return _replace(connection, table, rows, {key: row for key, row in held.items() if key in wanted})


def _replace(connection: Connection, table: Table, rows: Rows, held: Mapping[Key, tuple[Any, ...]]) -> set[Key]:
    rest = [column.name for column in table.columns if not column.primary_key]
    gone = [key for key in held if key not in rows]
    take(connection, table, gone)
    other = [key for key in rows if key in held and held[key] != tuple(rows[key][name] for name in rest)]
    if rest:
        alter(connection, table, (rows[key] for key in other))
    fresh = [key for key in rows if key not in held]
    put(connection, table, (rows[key] for key in fresh))
    return {*gone, *other, *fresh}


def _held(connection: Connection, table: Table, among: Among) -> dict[Key, tuple[Any, ...]]:
    """The rows among these, by primary key."""
    number = len(table.primary_key)
    if among is None:
        rows: Iterable[tuple[Any, ...]] = _asked(table, None).rows(connection)
    else:
        rows = _asked(table, among[0]).among(connection, among[1])
    return {row[:number]: row[number:] for row in rows}


@cache
def _asked(table: Table, column: Any) -> Question:
    """The question for the rows that have one of some values; of no column: for all."""
    return Question(select(*table.primary_key, *(each for each in table.columns if not each.primary_key)), column)
