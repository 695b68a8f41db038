"""A person's corrections of one sighting's fields, applied before linking; the machine's reading is in the claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import get_args

import msgspec

from istor.claims.claim import AttackType, Scope
from istor.dates.daterange import DateRange, DateReading
from istor.decisions import Decision
from istor.incidents.incident import Sighting

Value = str | int | float | bool | None


def corrected(sighting: Sighting, decisions: Sequence[Decision]) -> Sighting:
    """The sighting with every standing correction on its id applied, oldest first. A value that the field cannot hold
    is left out: the door that writes decisions refuses it with a message.

    >>> corrected.__name__
    'corrected'
    """
    undone = {content for decision in decisions if decision.verb == "undo" for content in decision.on}
    for decision in decisions:
        if decision.verb != "correct" or sighting.id not in decision.on or decision.path is None:
            continue
        setter = SETTERS.get(decision.path.split(".")[0])
        if setter is None or decision.id in undone:
            continue
        changed = setter(sighting, decision.path, decision.value)
        if changed is not None:
            sighting = msgspec.structs.replace(changed, corrected=(*sighting.corrected, decision.id))
    return sighting


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
    return msgspec.structs.replace(sighting, final=msgspec.structs.replace(sighting.final, **{harm: bounds}))


def _bounds(value: Value) -> tuple[int, int | None] | None:
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if text.endswith("+") and text[:-1].isdigit():
        return int(text[:-1]), None
    low, _, high = text.partition("-")
    if not low.isdigit() or (high and not high.isdigit()):
        return None
    return (int(low), int(high or low)) if int(low) <= int(high or low) else None


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
    if name == "radius_m" and value >= 0:
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
