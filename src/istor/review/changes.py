"""What people did to each field of an incident, in order: what stood there, what they set, who, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from istor.decisions import Decision, undone
from istor.provenance import Record
from istor.store.dossiers import Dossier

# What a decision without a field of its own changes, in a reader's words.
FIELDS: Mapping[str, str] = {
    "accept": "judgement",
    "reject": "judgement",
    "skip": "judgement",
    "merge": "accounts",
    "split": "accounts",
    "move": "accounts",
    "never": "accounts",
    "release": "names",
    "comment": "comments",
}


class Change(Record):
    """A decision on one field. `before` is what stood there (None: nothing, or no single value), `stands` whether it counts
    now: nobody took it back, and its ground has not gone."""

    field: str
    decision: Decision
    before: str | None
    stands: bool
    undone: bool


def changes(dossier: Dossier, log: Sequence[Decision]) -> list[Change]:
    """Every decision that concerns the incident, field by field, each field's in the order of the log."""
    void = undone(log)
    before = {verdict.decision: verdict.before for verdict in dossier.entry.verdicts}
    made = [
        Change(
            field=field_of(each),
            decision=each,
            before=before.get(each.id),
            stands=each.id in before,
            undone=each.id in void,
        )
        for each in concerning(dossier, log)
    ]
    order = list(dict.fromkeys(each.field for each in made))
    return sorted(made, key=lambda each: order.index(each.field))


def concerning(dossier: Dossier, log: Iterable[Decision]) -> list[Decision]:
    """The decisions on the incident, its former ids, accounts, their claims or pages."""
    incident = dossier.incident
    about = {
        incident.id,
        *incident.aliases,
        *incident.sightings,
        *dossier.articles,
        *(each.id for each in dossier.claims),
    }
    return [each for each in log if about & {*each.on, *(ground.sighting for ground in each.ground if ground.sighting)}]


def field_of(decision: Decision) -> str:
    """The field that a decision sets.

    >>> import datetime as dt
    >>> noon = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)
    >>> field_of(Decision(verb="correct", on=("incident-1",), by="ada", at=noon, path="killed", value=3))
    'killed'
    """
    return decision.path or FIELDS.get(decision.verb, decision.verb)
