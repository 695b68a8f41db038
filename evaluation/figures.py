"""One figure out of a page's sightings, chosen by day, place and role and never by the figure under test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

Read = Mapping[str, Any]
ADULT = 18


def best(sightings: Sequence[Read], *, day: dt.date | None, place: str = "") -> Read | None:
    """The sighting most likely of a coded incident: its day, then its place, then its role, then how much it tells."""
    if not sightings:
        return None
    return max(
        enumerate(sightings),
        key=lambda pair: (
            *likeness(pair[1], day, place),
            pair[1]["role"] == "main",
            any(pair[1]["final"].values()),
            -pair[0],
        ),
    )[1]


def likeness(read: Read, day: dt.date | None, place: str) -> tuple[bool, bool]:
    """Whether what was read is on a coded day, give or take one, and whether it is in the coded place."""
    days = [dt.date.fromisoformat(one) for one in read.get("date") or ()]
    on_day = bool(day and days and days[0] - dt.timedelta(1) <= day <= days[1] + dt.timedelta(1))
    names = {str(name).lower() for name in (read.get("place") or {}).values() if isinstance(name, str)}
    return on_day, bool(place) and any(place.lower() in name or name in place.lower() for name in names if name)


def bounds(read: Read | None, harm: str) -> tuple[int, int | None] | None:
    """What the sighting leaves standing for a harm; for the injured also those hit and not dead."""
    if read is None:
        return None
    final = read["final"].get(harm)
    hit = [toll["low"] for toll in firm(read) if toll["harm"] == "casualties" and not toll.get("part")]
    if harm == "injured" and hit:
        dead = (read["final"].get("killed") or [0])[0]
        if max(hit) - dead > (final or [0])[0]:
            return max(hit) - dead, None
    return (final[0], final[1]) if final else None


def lead(sightings: Sequence[Read], harm: str) -> int | None:
    """The count a prose summary leads with: its first firm figure for all, else for a group, else the floor of its first
    vague word ("dozens": 24). The highest number of "up to" and of a range. None: no word of that harm."""
    tolls = sorted((toll for read in sightings for toll in read["tolls"] if toll["harm"] == harm), key=_at)
    stated = [toll for toll in tolls if not any(toll.get(flag) for flag in ("hedged", "none_reported"))]
    for wanted in (
        [toll for toll in stated if toll["group"] in ("all", "civilians") and not toll.get("vague") and _several(toll)],
        [toll for toll in stated if not toll.get("vague")],
        stated,
    ):
        if wanted:
            return int(wanted[0]["low"] if wanted[0]["high"] is None else wanted[0]["high"])
    return None


def _at(toll: Read) -> tuple[int, int]:
    return toll["span"][0], -toll["span"][1]


def _several(toll: Read) -> bool:
    """One person may be one of those counted further on."""
    return (toll["high"] or toll["low"]) > 1


def firm(read: Read) -> list[Mapping[str, Any]]:
    """The tolls that are figures: not vague, doubted, replaced, or an absence of reports."""
    off = ("vague", "hedged", "superseded", "none_reported")
    return [toll for toll in read["tolls"] if not any(toll.get(flag) for flag in off)]


def children(read: Read | None, harms: Sequence[str]) -> int:
    """How many children were harmed in one of these ways, as far as the sighting says; at most one figure a harm. Those
    hit, dead and hurt undivided ("casualties"), are the dead and the hurt again."""
    if read is None:
        return 0
    counts = dict.fromkeys(harms, 0)
    for toll in firm(read):
        if toll["harm"] in counts and toll["group"] == "children":
            counts[toll["harm"]] = max(counts[toll["harm"]], toll["low"])
    hit = counts.pop("casualties", 0)
    named = len({one["words"] for one in read["persons"] if one["age"] is not None and one["age"] < ADULT})
    return max(hit, sum(counts.values()), named if not any((hit, *counts.values())) else 0)
