"""Incidents in the shape of UCDP's Georeferenced Event Dataset: 49 columns, only with a death. Never UCDP's own rows.

Identifiers of conflicts, dyads and states are UCDP's to give and stay empty, as does the cell of PRIO-GRID.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from istor.ledger.entry import Entry, Figure
from istor.publication.acled import accused, notes
from istor.publication.countries import country
from istor.publication.redaction import Published
from istor.publication.tables import csv_rows

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa",
    "gwnob",
)  # fmt: skip
CLEAR, AGGREGATED = 1, 2  # event_clarity


def lines(incidents: Iterable[Published]) -> Iterator[str]:
    """CSV: a heading and a row for each incident with a reported death that has a day and a place."""
    yield from csv_rows(COLUMNS, (row(each) for each in incidents if not refused(each)))


def refused(published: Published) -> str | None:
    """Why an incident has no row in this shape; None: it has one."""
    entry = published.entry
    killed = entry.figure("killed")
    if killed is None or not killed.best:
        return "no death is firmly reported: UCDP GED holds only events with one"
    if entry.date is None or entry.date.range is None:
        return "no day is told: UCDP dates every event"
    if entry.place is None or entry.place.lat is None:
        return "no place on the map is told: UCDP places every event"
    return None


def lost(published: Published) -> tuple[str, ...]:
    """What of an incident this shape has no room for, in sentences that are the same for all incidents they are true of."""
    entry = published.entry
    found = ["figures of the injured, with who says so"] if entry.figure("injured") else []
    found += ["what was hit"] if entry.targets else []
    found += ["weapons"] if entry.weapons else []
    found += ["dissent, but for the low and the high figure"] if entry.dissents else []
    killed = entry.figure("killed")
    found += (
        ["that the highest figure has no upper limit"]
        if killed and killed.best is not None and killed.high is None
        else []
    )
    return tuple(found)


def row(published: Published) -> dict[str, Any]:
    """The incident's values by column; unknown is None. Raises ValueError for one that is refused."""
    entry = published.entry
    if (why := refused(published)) is not None or entry.date is None or entry.date.range is None or entry.place is None:
        raise ValueError(why)
    days, reading = entry.date.range, entry.place
    home = country(reading.place.country if reading.place else None)
    values: dict[str, Any] = {
        "id": entry.incident_id,
        "relid": entry.incident_id,
        "year": days.earliest.year,
        "code_status": "Clear" if entry.review == "reviewed" else "Check",
        "side_a": accused(entry),
        **_pages(published),
        "where_prec": reading.where_prec,
        "where_coordinates": reading.place.name if reading.place else None,
        "where_description": reading.words,
        "adm_1": reading.place.admin1 if reading.place else None,
        "latitude": reading.lat,
        "longitude": reading.lon,
        "geom_wkt": f"POINT ({reading.lon} {reading.lat})",
        "country": home.name if home else None,
        "region": home.continent if home else None,
        "event_clarity": CLEAR if entry.scope == "incident" else AGGREGATED,
        "date_prec": entry.date.date_prec,
        "date_start": days.earliest.isoformat(),
        "date_end": days.latest.isoformat(),
        **deaths(entry),
    }
    return {column: values.get(column) for column in COLUMNS}


def deaths(entry: Entry) -> dict[str, int | None]:
    """UCDP's counts: civilians where told, the rest unknown; sides are not told apart where the pages do not.

    `high` of a figure without an upper limit is its best.
    """
    killed, civilians = entry.figure("killed"), entry.figure("killed", "civilians")
    best = (killed.best if killed else None) or 0
    told = min(best, (civilians.best if civilians else None) or 0)
    return {
        "deaths_civilians": told,
        "deaths_unknown": best - told,
        "best": best,
        "low": killed.low if killed and killed.low is not None else best,
        "high": _high(killed, best),
    }


def _high(killed: Figure | None, best: int) -> int:
    return killed.high if killed and killed.high is not None else best


def _pages(published: Published) -> dict[str, Any]:
    first = min(published.pages, key=lambda page: page.published or "9999", default=None)
    return {
        "number_of_sources": published.entry.origins,
        "source_article": "; ".join(page.url or page.title or page.article_id for page in published.pages) or None,
        "source_office": "; ".join(sorted({page.publisher for page in published.pages if page.publisher})) or None,
        "source_date": first.published if first else None,
        "source_headline": first.title if first else None,
        "source_original": f"{published.entry.review}: {notes(published.entry)}",
    }
