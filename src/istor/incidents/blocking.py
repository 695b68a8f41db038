"""In which blocks a sighting falls: sightings are compared where they share a key of place and time, or of a second ground.

Keys grow with the doubt of each reading: a circle of doubt covers its grid cells, a range of days its days. A sighting
without a day, or known only by its region, has no such key and meets others on a second ground alone: an identical
telling toll in one region, a named victim, a shared quotation, a text printed twice.

A key is a 64-bit number, the same in every run: its upper half tells what it is of, its lower half the whole of it, so that
those of one sighting that differ in a day or a cell alone stand side by side in the store's index, and a new page touches a
dozen places of it and not seventy. Two different keys are one number once in a million ledgers of a million sightings; who
meets by chance is compared as any other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from istor.incidents.circumstances import SOON_DAYS
from istor.incidents.grounds import (
    Context,
    days_of,
    second_grounds,
    small_tolls,
    tolls_of_a_day,
    tolls_of_a_weekday,
    town,
    weekday_of,
)
from istor.incidents.incident import Sighting
from istor.incidents.rareness import FRESH_DAYS, HELD, SOUGHT, Rareness, sought

CELL_DEGREES = 0.25  # about 28 km: most settlements' doubt stays in one to four cells
MAX_RADIUS_M = 60_000  # beyond this a reading is "somewhere in the region" and needs a second ground
MAX_DAYS = 10  # a vaguer date is no key
SLACK_M = 15_000  # pairs this far apart beyond their radii are still compared
M_PER_DEGREE = 111_320
KEPT = 1 << 12  # towns and days whose keys are kept at hand: most sightings are of a town seen before
WEEKDAY = "weekday "  # beside a rare word of pages that tell one weekday: sought by who does not know the year
NOTHING: frozenset[str] = frozenset()
NOWHERE: frozenset[int] = frozenset()
NO_WORDS: Mapping[str, Sequence[str]] = {}
ANYWHERE = b"anywhere"
SIGN = 1 << 31
ECHOED = 8  # of a page's rarest words; where days and towns are alike, these are enough to find it by


class Blocks(NamedTuple):
    """The keys of the blocks a sighting falls in, by how it stands there. Two sightings are compared where they share one,
    unless both only hold it.

    `open`: a place and time, or what few pages share. `seeking` are the second grounds of a sighting that can be recognised
    only by one: it meets all that hold the ground. `holding` are those of a sighting that knows its day and town: such do
    not meet one another there (three wounded are told every day).
    """

    open: Set[int] = NOWHERE
    holding: Set[int] = NOWHERE
    seeking: Set[int] = NOWHERE


def blocks_of(sighting: Sighting, context: Context, again: Collection[str]) -> Blocks:
    """The blocks a sighting falls in, its page's copies and echoes being known; `again` are the pages that have copies."""
    page = sighting.article_id
    origin = context.origins.get(page) or (page if page in again else None)
    news = sighting.role == "main"
    return keys(
        sighting,
        origin=origin,
        echoes=_echoes(sighting, context),
        names=context.names.get(page, NOTHING) if news else NOTHING,
        known_by=_known_by(sighting, context.rare) if news and context.rare.words else {},
    )


def printed_again(origins: Mapping[str, str]) -> frozenset[str]:
    """The pages that copies are folded under.

    >>> printed_again({"b": "a", "c": "a"})
    frozenset({'a'})
    """
    return frozenset(origins.values())


def keys(
    sighting: Sighting,
    *,
    origin: str | None = None,
    echoes: frozenset[str] = NOTHING,
    names: frozenset[str] = NOTHING,
    known_by: Mapping[str, Sequence[str]] = NO_WORDS,
) -> Blocks:
    """The blocks a sighting falls in.

    `origin` is the id under which copies of the sighting's page are folded (None: the page has no copies);
    `echoes` are the keys of the quotations and rare words that its page shares with few others, `names` the names and
    `known_by` the words, each with spans of days or its weekday, by which two pages meet whatever day and town they tell: either may be
    misread. Those who print one text or quote alike meet where their days do or, a day being unknown, their towns: a saying
    repeated for years brings no two years together.
    """
    scope, days, cells = sighting.scope, _days(sighting), _cells(sighting)
    here = [upper | crc32(day, lower) for upper, lower in _halves_of_cells(scope, cells) for day in days]
    held, sought = _told(sighting)
    grounds = [key for each in (second_grounds, tolls_of_a_day) for key in _of_texts("ground", scope, each(sighting))]
    there = [cell.encode() for cell in cells] or (ANYWHERE,)
    for text in [f"quote|{key}" for key in echoes] + ([f"origin|{origin}"] if origin else []):
        upper, lower = _halves("", f"{scope}|{text}")
        here += [upper | crc32(day, lower) for day in days]
        grounds += [upper | crc32(cell, lower) for cell in there]
        if cells:
            held.append(upper | crc32(ANYWHERE, lower))
    for name in names:
        here += _keys("name", f"{scope}|{name}")
    by_weekday = held if days else sought
    by_weekday += _of_texts("ground", scope, tolls_of_a_weekday(sighting))
    for word, times in known_by.items():
        upper, lower = _halves("known", f"{scope}|quote|{word}")
        for time in times:
            (by_weekday if time.startswith(WEEKDAY) else here).append(upper | crc32(time.encode(), lower))
    if scope != "incident":
        country = sighting.place.place.country if sighting.place and sighting.place.place else None
        here += _keys("", f"{scope}|{country}", at=days)
    (held if cells and days else sought).extend(grounds)
    return Blocks(frozenset(here), frozenset(held), frozenset(sought))


