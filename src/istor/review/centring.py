"""A circle by words: its centre is the name of a place in any spelling, or a point; for whoever does not draw on the map."""

from __future__ import annotations

import re
from collections.abc import Mapping

from istor.errors import ConfigError, GazetteerError
from istor.review.selection import Circle, Selection, read_selection
from istor.runs.finding import LONGEST, look_up

USUAL_KM = 25.0  # where no distance is given: a town with what is said to be near it
_POINT = re.compile(r"\s*[-+]?\d[\d.]*\s*[,;\s]\s*[-+]?\d[\d.]*\s*", re.ASCII)


def centred(chosen: Selection, fields: Mapping[str, str]) -> tuple[Selection, str | None]:
    """The selection with the circle that the form's fields `around` and `km` describe, and a sentence about it (None: all is
    as it was said). Without the fields it stays as it is; with an empty `around` it has no circle.

    >>> centred(Selection(), {"around": "49.99, 36.23", "km": "10"})[0].query()
    'near=49.99%2C36.23%2C10'
    """
    if "around" not in fields:
        return chosen, None
    name = fields["around"].strip()
    if not name:
        return chosen.but(near=None, page=chosen.page), None
    km = fields.get("km", "").strip() or f"{USUAL_KM:g}"
    point, said = _told(name)
    if point is None:
        return chosen, said
    read, problems = read_selection([("near", f"{point},{km}")])
    if problems:
        return chosen, f"Around {name}, {km} km: give a place and kilometres above 0."
    return chosen.but(near=read.near, page=chosen.page), said


def _told(name: str) -> tuple[str | None, str | None]:
    return (re.sub(r"[,;\s]+", ",", name), None) if _POINT.fullmatch(name) else _named(name)


def _named(name: str) -> tuple[str | None, str | None]:
    """The point of the likeliest place of this name as an address says it (None: there is none), and what was taken for it."""
    try:
        places = look_up(name) if len(name) <= LONGEST else ()
    except (ConfigError, GazetteerError) as error:
        return None, f"{error}."
    if not places:
        return (
            None,
            f"The gazetteer has no place called {name[:LONGEST]}: try another spelling, or a point as 49.99, 36.23.",
        )
    place = places[0]
    whole = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    others = f"; {len(places) - 1} more have this name" if len(places) > 1 else ""
    return f"{place.lat:g},{place.lon:g}", f"The circle is drawn about {whole}{others}."


def written(circle: Circle | None) -> tuple[str, str]:
    """The centre and the kilometres as the form shows them; empty where there is no circle.

    >>> written(Circle(lat=49.99, lon=36.23, km=10))
    ('49.99, 36.23', '10')
    """
    return (f"{circle.lat:g}, {circle.lon:g}", f"{circle.km:g}") if circle else ("", "")
