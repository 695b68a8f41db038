"""People told of one by one, added up: "a man and his daughter were shot; the girl died", each person with words of their own.

Nobody on the page gave the sum, so it is `derived` and carries the spans of the people it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from istor.claims.claim import ATTACKER, Group, Harm, Toll
from istor.provenance import Span

BY_PERSON: frozenset[Group] = frozenset({"men", "women", "children"})
UNDIVIDED: tuple[Harm, ...] = ("casualties", "killed", "injured")  # whoever is told of as dead or hurt was hit, too
FAR = 500  # characters between two people of one sum: further apart a page has gone on to something else


def headcounts(tolls: Sequence[Toll], text: str) -> tuple[Toll, ...]:
    """A figure for all of each harm of which a page counts nobody but tells of several people apart.

    Two are told apart by their ages, or as a man, a woman and a child that are newly told of; whoever may be one of those
    told of before ("the man", "his brother") adds nothing. `text` is the article's, to quote the people from. Empty where somebody counts them.

    >>> headcounts((), "")
    ()
    """
    sums = (
        *(_sum([t for t in tolls if t.harm == harm], harm, text) for harm in ("killed", "injured")),
        _hit(tolls, text),
    )
    return tuple(one for one in sums if one is not None)


def _hit(tolls: Sequence[Toll], text: str) -> Toll | None:
    """Those hit, where it is not told of each whether he lives."""
    if not any(toll.harm == "casualties" for toll in tolls):
        return None
    return _sum([toll for toll in tolls if toll.harm in UNDIVIDED], "casualties", text)


def _sum(tolls: Sequence[Toll], harm: Harm, text: str) -> Toll | None:
    people = sorted(_each(tolls), key=lambda toll: toll.span.start)
    number = sum(toll.low for toll in people)
    if len(people) < 2 or any(_counts(toll, number) for toll in tolls):
        return None
    if any(after.span.start - before.span.end > FAR for before, after in pairwise(people)):
        return None
    first, last = people[0].span.start, max(toll.span.end for toll in people)
    return Toll(
        harm=harm,
        group="all",
        low=number,
        high=number,
        words=text[first:last],
        span=Span(article_id=people[0].span.article_id, start=first, end=last),
        attribution=people[0].attribution,
        parts=tuple(toll.span for toll in people),
        ages=tuple(age for toll in people for age in toll.ages),
        derived=True,
    )


def _each(tolls: Sequence[Toll]) -> Iterator[Toll]:
    """The people told of, each once: those who are surely none of the people before them."""
    found: list[Toll] = []
    for toll in tolls:
        if _is_someone(toll) and all(_apart(toll, other) for other in found):
            found.append(toll)
            yield toll


def _is_someone(toll: Toll) -> bool:
    firm = not (toll.vague or toll.hedged or toll.superseded or toll.none_reported or toll.derived)
    one = toll.low == toll.high == max(1, len(toll.ages))
    return firm and one and toll.side != ATTACKER and (toll.group != "all" or bool(toll.ages))


def _apart(one: Toll, other: Toll) -> bool:
    """Whether two tell of different people."""
    if one.span.start < other.span.end and other.span.start < one.span.end:
        return False  # "a male juvenile" is a child and a man, and one person
    if one.ages and other.ages:
        return set(one.ages).isdisjoint(other.ages)
    new = not (one.part or other.part)
    return new and one.group != other.group and {one.group, other.group} <= BY_PERSON


def _counts(toll: Toll, number: int) -> bool:
    """Whether somebody counts all, or says as much as the people add up to."""
    firm = not (toll.vague or toll.hedged or toll.superseded or toll.none_reported)
    whole = toll.group == "all" and not toll.part and not toll.ages
    return firm and toll.low > 0 and (toll.low >= number or (whole and not toll.derived))
