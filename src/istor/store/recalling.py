"""The log of decisions, whole or around one of them, so that a long log is not gone through for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from istor.decisions import Decision
from istor.store import schema
from istor.store.phrasing import Question
from istor.store.querying import decoded

# Decisions by their ids; and by what they rest on or take back.
DECIDED = Question(select(schema.decision.c.n, schema.decision.c.record), schema.decision.c.id)
GROUNDED = Question(
    select(schema.decision.c.n, schema.decision.c.record).join(
        schema.ground, schema.ground.c.decision_n == schema.decision.c.n
    ),
    schema.ground.c.name,
)


def decisions(connection: Connection) -> Iterator[tuple[Decision, str]]:
    """The log of decisions in order, each with its running hash."""
    for row in connection.execute(select(schema.decision).order_by(schema.decision.c.n)):
        yield decoded(row.record, Decision), row.hash


def decisions_around(connection: Connection, ids: Sequence[str]) -> Iterator[Decision]:
    """The decisions of these ids and all that take one of them back, or that back, in the order of the log."""
    found: dict[int, Decision] = {}
    wanted = set(ids)
    rows = DECIDED.among(connection, wanted)
    while rows:
        found.update((n, decoded(record, Decision)) for n, record in rows)
        wanted = {found[n].id for n, _ in rows}
        rows = [row for row in GROUNDED.among(connection, wanted) if row[0] not in found]
    yield from (found[n] for n in sorted(found))
