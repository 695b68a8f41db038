"""Incidents as CSV with a row of HXL hashtags under the heading, for humanitarian tools.

The tags are of the HXL 1.1 dictionary; those with +min, +max, #geo+precision and #date+precision are istor's own attributes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from istor.publication.acled import EVENT_TYPES, notes
from istor.publication.countries import country
from istor.publication.redaction import Published
from istor.publication.rows import best
from istor.publication.tables import csv_rows

COLUMNS: Mapping[str, str] = {
    "date": "#date+occurred",
    "date_precision": "#date+precision",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "accused": "#group+name+first",
    "accused_too": "#group+name+second",
    "country": "#country+name",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "geo_precision": "#geo+precision",
    "source": "#meta+source",
    "description": "#description",
    "killed": "#affected+killed",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "injured": "#affected+injured",
}


def lines(incidents: Iterable[Published]) -> Iterator[str]:
    """CSV: a heading, the row of hashtags, and a row an incident."""
    yield from csv_rows(tuple(COLUMNS), (row(each) for each in incidents), under=tuple(COLUMNS.values()))


def lost(published: Published) -> tuple[str, ...]:
    """What of an incident this shape has no room for, in sentences that are the same for all incidents they are true of."""
    entry = published.entry
    found = ["figures of groups such as children"] if any(each.group != "all" for each in entry.figures) else []
    found += ["dissent"] if entry.dissents else []
    return tuple(found)


def row(published: Published) -> dict[str, Any]:
    """The incident's values by column; unknown is None."""
    entry = published.entry
    days = entry.date.range if entry.date else None
    place = entry.place.place if entry.place else None
    home = country(place.country if place else None)
    accused = list(dict.fromkeys(actor.words for actor in entry.actors if actor.stance != "denied"))
    killed = entry.figure("killed")
    values: dict[str, Any] = {
        "date": days.earliest.isoformat() if days else None,
        "date_precision": entry.date.time_precision if entry.date else None,
        "event_type": EVENT_TYPES[entry.type],
        "sub_event_type": entry.type,
        "accused": accused[0] if accused else None,
        "accused_too": accused[1] if len(accused) > 1 else None,
        "country": home.name if home else None,
        "admin1": place.admin1 if place else None,
        "place": place.name if place else None,
        "latitude": entry.place.lat if entry.place else None,
        "longitude": entry.place.lon if entry.place else None,
        "geo_precision": entry.place.geo_precision if entry.place else None,
        "source": "; ".join(sorted({page.publisher for page in published.pages if page.publisher})) or None,
        "description": f"{entry.review}: {notes(entry)}",
        "killed": best(killed),
        "killed_min": killed.low if killed else None,
        "killed_max": killed.high if killed else None,
        "injured": best(entry.figure("injured")),
    }
    return {column: values.get(column) for column in COLUMNS}
