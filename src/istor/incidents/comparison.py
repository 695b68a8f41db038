"""How alike two sightings are, one stated reason at a time.

Each reason is a small function that gives an Agreement with the sentence a reviewer reads, or None where it has nothing
to say. Weights are read from weights.toml; a veto forbids the link whatever else speaks for it.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from istor.incidents.blocking import second_grounds
from istor.incidents.incident import Agreement, Link, Sighting
from istor.provenance import Record

KIN_TYPES = frozenset({"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use"})
UNCLEAR_TYPES = frozenset({"Other"})
EARTH_RADIUS_M = 6_371_000
SECOND_GROUNDS = frozenset({"victims", "shared"})


class Context(Record):
    """What a comparison knows beside the two sightings: under which id copies of a page are folded (`origins`, by
    article id; a page that is missing is its own), and the quotation keys of each page."""

    origins: Mapping[str, str] = {}
    quotations: Mapping[str, frozenset[str]] = {}


Reason = Callable[[Sighting, Sighting, Context], Agreement | None]


@cache
def weights() -> Mapping[str, Any]:
    """The weights of weights.toml, by reason."""
    return tomllib.loads((files("istor.incidents") / "weights.toml").read_text(encoding="utf8"))


def compare(a: Sighting, b: Sighting, *, context: Context | None = None) -> Link:
    """All reasons for and against `a` and `b` being one attack, with their sum. Symmetric: the lower id comes first.

    A pair of which one is undated, or known only by its region, is vetoed unless a second ground speaks for it.
    """
    first, second = sorted((a, b), key=lambda sighting: sighting.id)
    known = context or Context()
    found = [agreement for reason in REASONS.values() if (agreement := reason(first, second, known))]
    found += _second_ground_missing(first, second, found)
    score = round(sum(agreement.weight for agreement in found), 3)
    return Link(a=first.id, b=second.id, score=score, agreements=tuple(found))


def joins(link: Link) -> bool:
    """Whether the link alone would join its two sightings."""
    return link.score >= weights()["threshold"]["join"] and not vetoed(link)


def vetoed(link: Link) -> bool:
    """Whether one of the link's reasons forbids it."""
    return any(agreement.veto for agreement in link.agreements)


def is_telling(link: Link) -> bool:
    """Whether the link is worth keeping for a reader: it joins, or enough speaks for it to ask why it does not."""
    return link.score >= float(weights()["threshold"]["show"])


