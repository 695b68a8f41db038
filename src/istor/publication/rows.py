"""One incident as one flat row: the columns that the table formats share, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from istor.ledger.entry import Figure
from istor.publication.redaction import Published

COLUMNS: Mapping[str, str] = {
    "incident_id": "lasting id of the incident",
    "review": "`machine-read, unreviewed` until a person has decided",
    "grade": "Airwars' grade, where a named person decided it; empty: nobody has",
    "grade_by": "who decided the grade; `a reviewer` where reviewers are not named",
    "sensitivity": "graphic or personal, where a person marked it so; what is restricted is not exported",
    "scope": "incident: one attack; wide: a barrage told as one for a region or country",
    "type": "event type, as in the codebook",
    "date_from": "first local day it may have happened, ISO; empty: the pages give none",
    "date_to": "last local day it may have happened, ISO",
    "date_edtf": "the same in EDTF; XXXX where the year is not known",
    "date_words": "the words the days rest on",
    "place": "usual English name of the place",
    "place_words": "the words the place rests on",
    "admin1": "first-level region",
    "country": "ISO 3166-1 alpha-2",
    "latitude": "WGS 84 degrees, on a grid of a kilometre or more",
    "longitude": "WGS 84 degrees, on a grid of a kilometre or more",
    "radius_m": "how far from that point it may have been, metres",
    "actors": "who is said to have done it, with the stance of whoever says so",
    "weapons": "weapons as written",
    "targets": "what was hit, as written, with its kind",
    "best_reported": "people killed, as best reported by the rule; empty: nobody gave a firm figure",
    "killed_min": "lowest figure that counts",
    "killed_max": "highest figure that counts; `open`: its speaker set no upper limit",
    "killed_because": "why, in words: whose figure it is, who agrees, what was not used, by which rule",
    "injured_best_reported": "people injured, as best reported",
    "injured_min": "lowest figure that counts",
    "injured_max": "highest figure that counts; `open`: its speaker set no upper limit",
    "injured_because": "why, in words",
    "pages": "pages that tell of it",
    "publishers": "publishers of those pages",
    "origins": "independent origins: whoever could know, copies and relays counted once",
    "copies": "pages that repeat another one",
    "addresses": "the pages' addresses, separated by a blank",
}


def row(published: Published) -> dict[str, str | int | float | None]:
    """The incident's values by column, in the order of COLUMNS. None: not known."""
    entry = published.entry
    values: dict[str, Any] = {
        "incident_id": entry.incident_id,
        "review": entry.review,
        "grade": entry.grade.grade if entry.grade else None,
        "grade_by": entry.grade.by if entry.grade else None,
        "sensitivity": entry.sensitivity,
        "scope": entry.scope,
        "type": entry.type,
        **_when(published),
        **_where(published),
        "actors": "; ".join(sorted({f"{each.words} ({each.stance})" for each in entry.actors})) or None,
        "weapons": "; ".join(sorted({each.words for each in entry.weapons})) or None,
        "targets": "; ".join(sorted({f"{each.words} ({each.kind})" for each in entry.targets})) or None,
        "best_reported": best(entry.figure("killed")),
        **_spread("killed", entry.figure("killed")),
        "injured_best_reported": best(entry.figure("injured")),
        **_spread("injured", entry.figure("injured")),
        "pages": entry.pages,
        "publishers": entry.publishers,
        "origins": entry.origins,
        "copies": entry.copies,
        "addresses": " ".join(page.url for page in published.pages if page.url) or None,
    }
    return {column: values[column] for column in COLUMNS}


def best(figure: Figure | None) -> int | None:
    """The best reported number of people, None where nobody gave a firm one."""
    return figure.best if figure else None


def _when(published: Published) -> dict[str, str | None]:
    reading = published.entry.date
    days = reading.range if reading else None
    return {
        "date_from": days.earliest.isoformat() if days else None,
        "date_to": days.latest.isoformat() if days else None,
        "date_edtf": reading.edtf if reading else None,
        "date_words": reading.words if reading else None,
    }


def _where(published: Published) -> dict[str, str | int | float | None]:
    reading = published.entry.place
    place = reading.place if reading else None
    return {
        "place": place.name if place else None,
        "place_words": reading.words if reading else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": reading.lat if reading else None,
        "longitude": reading.lon if reading else None,
        "radius_m": reading.radius_m if reading else None,
    }


def _spread(harm: str, figure: Figure | None) -> dict[str, str | int | None]:
    if figure is None:
        return {f"{harm}_min": None, f"{harm}_max": None, f"{harm}_because": None}
    known = figure.best is not None
    highest = figure.high if figure.high is not None or not known else "open"
    return {f"{harm}_min": figure.low, f"{harm}_max": highest, f"{harm}_because": figure.because}
