"""Which pairs are worth comparing: sightings that share a key of place and time, or of a second ground.

Keys grow with the doubt of each reading: a circle of doubt covers its grid cells, a range of days its days. A sighting
without a day, or known only by its region, has no such key and meets others on a second ground alone: an identical
telling toll in one region, a named victim, a shared quotation, a text printed twice.
"""

from __future__ import annotations

import datetime as dt
import math
from array import array
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple
from zlib import crc32

from istor.incidents.circumstances import SOON_DAYS
from istor.incidents.grounds import days_of, second_grounds, small_tolls, town
from istor.incidents.incident import Sighting

CELL_DEGREES = 0.25  # about 28 km: most settlements' doubt stays in one to four cells
MAX_RADIUS_M = 60_000  # beyond this a reading is "somewhere in the region" and needs a second ground
MAX_DAYS = 10  # a vaguer date is no key
SLACK_M = 15_000  # pairs this far apart beyond their radii are still compared
M_PER_DEGREE = 111_320
KEPT = 1 << 14  # towns and days whose keys are kept at hand: most sightings are of a town seen before
WEEKDAY = "weekday "  # in the key of a rare word of pages that tell one weekday: sought by who does not know the year
_KINDS = frozenset({"ground", "quote", "known", "name"})  # parts of a key that say why, and not of what, it is
OPEN, HOLDING, SEEKING = 0, 1, 2  # how a sighting stands in a block
NOTHING: frozenset[str] = frozenset()


class Blocks(NamedTuple):
    """The keys of the blocks a sighting falls in, by how it stands there. Two sightings are compared where they share one,
    unless both only hold it.

    `open`: a place and time, or what few pages share. `seeking` are the second grounds of a sighting that can be recognised
    only by one: it meets all that hold the ground. `holding` are those of a sighting that knows its day and town: such do
    not meet one another there (three wounded are told every day).
    """

    open: Set[str] = frozenset()
    holding: Set[str] = frozenset()
    seeking: Set[str] = frozenset()


def keys(
    sighting: Sighting,
    *,
    origin: str | None = None,
    echoes: frozenset[str] = frozenset(),
    known_by: frozenset[str] = frozenset(),
) -> Blocks:
    """The blocks a sighting falls in.

    `origin` is the id under which copies of the sighting's page are folded (None: the page has no copies);
    `echoes` are the keys of the quotations and rare words that its page shares with few others, `known_by` the names and
    words by which two pages meet whatever day and town they tell: either may be misread. Those who print one text or
    quote alike meet where their days do or, a day being unknown, their towns: a saying repeated for years brings no two
    years together.
    """
    scope, days, cells = sighting.scope, _days(sighting), _cells(sighting)
    here = _here_then(scope, cells, days)
    grounds = _scoped(scope, second_grounds(sighting))
    held, sought = _told(sighting)
    for text in [f"quote|{key}" for key in echoes] + ([f"origin|{origin}"] if origin else []):
        here = here.union([f"{scope}|{text}|{day}" for day in days])
        grounds = grounds.union([f"{scope}|ground|{text}|{cell}" for cell in cells or ("anywhere",)])
        if cells:
            held = held.union([f"{scope}|ground|{text}|anywhere"])
    if known_by:
        here = here.union([f"{scope}|known|{key}" for key in known_by if WEEKDAY not in key])
        days_of_week = [f"{scope}|ground|{key}" for key in known_by if WEEKDAY in key]
        held, sought = (held.union(days_of_week), sought) if days else (held, sought.union(days_of_week))
    if scope != "incident":
        country = sighting.place.place.country if sighting.place and sighting.place.place else None
        here = here.union([f"{scope}|{country}|{day}" for day in days])
    return Blocks(here, held | grounds, sought) if cells and days else Blocks(here, held, sought | grounds)


@lru_cache(KEPT)
def _here_then(scope: str, cells: tuple[str, ...], days: tuple[str, ...]) -> frozenset[str]:
    return frozenset([f"{scope}|{cell}|{day}" for cell in cells for day in days])


@lru_cache(KEPT)
def _scoped(scope: str, told: frozenset[str]) -> frozenset[str]:
    return frozenset([f"{scope}|{each}" for each in told])


def hashed(blocks: Blocks) -> tuple[tuple[int, int], ...]:
    """Keys as they are kept and looked up: a 64-bit hash, the same in every run, and how the sighting stands in the block
    (OPEN, HOLDING, SEEKING), sorted.

    >>> [standing for _, standing in hashed(Blocks(seeking={"ground|person|ada lark"}))]
    [2]
    """
    return tuple(sorted([(_hash(key), standing) for standing, held in enumerate(blocks) for key in held]))


def meet(one: int, other: int) -> bool:
    """Whether two who stand so in one block are compared: who only hold a second ground do not meet one another there.

    >>> meet(HOLDING, HOLDING), meet(HOLDING, SEEKING), meet(OPEN, OPEN)
    (False, True, True)
    """
    return one != HOLDING or other != HOLDING


def _hash(key: str) -> int:
    """The upper half tells what the key is of, the lower half the whole key: those of one sighting that differ in a day or a
    cell alone stand side by side in the index, so that a new page touches a dozen places of it and not seventy."""
    scope, *told = [part for part in key.split("|") if part not in _KINDS]
    return _shared(scope, *(told[:-1] or told)) | crc32(key.encode())


@lru_cache(KEPT)
def _shared(*told: str) -> int:
    return int.from_bytes(blake2b("|".join(told).encode(), digest_size=4).digest(), "big", signed=True) << 32


