"""What a person is looking at, as the address bar says it. A selection is all the state there is: an address can be kept or sent.

An address that cannot be understood in part is not refused: that part is left out, and the page says so.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec

from istor.plainly import party
from istor.provenance import Record

Sort = Literal["day", "-day", "killed", "injured", "doubt"]
SORTS: Mapping[str, str] = {
    "day": "earliest first",
    "-day": "latest first",
    "killed": "most killed first",
    "injured": "most injured first",
    "doubt": "most in doubt first",
}
FACETS: Mapping[str, str] = {
    "type": "What happened",
    "country": "Country",
    "admin1": "Region",
    "weapon": "Weapon",
    "target": "What was hit",
    "actor": "Said to have done it",
    "doubt": "In doubt",
}
NAMED = frozenset({"country", "actor"})  # facets whose values are keys
MOST_CORNERS = 200
FARTHEST_KM = 20_000.0


def shown(facet: str, value: str) -> str:
    """A facet's value as a reader knows it: countries and actors by their names, what is not known as "not told".

    >>> shown("country", "UA"), shown("actor", "sdf"), shown("weapon", "")
    ('Ukraine', 'Syrian Democratic Forces', 'not told')
    """
    return (party(value) if facet in NAMED else value) or "not told"


class Circle(Record):
    """Within `km` kilometres of a point (WGS 84 degrees)."""

    lat: float
    lon: float
    km: float


class Box(Record):
    """The part of the world between two meridians and two parallels, WGS 84 degrees; `west` may be greater than `east`."""

    west: float
    south: float
    east: float
    north: float


class Mark(Record):
    """How far a ledger had come: the number of its last reading that an incident is told in, and of its decisions."""

    readings: int
    decisions: int

    def words(self) -> str:
        """The mark as an address says it.

        >>> Mark(readings=12, decisions=3).words()
        '12.3'
        """
        return f"{self.readings}.{self.decisions}"


class Selection(Record):
    """Which incidents, in which order, which page of them. Empty fields ask for nothing.

    `facets` are (facet, value) pairs: values of one facet are alternatives, facets are joint conditions. `within` are the
    corners of a polygon as (lat, lon), `box` what a map shows. `day_from`/`day_to` are inclusive local days. `since`: only what
    was read or decided after the ledger stood there.
    """

    text: str = ""
    place: str = ""
    day_from: dt.date | None = None
    day_to: dt.date | None = None
    min_killed: int | None = None
    reviewed: bool | None = None
    facets: tuple[tuple[str, str], ...] = ()
    near: Circle | None = None
    within: tuple[tuple[float, float], ...] = ()
    box: Box | None = None
    since: Mark | None = None
    sort: Sort = "day"
    page: int = 1

    def values(self, facet: str) -> tuple[str, ...]:
        """What is chosen of a facet."""
        return tuple(value for name, value in self.facets if name == facet)

    def toggled(self, facet: str, value: str) -> Selection:
        """The selection with this value chosen, or no longer chosen; back on the first page."""
        pair = (facet, value)
        rest = tuple(each for each in self.facets if each != pair)
        return msgspec.structs.replace(self, facets=rest if pair in self.facets else (*rest, pair), page=1)

    def but(self, **changes: Any) -> Selection:
        """The selection with other values; back on the first page unless one is named.

        >>> Selection(page=3).but(text="market").query()
        'q=market'
        """
        return msgspec.structs.replace(self, **{"page": 1, **changes})

    def query(self) -> str:
        """The selection as an address says it, without the question mark: the same selection is the same words.

        >>> Selection().toggled("country", "UA").query()
        'country=UA'
        """
        pairs: list[tuple[str, str]] = []
        for key, value in (("q", self.text), ("place", self.place)):
            pairs += [(key, value)] if value else []
        pairs += [("from", self.day_from.isoformat())] if self.day_from else []
        pairs += [("to", self.day_to.isoformat())] if self.day_to else []
        pairs += [("min_killed", str(self.min_killed))] if self.min_killed is not None else []
        pairs += [("reviewed", "yes" if self.reviewed else "no")] if self.reviewed is not None else []
        pairs += sorted(self.facets)
        pairs += [("near", f"{self.near.lat:g},{self.near.lon:g},{self.near.km:g}")] if self.near else []
        if self.within:
            pairs.append(("within", ";".join(f"{lat:g},{lon:g}" for lat, lon in self.within)))
        if self.box:
            pairs.append(("box", ",".join(f"{each:g}" for each in msgspec.structs.astuple(self.box))))
        pairs += [("since", self.since.words())] if self.since else []
        pairs += [("sort", self.sort)] if self.sort != "day" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)


def read_selection(pairs: Iterable[tuple[str, str]]) -> tuple[Selection, tuple[str, ...]]:
    """The selection that an address's query says, and a sentence for each part that cannot be understood.

    >>> read_selection([("q", "market"), ("min_killed", "many")])[1]
    ('min_killed=many: give a whole number, 0 or more.',)
    """
    found: dict[str, Any] = {}
    facets: list[tuple[str, str]] = []
    problems: list[str] = []
    for key, value in pairs:
        words = value.strip()
        if key in FACETS:
            facets += [(key, words)] if (key, words) not in facets else []
        elif words and key in _READERS:
            field, reader, hint = _READERS[key]
            try:
                found[field] = reader(words)
            except (ValueError, OverflowError):
                problems.append(f"{key}={words}: {hint}.")
    return Selection(facets=tuple(facets), **found), tuple(problems)


def _number(words: str) -> int:
    number = int(words)
    if not 0 <= number <= 10_000_000:
        raise ValueError(words)
    return number


def _page(words: str) -> int:
    return max(1, _number(words))


def _reviewed(words: str) -> bool:
    if words not in ("yes", "no"):
        raise ValueError(words)
    return words == "yes"


def _sort(words: str) -> str:
    if words not in SORTS:
        raise ValueError(words)
    return words


def _degrees(words: str) -> tuple[float, float]:
    lat, lon = (float(part) for part in words.split(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # also refuses NaN
        raise ValueError(words)
    return lat, lon


def _circle(words: str) -> Circle:
    point, _, distance = words.rpartition(",")
    lat, lon = _degrees(point)
    km = float(distance)
    if not (math.isfinite(km) and 0 < km <= FARTHEST_KM):
        raise ValueError(words)
    return Circle(lat=lat, lon=lon, km=km)


def _polygon(words: str) -> tuple[tuple[float, float], ...]:
    corners = tuple(_degrees(corner) for corner in words.split(";"))
    if not 3 <= len(corners) <= MOST_CORNERS:
        raise ValueError(words)
    return corners


def _box(words: str) -> Box:
    west, south, east, north = (float(part) for part in words.split(","))
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError(words)
    return Box(west=west, south=south, east=east, north=north)


def _mark(words: str) -> Mark:
    readings, decisions = words.split(".")
    return Mark(readings=_number(readings), decisions=_number(decisions))


_DAY_HINT = "write a day as 2025-03-04"
_READERS: Mapping[str, tuple[str, Callable[[str], Any], str]] = {
    "q": ("text", str, ""),
    "place": ("place", str, ""),
    "from": ("day_from", dt.date.fromisoformat, _DAY_HINT),
    "to": ("day_to", dt.date.fromisoformat, _DAY_HINT),
    "min_killed": ("min_killed", _number, "give a whole number, 0 or more"),
    "reviewed": ("reviewed", _reviewed, "say yes or no"),
    "near": ("near", _circle, "give latitude,longitude,kilometres, as 49.99,36.23,10"),
    "within": ("within", _polygon, "give at least three corners as latitude,longitude;…"),
    "box": ("box", _box, "give west,south,east,north in degrees"),
    "since": ("since", _mark, "take the mark from a page of the desk, as 120.4"),
    "sort": ("sort", _sort, f"choose one of {', '.join(SORTS)}"),
    "page": ("page", _page, "give a page's number"),
}
