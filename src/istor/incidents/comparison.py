"""How alike two sightings are, one stated reason at a time.

Each reason is a small function that gives a Finding (a level, and the sentence a reviewer reads), or None where it has
nothing to say. What a level weighs is read from weights.toml; a veto forbids the link whatever else speaks for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from istor.incidents import circumstances, particulars
from istor.incidents.grounds import Context, Finding, veto
from istor.incidents.incident import Agreement, Link, Sighting
from istor.incidents.profiles import BITS, EITHER, Profile, asked_together, profiled

Reason = Callable[[Profile, Profile], Finding | None]
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
GROUNDS = frozenset(
    {"name", "origin", "quotation", "site", "one", "two", "three", "many", "most", "weekday"}
)  # levels of IDENTIFYING
IDENTIFYING = frozenset({"victims", "shared", "names", "words"})
AGED = (("victims", "age"), ("victims", "ages"))
TOLD = tuple((harm, level) for harm in ("killed", "injured") for level in ("same", "same_large"))
WHEN_OR_WHERE = (("distance", "same"), ("days", "same"), ("days", "overlap"))
OF_A_DAY = (  # a figure of a region's day that tells an attack from others: a large one, or both harms alike and one above one
    *(((harm, "same_large"),) for harm in ("killed", "injured")),
    *(
        (("killed", one), ("injured", other))
        for one, other in (("same", "same"), ("same", "same_small"), ("same_small", "same"))
    ),
)
TOGETHER = tuple(  # what is too little alone and enough together
    frozenset(each)
    for each in (
        *((("words", "some"), other) for other in (*WHEN_OR_WHERE, ("told", "soon"), *AGED, *TOLD)),
        *((("names", "once"), other) for other in (*AGED, *TOLD, *WHEN_OR_WHERE)),
        *((("days", day), ("distance", "same"), toll) for day in ("weekday", "of_a_year") for toll in TOLD),
        *((("days", "same"), age) for age in AGED),
        *((("days", "same"), ("distance", "region"), *toll) for toll in OF_A_DAY),
        *((("days", "weekday"), ("distance", "region"), (harm, "same_large")) for harm in ("killed", "injured")),
        *((("distance", "same"), ("told", "soon"), age) for age in AGED),
    )
)
NOTHING = Context()
_MISSING = {
    what: veto(f"The {what} is not known on both sides and nothing else says that they are one")
    for what in ("day", "town")
}
KEPT = 1 << 16  # agreements kept to be said again: some 20 MB


@cache
def weights() -> Mapping[str, Any]:
    """The weights of weights.toml, by reason and level."""
    return tomllib.loads((files("istor.incidents") / "weights.toml").read_text(encoding="utf8"))


def compare(a: Sighting, b: Sighting, *, context: Context | None = None) -> Link:
    """All reasons for and against `a` and `b` being one attack, with their sum. Symmetric: the lower id comes first.

    A pair of which one is undated, or known only by its region, is vetoed unless a second ground speaks for it.
    """
    known = context or NOTHING
    return matched(profiled(a, known), profiled(b, known))


def matched(a: Profile, b: Profile) -> Link:
    """The same of two sightings whose profiles are known: who compares one with many has them worked out once."""
    first, second = (a, b) if a.id <= b.id else (b, a)
    score, agreements = weighed(first, second)
    return Link(a=first.id, b=second.id, score=score, agreements=agreements)


def weighed(first: Profile, second: Profile) -> tuple[float, tuple[Agreement, ...]]:
    """The score and the reasons of the link between two sightings, of which the first has the lower id."""
    agreements = tuple(map(_WEIGHED.__getitem__, findings(first, second)))
    return round(sum([each.weight for each in agreements]), 3), agreements


class _Weighed(dict[tuple[str, Finding], Agreement]):
    """Findings with their weights. What is said of many pairs is one record: a million links would say it a million times."""

    def __missing__(self, found: tuple[str, Finding]) -> Agreement:
        reason, finding = found
        weight = 0.0 if finding.veto else weights()[reason][finding.level]
        if len(self) >= KEPT:
            self.clear()
        self[found] = Agreement(reason=reason, weight=weight, because=finding.because, veto=finding.veto)
        return self[found]


_WEIGHED = _Weighed()


def findings(a: Profile, b: Profile) -> list[tuple[str, Finding]]:
    """What each reason says of the pair, in the order of REASONS, before anything is weighed."""
    asked = _asked(asked_together(a, b))
    found = [(name, finding) for name, reason in asked if (finding := reason(a, b)) is not None]
    missing = _second_ground_missing(a, b, found)
    return [*found, ("ground", missing)] if missing else found


@cache
def _asked(topics: int) -> tuple[tuple[str, Reason], ...]:
    """The reasons that may say something of two who can be asked about these topics, a sum of BITS and EITHER."""
    limited = {name: BITS.get(name, 0) | EITHER.get(name, 0) for name in (*BITS, *EITHER)}
    return tuple((name, reason) for name, reason in REASONS.items() if topics & limited.get(name, topics | 1))


def joins(link: Link) -> bool:
    """Whether the link alone would join its two sightings."""
    return link.score >= _least("join") and not vetoed(link)


def vetoed(link: Link) -> bool:
    """Whether one of the link's reasons forbids it."""
    return True in [agreement.veto for agreement in link.agreements]  # asked of every link: any() takes thrice as long


def is_telling(link: Link) -> bool:
    """Whether the link is worth keeping for a reader: it joins, or enough speaks for it to ask why it does not."""
    return tells(link.score)


def tells(score: float) -> bool:
    """Whether a link of this score is worth keeping."""
    return score >= _least("show")


@cache
def _least(what: str) -> float:
    """The sum of weights that this takes."""
    return float(weights()["threshold"][what])


def _second_ground_missing(a: Profile, b: Profile, found: Sequence[tuple[str, Finding]]) -> Finding | None:
    """The house rule: never joined on town and type alone where the day or the town is not known on both sides."""
    dated = a.days and b.days
    if (dated and a.local and b.local) or not a.grounds.isdisjoint(b.grounds):
        return None
    said = tuple([(reason, finding.level) for reason, finding in found])
    if _is_second_ground(said):
        return None
    if ("told", "soon") in said and a.town is not None and a.town == b.town and not a.tolls.isdisjoint(b.tolls):
        return None
    return _MISSING["town" if dated else "day"]


@lru_cache(maxsize=KEPT)
def _is_second_ground(said: tuple[tuple[str, str], ...]) -> bool:
    """Whether what the reasons say, as (reason, level), tells an attack from others: one thing by itself, or two together."""
    if any(reason in IDENTIFYING and level in GROUNDS for reason, level in said) or ("distance", "nation") in said:
        return True
    return any(both.issubset(said) for both in TOGETHER)
