"""What people decided of an incident, laid over what the rules made of it. The machine's own value stays beside theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from istor.claims.claim import Group, Harm
from istor.claims.toll import as_decided
from istor.decisions import SENSITIVITIES, STATUSES, Decision, Standing, Value
from istor.incidents.incident import Incident
from istor.ledger.entry import Entry, Figure, Grade, GradeName, Review, Verdict
from istor.ledger.wording import bounds
from istor.provenance import Span

JUDGING = ("accept", "reject", "correct", "merge", "split", "move", "never")
HARMS: tuple[str, ...] = get_args(Harm)
GROUPS: tuple[str, ...] = get_args(Group)
GRADES: tuple[str, ...] = get_args(GradeName)


def overruled_entry(entry: Entry, incident: Incident, standings: Sequence[Standing]) -> Entry:
    """The entry with every decision that counts for this incident obeyed, in log order, and listed in `verdicts`."""
    mine = [standing for standing in standings if standing.counts and _is_of(standing, incident)]
    for standing in mine:
        decision = standing.decision
        verdict = _verdict(entry, decision)
        if _is_about(standing, incident):
            entry = _obeyed(entry, decision)
        entry = msgspec.structs.replace(entry, verdicts=(*entry.verdicts, verdict))
    return msgspec.structs.replace(entry, review=_review(incident, mine))


def set_aside_spans(standings: Iterable[Standing]) -> tuple[Span, ...]:
    """Where the claims stand that a person rejected: their figures are shown, and set nothing."""
    return tuple(
        span
        for standing in standings
        if standing.counts and standing.decision.verb == "reject"
        for ground in standing.decision.ground
        if ground.of.startswith("claim-")
        for span in ground.spans
    )


def _is_figure(path: str, value: Value) -> bool:
    return _harm_and_group(path) is not None and (value is None or as_decided(value) is not None)


def _is_of(standing: Standing, incident: Incident) -> bool:
    return not standing.sightings.isdisjoint(incident.sightings)


def _is_about(standing: Standing, incident: Incident) -> bool:
    """Whether a value is meant for this incident: it holds the first sighting that the decision's incident had."""
    return bool(standing.groups and standing.groups[0]) and standing.groups[0][0] in incident.sightings


def _obeyed(entry: Entry, decision: Decision) -> Entry:
    value, path = decision.value, decision.path or ""
    if decision.verb == "status" and value in STATUSES:
        return msgspec.structs.replace(entry, status=value)
    if decision.verb == "sensitivity" and value in SENSITIVITIES:
        return msgspec.structs.replace(entry, sensitivity=value if value != "none" else None)
    if decision.verb == "correct" and path == "grade":
        grade = Grade(grade=value, criterion=decision.why, by=decision.by) if value in GRADES else None  # type: ignore[arg-type]
        return msgspec.structs.replace(entry, grade=grade)
    if decision.verb == "correct" and _is_figure(path, value):
        return _with_figure(entry, decision)
    return entry


def _with_figure(entry: Entry, decision: Decision) -> Entry:
    harm, group = _harm_and_group(decision.path or "") or ("", "")
    machine = entry.figure(harm, group)  # type: ignore[arg-type]
    before = machine or Figure(harm=harm, group=group, rule="", because="Nobody gave a figure.")  # type: ignore[arg-type]
    low, best, high = _decided(decision.value, before)
    told = bounds(low, high) if best == low else f"{best} ({bounds(low, high)})"
    words = f"Decided by {decision.by} on {decision.at:%Y-%m-%d}: {told}" + (
        f" ({decision.why})" if decision.why else ""
    )
    figure = msgspec.structs.replace(
        before, low=low, best=best, high=high, because=f"{words}. As read: {before.because}"
    )
    others = [each for each in entry.figures if each is not machine]
    at = entry.figures.index(machine) if machine else 0 if (harm, group) == ("killed", "all") else len(others)
    return msgspec.structs.replace(entry, figures=(*others[:at], figure, *others[at:]))


def _decided(value: Value, machine: Figure) -> tuple[int | None, int | None, int | None]:
    """A range leaves the best to the rule where that lies within, else to the nearer end."""
    told = as_decided(value) if value is not None else None
    if told is None:
        return None, None, None
    low, best, high = told
    if best is None:
        best = low if machine.best is None else max(low, min(machine.best, high if high is not None else machine.best))
    return low, best, high


def _verdict(entry: Entry, decision: Decision) -> Verdict:
    return Verdict(
        decision=decision.id,
        verb=decision.verb,
        by=decision.by,
        at=decision.at,
        why=decision.why,
        path=decision.path,
        value=decision.value,
        before=_told(entry, decision),
    )


def _told(entry: Entry, decision: Decision) -> str | None:
    """What stood there before, in words. None: nothing did, or it is no single value."""
    path = decision.path or ""
    if decision.verb in ("status", "sensitivity"):
        return str(getattr(entry, decision.verb) or "") or None
    if path == "grade":
        return entry.grade.grade if entry.grade else None
    named = _harm_and_group(path)
    figure = entry.figure(*named) if named else None  # type: ignore[arg-type]
    return f"{figure.best} ({bounds(figure.low, figure.high)})" if figure and figure.best is not None else None


def _harm_and_group(path: str) -> tuple[str, str] | None:
    harm, dot, group = path.partition(".")
    if harm not in HARMS or (dot and group not in GROUPS):
        return None
    return harm, group or "all"


def _review(incident: Incident, mine: Sequence[Standing]) -> Review:
    """What a reader must know before relying on it: a page that came after the last judgement has not been looked at."""
    if incident.rejected:
        return "rejected"
    judged = [standing for standing in mine if standing.decision.verb in JUDGING]
    if not judged:
        return "reviewed" if incident.reviewed else "machine-read, unreviewed"
    whole = [standing for standing in judged if any(name.startswith("incident-") for name in standing.decision.on)]
    seen = {each for standing in judged for each in standing.sightings}
    return "reviewed, with later pages" if whole and not seen.issuperset(incident.sightings) else "reviewed"
