"""What the figures of one paragraph do to one another: earlier ones give way, statuses add up, the treated are some of
the hurt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from istor.claims.claim import Harm, Toll
from istor.claims.toll import less, total
from istor.lexicon import open_lexicon
from istor.provenance import Span

STATUSES = frozenset({"military", "civilians", "police"})


class Told(NamedTuple):
    """A toll with what its sentence says of its standing: `earlier` ("initially"), `treated` (in hospital, under care),
    `late` (one of the injured has died), `one` ("one died in hospital"), `revises`
    ("later raised the number"); `sentence` counts within the paragraph."""

    toll: Toll
    sentence: int
    earlier: bool = False
    treated: bool = False
    late: bool = False
    one: bool = False
    revises: bool = False


def settle(told: Sequence[Told], text: str, start: int) -> Iterator[Toll]:
    """The paragraph's tolls with their standing among one another, and the sums that nobody spelled out.

    `text` is the paragraph and `start` its offset in the article, to quote sums from.
    """
    told = [one for one in told if not _again(one, told)]
    told = [one._replace(late=False) if one.late and _counted_in(one, told, text, start=start) else one for one in told]
    overtaken = {known.span for late in told if late.late for known in _counts_before(told, late.toll)}
    for one in told:
        toll = one.toll
        if toll.span in overtaken:
            toll = msgspec.structs.replace(toll, superseded=True)
        rivals = [other for other in told if _rival(toll, other.toll) and not other.earlier]
        if rivals and (one.earlier or any(_raises(other, one) for other in rivals)):
            toll = msgspec.structs.replace(toll, superseded=True)
        if one.treated or (one.one and any(_spelled_out(other, one) for other in told)):
            toll = msgspec.structs.replace(toll, part=True)
        yield toll
    yield from _statuses(told, text, start)
    yield from _late(told)


def _again(one: Told, told: Sequence[Told]) -> bool:
    """The same words read twice for one harm."""
    first = next(other for other in told if other.toll.span == one.toll.span and _same(other.toll, one.toll))
    return first is not one


def _same(a: Toll, b: Toll) -> bool:
    return (a.harm, a.group, a.low, a.high) == (b.harm, b.group, b.low, b.high)


def _rival(a: Toll, b: Toll) -> bool:
    return a.harm == b.harm and a.group == b.group and (a.low, a.high) != (b.low, b.high) and not b.part and not b.vague


def _raises(later: Told, one: Told) -> bool:
    """ "10 were injured. The mayor later raised the number: eleven injured"."""
    return later.revises and later.toll.span.start > one.toll.span.end and later.toll.low > one.toll.low


def _spelled_out(whole: Told, part: Told) -> bool:
    """ "23 people were killed: 22 were found in the rubble and one died in hospital"."""
    same = whole.toll.harm == part.toll.harm and whole.sentence == part.sentence
    return same and whole.toll.low > part.toll.low and whole.toll.span.end <= part.toll.span.start


def _statuses(told: Sequence[Told], text: str, start: int) -> Iterator[Toll]:
    """ "two civilians were injured, and six soldiers were injured": in one sentence, nobody gave the sum."""
    for sentence in sorted({one.sentence for one in told}):
        here = [one.toll for one in told if one.sentence == sentence]
        for harm in sorted({toll.harm for toll in here}):
            tolls = [toll for toll in here if toll.harm == harm and _firm(toll)]
            if {toll.group for toll in tolls} <= STATUSES and 1 < len(tolls) == len({toll.group for toll in tolls}):
                yield _sum(tolls, harm, text, start=start)


def _firm(toll: Toll) -> bool:
    return not (toll.part or toll.vague or toll.none_reported or toll.superseded or toll.low == 0)


def _sum(tolls: Sequence[Toll], harm: Harm, text: str, *, start: int) -> Toll:
    low, high = total([(toll.low, toll.high) for toll in tolls])
    first, last = min(toll.span.start for toll in tolls), max(toll.span.end for toll in tolls)
    return Toll(
        harm=harm,
        group="all",
        low=low,
        high=high,
        words=text[first - start : last - start],
        span=Span(article_id=tolls[0].span.article_id, start=first, end=last),
        parts=tuple(toll.span for toll in tolls),
        hedged=any(toll.hedged for toll in tolls),
        derived=True,
    )


def _counted_in(late: Told, told: Sequence[Told], text: str, *, start: int) -> bool:
    """ "The toll has risen to eight after two of the wounded died": the count is told as what came of it."""
    before = text[: late.toll.span.start - start].split()
    words = open_lexicon("claims", "en")["settling"]["came_of"]
    if not before or before[-1].lower() not in words:
        return False
    return any(
        one.sentence == late.sentence and one.toll.harm == "killed" and one.toll.span.end <= late.toll.span.start
        for one in told
    )


def _late(told: Sequence[Told]) -> Iterator[Toll]:
    """ "Seven were killed and 20 injured. One of the injured has died.": eight killed, nineteen injured."""
    for late in (one.toll for one in told if one.late):
        for known in _counts_before(told, late):
            bounds, dead = (known.low, known.high), (late.low, late.high)
            low, high = total([bounds, dead]) if known.harm == "killed" else less(bounds, dead)
            yield msgspec.structs.replace(
                known, low=low, high=high, parts=(known.span, late.span), derived=True, ages=()
            )


def _counts_before(told: Sequence[Told], late: Toll) -> Iterator[Toll]:
    """The paragraph's last counts of dead and of hurt before a late death, where they do not contradict themselves."""
    for harm in ("killed", "injured"):
        earlier = [
            one.toll
            for one in told
            if one.toll.harm == harm
            and one.toll.group == "all"
            and _firm(one.toll)
            and one.toll.span.end <= late.span.start
        ]
        if len({toll.low for toll in earlier}) == 1:
            yield earlier[-1]
