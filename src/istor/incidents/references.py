"""Places a clause names as scenes: how narrow each is, and whether two of them may be one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from istor.geography.place import Place, PlaceReading, metres_between
from istor.lexicon import open_lexicon

Nearness = Literal["same", "within", "apart"]
WIDE_KINDS = ("subregion", "region", "area", "sea", "country", "continent")  # from narrower to wider
FINENESS = {
    "district": 0,
    "settlement": 2,
    "subregion": 3,
    "region": 4,
    "area": 4,
    "sea": 4,
    "country": 6,
    "continent": 7,
}
UNKNOWN_FINENESS = 1  # a name without a row is most often a village: finer than the town that locates it
SETTLEMENT_FINENESS = FINENESS["settlement"]
DISTRICT_METRES = 20_000  # a district whose point is this near a city, in one region, is a part of it
COUNTY_METRES = 25_000  # a county holds only the towns near its point: no row says which county a town lies in
CITY_PEOPLE = 50_000  # cities named together were each hit, villages named together are one scene
LOOSE = frozenset({"near", "outskirts", "direction", "between"})  # relations that put it somewhere about the named town
SAME_METRES = 1_500  # two rows of the gazetteer this near are one place under two spellings


class Site(NamedTuple):
    """A place a clause names as where it happened. `chain` are the readings that locate it, itself first; `part` tells
    a quarter or street of a town that may be named elsewhere ("the port district"). `home`: it only tells where somebody
    belongs ("a Luhove man"), which is most often where it happened."""

    reading: PlaceReading
    chain: tuple[PlaceReading, ...]
    part: bool = False
    home: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is a quarter or street whose town is not told beside it."""
        return self.part and not any(is_known(one) and not is_wide(one) for one in self.chain)

    @property
    def town(self) -> Site:
        """The town of a quarter or street that is told beside it; any other place itself."""
        if fineness(self.reading) >= SETTLEMENT_FINENESS and not self.part:
            return self
        towns = [one for one in self.chain if one is not self.reading and is_known(one) and not is_wide(one)]
        return (
            Site(reading=towns[0], chain=tuple(one for one in self.chain if one is not self.reading)) if towns else self
        )

    @property
    def start(self) -> int:
        """Where its first words stand in the article's text."""
        return min(reading.start for reading in self.chain)

    @property
    def end(self) -> int:
        """Where its last words end in the article's text."""
        return max(reading.end for reading in self.chain)


def fineness(reading: PlaceReading) -> int:
    """How narrow a place is: a district 0, a name without a row 1, a settlement 2, up to a continent 7."""
    return FINENESS[reading.place.kind] if reading.place and is_known(reading) else UNKNOWN_FINENESS


def is_known(reading: PlaceReading) -> bool:
    """Whether its own name has a row. Without one `place` is None or, under relation "region" and no candidate of the
    name itself, where it is said to lie.

    >>> is_known(PlaceReading(words="Luhove", start=0, end=6))
    False
    """
    if reading.place is None or reading.relation != "region":
        return reading.place is not None
    return any(candidate.place == reading.place for candidate in reading.candidates)


def is_wide(reading: PlaceReading) -> bool:
    """Whether it is a region, a country or wider: a scene known only roughly."""
    return fineness(reading) > SETTLEMENT_FINENESS


def is_country(reading: PlaceReading) -> bool:
    """Whether it is a country or wider: no scene of one attack."""
    return fineness(reading) >= FINENESS["country"]


def is_city(reading: PlaceReading) -> bool:
    """Whether it is a settlement of `CITY_PEOPLE` or more."""
    place = reading.place
    return (
        place is not None
        and is_known(reading)
        and place.kind == "settlement"
        and (place.population or 0) >= CITY_PEOPLE
    )


