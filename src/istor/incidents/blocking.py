"""Which pairs are worth comparing: sightings that share a key of place and time, or of a second ground.

Keys grow with the doubt of each reading: a circle of doubt covers its grid cells, a range of days its days. A sighting
without a day, or known only by its region, has no such key and meets others on a second ground alone: an identical
toll in one region, a named victim, a shared quotation, a text printed twice.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from istor.incidents.incident import Sighting

CELL_DEGREES = 0.25  # about 28 km: most settlements' doubt stays in one to four cells
MAX_RADIUS_M = 60_000  # beyond this a reading is "somewhere in the region" and needs a second ground
MAX_DAYS = 10  # a vaguer date is no key
SLACK_M = 15_000  # pairs this far apart beyond their radii are still compared
M_PER_DEGREE = 111_320


def keys(sighting: Sighting, *, origin: str | None = None, quotations: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The blocks a sighting falls in, sorted. Two sightings are compared where they share one.

    `origin` is the id under which copies of the sighting's page are folded; `quotations` the keys of `echoes.quotations`.
    """
    scope = sighting.scope
    found = {f"{scope}|{cell}|{day}" for cell in _cells(sighting) for day in _days(sighting)}
    found |= {f"{scope}|{ground}" for ground in second_grounds(sighting)}
    found |= {f"{scope}|quote|{key}" for key in quotations}
    if scope != "incident":
        country = sighting.place.place.country if sighting.place and sighting.place.place else None
        found |= {f"{scope}|{country}|{day}" for day in _days(sighting)}
    found.add(f"{scope}|origin|{origin or sighting.article_id}")
    return tuple(sorted(found))


def second_grounds(sighting: Sighting) -> frozenset[str]:
    """Keys by which a sighting can be recognised without its day: a telling toll in its region, a victim's name."""
    grounds = {f"person|{_folded(person.words)}" for person in sighting.persons if " " in person.words.strip()}
    killed, injured = sighting.final.killed, sighting.final.injured
    place = sighting.place.place if sighting.place else None
    region = (place.admin1_code or place.admin1 or place.country) if place else None
    if region and killed and injured and killed[0] + injured[0] > 3:
        grounds.add(f"toll|{region}|{killed[0]}|{injured[0]}")
    for harm, figure in (("killed", killed), ("injured", injured)):
        if region and figure and figure[0] > 3:
            grounds.add(f"toll|{region}|{harm}|{figure[0]}")
    return frozenset(grounds)


def pairs(blocks: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each pair of sighting ids to compare, once, in a fixed order. `blocks` maps a sighting's id to its keys.

    >>> list(pairs({"s2": ("k",), "s1": ("k", "l"), "s3": ("m",)}))
    [('s1', 's2')]
    """
    members: dict[str, list[str]] = defaultdict(list)
    for sighting_id in sorted(blocks):
        for key in blocks[sighting_id]:
            members[key].append(sighting_id)
    seen: set[tuple[str, str]] = set()
    for key in sorted(members):
        block = members[key]
        for index, first in enumerate(block):
            for second in block[index + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield first, second


def _days(sighting: Sighting) -> list[str]:
    """The days a sighting may be of and the day after each, so that readings a day apart still meet."""
    days = sighting.date.range if sighting.date else None
    if days is None or days.days > MAX_DAYS:
        return []
    return [(days.earliest + dt.timedelta(days=step)).isoformat() for step in range(days.days + 1)]


def _cells(sighting: Sighting) -> list[str]:
    """The grid cells that the circle of doubt and the slack around it touch."""
    reading = sighting.place
    if reading is None or reading.lat is None or reading.lon is None or (reading.radius_m or 0) > MAX_RADIUS_M:
        return []
    reach = ((reading.radius_m or 0) + SLACK_M / 2) / M_PER_DEGREE
    wide = reach / max(0.05, math.cos(math.radians(reading.lat)))
    rows = range(_cell(reading.lat - reach), _cell(reading.lat + reach) + 1)
    columns = range(_cell(reading.lon - wide), _cell(reading.lon + wide) + 1)
    return [f"{row}:{column}" for row in rows for column in columns]


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL_DEGREES)


def _folded(words: str) -> str:
    return " ".join(words.lower().split())
