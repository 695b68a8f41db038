"""Reasons of when and where: scope, page, days, hours, the day a page tells of it, and the distance between the places."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from istor.geography.place import Place, PlaceReading
from istor.incidents.grounds import Finding, veto
from istor.incidents.incident import Sighting
from istor.incidents.profiles import (
    Profile,
    Spot,
    distance_m,
    known_alike,
    named_alike,
    one_building,
    same_victim,
    told_fresh,
)

WINDOW_DAYS = 1  # days told further apart than this are two attacks' days
NARROW_DAYS = 3  # ranges up to this long still tell one day from another
SOON_DAYS, LATE_DAYS = 3, 30  # news of the attack itself; what follows it: funerals, charges
GAP_HOURS = 4  # both tell the time of day and they are further apart: another attack of the same day
EXACT_GAP_HOURS = 2  # both tell it to the hour
KEPT = 1 << 14  # findings kept to be said again
SIEGE_DAYS = 10  # a building that both name is fought for so long; later it may be attacked again
NIGHT_DAYS = 2  # "overnight into Thursday"
BARRAGING = frozenset(
    {"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use", "Other"}
)  # by what a whole country is hit in one night
SLACK_M = 15_000  # allowed beyond both radii before distance is a veto


def compare_scope(a: Profile, b: Profile) -> Finding | None:
    """A strike, a nationwide barrage and a week's total are never one another."""
    first, second = a.sighting.scope, b.sighting.scope
    return veto(f"One is told as {first}, the other as {second}") if first != second else None


def compare_article(a: Profile, b: Profile) -> Finding | None:
    """One page that tells two attacks has told them apart; of one told without a day or a town that is less sure."""
    if a.page != b.page:
        return None
    if all(one.days and one.local for one in (a, b)) or a.sighting.final != b.sighting.final:
        return veto("One page tells them as two")
    return Finding("two", "One page tells them as two, one of them without a day or a town")


def compare_days(a: Profile, b: Profile) -> Finding | None:
    """Days against days; further apart than the window is a veto. Of two pages that name the same people the later one
    may have told its own day (an arrest's, a funeral's): there it only speaks against."""
    first, second = a.days, b.days
    if first is None or second is None:
        found = _compare_yearless(a, b)
        return None if found and found.veto and one_building(a, b) else found
    if a.earliest == b.earliest and a.latest == b.latest == a.earliest:
        return _same_day(first.earliest)
    gap = max(b.earliest - a.latest, a.earliest - b.latest)
    if gap <= 0:
        narrow = min(first.days, second.days)
        return Finding("overlap" if narrow <= NARROW_DAYS else "wide", "The days told overlap")
    if gap <= WINDOW_DAYS:
        return Finding("next", f"{gap} day apart")
    if (a.counted or b.counted) and known_alike(a, b) and (not told_fresh(a, b) or same_victim(a, b)):
        return Finding("apart", f"{gap} days apart, one counted from its page's day")
    if gap <= SIEGE_DAYS and one_building(a, b):
        return Finding("apart", f"{gap} days apart, and one building is fought for")
    return _days_apart(gap)


@lru_cache(maxsize=KEPT)
def _days_apart(gap: int) -> Finding:
    return veto(f"{gap} days apart")


@lru_cache(maxsize=KEPT)
def _same_day(day: dt.date) -> Finding:
    return Finding("same", f"Both on {day.isoformat()}")


def _compare_yearless(a: Profile, b: Profile) -> Finding | None:
    """Days without a year still tell different days apart ("XXXX-07-07" and 2025-07-03), and so do weekdays."""
    first, second = (_month_day(s.sighting) for s in (a, b))
    if first and second:
        if first != second:
            return veto(f"One on {first}, the other on {second} of its year")
        return Finding("of_a_year", f"Both on {first} of a year")
    if a.weekday is None or b.weekday is None:
        return None
    gap = (a.weekday - b.weekday) % 7
    if gap == 0:
        return Finding("weekday", "Both on one weekday")
    return Finding("next", "One weekday apart") if gap in (1, 6) else veto("Told of different weekdays")


def _month_day(sighting: Sighting) -> str | None:
    if sighting.date is None:
        return None
    if sighting.date.range and sighting.date.range.days == 1:
        return sighting.date.range.earliest.strftime("%m-%d")
    edtf = sighting.date.edtf
    return edtf[5:] if edtf.startswith("XXXX-") and len(edtf) == 10 and "X" not in edtf[5:] else None


