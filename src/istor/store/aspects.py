"""What an incident has several of and people filter by (actors, weapons, kinds of targets, doubts), as rows of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from istor.ledger.entry import Entry

ACCUSING = ("stated", "attributed", "admitted", "suspected")  # a denial names nobody


def aspect_rows(entries: Iterable[Entry]) -> dict[tuple[str, ...], dict[str, Any]]:
    """The rows of the table `aspect` for these entries, by their primary key."""
    return {
        (entry.incident_id, kind, value): {
            "incident_id": entry.incident_id, "kind": kind, "value": value, "weight": weight,
        }
        for entry in entries
        for kind, value, weight in _told(entry)
    }  # fmt: skip


def _told(entry: Entry) -> Iterator[tuple[str, str, float]]:
    for actor in entry.actors:
        if actor.stance in ACCUSING:
            yield "actor", actor.key or actor.words, 0.0
    for weapon in entry.weapons:
        yield "weapon", weapon.kind, 0.0
    for target in entry.targets:
        yield "target", target.kind, 0.0
    for doubt in entry.doubts:
        yield "doubt", doubt.kind, doubt.weight
