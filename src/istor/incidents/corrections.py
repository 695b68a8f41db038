"""A person's corrections of one sighting, applied before linking. What was stored stays as the machine read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import get_args

import msgspec

from istor.claims.claim import AttackType, Person, Scope, Toll
from istor.claims.toll import as_decided
from istor.dates.daterange import DateRange, DateReading
from istor.decisions import Decision, Standing, Value
from istor.incidents.finals import final
from istor.incidents.incident import Incident, Sighting
from istor.incidents.verdicts import part_id, weigh
from istor.provenance import Span


def overruled(
    machine: Mapping[str, Sighting],
    decisions: Sequence[Decision],
    *,
    articles: Collection[str] = (),
    previous: Sequence[Incident] = (),
) -> tuple[dict[str, Sighting], tuple[Standing, ...]]:
    """The sightings as people left them, by id, and every decision with what it is about now.

    `machine` are the sightings as they were read; those that no decision touches are handed on as they are.
    """
    sightings = dict(machine)
    if not decisions:
        return sightings, ()
    for standing in weigh(decisions, sightings, articles=articles, previous=previous):
        if standing.counts and standing.decision.verb == "move":
            _divide(sightings, standing)
    standings = weigh(decisions, sightings, articles=articles, previous=previous)
    corrections: dict[str, list[Decision]] = {}
    for standing in standings:
        if standing.counts and standing.decision.verb == "correct":
            for name in standing.sightings:
                corrections.setdefault(name, []).append(standing.decision)
    for name, mine in corrections.items():
        sightings[name] = corrected(sightings[name], mine)
    return sightings, standings


def _divide(sightings: dict[str, Sighting], standing: Standing) -> None:
    """Takes the claims that are to be moved out of their sightings."""
    decision = standing.decision
    for name, group in zip(decision.on, standing.groups, strict=True):
        span = next((ground.spans[0] for ground in decision.ground if ground.of == name and ground.spans), None)
        if span is None or not name.startswith("claim-") or not group:
            continue
        parts = divided(sightings[group[0]], span)
        if parts is not None:
            sightings.update((part.id, part) for part in parts)


def corrected(sighting: Sighting, corrections: Sequence[Decision]) -> Sighting:
    """The sighting with these corrections applied, oldest first, each named in `Sighting.corrected`.

    A value that the field cannot hold is left out: the door that writes decisions refuses it with a message.
    """
    for decision in corrections:
        changed = _set(sighting, decision.path or "", decision.value)
        if changed is not None:
            field = (decision.path or "").partition(".")[0]
            settled = tuple(dict.fromkeys((*sighting.settled, field)))
            sighting = msgspec.structs.replace(changed, corrected=(*sighting.corrected, decision.id), settled=settled)
    return sighting


def is_settable(sighting: Sighting, path: str, value: Value) -> bool:
    """Whether a correction of this field to this value would take effect."""
    return _set(sighting, path, value) is not None


def divided(sighting: Sighting, part: Span) -> tuple[Sighting, Sighting] | None:
    """What is left of the sighting without the words of `part`, and those as a sighting of their own.

    A person moves one claim: its figures, people and sentence go with it, day and place are those of the page.
    None: the words hold nothing that the sighting rests on, or all of it.
    """
    inside = [toll for toll in sighting.tolls if part.covers(toll.span)]
    outside = [toll for toll in sighting.tolls if not part.covers(toll.span)]
    spans = [span for span in sighting.spans if not part.covers(span) and not span.covers(part)]
    if not inside or not (outside or spans):
        return None
    people: dict[bool, list[Person]] = {True: [], False: []}
    for person in sighting.persons:
        people[part.covers(person.span)].append(person)
    whole = spans or list(sighting.spans)
    left = _with_tolls(sighting, outside, persons=people[False], spans=whole)
    moved = _with_tolls(sighting, inside, persons=people[True], spans=[part])
    return left, msgspec.structs.replace(moved, id=part_id(part), claims=(), overlaps=())


def _with_tolls(
    sighting: Sighting, tolls: Sequence[Toll], *, persons: Sequence[Person], spans: Sequence[Span]
) -> Sighting:
    attackers = frozenset(actor.key for actor in sighting.actors if actor.key)
    left = final(tuple(tolls), attackers=attackers)
    return msgspec.structs.replace(sighting, tolls=tuple(tolls), persons=tuple(persons), spans=tuple(spans), final=left)


def _set(sighting: Sighting, path: str, value: Value) -> Sighting | None:
    setter = SETTERS.get(path.partition(".")[0])
    return setter(sighting, path, value) if setter else None


def _type(sighting: Sighting, _: str, value: Value) -> Sighting | None:
    return msgspec.structs.replace(sighting, type=value) if value in get_args(AttackType) else None


def _role(sighting: Sighting, _: str, value: Value) -> Sighting | None:
    return msgspec.structs.replace(sighting, role=value) if value in ("main", "background") else None


def _scope(sighting: Sighting, _: str, value: Value) -> Sighting | None:
    return msgspec.structs.replace(sighting, scope=value) if value in get_args(Scope) else None


def _final(sighting: Sighting, path: str, value: Value) -> Sighting | None:
    """ "final.killed" to "12", "12-15", "12+" or None (not known)."""
    harm = path.partition(".")[2]
    bounds = _bounds(value)
    if harm not in ("killed", "injured") or (bounds is None and value is not None):
        return None
    tolls = [_recounted(toll, bounds) if _counts(toll, harm) else toll for toll in sighting.tolls]
    standing = msgspec.structs.replace(sighting.final, **{harm: bounds})
    return msgspec.structs.replace(sighting, final=standing, tolls=_only_first(tolls, harm))


def _counts(toll: Toll, harm: str) -> bool:
    return toll.harm == harm and toll.group == "all" and not toll.side and not toll.superseded


def _recounted(toll: Toll, bounds: tuple[int, int | None] | None) -> Toll:
    """The figure as a person reads the words; None: the words give no count."""
    if bounds is None:
        return msgspec.structs.replace(toll, superseded=True)
    firm = {"vague": False, "hedged": False, "none_reported": False, "partial": False, "part": False}
    return msgspec.structs.replace(toll, low=bounds[0], high=bounds[1], **firm)


def _only_first(tolls: Sequence[Toll], harm: str) -> tuple[Toll, ...]:
    """Of the figures that are the same now, the first."""
    found = [at for at, toll in enumerate(tolls) if _counts(toll, harm)]
    return tuple(toll for at, toll in enumerate(tolls) if at not in found[1:])


def _bounds(value: Value) -> tuple[int, int | None] | None:
    told = as_decided(value) if value is not None else None
    return (told[0], told[2]) if told else None


def _date(sighting: Sighting, _: str, value: Value) -> Sighting | None:
    """ "date" to a day or "first/last" in ISO, or None (not known)."""
    if value is None:
        return msgspec.structs.replace(sighting, date=None, utc_earliest=None, utc_latest=None)
    try:
        first, _slash, last = str(value).partition("/")
        days = DateRange(earliest=dt.date.fromisoformat(first), latest=dt.date.fromisoformat(last or first))
    except ValueError:
        return None
    before = sighting.date or DateReading(words="", start=0, end=0, edtf="", rule="", anchor="none")
    date = msgspec.structs.replace(before, range=days, edtf=str(value), rule="a person's correction")
    return msgspec.structs.replace(sighting, date=date, utc_earliest=None, utc_latest=None)


def _place(sighting: Sighting, path: str, value: Value) -> Sighting | None:
    """ "place" to None, or "place.lat", "place.lon", "place.radius_m" to a number, "place.candidate" to a rank (from 0)."""
    name = path.partition(".")[2]
    if not name:
        return msgspec.structs.replace(sighting, place=None) if value is None else None
    if sighting.place is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if name == "candidate" and 0 <= value < len(sighting.place.candidates):
        place = sighting.place.candidates[int(value)].place
        reading = msgspec.structs.replace(
            sighting.place, place=place, lat=place.lat, lon=place.lon, radius_m=place.radius_m
        )
        return msgspec.structs.replace(sighting, place=reading)
    limits = {"lat": 90, "lon": 180}
    if name in limits and abs(value) <= limits[name]:
        return msgspec.structs.replace(sighting, place=msgspec.structs.replace(sighting.place, **{name: float(value)}))
    if name == "radius_m" and 0 <= value < float("inf"):
        return msgspec.structs.replace(sighting, place=msgspec.structs.replace(sighting.place, radius_m=int(value)))
    return None


SETTERS: dict[str, Callable[[Sighting, str, Value], Sighting | None]] = {
    "type": _type,
    "role": _role,
    "scope": _scope,
    "final": _final,
    "date": _date,
    "place": _place,
}
