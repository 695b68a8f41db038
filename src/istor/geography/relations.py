""" "near X", "15 km south of X", "eastern X", "the X countryside": where that is, in metres of doubt and of shift."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from istor.geography.gazetteer import BROAD
from istor.geography.mentions import Mention, Word, mention_words
from istor.geography.place import Place, Relation
from istor.lexicon import open_lexicon

METRES_A_DEGREE = 111_320
_JOINT = re.compile(r"\sand\s(?:the\s)?(?:\w+\s(?:of\s)?)?")  # of "between X and Y"


class Position(NamedTuple):
    """Where a reading lies: degrees, metres of doubt and how it stands to the named place."""

    lat: float
    lon: float
    radius_m: int
    relation: Relation


class _Rules(NamedTuple):
    """`any` tells, of words in lower case, whether one of the others may be met; most names have none."""

    any: re.Pattern[str]
    away: re.Pattern[str]
    coast: re.Pattern[str]
    near: re.Pattern[str]
    outskirts: re.Pattern[str]
    between: re.Pattern[str]
    direction: re.Pattern[str]
    toward: re.Pattern[str]


@cache
def _section() -> dict[str, Any]:
    return dict(open_lexicon("geography", "en")["relations"])


@cache
def _rules() -> _Rules:
    section = _section()
    the = r"(?:the\s)?(?:(?:\w+\s)?(?:city|town|village|settlement|capital|region|province)\s(?:of\s)?)?(?:the\s)?\Z"
    units = "|".join(sorted(section["distance_units"], key=len, reverse=True))
    counts = "|".join(sorted(section["counts"], key=len, reverse=True))
    bearings = "|".join(sorted(section["bearings"], key=len, reverse=True))

    def any_of(name: str) -> str:
        return "|".join(re.escape(words) for words in sorted(section[name], key=len, reverse=True))

    signs = {word for name in ("near", "outskirts", "between", "coast") for word in section[name]}
    signs |= {*section["bearings"], *(unit for unit in section["distance_units"] if len(unit) > 2)}
    return _Rules(
        any=re.compile("|".join([r"\d", *sorted(map(re.escape, signs))])),
        away=re.compile(
            rf"(\d+(?:[.,]\d+)?|\b(?:{counts}))[\s-]?({units})\s(?:\([^)]*\)\s)?(?:away\s)?(?:to\sthe\s)?(?:({bearings})(?:ern)?\s)?(?:of|from|outside|off)\s{the}",
            re.IGNORECASE,
        ),
        coast=re.compile(rf"\b(?:{any_of('coast')})\s{the}", re.IGNORECASE),
        near=re.compile(rf"\b(?:{any_of('near')})\s{the}", re.IGNORECASE),
        outskirts=re.compile(rf"\b(?:{any_of('outskirts')})\s{the}", re.IGNORECASE),
        between=re.compile(rf"\b(?:{any_of('between')})\s{the}", re.IGNORECASE),
        direction=re.compile(
            rf"\b({bearings})(?:ern)?[\s-]{{1,2}}(?:(?:part|parts|half|edge)\sof\s)?(?:the\s)?\Z", re.IGNORECASE
        ),
        toward=re.compile(rf"\b({bearings})(?:ern)?\s(?:of|from)\s{the}", re.IGNORECASE),
    )


def position(text: str, words: Sequence[Word], mention: Mention, place: Place) -> Position:
    """The point and doubt of a place as the words around it put it.

    "15 km south of X" moves the point by 15 km; a direction inside a region moves it half-way to the edge; "near" only widens.
    """
    before = text[max(0, words[mention.first].start - 70) : words[mention.first].start]
    before = before[before.rfind("\n") + 1 :]
    countryside = _countryside(words, mention)
    if _rules().any.search(before.lower()) and (found := _told_before(before, place, countryside=countryside)):
        return found
    if countryside:
        return _widened(place, "countryside_m", "outskirts")
    if mention.asked == "subregion" and place.kind == "settlement":  # "Izium district", known only by its town
        return _widened(place, "countryside_m", "part")
    return plain_position(place)


def _told_before(before: str, place: Place, *, countryside: bool) -> Position | None:
    """Where the words before a name put it; None where they say nothing but that it is there."""
    rules, section = _rules(), _section()
    if match := rules.away.search(before):
        count = section["counts"].get(match[1].lower()) or float(match[1].replace(",", "."))
        metres = count * section["distance_units"][match[2].lower()]
        return away(place, min(metres, 500_000), bearing=section["bearings"].get((match[3] or "").lower()))
    if place.kind == "settlement" and rules.toward.search(before):
        return Position(place.lat, place.lon, place.radius_m + 2 * section["near_m"], "direction")
    if rules.coast.search(before):
        return _widened(place, "coast_m", "near")
    if countryside or rules.outskirts.search(before):
        wide = countryside or "countryside" in before
        return _widened(place, "countryside_m" if wide else "outskirts_m", "outskirts")
    if rules.near.search(before):
        return _widened(place, "near_m", "near")
    if match := rules.direction.search(before):
        return _part(place, section["bearings"][match[1].lower()])
    return None


def _widened(place: Place, more: str, relation: Relation) -> Position:
    """At the place, with as much more doubt as the lexicon gives."""
    return Position(place.lat, place.lon, place.radius_m + _section()[more], relation)


def plain_position(place: Place) -> Position:
    """A place as it stands in the gazetteer."""
    return Position(place.lat, place.lon, place.radius_m, "region" if place.kind in BROAD else "in")


def away(place: Place, metres: float, *, bearing: float | None) -> Position:
    """So many metres from a place's point: moved where the bearing (degrees from north) is told, else only widened."""
    if bearing is None:
        return Position(place.lat, place.lon, round(metres) + place.radius_m, "near")
    lat, lon = moved(place.lat, place.lon, metres=metres, bearing=bearing)
    return Position(lat, lon, round(max(2000, 0.3 * metres)) + place.radius_m // 2, "near")


def moved(lat: float, lon: float, *, metres: float, bearing: float) -> tuple[float, float]:
    """The point `metres` away at `bearing`, rounded to some metres, always a point of the globe.

    >>> moved(50.0, 36.0, metres=11_132, bearing=180)
    (49.9, 36.0)
    """
    north = metres * math.cos(math.radians(bearing)) / METRES_A_DEGREE
    new_lat = max(-90.0, min(90.0, lat + north))
    shrink = max(0.01, math.cos(math.radians(new_lat)))
    new_lon = lon + metres * math.sin(math.radians(bearing)) / METRES_A_DEGREE / shrink
    return round(new_lat, 5), round((new_lon + 180) % 360 - 180, 5)


def midway(one: Place, other: Place) -> Position:
    """Between two places: the middle of the line, half its length of doubt and the smaller place's own."""
    lat, lon = (one.lat + other.lat) / 2, (one.lon + other.lon) / 2
    shrink = math.cos(math.radians(lat))
    metres = METRES_A_DEGREE * math.hypot(one.lat - other.lat, (one.lon - other.lon) * shrink)
    reach = max(_section()["between_min_m"], metres / 2) + min(one.radius_m, other.radius_m)
    return Position(round(lat, 5), round(lon, 5), round(reach), "between")


def stands_between(text: str, words: Sequence[Word], one: Mention, other: Mention) -> bool:
    """ "between X and Y"."""
    if not 1 < other.first - one.last < 6 or words[one.last + 1].low != "and":
        return False
    before = text[max(0, words[one.first].start - 60) : words[one.first].start]
    joint = text[words[one.last].end : words[other.first].start]
    return bool(_JOINT.fullmatch(joint)) and bool(_rules().between.search(before))


def _part(place: Place, bearing: float) -> Position:
    if place.kind not in BROAD:
        return Position(place.lat, place.lon, place.radius_m + 5000, "direction")
    lat, lon = moved(place.lat, place.lon, metres=min(place.radius_m, 1_000_000) / 2.5, bearing=bearing)
    return Position(lat, lon, round(place.radius_m * 0.7), "direction")


def _countryside(words: Sequence[Word], mention: Mention) -> bool:
    """ "the X countryside"; of a name that is known by another spelling only the next word says so."""
    at = mention.last + 1 if mention.unlisted else mention.stretched_to
    return mention.last < at < len(words) and words[at].low in mention_words().countryside_after
