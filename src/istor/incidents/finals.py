"""A sighting's tolls without repetition, which of them were overtaken, and what the article leaves standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from istor.claims.claim import ATTACKER, Group, Harm, Toll
from istor.claims.toll import total
from istor.incidents.deceased import deceased
from istor.incidents.incident import Final
from istor.provenance import Span

Bounds = tuple[int, int | None]
BY_STATUS: tuple[Group, ...] = ("civilians", "military", "police", "medics", "journalists", "rescuers", "other")
BY_PERSON: tuple[Group, ...] = ("men", "women", "children")


def merged(tolls: Iterable[Toll]) -> tuple[Toll, ...]:
    """Each figure once, in text order, under the first speaker who gives it; the flags that hold of every telling. Two of
    different ages ("a man of 19", "a man of 42") are not one told twice.

    >>> merged(())
    ()
    """
    kept: list[Toll] = []
    told: dict[tuple[object, ...], list[int]] = {}
    for toll in tolls:
        again = told.setdefault((toll.harm, toll.group, toll.low, toll.high, toll.side, toll.none_reported), [])
        at = next((i for i in again if not _apart(kept[i], toll)), None)
        if at is None:
            again.append(len(kept))
            kept.append(toll)
        else:
            kept[at] = _firmer(kept[at], toll)
    return tuple(toll for toll in kept if not _is_inside(toll, kept))


def _apart(one: Toll, other: Toll) -> bool:
    """Whether two single people are of different ages."""
    return one.low == one.high == 1 and bool(one.ages and other.ages) and set(one.ages).isdisjoint(other.ages)


def _is_inside(toll: Toll, others: Iterable[Toll]) -> bool:
    """Whether a figure for all is contradicted as such by a larger one: a sum of parts below the count it is part of
    ("two women and a child among the dead"), a nought beside a dead man ("there were no other casualties")."""
    if toll.group != "all" or not (toll.derived or toll.high == 0):
        return False
    firm = [
        other for other in others if other.harm == toll.harm and not (other.vague or other.hedged or other.superseded)
    ]
    return any(other.low > toll.low and not other.derived for other in firm)


def _firmer(first: Toll, again: Toll) -> Toll:
    """One figure told twice: whatever one telling says firmly, it is firm."""
    better = again if (first.attribution.speaker is None and again.attribution.speaker is not None) else first
    return msgspec.structs.replace(
        better,
        ages=better.ages or ((first.ages or again.ages) if better.low == better.high == 1 else ()),
        hedged=first.hedged and again.hedged,
        part=first.part and again.part,
        partial=first.partial and again.partial,
        superseded=first.superseded and again.superseded,
        derived=first.derived and again.derived,
        vague=first.vague and again.vague,
    )


def overtaken(tolls: Sequence[Toll], past: frozenset[int]) -> tuple[Toll, ...]:
    """Mark the figures that the text itself replaces: those at the indices `past` (told as "at first", "had stood at")
    where a figure of the same harm and group is told as standing, a speaker's own former figure where he restates it, and
    the hurt one who has died.
    """
    standing = {(t.harm, t.group) for i, t in enumerate(tolls) if i not in past and not t.vague}
    marked = [
        msgspec.structs.replace(toll, superseded=True) if i in past and (toll.harm, toll.group) in standing else toll
        for i, toll in enumerate(tolls)
    ]
    restated = _restated(marked) | deceased(marked)
    return tuple(
        msgspec.structs.replace(toll, superseded=True) if i in restated else toll for i, toll in enumerate(marked)
    )


def _restated(tolls: Sequence[Toll]) -> frozenset[int]:
    """Which figures for all their speaker raises later on; in one pass from the end, for a page can tell thousands."""
    found: set[int] = set()
    greatest: dict[tuple[str, Harm, str | None], int] = {}
    for i in range(len(tolls) - 1, -1, -1):
        toll, speaker = tolls[i], tolls[i].attribution.speaker
        if speaker is None or toll.group != "all" or toll.superseded or toll.derived:
            continue
        key = (speaker.name or speaker.words, toll.harm, toll.side)
        if greatest.get(key, toll.low) > toll.low:
            found.add(i)
        elif not (toll.vague or toll.hedged):
            greatest[key] = toll.low
    return frozenset(found)


def final(tolls: Sequence[Toll], *, attackers: frozenset[str] = frozenset()) -> Final:
    """What the article leaves standing for `all` (codebook, "final"). `attackers` are the actors' keys: one side's
    dead in its own attack stay out, where only one side attacks, and so does one who died by his own hand.

    >>> final(()).killed is None
    True
    """
    own = (attackers if len(attackers) == 1 else frozenset()) | {ATTACKER}
    ours = [toll for toll in tolls if toll.side is None or toll.side not in own]
    return Final(
        killed=_left_standing(ours, "killed"),
        injured=_left_standing(ours, "injured"),
        casualties=_left_standing(ours, "casualties"),
    )


def _left_standing(tolls: Sequence[Toll], harm: Harm) -> Bounds | None:
    firm = [t for t in tolls if t.harm == harm and not (t.superseded or t.vague or t.none_reported)]
    firm = [t for t in firm if not t.hedged] or firm
    firm = [
        t for t in firm if not t.part
    ] or firm  # "two of them", "a second body": no rival of the count they belong to
    added = {part for t in firm if t.group == "all" and t.derived for part in t.parts}
    whole = [t for t in firm if t.group == "all" and not t.derived and t.span not in added]
    if not whole:
        sums = [_bounds(t) for t in firm if t.group == "all" and (t.derived or t.span not in added)]
        if any(t.low == low > 1 for low, _ in sums for t in firm if t.group != "all"):
            return _rivals(sums)  # "five teenagers were hurt … three boys and two girls": five, told twice
        told = [bounds for bounds in (_of_sides(firm), _of_groups(firm), _rivals(sums) if sums else None) if bounds]
        return max(told, key=lambda bounds: bounds[0], default=None)
    counted = [t for t in whole if not t.partial] or whole
    counted = [t for t in counted if not _is_described(t, counted)]
    return _no_less_than_a_group(_rivals(_by_voice(counted)), firm)


def _is_described(toll: Toll, others: Sequence[Toll]) -> bool:
    """Whether these are some of the people whom another figure counts: "a fourth person", "the three most badly hurt"."""
    words = toll.words.lower()
    one = toll.low == toll.high == 1 and words.startswith(("a ", "an "))
    return (one or words.startswith("the ")) and any(other.low > toll.low for other in others)


def _no_less_than_a_group(whole: Bounds, firm: Sequence[Toll]) -> Bounds:
    """ "Two men died … a body lay on the steps": one is told of, and no fewer are dead than the men."""
    if whole != (1, 1):
        return whole
    return max((_bounds(toll) for toll in firm if toll.group in BY_PERSON), key=lambda one: one[0], default=whole)


def _by_voice(tolls: Sequence[Toll]) -> list[Bounds]:
    """One figure a speaker, the article's own voice among them: of two figures in one mouth the smaller is on the way
    to the greater or a part of it ("four were hit; one was treated at the scene"), and no rival of it."""
    voices: dict[str | None, list[Bounds]] = {}
    for toll in tolls:
        speaker = toll.attribution.speaker
        voices.setdefault((speaker.name or speaker.words) if speaker else None, []).append(_bounds(toll))
    return [max(told, key=lambda bounds: bounds[0]) for told in voices.values()]


def _bounds(toll: Toll) -> Bounds:
    """A figure; what one witness saw is a floor."""
    return toll.low, None if toll.partial else toll.high


def _rivals(bounds: Sequence[Bounds]) -> Bounds:
    """Rival figures: from the lowest low to the highest high; an open one leaves it open."""
    highs = [high for _, high in bounds]
    top = None if any(high is None for high in highs) else max(high for high in highs if high is not None)
    return min(low for low, _ in bounds), top


def _of_sides(firm: Sequence[Toll]) -> Bounds | None:
    """Where the dead of several sides are told apart: all of them, and no rivals ("two of the army's men died … five rebels
    fell"). None where fewer than two sides are told of."""
    sides = sorted({toll.side for toll in firm if toll.side})
    if len(sides) < 2:
        return None
    parts = [_of_groups([toll for toll in firm if toll.side == side]) for side in sides]
    return total([part for part in parts if part])


def _of_groups(firm: Sequence[Toll]) -> Bounds | None:
    """Without a figure for all: a lone group carries it, disjoint groups are added up."""
    told = [t for t in firm if not (t.low == 0 and t.high == 0)]
    if not told:
        return None
    if all(t.part for t in told):  # "his sister", "the girl": told of again, and perhaps one
        return max((_bounds(t) for t in told), key=lambda bounds: bounds[0])
    sums = [_sum(told, groups) for groups in (BY_STATUS, BY_PERSON)]
    best = max((s for s in sums if s), key=lambda s: s[0], default=None)
    return best if best and best[0] > 0 else None


def _sum(tolls: Sequence[Toll], groups: Sequence[Group]) -> Bounds | None:
    each = []  # "two civilian officials" are civilians and officials, and two in all
    counted: set[tuple[Span, Bounds]] = set()
    for group in groups:
        told = [t for t in tolls if t.group == group and (t.span, (t.low, t.high)) not in counted]
        counted |= {(t.span, (t.low, t.high)) for t in told}
        if told:
            several = [t for t in told if t.low > 1] or told  # "four men … a man of 20": one of the four
            each.append(_rivals(_by_voice(several)))
    if not each:
        return None
    highs = [high for _, high in each]
    return sum(low for low, _ in each), None if None in highs else sum(high for high in highs if high is not None)
