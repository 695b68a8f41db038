"""People told of one by one, added up: "a man and his daughter were shot; the girl died", each person with words of their own.

Nobody on the page gave the sum, so it is `derived` and carries the spans of the people it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from istor.claims.claim import ATTACKER, Group, Harm, Toll
from istor.lexicon import open_lexicon
from istor.provenance import Span

BY_PERSON: frozenset[Group] = frozenset({"men", "women", "children"})
UNDIVIDED: tuple[Harm, ...] = ("casualties", "killed", "injured")  # whoever is told of as dead or hurt was hit, too
FEW = 10  # hurt: so many are told of group by group
NEXT = 200  # characters between a count and the "others" on top of it
FAR = 500  # characters between two people of one sum: further apart a page has gone on to something else


def headcounts(tolls: Sequence[Toll], text: str) -> tuple[Toll, ...]:
    """A figure for all of each harm of which a page counts nobody but tells of several people apart.

    Two are told apart by their ages, or as a man, a woman and a child that are newly told of; whoever may be one of those
    told of before ("the man", "his brother") adds nothing. "Three others" come on top of one person, of the dead, or of the
    only other count, told right before.
    `text` is the article's, to quote the people from. Empty where somebody counts them.

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
    people = list(_each(sorted(tolls, key=lambda toll: toll.span.start), harm))
    number = sum(toll.low for toll in people)
    if (
        len(people) < 2
        or all(toll.harm != harm for toll in people)
        or any(_counts(toll, number, harm) for toll in tolls if toll not in people)
    ):
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


def _each(tolls: Sequence[Toll], harm: Harm) -> Iterator[Toll]:
    """The people told of in text order, each once: those who are surely none of the people before them."""
    found: list[Toll] = []
    for toll in filter(_is_firm, tolls):
        if adds(toll.words):
            if any(adds(other.words) and other.low == toll.low for other in found):
                continue  # "five others were wounded … the five others were shot in the yard"
            base = found or [other for other in tolls if _is_base(other, toll, harm)][-1:] or _only_count(tolls, toll)
            if not base or len(toll.ages) > toll.low:
                continue
            found = [*base, toll]
        elif _is_someone(toll) and all(_apart(toll, other) for other in found):
            found.append(toll)
    yield from found


def adds(words: str) -> bool:
    """Whether words tell of people on top of those told of: "three others", "four more victims"; not "the other two".

    >>> adds("three other adults"), adds("more than 25 people"), adds("the other two")
    (True, False, False)
    """
    known, low = _lexicon(), words.lower().split()
    if low[0] in known["rest"] or {"more", "than"} <= set(low):
        return False
    return not known["adds"].isdisjoint(low)


def _is_base(toll: Toll, more: Toll, harm: Harm) -> bool:
    """Whether it is who the others come on top of: one person, or all the dead beside others who were hit."""
    if toll.span.end > more.span.start or not _is_firm(toll) or adds(toll.words):
        return False
    if toll.harm == harm:
        return toll.low == 1 and not toll.part
    return toll.harm == "killed" and (toll.low == 1 or not toll.part)


def _only_count(tolls: Sequence[Toll], more: Toll) -> list[Toll]:
    """ "Two were taken to hospital. Three others were treated on the spot": the one count of the hurt beside the others,
    told right before them. Of more counts one may be the whole of another, and of many the others may be some."""
    counts = [toll for toll in tolls if toll is not more and toll.harm == more.harm and toll.low > 1 and not toll.vague]
    if (
        more.harm != "injured"
        or len(counts) != 1
        or counts[0].low > FEW
        or counts[0].part
        or not _is_firm(counts[0])
        or adds(counts[0].words)
    ):
        return []
    return counts if 0 <= more.span.start - counts[0].span.end <= NEXT else []


def _is_firm(toll: Toll) -> bool:
    return toll.is_firm and not toll.derived and 0 < toll.low == toll.high and toll.side != ATTACKER


def _is_someone(toll: Toll) -> bool:
    return toll.low == max(1, len(toll.ages)) and (toll.group != "all" or bool(toll.ages))


def _apart(one: Toll, other: Toll) -> bool:
    """Whether two tell of different people."""
    if one.span.start < other.span.end and other.span.start < one.span.end:
        return False  # "a male juvenile" is a child and a man, and one person
    if adds(other.words) and other.low > 1:
        return False  # he may be one of the others
    if one.ages and other.ages:
        return set(one.ages).isdisjoint(other.ages)
    new = not (one.part or other.part)
    return new and one.group != other.group and {one.group, other.group} <= BY_PERSON


def _counts(toll: Toll, number: int, harm: Harm) -> bool:
    """Whether somebody counts all, or says as much as the people add up to."""
    whole = toll.group == "all" and not toll.part and not toll.ages and toll.harm == harm
    return toll.is_firm and toll.low > 0 and (toll.low >= number or (whole and not toll.derived))


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in open_lexicon("incidents", "en")["headcount"].items()}
