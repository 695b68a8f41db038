"""Whose names are withheld: of everybody that an incident's pages name, all but the dead whom the policy lets be named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from istor.provenance import Record
from istor.publication.policy import GROUNDS, Because, Named, PublicationOptions
from istor.publication.withholding import same

ADULT = 18  # years


class Withheld(Record):
    """The names to be withheld of an incident, and how many for each reason, the most frequent first."""

    names: frozenset[str] = frozenset()
    because: tuple[tuple[str, int], ...] = ()


def withheld(people: Iterable[Named], options: PublicationOptions) -> Withheld:
    """Whose names are withheld: everybody's but those of the dead whom the policy lets be named.

    Who is told of as dead on one page and as injured, missing or abducted on another is withheld: it may be two people. An age
    or kinship told beside the name of a dead person changes nothing.

    >>> found = [Named(words="Olena Koval", because="killed", age=41), Named(words="Ivan Koval", because="injured")]
    >>> withheld(found, PublicationOptions(names="published")).names
    frozenset({'Ivan Koval'})
    """
    grounds: dict[str, set[Because]] = {}
    written: dict[str, set[str]] = {}
    ages: dict[str, set[int]] = {}
    for each in people:
        name = same(each.words)
        grounds.setdefault(name, set()).add(each.because)
        written.setdefault(name, set()).add(each.words)
        if each.age is not None:
            ages.setdefault(name, set()).add(each.age)
    free = {name for name in grounds if _may_be_named(grounds[name], ages.get(name, set()), options)}
    kept = [name for name in grounds if name not in free and not any(is_part(name, other) for other in free)]
    told = Counter(GROUNDS[_ground(grounds[name], options)] for name in kept)
    return Withheld(
        names=frozenset(words for name in kept for words in written[name]), because=tuple(told.most_common())
    )


def _may_be_named(grounds: set[Because], ages: set[int], options: PublicationOptions) -> bool:
    if options.names == "withheld" or "killed" not in grounds or not grounds <= {"killed", "aged", "private"}:
        return False
    return options.names == "published" or (bool(ages) and min(ages) >= ADULT)


def is_part(name: str, other: str) -> bool:
    """Whether all words of a name are another's, both as `same` has them: "Petrenko" is a part of "Olena Petrenko"."""
    return name != other and set(name.split()) <= set(other.split())


def _ground(grounds: set[Because], options: PublicationOptions) -> Because:
    first = next(each for each in GROUNDS if each in grounds)
    return "a dead minor" if first == "killed" and options.names == "minors-withheld" else first
