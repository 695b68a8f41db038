"""Which of the places a clause names are its scenes: names that only locate another, origins and goals left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from istor.geography.place import PlaceReading
from istor.incidents.references import SETTLEMENT_FINENESS, Site, fineness, is_country, is_loose
from istor.lexicon import open_lexicon
from istor.provenance import Span

OWNED = frozenset({"", "'s", "’s"})  # "Kharkiv's Saltivskyi district"
LONGEST_LINK = 60  # characters between a name and the one that locates it
LOOK_BACK = 70  # characters before a name that may tell it for an origin, a goal or somebody's home
COMPOUND = re.compile(r"[-‑](?=[a-z])")
INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")
IN_THE = re.compile(r"\b(?:in|inside|across|within|throughout) the $", re.IGNORECASE)
WORD = re.compile(r"[\w']+")


def sites(
    text: str, places: Sequence[PlaceReading], *, start: int, end: int, without: Sequence[Span] = ()
) -> tuple[Site, ...]:
    """The places that `text[start:end]` names as scenes, in text order.

    Readings that are no location (a people, a government, a name), places named as origin or goal ("from", "to") and
    those within the spans `without` (a speaker's: "a doctor in Sumy said") are left out, and so is somebody's home
    ("a Luhove man") beside any other; names that only locate the one before ("Izium, Kharkiv region") make one site under
    the finest name.

    >>> sites("No place here.", (), start=0, end=14)
    ()
    """
    inside = sorted(
        (p for p in places if start <= p.start and p.end <= end and p.role == "location"), key=lambda p: p.start
    )
    chains: list[list[PlaceReading]] = []
    left_out: PlaceReading | None = None
    for reading in inside:
        if any(span.start <= reading.start and reading.end <= span.end for span in without):
            continue
        if chains and _locates(text, chains[-1][-1], reading):
            chains[-1].append(reading)
        elif _is_a_home(text, reading, start) or (left_out and _holds(text, left_out, reading)):
            left_out = reading
        elif not _is_no_scene(text, reading, start):
            chains.append([reading])
    named = [_site(text, chain) for chain in chains]
    named = [site for site in named if not site.home] or named
    scenes = [site for site in named if not _points_away(text, site, start)] or named
    return _with_towns(scenes)


def _points_away(text: str, site: Site, start: int) -> bool:
    """ "South of Izium, shells hit …": words at the start of a clause that only say which way."""
    words = WORD.findall(text[start : site.start].lower())
    return len(words) == 2 and _by_direction(words)


def _with_towns(scenes: Sequence[Site]) -> tuple[Site, ...]:
    """A quarter or street told with one town is a part of it: one scene under the quarter's name."""
    quarters = [site for site in scenes if site.alone]
    towns = [site for site in scenes if not site.alone and fineness(site.reading) <= SETTLEMENT_FINENESS]
    if len(quarters) != 1 or len(towns) != 1:
        return tuple(scenes)
    whole = quarters[0]._replace(chain=(*quarters[0].chain, *towns[0].chain))
    return tuple(whole if site is quarters[0] else site for site in scenes if site is not towns[0])


def _site(text: str, chain: Sequence[PlaceReading]) -> Site:
    reading = min(chain, key=fineness)
    after = WORD.findall(text[reading.end : reading.end + 30].lower())[:1]
    part, home = (bool(after) and after[0] in _words()[name] for name in ("parts", "inhabitants"))
    return Site(reading=reading, chain=tuple(chain), part=part, home=home)


def _locates(text: str, first: PlaceReading, second: PlaceReading) -> bool:
    """Whether the second name only says where the first lies."""
    gap = text[first.end : second.start]
    words = WORD.findall(gap.lower())
    lexicon = _words()
    if len(gap) > LONGEST_LINK or any(mark in gap for mark in ".;:"):
        return False
    if _by_direction(words) or gap.strip() in OWNED:
        return True
    if lexicon["both"] & set(words):
        return False
    small = [word for word in words if word not in lexicon["filler"] | lexicon["parts"]]
    if any(word not in lexicon["inside"] for word in small):
        return False
    return bool(small) or fineness(second) > max(fineness(first), SETTLEMENT_FINENESS)


def _is_a_home(text: str, reading: PlaceReading, start: int) -> bool:
    """ "The man is from Luhove", "a resident of Luhove": where somebody belongs."""
    before, lexicon = _words_before(text, reading, start), _words()
    if lexicon["homes"] & set(before[-4:]):
        return True
    while before and before[-1] in lexicon["filler"] | lexicon["lying"]:
        before.pop()
    return before[-1:] == ["from"] and before[-2:-1] != [] and before[-2] in lexicon["belongs"]


def _holds(text: str, home: PlaceReading, reading: PlaceReading) -> bool:
    """ "He is from Luhove in the Izium region": the region only says where his village lies."""
    words = set(WORD.findall(text[home.end : reading.start].lower()))
    wider = fineness(reading) > fineness(home) or is_loose(reading)
    return wider and _locates(text, home, reading) and not words - _words()["lying"] - _words()["filler"]


def _by_direction(words: Sequence[str]) -> bool:
    """ "…, west of rebel-held Izium", "…, around 5 km east of the city of Izium"."""
    pairs = pairwise(words)
    return any(a in _words()["directions"] and b in ("of", "from") for a, b in pairs)


def _is_no_scene(text: str, reading: PlaceReading, start: int) -> bool:
    return _compounded(text, reading) or _is_adjective(text, reading) or _elsewhere(text, reading, start)


def _is_adjective(text: str, reading: PlaceReading) -> bool:
    """ "a US raid", "U.S. equipment": a country's initials name the place only in "in the US"."""
    if not is_country(reading) or not INITIALS.fullmatch(reading.words):
        return False
    return not IN_THE.search(text, max(0, reading.start - LOOK_BACK), reading.start)


def _compounded(text: str, reading: PlaceReading) -> bool:
    """ "Iran-backed", "UK-based", "pro-Iran": a place that says what somebody is like."""
    return bool(COMPOUND.match(text, reading.end)) or text[max(0, reading.start - 4) : reading.start].lower() in (
        "pro-",
        "pro‑",
    )


def _elsewhere(text: str, reading: PlaceReading, start: int) -> bool:
    before, lexicon = _words_before(text, reading, start), _words()
    if lexicon["beds"] & set(before[-4:]) and lexicon["carried"] & set(before):
        return True
    while before and before[-1] in lexicon["filler"] | lexicon["between"]:
        if before.pop() in lexicon["elsewhere"]:
            return True
    return bool(before) and before[-1] in lexicon["elsewhere"]


def _words_before(text: str, reading: PlaceReading, start: int) -> list[str]:
    return WORD.findall(text[max(start, reading.start - LOOK_BACK) : reading.start].lower())


@cache
def _words() -> Mapping[str, frozenset[str]]:
    section = open_lexicon("incidents", "en")["scenes"]
    return {name: frozenset(words) for name, words in section.items()}