def compare_told(a: Profile, b: Profile) -> Finding | None:
    """Where a day is not known, when the page came out: it tells of what was, and mostly of what has just been. Of
    pages that name the same people the later one may be of a trial, and have told its own day."""
    mine, theirs = a.days, b.days
    if mine and theirs:
        return None
    first, second = mine.latest if mine else a.published, theirs.latest if theirs else b.published
    if first is None or second is None:
        return None
    for page, days, dated in ((first, theirs, b), (second, mine, a)):
        if days and (days.earliest - page).days > WINDOW_DAYS:
            goes_on = (days.earliest - page).days <= SIEGE_DAYS and one_building(a, b)
            if goes_on or (dated.counted and known_alike(a, b)):
                return None
            return veto(f"The page of {page} is older than the attack of {days.earliest}")
    gap = abs((second - first).days)
    if gap > SOON_DAYS and known_alike(a, b):
        return None  # a trial's page tells of the same people as the attack's, however late
    return _told_apart(gap)


@lru_cache(maxsize=KEPT)
def _told_apart(gap: int) -> Finding:
    level = "soon" if gap <= SOON_DAYS else "late" if gap <= LATE_DAYS else "long"
    return Finding(level, f"Told {gap} day{'' if gap == 1 else 's'} apart")


def compare_clock(a: Profile, b: Profile) -> Finding | None:
    """Hours told on both sides of one day: a morning strike is not the evening's."""
    first, second = a.hours, b.hours
    if first is None or second is None:
        return None
    gap = max(_hours(second[0], first[1]), _hours(first[0], second[1]))
    exact = all(_hours(latest, earliest) <= 1 for earliest, latest in (first, second))
    if gap > (EXACT_GAP_HOURS if exact else GAP_HOURS):
        return None if known_alike(a, b) else veto(f"The hours told are {gap:.0f} hours apart")
    return Finding("near", "At the same time of day") if gap <= 1 else None


def _hours(later: dt.datetime, earlier: dt.datetime) -> float:
    return (later - earlier).total_seconds() / 3600


def compare_distance(a: Profile, b: Profile) -> Finding | None:
    """The metres between the two points against both circles of doubt; a name read otherwise on one page is met by what
    else it may mean."""
    here, there = a.spot, b.spot
    if here is None or there is None:
        return None
    if here.place is there.place or here.place == there.place:
        return _one_barrage(a, b, here.place) or _same_place(here.place.name, a.local)
    first, second = here.reading, there.reading
    metres = distance_m(here, there)
    if metres > (first.radius_m or 0) + (second.radius_m or 0) + SLACK_M:
        read = _read_otherwise(a.sighting, b.sighting, here, there) if a.otherwise or b.otherwise else None
        apart = f"{first.words} and {second.words} are {metres / 1000:.0f} km apart"
        return read or (Finding("apart", apart) if named_alike(a, b) else veto(apart))
    if a.local and b.local:
        return Finding("within", f"{first.words} and {second.words} are {metres / 1000:.0f} km apart")
    return Finding("region", f"{first.words} may be in {second.words}")


def _one_barrage(a: Profile, b: Profile, place: Place) -> Finding | None:
    """A country is barraged once a night: what is told of all of it, of the very same days, is one barrage."""
    if place.kind != "country" or not a.sighting.scope == b.sighting.scope == "wide" or not (a.days and b.days):
        return None
    one_night = a.earliest == b.earliest and a.latest == b.latest and a.days.days <= NIGHT_DAYS
    kinds = {a.sighting.type, b.sighting.type}
    if not one_night or not kinds <= BARRAGING or kinds == {"Other"}:
        return None
    return Finding("nation", f"Both tell of one night's barrage of {place.name}")


def _read_otherwise(a: Sighting, b: Sighting, here: Spot, there: Spot) -> Finding | None:
    """What else speaks for one place where two were read."""
    first, second = here.reading, there.reading
    if _may_mean(first, there.place) or _may_mean(second, here.place):
        return Finding("read_otherwise", f"{first.words} and {second.words} may be one place")
    if _names(a, there.place) or _names(b, here.place):
        return Finding("named", f"One page names {first.words} and {second.words}")
    return None


@lru_cache(maxsize=KEPT)
def _same_place(name: str, local: bool) -> Finding:
    return Finding("same" if local else "region", f"Both in {name}")


def _may_mean(reading: PlaceReading, place: Place) -> bool:
    """Whether a runner-up of the reading is the place."""
    return place in [candidate.place for candidate in reading.candidates[1:]]


def _names(sighting: Sighting, place: Place) -> bool:
    """Whether the sighting names the place beside its own."""
    return place in [other.place for other in sighting.places]