class Meetings(NamedTuple):
    """Which sightings meet. `ids` are all of them, sorted; `codes` the pairs to compare, each once and in order: an array
    of 64-bit numbers with the lower id's place among `ids` in the upper half and the other's in the lower."""

    ids: tuple[str, ...]
    codes: Any


def pairs(blocks: Iterable[tuple[str, Blocks]]) -> Iterator[tuple[str, str]]:
    """Each pair of sighting ids to compare, once, the lower id first, in order. `blocks` are the sightings' ids with theirs.

    >>> list(pairs([("s2", Blocks({"k"})), ("s1", Blocks({"k", "l"})), ("s3", Blocks({"m"}))]))
    [('s1', 's2')]
    """
    ids, codes = meetings(blocks)
    for code in codes.tolist():
        yield ids[code >> 32], ids[code & 0xFFFFFFFF]


def meetings(blocks: Iterable[tuple[str, Blocks]]) -> Meetings:
    """Which of the sightings meet, given their ids with their blocks.

    Keys are kept as 64-bit hashes in one sorted array: a million sightings take some 200 MB, and two different keys
    meet by chance once in a million ledgers of that size; such a pair is compared as any other.
    """
    import numpy

    ids: list[str] = []
    hashes, numbers = array("q"), array("I")
    for sighting_id, standings in blocks:
        ids.append(sighting_id)
        for held in standings:
            hashes.extend(map(hash, held))
            numbers.append(len(held))
    ordered = sorted(range(len(ids)), key=ids.__getitem__)
    ranks = numpy.empty(len(ids), dtype="u8")
    ranks[ordered] = numpy.arange(len(ids), dtype="u8")
    several = numpy.asarray(numbers, dtype="u4")
    owners = numpy.repeat(numpy.repeat(ranks, len(Blocks._fields)), several)
    kinds = numpy.repeat(numpy.tile(numpy.array([OPEN, HOLDING, SEEKING], dtype="u1"), len(ids)), several)
    return Meetings(tuple([ids[at] for at in ordered]), _met(numpy.asarray(hashes, dtype="i8"), owners, kinds))


def _met(hashes: Any, ranks: Any, kinds: Any) -> Any:
    """The pairs that share a block as sorted codes, the lower rank in the upper 32 bits."""
    import numpy

    order = numpy.argsort(hashes)
    hashes, ranks, kinds = hashes[order], ranks[order], kinds[order]
    found = [numpy.empty(0, dtype="u8")]
    first = numpy.flatnonzero(hashes[1:] == hashes[:-1])
    for step in range(1, len(hashes)):
        first = first[: numpy.searchsorted(first, len(hashes) - step)]
        first = first[hashes[first] == hashes[first + step]]  # blocks lie together: who ends here ends for good
        if not len(first):
            break
        meeting = first[(kinds[first] != HOLDING) | (kinds[first + step] != HOLDING)]
        low, high = ranks[meeting], ranks[meeting + step]
        found.append(_once((numpy.minimum(low, high) << 32 | numpy.maximum(low, high))[low != high]))
    return _once(numpy.concatenate(found))


def _once(codes: Any) -> Any:
    """Each of them once, in order: sorted in its place, which takes a third of the time of numpy's own way."""
    import numpy

    codes.sort()
    return codes[numpy.concatenate(([True], codes[1:] != codes[:-1]))] if len(codes) else codes


def _told(sighting: Sighting) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of a small toll told in one town within days of one another, held and sought: for those whose day is not known.

    Such a one seeks on its page's day; whoever knows its day, or whose page is older, is found on the days after that.
    """
    tolls, where = small_tolls(sighting), town(sighting)
    known = days_of(sighting)
    first = known.latest if known else sighting.published
    if not tolls or where is None or first is None:
        return NOTHING, NOTHING
    day, width = first.toordinal(), SOON_DAYS + 1  # spans of days, as long as news is new: two at most reach over them
    held = _told_within(sighting.scope, where, tolls, (day // width, (day + SOON_DAYS) // width))
    return held, NOTHING if known else _told_within(sighting.scope, where, tolls, (day // width,))


@lru_cache(KEPT)
def _told_within(scope: str, where: str, tolls: frozenset[str], spans: tuple[int, ...]) -> frozenset[str]:
    return frozenset([f"{scope}|ground|told|{where}|{toll}|{span}" for toll in tolls for span in spans])


def _days(sighting: Sighting) -> tuple[str, ...]:
    """The days a sighting may be of and the day after each, so that readings a day apart still meet."""
    days = days_of(sighting)
    return () if days is None or days.days > MAX_DAYS else _calendar(days.earliest, days.days + 1)


@lru_cache(maxsize=KEPT)
def _calendar(first: dt.date, number: int) -> tuple[str, ...]:
    return tuple((first + dt.timedelta(days=step)).isoformat() for step in range(number))


def _cells(sighting: Sighting) -> tuple[str, ...]:
    """The grid cells that the circle of doubt and the slack around it touch."""
    reading = sighting.place
    if reading is None or reading.lat is None or reading.lon is None or (reading.radius_m or 0) > MAX_RADIUS_M:
        return ()
    return _touched(reading.lat, reading.lon, (reading.radius_m or 0) + SLACK_M / 2)


@lru_cache(maxsize=KEPT)
def _touched(lat: float, lon: float, metres: float) -> tuple[str, ...]:
    reach = metres / M_PER_DEGREE
    wide = reach / max(0.05, math.cos(math.radians(lat)))
    rows = range(_cell(lat - reach), _cell(lat + reach) + 1)
    columns = range(_cell(lon - wide), _cell(lon + wide) + 1)
    return tuple(f"{row}:{column}" for row in rows for column in columns)


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL_DEGREES)
