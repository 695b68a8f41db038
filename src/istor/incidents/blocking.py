"""Which pairs are worth comparing: sightings that share a key of place and time, or of a second ground.

Keys grow with the doubt of each reading: a circle of doubt covers its grid cells, a range of days its days. A sighting
without a day, or known only by its region, has no such key and meets others on a second ground alone: an identical
telling toll in one region, a named victim, a shared quotation, a text printed twice.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from istor.incidents.circumstances import SOON_DAYS
from istor.incidents.grounds import second_grounds, small_tolls, town
from istor.incidents.incident import Sighting

CELL_DEGREES = 0.25  # about 28 km: most settlements' doubt stays in one to four cells
MAX_RADIUS_M = 60_000  # beyond this a reading is "somewhere in the region" and needs a second ground
MAX_DAYS = 10  # a vaguer date is no key
SLACK_M = 15_000  # pairs this far apart beyond their radii are still compared
M_PER_DEGREE = 111_320
SEEKS = "?"
_GROUND = "|ground|"


def keys(sighting: Sighting, *, origin: str | None = None, echoes: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The blocks a sighting falls in, sorted. Two sightings are compared where they share one.

    `origin` is the id under which copies of the sighting's page are folded (None: the page has no copies);
    `echoes` are the keys of the quotations and rare names that its page shares with few others. A key that begins with `SEEKS` belongs to a sighting that can be
    recognised only by a second ground: it meets all that hold the ground, while those who know their day and town do
    not meet one another there (three wounded are told every day). Those who print one text or quote alike meet where
    their days do or, a day being unknown, their towns: a saying repeated for years brings no two years together.
    """
    scope = sighting.scope
    days, cells = _days(sighting), _cells(sighting)
    found = {f"{scope}|{cell}|{day}" for cell in cells for day in days}
    mark = "" if cells and days else SEEKS
    found |= {f"{mark}{scope}|{ground}" for ground in second_grounds(sighting)}
    found |= _told(sighting)
    for text in [f"quote|{key}" for key in echoes] + ([f"origin|{origin}"] if origin else []):
        found |= {f"{scope}|{text}|{day}" for day in days}
        found |= {f"{mark}{scope}|ground|{text}|{cell}" for cell in cells or ("anywhere",)}
        found |= {f"{scope}|ground|{text}|anywhere"} if cells else set()
    if scope != "incident":
        country = sighting.place.place.country if sighting.place and sighting.place.place else None
        found |= {f"{scope}|{country}|{day}" for day in days}
    return tuple(sorted(found))


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
        for pair in _within(key, members):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(key: str, members: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of one block, lower id first; of a block that seeks, also its members with those that hold the ground."""
    if _GROUND in key and not key.startswith(SEEKS):
        return
    block = members[key]
    yield from combinations(block, 2)
    if key.startswith(SEEKS):
        for seeker, holder in product(block, members.get(key.removeprefix(SEEKS), ())):
            yield min(seeker, holder), max(seeker, holder)


def _told(sighting: Sighting) -> set[str]:
    """Keys of a small toll told in one town within days of one another: for those whose day is not known.

    Such a one seeks on its page's day; whoever knows its day, or whose page is older, is found on the days after that.
    """
    tolls, where = small_tolls(sighting), town(sighting)
    known = sighting.date.range if sighting.date else None
    first = known.latest if known else sighting.published
    if not tolls or where is None or first is None:
        return set()
    held = [(first + dt.timedelta(days=step)).isoformat() for step in range(0 if known else 1, SOON_DAYS + 1)]
    found = {f"{sighting.scope}|ground|told|{where}|{toll}|{day}" for toll in tolls for day in held}
    return found if known else found | {f"{SEEKS}{sighting.scope}|ground|told|{where}|{toll}|{first}" for toll in tolls}


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
