"""Where a name that the gazetteer lacks is put: beside the town that the text sets it by, else in its region.

Every such place is the text's own: it keeps the name as written, and its doubt is as wide as the words that place it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from istor.geography.gazetteer import Gazetteer, Hit
from istor.geography.mentions import Mention, Word
from istor.geography.names import consonants
from istor.geography.place import Place
from istor.geography.relations import Position, plain_position

BESIDE_M = 15_000  # a village "west of X" lies within so much of X
AREA_M = 30_000  # one "in the X countryside", "in the X area", of X
SENTENCE_M = 50_000  # one told in the same sentence as the town X, of the same region
QUARTER_M = 10_000  # a quarter, a prison or an airport "in X city"
NEAR_TEXT = 90  # characters in which a neighbour's relation still speaks of the name
SENTENCE = 220  # characters to either side in which a town may belong to the sentence
FAR = 12  # names to either side among which a region is looked for
ALIKE_KM = (
    60.0  # a town of the same consonants is believed so near to a town of the sentence, by a third with few of them
)
LONG_KEY = 4  # consonants that seldom meet by chance
NEXT_LINES = 4  # the same, across lines
_IN = re.compile(
    r"(?:['’]s\b|[^.;\n]){0,60}?(?:,|\bin|\bof|\bat|\bto|\()\s?(?:the\s)?(?:(?:city|town|district|area|countryside|outskirts)\sof\s)?\Z"
)
_QUARTER = frozenset({
    "neighborhood", "neighbourhood", "quarter", "prison", "airport", "airbase", "district", "hospital", "mosque", "roundabout",
    "market", "camp",
})  # fmt: skip
_BY_REGION = ("raion", "oblast")  # a town that itself is only known to lie in these puts no village closer


class Lodged(NamedTuple):
    """A text's names with what is known of each: the place chosen, its position, and the line it stands in."""

    text: str
    words: Sequence[Word]
    mentions: Sequence[Mention]
    places: Sequence[Place | None]
    spots: Sequence[Position | None]
    lines: Sequence[int]


def lodge(told: Lodged, at: int, *, around: Mapping[int, Place], gazetteer: Gazetteer) -> tuple[Place, Position] | None:
    """The place and position of the unlisted name `at`; None where nothing in the text places it.

    `around` has, for each mention by index, the region or country that it lies in; for those said to lie in one, that one
    comes first.
    """
    return (
        _spelled_otherwise(told, at, around, gazetteer)
        or _beside(told, at)
        or _in_a_town(told, at, around)
        or _in_a_region(told, at, around)
    )


def _spelled_otherwise(
    told: Lodged, at: int, around: Mapping[int, Place], gazetteer: Gazetteer
) -> tuple[Place, Position] | None:
    """A listed town whose consonants the name shares, close to a town of the sentence: Kfardaryan, beside Idlib."""
    name = told.text[slice(*_name(told, at))]
    towns = [
        place for other, _, _ in _sentence(told, at) if (place := told.places[other]) and place.kind == "settlement"
    ]
    if not towns or not told.mentions[at].unlisted:
        return None
    reach = ALIKE_KM if len(consonants(name)) >= LONG_KEY else ALIKE_KM / 3
    found = {hit.place_id: min(_km(hit, town) for town in towns) for hit in gazetteer.consonant_likenesses(name)}
    near = sorted((km, place_id) for place_id, km in found.items() if km <= reach)
    if not near:
        return None
    place = gazetteer.place(near[0][1])
    return (place, plain_position(place)) if _agrees(place, around.get(at)) else None


def _km(hit: Hit, town: Place) -> float:
    east = (hit.lon - town.lon) * math.cos(math.radians(town.lat))
    return 111.32 * math.hypot(hit.lat - town.lat, east)


def _name(told: Lodged, at: int) -> tuple[int, int]:
    mention = told.mentions[at]
    return told.words[mention.first].start, told.words[max(mention.last, mention.stretched_to)].end


def _village(told: Lodged, at: int, near: Place, spot: Position) -> tuple[Place, Position]:
    start, end = _name(told, at)
    return Place(
        name=told.text[start:end], kind="settlement", lat=spot.lat, lon=spot.lon, radius_m=spot.radius_m,
        country=near.country, admin1=near.admin1, admin1_code=near.admin1_code, zone=near.zone,
    ), spot  # fmt: skip


