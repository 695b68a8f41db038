"""How alike two sightings are, one stated reason at a time.

Each reason is a small function that gives a Finding (a level, and the sentence a reviewer reads), or None where it has
nothing to say. What a level weighs is read from weights.toml; a veto forbids the link whatever else speaks for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from istor.incidents import circumstances, particulars
from istor.incidents.grounds import Context, Finding, Reason, days_of, is_local, second_grounds, small_tolls, town, veto
from istor.incidents.incident import Agreement, Link, Sighting

REASONS: dict[str, Reason] = {
    "scope": circumstances.compare_scope,
    "article": circumstances.compare_article,
    "days": circumstances.compare_days,
    "told": circumstances.compare_told,
    "clock": circumstances.compare_clock,
    "distance": circumstances.compare_distance,
    "type": particulars.compare_type,
    "weapon": particulars.compare_weapon,
    "target": particulars.compare_target,
    "killed": particulars.compare_killed,
    "injured": particulars.compare_injured,
    "victims": particulars.compare_victims,
    "perpetrator": particulars.compare_perpetrator,
    "names": particulars.compare_names,
    "shared": particulars.compare_shared,
    "words": particulars.compare_words,
}
_REASONS = tuple(REASONS.items())
GROUNDS = frozenset({"name", "origin", "quotation", "one", "two", "three", "many", "most"})  # levels of IDENTIFYING
IDENTIFYING = frozenset({"victims", "shared", "names", "words"})
AGED = (("victims", "age"), ("victims", "ages"))
TOLD = tuple((harm, level) for harm in ("killed", "injured") for level in ("same", "same_large"))
WHEN_OR_WHERE = (("distance", "same"), ("days", "same"), ("days", "overlap"))
TOGETHER = tuple(  # what is too little alone and enough together
    frozenset(each)
    for each in (
        *((("words", "some"), other) for other in (("distance", "same"), *AGED, *TOLD)),
        *((("names", "once"), other) for other in (*AGED, *TOLD, *WHEN_OR_WHERE)),
        *((("days", day), ("distance", "same"), toll) for day in ("weekday", "of_a_year") for toll in TOLD),
        *((("days", "same"), age) for age in AGED),
        *((("distance", "same"), ("told", "soon"), age) for age in AGED),
    )
)
NOTHING = Context()
KEPT = 1 << 16  # agreements kept to be said again: some 20 MB


@cache
def weights() -> Mapping[str, Any]:
    """The weights of weights.toml, by reason and level."""
    return tomllib.loads((files("istor.incidents") / "weights.toml").read_text(encoding="utf8"))


def compare(a: Sighting, b: Sighting, *, context: Context | None = None) -> Link:
    """All reasons for and against `a` and `b` being one attack, with their sum. Symmetric: the lower id comes first.

    A pair of which one is undated, or known only by its region, is vetoed unless a second ground speaks for it.
    """
    first, second = (a, b) if a.id <= b.id else (b, a)
    agreements = tuple([_weighed(*found) for found in findings(first, second, context or NOTHING)])
    score = round(sum([each.weight for each in agreements]), 3)
    return Link(a=first.id, b=second.id, score=score, agreements=agreements)


@lru_cache(maxsize=KEPT)
def _weighed(reason: str, finding: Finding) -> Agreement:
    """The finding with its weight. What is said of many pairs is one record: a million links would say it a million times."""
    weight = 0.0 if finding.veto else weights()[reason][finding.level]
    return Agreement(reason=reason, weight=weight, because=finding.because, veto=finding.veto)


def findings(a: Sighting, b: Sighting, context: Context) -> list[tuple[str, Finding]]:
    """What each reason says of the pair, in the order of REASONS, before anything is weighed."""
    found = [(name, finding) for name, reason in _REASONS if (finding := reason(a, b, context)) is not None]
    missing = _second_ground_missing(a, b, found)
    return [*found, ("ground", missing)] if missing else found


def joins(link: Link) -> bool:
    """Whether the link alone would join its two sightings."""
    return link.score >= weights()["threshold"]["join"] and not vetoed(link)


def vetoed(link: Link) -> bool:
    """Whether one of the link's reasons forbids it."""
    return True in [agreement.veto for agreement in link.agreements]  # asked of every link: any() takes thrice as long


def is_telling(link: Link) -> bool:
    """Whether the link is worth keeping for a reader: it joins, or enough speaks for it to ask why it does not."""
    return link.score >= float(weights()["threshold"]["show"])


def _second_ground_missing(a: Sighting, b: Sighting, found: Sequence[tuple[str, Finding]]) -> Finding | None:
    """The house rule: never joined on town and type alone where the day or the town is not known on both sides."""
    dated = days_of(a) and days_of(b)
    if dated and is_local(a) and is_local(b):
        return None
    said = {(reason, finding.level) for reason, finding in found}
    if any(reason in IDENTIFYING and level in GROUNDS for reason, level in said):
        return None
    if second_grounds(a) & second_grounds(b) or any(both <= said for both in TOGETHER):
        return None
    if ("told", "soon") in said and town(a) == town(b) != None and small_tolls(a) & small_tolls(b):  # noqa: E711
        return None
    what = "day" if not dated else "town"
    return veto(f"The {what} is not known on both sides and nothing else says that they are one")