def nearness(a: Site, b: Site) -> Nearness:
    """How two sites lie: the same place, one within the other (or a name that locates it), or apart."""
    if _same(a.reading, b.reading):
        return "same"
    if _about(a, b) or _about(b, a):
        return "within"
    if _is_part(a, b) or _is_part(b, a):
        return "within"
    if _both_towns(a.reading, b.reading):  # "Belgorod, near Kharkiv" is no part of Kharkiv
        return "apart"
    if any(_same(a.reading, one) for one in b.chain) or any(_same(b.reading, one) for one in a.chain):
        return "within"
    return "within" if _holds(a, b) or _holds(b, a) else "apart"


def is_loose(reading: PlaceReading) -> bool:
    """Whether a town is named only to say about where ("a village west of Izium", "the outskirts of Sumy").

    >>> is_loose(PlaceReading(words="Sumy", start=0, end=4, relation="near"))
    False
    """
    place = reading.place
    listed = (
        place is not None
        and place.kind == "settlement"
        and (place.geonames_id is not None or place.katottg is not None)
    )
    return listed and reading.relation in LOOSE


def _about(loose: Site, fine: Site) -> bool:
    """Whether the one says about where the other is: "a village west of Izium", and then the village by its name."""
    if not is_loose(loose.reading) or is_wide(fine.reading):
        return False
    located = any(_same(loose.reading, one) for one in fine.chain[1:])
    outer, inner = loose.reading.place, fine.reading.place
    if outer and inner and not is_known(fine.reading) and inner.kind == "region":  # known by no more than its region
        return located or (outer.admin1_code is not None and inner.admin1_code == outer.admin1_code)
    return located or metres_between(loose.reading, fine.reading) <= (loose.reading.radius_m or 0)


def _is_part(fine: Site, town: Site) -> bool:
    """Whether it is told as a quarter of the other: "the Hilaliye district, in Qamishli"."""
    if not fine.part or is_loose(town.reading) or is_wide(town.reading):
        return False
    return any(_same(town.reading, one) and not is_loose(one) for one in fine.chain[1:])


def _both_towns(a: PlaceReading, b: PlaceReading) -> bool:
    return all(is_known(one) and one.place is not None and one.place.kind == "settlement" for one in (a, b))


def _holds(wide: Site, fine: Site) -> bool:
    outer, inner = wide.reading.place, fine.reading.place
    if outer is None or not is_known(wide.reading):
        return False
    if inner is None or not is_known(fine.reading):
        within = [one.place for one in fine.chain if one.place]
        return is_wide(wide.reading) and any(outer == one or _under(outer, one) for one in within)
    if inner.kind == "district" and outer.kind == "settlement" and inner.admin1 == outer.admin1:
        return metres_between(wide.reading, fine.reading) <= DISTRICT_METRES
    if outer.kind == "subregion" and metres_between(wide.reading, fine.reading) > max(outer.radius_m, COUNTY_METRES):
        return False
    return fineness(wide.reading) > fineness(fine.reading) and _under(outer, inner)


def _under(outer: Place, inner: Place) -> bool:
    if inner.country != outer.country:
        return False
    return outer.kind == "country" or (outer.kind in WIDE_KINDS and inner.admin1 == outer.admin1)


def _same(a: PlaceReading, b: PlaceReading) -> bool:
    if folded(a.words) == folded(b.words):
        return True
    if a.place is None or b.place is None or not (is_known(a) and is_known(b)):
        return False
    if a.place.kind == b.place.kind and a.place.name == b.place.name and a.place.country == b.place.country:
        return True
    rows = a.place.geonames_id is not None and b.place.geonames_id is not None  # else a village put at its neighbour's
    return rows and a.place.kind == b.place.kind == "settlement" and metres_between(a, b) <= SAME_METRES


@lru_cache(maxsize=4096)  # a place is compared with every other of its article
def folded(words: str) -> str:
    """A name without accents, quotation marks, article and kind of place: "the village of Mezhová" → "mezhova".

    >>> folded("the village of Mezhová")
    'mezhova'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.lower()) if not unicodedata.combining(c))
    lexicon = open_lexicon("incidents", "en")["scenes"]
    small = {*lexicon["filler"], *lexicon["inside"], "s"}
    kept = [word for word in re.findall(r"\w+", plain) if word not in small]
    return " ".join(kept) or plain