def listed(blocks: Blocks) -> tuple[tuple[int, int], ...]:
    """Keys as they are kept and looked up, each with how the sighting stands in the block (OPEN, HOLDING, SEEKING), sorted.

    >>> listed(Blocks(seeking={7, 3}))
    ((3, 2), (7, 2))
    """
    return tuple(sorted([(key, standing) for standing, held in enumerate(blocks) for key in held]))


def _echoes(sighting: Sighting, context: Context) -> frozenset[str]:
    """The quotations and words that the sighting's page shares with few others; the words are of its news, not of its
    background. Names bring pages together anyhow."""
    quoted = context.quotations.get(sighting.article_id, NOTHING)
    if sighting.role != "main" or not context.rare.words:
        return quoted
    return quoted | sought(context.rare, sighting.article_id, most=ECHOED)


def _known_by(sighting: Sighting, rare: Rareness) -> dict[str, list[str]]:
    """The rarest words, by which other pages' news is found whatever its day and town, each with the spans of days in which
    it is sought, and its weekday."""
    page, found = sighting.article_id, dict[str, list[str]]()
    told = sighting.published or (sighting.date.range.latest if sighting.date and sighting.date.range else None)
    if told is not None:
        width = FRESH_DAYS + 1  # two pages that came out within so many days share one of the spans they lie in
        spans = {told.toordinal() // width, (told.toordinal() + FRESH_DAYS) // width}
        found = {word: [str(at) for at in spans] for word in sought(rare, page)}
    weekday = weekday_of(sighting)
    if weekday is not None:  # who knows no more than the weekday seeks by all that the page is known by
        most = SOUGHT if sighting.date and sighting.date.range else HELD
        for word in sought(rare, page, most=most):
            found.setdefault(word, []).append(f"{WEEKDAY}{weekday}")
    return found


@lru_cache(KEPT)
def _halves_of_cells(scope: str, cells: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple([_halves("", f"{scope}|{cell}") for cell in cells])


@lru_cache(KEPT)
def _of_texts(why: str, scope: str, texts: frozenset[str]) -> frozenset[int]:
    """The keys of texts of which the last part tells when or where, and the others what."""
    parted = [text.rpartition("|") for text in texts]
    return frozenset([key for what, _, last in parted for key in _keys(why, f"{scope}|{what}", at=(last.encode(),))])


def _keys(why: str, what: str, *, at: Iterable[bytes] = (b"",)) -> list[int]:
    """The keys of one thing, kept for one reason, at several times or places."""
    upper, lower = _halves(why, what)
    return [upper | crc32(each, lower) for each in at]


def _halves(why: str, what: str) -> tuple[int, int]:
    """What the keys of one thing have in common: their upper half, and the checksum that their lower half goes on from."""
    told = what.encode()
    return crc32(told[::-1]) - SIGN << 32, crc32(told, crc32(why.encode()))  # back to front it is another checksum


def _told(sighting: Sighting) -> tuple[list[int], list[int]]:
    """Keys of a small toll told in one town within days of one another, held and sought: for those whose day is not known.

    Such a one seeks on its page's day; whoever knows its day, or whose page is older, is found on the days after that.
    """
    tolls, where = small_tolls(sighting), town(sighting)
    known = days_of(sighting)
    first = known.latest if known else sighting.published
    if not tolls or where is None or first is None:
        return [], []
    day, width = first.toordinal(), SOON_DAYS + 1  # spans of days, as long as news is new: two at most reach over them
    upper, lower = _halves_of_town(sighting.scope, where)
    spans = {day // width, (day + SOON_DAYS) // width}
    held = [upper | crc32(f"{toll}|{span}".encode(), lower) for toll in tolls for span in spans]
    return held, [] if known else [upper | crc32(f"{toll}|{day // width}".encode(), lower) for toll in tolls]


@lru_cache(KEPT)
def _halves_of_town(scope: str, where: str) -> tuple[int, int]:
    return _halves("told", f"{scope}|{where}")


def _days(sighting: Sighting) -> tuple[bytes, ...]:
    """The days a sighting may be of and the day after each, so that readings a day apart still meet."""
    days = days_of(sighting)
    return () if days is None or days.days > MAX_DAYS else _calendar(days.earliest, days.days + 1)


@lru_cache(maxsize=KEPT)
def _calendar(first: dt.date, number: int) -> tuple[bytes, ...]:
    return tuple((first + dt.timedelta(days=step)).isoformat().encode() for step in range(number))


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
