"""An attacker who dies by his own hand is nobody's victim, though a page may count him among the dead: "three people are dead
after a man killed his two sons and himself".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from istor.claims.claim import ATTACKER, Toll
from istor.claims.toll import less
from istor.incidents.headcount import BY_PERSON
from istor.lexicon import open_lexicon

ENDS = re.compile(r"[.!?\n]")


def without_attackers(tolls: Sequence[Toll], text: str) -> tuple[Toll, ...]:
    """The tolls of a page, a count of all the dead made one of the victims alone where it takes in the attacker.

    It does where one less are told of as killed by him, or where its sentence calls it a murder and suicide. `text` is the
    article's. The figure is `derived`, with the spans of the count and of the attacker's death.

    >>> without_attackers((), "")
    ()
    """
    own = next((toll for toll in tolls if toll.side == ATTACKER and toll.harm == "killed" and toll.is_firm), None)
    if own is None:
        return tuple(tolls)
    victims = [toll for toll in tolls if toll.harm == "killed" and toll.side is None and toll.is_firm]
    numbers = frozenset(_told_apart(victims))
    return tuple(
        _less(toll, own) if toll in victims and _takes_in(toll, numbers, text=text) else toll for toll in tolls
    )


def _told_apart(victims: Sequence[Toll]) -> Iterator[int]:
    """How many victims are told of otherwise: by the other counts, by each group, by the groups together."""
    yield from (toll.low for toll in victims if toll.group == "all" and toll.derived)
    groups = {group: max((t.low for t in victims if t.group == group), default=0) for group in sorted(BY_PERSON)}
    yield from groups.values()
    yield sum(groups.values())


def _takes_in(toll: Toll, numbers: frozenset[int], *, text: str) -> bool:
    if toll.group != "all" or toll.part or toll.derived or not 1 < toll.low == toll.high:
        return False
    return toll.low - 1 in numbers or _is_of_both(_sentence(toll, text))


def _is_of_both(sentence: str) -> bool:
    """Whether a sentence tells of a murder and suicide in one."""
    return any(words in sentence for words in open_lexicon("incidents", "en")["perpetrators"]["murder_and_suicide"])


def _sentence(toll: Toll, text: str) -> str:
    start = max((end.end() for end in ENDS.finditer(text, 0, toll.span.start)), default=0)
    found = ENDS.search(text, toll.span.end)
    return text[start : found.start() if found else len(text)].lower()


def _less(toll: Toll, own: Toll) -> Toll:
    low, high = less((toll.low, toll.high), (own.low, own.high))
    return msgspec.structs.replace(toll, low=low, high=high, parts=(toll.span, own.span), derived=True)
