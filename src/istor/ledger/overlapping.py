"""Which entries may count the same people: a barrage and its strikes, a city's day and the strikes of that day.

Such rows name one another in `Entry.overlaps`, and only single attacks are ever added up.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from istor.geography.place import Place, metres_between
from istor.ledger.entry import Entry

LONGEST = 7  # days: a total over more holds whatever happened in them, and naming each row would say nothing
Key = tuple[str, dt.date]


def with_overlaps(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, in their order, each naming those that may count some of its people. Symmetric; never itself."""
    by_day: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.scope == "incident":
            for key in _keys(entry):
                by_day[key].append(entry)
    shared: dict[str, set[str]] = defaultdict(set)
    for whole in entries:
        if whole.scope == "incident":
            continue
        for part in _once(part for key in _keys(whole) for part in by_day.get(key, ())):
            if _holds(whole, part):
                shared[whole.incident_id].add(part.incident_id)
                shared[part.incident_id].add(whole.incident_id)
    return tuple(
        msgspec.structs.replace(entry, overlaps=tuple(sorted(shared[entry.incident_id])))
        if entry.incident_id in shared
        else entry
        for entry in entries
    )


def shares(one: Entry, other: Entry) -> bool:
    """Whether of two entries, a single attack and a total or barrage, one may count some of the other's people.

    What `with_overlaps` says of all entries, asked of one pair.
    """
    whole, part = (other, one) if one.scope == "incident" else (one, other)
    if part.scope != "incident" or whole.scope == "incident" or set(_keys(whole)).isdisjoint(_keys(part)):
        return False
    return _holds(whole, part)


def _keys(entry: Entry) -> Iterator[Key]:
    days = entry.date.range if entry.date else None
    place = entry.place.place if entry.place else None
    if days is None or place is None or place.country is None or days.days > LONGEST:
        return
    for number in range(days.days):
        yield place.country, days.earliest + dt.timedelta(days=number)


def _once(entries: Iterable[Entry]) -> Iterable[Entry]:
    return {entry.incident_id: entry for entry in entries}.values()


def _holds(whole: Entry, part: Entry) -> bool:
    """Whether the part's place lies in the whole's, as far as names tell."""
    one, other = (entry.place.place if entry.place else None for entry in (whole, part))
    if one is None or other is None:
        return False
    if one.kind == "country":
        return True
    if one.kind == "region":
        return one.admin1_code == other.admin1_code
    return (one.name, one.admin1_code) == (other.name, other.admin1_code) or _is_quarter(other, one)


def _is_quarter(part: Place, town: Place) -> bool:
    """Whether a district lies in a town, as far as the doubt of both points tells: no row says whose quarter it is."""
    if (part.kind, town.kind) != ("district", "settlement") or part.admin1_code != town.admin1_code:
        return False
    return metres_between(part, town) <= town.radius_m + part.radius_m