def _beside(told: Lodged, at: int) -> tuple[Place, Position] | None:
    """ "west of X", "15 km from X": a place of its own, as far from X as the words say."""
    if at + 1 >= len(told.mentions):
        return None
    other, place, spot = told.mentions[at + 1], told.places[at + 1], told.spots[at + 1]
    between = told.text[_name(told, at)[1] : told.words[other.first].start]
    if place is None or spot is None or place.kind != "settlement" or len(between) > NEAR_TEXT:
        return None
    if spot.relation not in ("near", "direction", "outskirts") or any(sign in between for sign in ".;\n"):
        return None
    radius_m = max(spot.radius_m, BESIDE_M) if spot.relation != "near" else spot.radius_m
    return _village(told, at, place, Position(spot.lat, spot.lon, radius_m, "near"))


def _in_a_town(told: Lodged, at: int, around: Mapping[int, Place]) -> tuple[Place, Position] | None:
    """A town of the same sentence and, where one is told, of the same region: the village lies some way from it."""
    for other, between, after in _sentence(told, at):
        place, spot = told.places[other], told.spots[other]
        if place is None or spot is None or place.kind != "settlement" or not _agrees(place, around.get(at)):
            continue
        adjoining = after and len(between) <= NEAR_TEXT and _IN.match(between)
        quarter = adjoining and _site_word(told, at) in _QUARTER
        metres = QUARTER_M if quarter else AREA_M if adjoining else SENTENCE_M
        radius_m = max(metres, place.radius_m if quarter or place.placed in _BY_REGION else 0)
        return _village(told, at, place, Position(place.lat, place.lon, radius_m, "in" if quarter else "near"))
    return None


def _site_word(told: Lodged, at: int) -> str:
    mention = told.mentions[at]
    after = mention.stretched_to if mention.stretched_to > mention.last else mention.last + 1
    return told.words[after].low if after < len(told.words) else ""


def _agrees(place: Place, region: Place | None) -> bool:
    if region is None:
        return True
    if region.kind == "region":
        return place.admin1_code == region.admin1_code
    return region.country is None or place.country == region.country


def _sentence(told: Lodged, at: int) -> Iterator[tuple[int, str, bool]]:
    """The other names of the sentence with the text between, the next before the last: the nearest first."""
    start, end = _name(told, at)
    for step in range(1, FAR):
        for other in (at + step, at - step):
            if not 0 <= other < len(told.mentions) or told.mentions[other].role not in ("location", "dateline"):
                continue
            first, last = _name(told, other)
            between = told.text[end:first] if other > at else told.text[last:start]
            if len(between) <= SENTENCE and "\n" not in between and not re.search(r"[.!?;]\s", between):
                yield other, between, other > at


def _in_a_region(told: Lodged, at: int, around: Mapping[int, Place]) -> tuple[Place, Position] | None:
    """The region or country the name is said to lie in, else that of the nearest place: of its line, then of the next.

    Where the nearest is but a country, its region that the line tells, or the only one that stands near.
    """
    region = around.get(at) if told.mentions[at].within else None
    if region is None:
        near = [(other, around[other]) for other in _nearest(told, at) if other in around]
        region = near[0][1] if near else None
        inner = [(other, place) for other, place in near if _in_country(place, region)]
        if inner and (told.lines[inner[0][0]] == told.lines[at] or len({place.name for _, place in inner}) == 1):
            region = inner[0][1]
    return (region, Position(region.lat, region.lon, region.radius_m, "region")) if region else None


def _in_country(place: Place, country: Place | None) -> bool:
    return (
        country is not None and country.kind == "country" and (place.kind, place.country) == ("region", country.country)
    )


def _nearest(told: Lodged, at: int) -> Iterator[int]:
    """The placed names, the nearest first: those of the same line, then a few of other lines."""
    for far, same_line in ((FAR, True), (NEXT_LINES, False)):
        for step in range(1, far):
            for other in (at - step, at + step):
                if _is_placed(told, other) and (told.lines[other] == told.lines[at]) is same_line:
                    yield other


def _is_placed(told: Lodged, at: int) -> bool:
    return 0 <= at < len(told.mentions) and bool(told.places[at]) and told.mentions[at].role == "location"