def compare_scope(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """A strike, a nationwide barrage and a week's total are never one another."""
    if a.scope != b.scope:
        return _veto("scope", f"One is told as {a.scope}, the other as {b.scope}")
    return None


def compare_article(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """One page that tells two attacks has told them apart."""
    if a.article_id == b.article_id:
        return _veto("article", "One page tells them as two")
    return None


def compare_days(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Days against days; further apart than the window is a veto."""
    first, second = (s.date.range if s.date else None for s in (a, b))
    if first is None or second is None:
        return _compare_yearless(a, b)
    weight = weights()["days"]
    if first == second and first.days == 1:
        return _said("days", weight["same"], f"Both on {first.earliest}")
    if first.earliest <= second.latest and second.earliest <= first.latest:
        narrow = min(first.days, second.days)
        return _said("days", weight["overlap"] if narrow <= 3 else 0.5, "The days told overlap")
    gap = max((second.earliest - first.latest).days, (first.earliest - second.latest).days)
    if gap > weight["window_days"]:
        return _veto("days", f"{gap} days apart")
    return _said("days", weight["next"], f"{gap} day apart")


def _compare_yearless(a: Sighting, b: Sighting) -> Agreement | None:
    """Days without a year still tell different days apart ("XXXX-07-07" and 2025-07-03)."""
    first, second = (_month_day(s) for s in (a, b))
    if first and second and first != second:
        return _veto("days", f"One on {first}, the other on {second} of its year")
    return None


def _month_day(sighting: Sighting) -> str | None:
    if sighting.date is None:
        return None
    if sighting.date.range and sighting.date.range.days == 1:
        return sighting.date.range.earliest.strftime("%m-%d")
    edtf = sighting.date.edtf
    return edtf[5:] if edtf.startswith("XXXX-") and len(edtf) == 10 and "X" not in edtf[5:] else None


def compare_clock(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Hours told on both sides of one day: a morning strike is not the evening's."""
    first, second = _clock(a), _clock(b)
    if first is None or second is None:
        return None
    gap = max(_hours(second[0], first[1]), _hours(first[0], second[1]))
    if gap > weights()["clock"]["gap_hours"]:
        return _veto("clock", f"The hours told are {gap:.0f} hours apart")
    return _said("clock", weights()["clock"]["near"], "At the same time of day") if gap <= 1 else None


def _clock(sighting: Sighting) -> tuple[dt.datetime, dt.datetime] | None:
    days = sighting.date.range if sighting.date else None
    if days is None or days.earliest_time is None or days.latest_time is None or days.days > 2:
        return None
    return dt.datetime.combine(days.earliest, days.earliest_time), dt.datetime.combine(days.latest, days.latest_time)


def _hours(later: dt.datetime, earlier: dt.datetime) -> float:
    return (later - earlier).total_seconds() / 3600


def compare_distance(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """The metres between the two points against both circles of doubt."""
    first, second = a.place, b.place
    if first is None or second is None or first.place is None or second.place is None:
        return None
    weight = weights()["distance"]
    if first.place == second.place:
        same = weight["same"] if _local(a) else weight["region"]
        return _said("distance", same, f"Both in {first.place.name}")
    metres = distance_m((first.place.lat, first.place.lon), (second.place.lat, second.place.lon))
    doubt = (first.radius_m or 0) + (second.radius_m or 0)
    if metres > doubt + weight["slack_m"]:
        return _veto("distance", f"{first.words} and {second.words} are {metres / 1000:.0f} km apart")
    if _local(a) and _local(b):
        return _said("distance", weight["within"], f"{first.words} and {second.words} are {metres / 1000:.0f} km apart")
    return _said("distance", weight["region"], f"{first.words} may be in {second.words}")


def distance_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle metres between two (lat, lon) points in degrees.

    >>> round(distance_m((50.0, 36.0), (50.0, 37.0)) / 1000)
    71
    """
    lat1, lon1, lat2, lon2 = (math.radians(degrees) for degrees in (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def compare_type(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """The means of the attack, where both tell it."""
    weight = weights()["type"]
    if a.type in UNCLEAR_TYPES or b.type in UNCLEAR_TYPES:
        return None
    if a.type == b.type:
        return _said("type", weight["same"], f"Both {a.type}")
    kin = {a.type, b.type} <= KIN_TYPES
    return _said("type", weight["kin" if kin else "other"], f"{a.type} against {b.type}")


def compare_weapon(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Weapon kinds and their counts."""
    first, second = ({weapon.kind for weapon in s.weapons} for s in (a, b))
    if not first or not second:
        return None
    weight = weights()["weapon"]
    counts = [{(w.kind, w.launched or w.hit) for w in s.weapons if (w.launched or w.hit or 0) > 1} for s in (a, b)]
    shared = sorted(counts[0] & counts[1], key=str)
    if shared:
        return _said("weapon", weight["count"], f"Both count {shared[0][1]} of the weapon {shared[0][0]}")
    if first & second:
        return _said("weapon", weight["same"], f"Both name {', '.join(sorted(first & second))}")
    return _said("weapon", weight["other"], f"{', '.join(sorted(first))} against {', '.join(sorted(second))}")


def compare_target(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """What was hit: the same words, the same kind, or something else."""
    if not a.targets or not b.targets:
        return None
    weight = weights()["target"]
    first, second = ({_head(target.words) for target in s.targets} for s in (a, b))
    if first & second:
        return _said("target", weight["words"], f"Both hit a {sorted(first & second)[0]}")
    kinds = [{target.kind for target in s.targets} for s in (a, b)]
    if kinds[0] & kinds[1]:
        return _said("target", weight["same"], f"Both hit {', '.join(sorted(kinds[0] & kinds[1]))} buildings or people")
    return _said("target", weight["other"], f"{', '.join(sorted(kinds[0]))} against {', '.join(sorted(kinds[1]))}")


def _head(words: str) -> str:
    return words.lower().split()[-1].removesuffix("s")


def compare_toll(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Killed and injured of the two: identical, compatible with a rise, or in conflict."""
    judged = [_judge_toll(a, b, harm) for harm in ("killed", "injured")]
    told = [verdict for verdict in judged if verdict]
    if not told:
        return None
    weight = weights()["toll"]
    total = round(sum(weight[kind] for kind, _ in told), 3)
    return _said("toll", total, "; ".join(words for _, words in told))


def _judge_toll(a: Sighting, b: Sighting, harm: str) -> tuple[str, str] | None:
    first, second = (getattr(s.final, harm) for s in (a, b))
    if first is None or second is None:
        return None
    if first == second:
        return ("same" if first[0] > 1 else "same_small"), f"both {first[0]} {harm}"
    early, late = _in_order(a, b, first, second)
    words = f"{first[0]} and {second[0]} {harm}"
    if first[0] == 0 or second[0] == 0:
        return "conflict", words
    if late[0] >= early[0] or early[1] is None or late[1] is None or early[1] != early[0]:
        return ("rise" if late[0] <= 3 * early[0] + 5 else "conflict"), words
    return ("far" if early[0] > 3 * late[0] + 3 else "conflict"), words


def _in_order(a: Sighting, b: Sighting, first: Any, second: Any) -> tuple[Any, Any]:
    """The two figures by page day; of one day or without days, the lower first: a toll that may have risen."""
    if a.published and b.published and a.published != b.published:
        return (first, second) if a.published < b.published else (second, first)
    return (first, second) if first[0] <= second[0] else (second, first)


def compare_victims(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Named victims, and ages told on both sides."""
    weight = weights()["victims"]
    names = [{person.words.lower() for person in s.persons} for s in (a, b)]
    if names[0] & names[1]:
        return _said("victims", weight["name"], "The same named victim")
    ages = [{age for toll in s.tolls for age in toll.ages} for s in (a, b)]
    shared = sorted(ages[0] & ages[1])
    if shared:
        return _said("victims", weight["age"], f"A victim aged {shared[0]} in both")
    return None


def compare_perpetrator(a: Sighting, b: Sighting, _: Context) -> Agreement | None:
    """Who is said to have done it, where istor knows the actor on both sides; denials do not count."""
    first, second = ({actor.key for actor in s.actors if actor.key and actor.stance != "denied"} for s in (a, b))
    if not first or not second:
        return None
    if first & second:
        return _said("perpetrator", weights()["perpetrator"]["same"], "The same perpetrator is named")
    return _said("perpetrator", weights()["perpetrator"]["other"], "Different perpetrators are named")


def compare_shared(a: Sighting, b: Sighting, context: Context) -> Agreement | None:
    """One text printed twice, or one long quotation in both."""
    weight = weights()["shared"]
    if _one_text(a, b, context):
        return _said("shared", weight["origin"], "The two pages print one text")
    none: frozenset[str] = frozenset()
    if context.quotations.get(a.article_id, none) & context.quotations.get(b.article_id, none):
        return _said("shared", weight["quotation"], "Both pages carry the same quotation")
    return None


REASONS: dict[str, Reason] = {
    "scope": compare_scope,
    "article": compare_article,
    "days": compare_days,
    "clock": compare_clock,
    "distance": compare_distance,
    "type": compare_type,
    "weapon": compare_weapon,
    "target": compare_target,
    "toll": compare_toll,
    "victims": compare_victims,
    "perpetrator": compare_perpetrator,
    "shared": compare_shared,
}


def _second_ground_missing(a: Sighting, b: Sighting, found: list[Agreement]) -> list[Agreement]:
    """The house rule: never joined on town and type alone where the day or the town is not known on both sides."""
    dated = all(s.date and s.date.range for s in (a, b))
    if dated and _local(a) and _local(b):
        return []
    if any(agreement.reason in SECOND_GROUNDS and agreement.weight >= 2 for agreement in found):
        return []
    if second_grounds(a) & second_grounds(b):
        return []
    what = "day" if not dated else "town"
    return [_veto("ground", f"The {what} is not known on both sides and nothing else says that they are one")]


def _local(sighting: Sighting) -> bool:
    """Whether the place is better known than its region."""
    place = sighting.place.place if sighting.place else None
    return place is not None and place.kind in ("settlement", "district", "area")


def _one_text(a: Sighting, b: Sighting, context: Context) -> bool:
    first = context.origins.get(a.article_id, a.article_id)
    return a.article_id != b.article_id and first == context.origins.get(b.article_id, b.article_id)


def _said(reason: str, weight: float, because: str) -> Agreement:
    return Agreement(reason=reason, weight=weight, because=because)


def _veto(reason: str, because: str) -> Agreement:
    return Agreement(reason=reason, weight=0.0, because=because, veto=True)
