"""Incidents in the shape of ACLED's files: 31 columns, its sub-event types and precision codes. Never ACLED's own rows.

ACLED codes one day and one point an event; what has none is left out and reported. `fatalities` follows its codebook: the most
conservative figure, "dozens" as 12, "hundreds" as 100; empty where nobody speaks of the dead (ACLED would write 0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from istor.claims.claim import AttackType
from istor.ledger.entry import Entry
from istor.publication.countries import Country, country
from istor.publication.redaction import Published
from istor.publication.tables import csv_rows

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
EVENT_TYPES: Mapping[AttackType, str] = {
    "Air/drone strike": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence",
    "Suicide bomb": "Explosions/Remote violence",
    "Grenade": "Explosions/Remote violence",
    "Chemical weapon": "Explosions/Remote violence",
    "Armed clash": "Battles",
    "Attack": "Violence against civilians",
    "Abduction/forced disappearance": "Violence against civilians",
    "Sexual violence": "Violence against civilians",
    "Looting/property destruction": "Strategic developments",
    "Disrupted weapons use": "Strategic developments",
    "Other": "Strategic developments",
}
CIVILIANS = ("civilians", "children", "women", "medics", "journalists", "rescuers")
VAGUE: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\bhundreds\b", re.IGNORECASE), 100),
    (re.compile(r"\bdozens\b", re.IGNORECASE), 12),
)


def lines(incidents: Iterable[Published]) -> Iterator[str]:
    """CSV: a heading and a row for each incident that ACLED's shape can hold."""
    yield from csv_rows(COLUMNS, (row(each) for each in incidents if not refused(each)))


def refused(published: Published) -> str | None:
    """Why an incident has no row in this shape; None: it has one."""
    entry = published.entry
    if entry.date is None or entry.date.range is None:
        return "no day is told: ACLED dates every event"
    if entry.place is None or entry.place.lat is None:
        return "no place on the map is told: ACLED places every event"
    return None


def lost(published: Published) -> tuple[str, ...]:
    """What of an incident this shape has no room for, in sentences that are the same for all incidents they are true of."""
    entry, found = (
        published.entry,
        ["figures of the injured, with who says so"] if published.entry.figure("injured") else [],
    )
    killed = entry.figure("killed")
    if killed is not None and killed.low != killed.high:
        found.append("the range of the killed: ACLED holds one figure")
    if entry.date and entry.date.range and entry.date.range.days > 1:
        found.append("days after the first: ACLED holds one day and a precision")
    if entry.dissents:
        found.append("dissent")
    if len({actor.words for actor in entry.actors}) > 1:
        found.append("further actors")
    return tuple(found)


def row(published: Published) -> dict[str, Any]:
    """The incident's values by column; unknown is None. Raises ValueError for one that is refused."""
    entry = published.entry
    if (why := refused(published)) is not None or entry.date is None or entry.date.range is None or entry.place is None:
        raise ValueError(why)
    place, home = entry.place.place, country(entry.place.place.country if entry.place.place else None)
    values: dict[str, Any] = {
        "event_id_cnty": entry.incident_id,
        "event_date": entry.date.range.earliest.isoformat(),
        "year": entry.date.range.earliest.year,
        "time_precision": entry.date.time_precision,
        "disorder_type": "Political violence"
        if EVENT_TYPES[entry.type] != "Strategic developments"
        else "Strategic developments",
        "event_type": EVENT_TYPES[entry.type],
        "sub_event_type": entry.type,
        "actor1": accused(entry),
        "civilian_targeting": "Civilian targeting" if _civilians(entry) else None,
        **_home(home),
        "admin1": place.admin1 if place else None,
        "location": place.name if place else entry.place.words,
        "latitude": entry.place.lat,
        "longitude": entry.place.lon,
        "geo_precision": entry.place.geo_precision,
        "source": "; ".join(sorted({page.publisher for page in published.pages if page.publisher})) or None,
        "notes": notes(entry),
        "fatalities": fatalities(entry),
        "tags": entry.review,
    }
    return {column: values.get(column) for column in COLUMNS}


def accused(entry: Entry) -> str | None:
    """Who is said to have done it, as first named; None: nobody, or only denied."""
    return next((actor.words for actor in entry.actors if actor.stance != "denied"), None)


def fatalities(entry: Entry) -> int | None:
    """The most conservative count of the dead by any account that counts; a vague one as ACLED's codebook turns it."""
    figure = entry.figure("killed")
    if figure is None:
        return None
    firm = [account.low for account in figure.accounts if account.used]
    if firm:
        return min(firm)
    vague = [number for each in figure.accounts for words, number in VAGUE if words.search(each.words)]
    return min(vague) if vague else figure.low


def notes(entry: Entry) -> str:
    """Why the figures are what they are; that nobody has verified them stands in each of the sentences."""
    return " ".join(figure.because for figure in entry.figures if figure.group == "all") or "Reported, not verified."


def _home(home: Country | None) -> dict[str, Any]:
    return {"iso": home.number, "region": home.continent, "country": home.name} if home else {}


def _civilians(entry: Entry) -> bool:
    return EVENT_TYPES[entry.type] == "Violence against civilians" or any(
        figure.best for figure in entry.figures if figure.group in CIVILIANS
    )
