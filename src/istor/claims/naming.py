"""Named victims as a count: "Ivan Petrenko was killed" tells of one dead, though no number stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from istor.claims.ages import ADULT
from istor.claims.claim import Group, Harm, Person, Toll
from istor.provenance import Span

BESIDE = 4  # characters between "the driver," and the driver's name


def count_named(persons: Sequence[Person], tolls: Sequence[Toll], text: str, *, start: int) -> Iterator[Toll]:
    """One toll a harm for the named of a paragraph whom no phrase of people beside them counts already.

    `text` is the paragraph and `start` its offset in the article. They may be among another figure's people, so the
    toll is `part` of it.

    >>> list(count_named((), (), "", start=0))
    []
    """
    for harm in dict.fromkeys(person.harm for person in persons):
        named = [one for one in persons if one.harm == harm and not any(_counts(toll, one) for toll in tolls)]
        if named:
            yield _toll(named, harm, text, start=start)


def _counts(toll: Toll, person: Person) -> bool:
    """Whether the toll's words take the person in, stand right before the name or describe it right after
    ("Ivan Petrenko, a 33-year-old driver")."""
    if toll.harm != person.harm:
        return False
    if toll.low == toll.high == 1 and 0 < toll.span.start - person.span.end <= BESIDE:
        return True
    return toll.span.start <= person.span.start <= toll.span.end + BESIDE


def _toll(named: Sequence[Person], harm: Harm, text: str, *, start: int) -> Toll:
    first, last = named[0].span.start, max(person.span.end for person in named)
    return Toll(
        harm=harm,
        group=_group(named[0]) if len(named) == 1 else "all",
        low=len(named),
        high=len(named),
        words=text[first - start : last - start],
        span=Span(article_id=named[0].span.article_id, start=first, end=last),
        parts=tuple(person.span for person in named) if len(named) > 1 else (),
        ages=tuple(person.age for person in named if person.age is not None),
        derived=len(named) > 1,
        part=True,
    )


def _group(person: Person) -> Group:
    if person.age is not None and person.age < ADULT:
        return "children"
    return "women" if person.sex == "female" else "men" if person.sex == "male" else "all"
