"""What can be hit, and of which of the codebook's kinds: a noun with its modifiers, judged by the lexicon."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, cast

from istor.claims.claim import TargetKind
from istor.claims.phrasebook import Match, Phrasebook
from istor.claims.syntax import noun_phrase, with_complement
from istor.language import Parse
from istor.lexicon import open_lexicon

OVERRIDING: tuple[TargetKind, ...] = (
    "military",
    "medical",
    "education",
    "religious",
    "energy",
    "humanitarian",
    "agricultural",
    "government",
    "transport",
    "commercial",
    "residential",
)  # whose modifiers win over another kind's noun, first to last: a "military hospital" stays medical by its own phrase


PERSON = "person"  # heads that name people and are hittable only through a modifier ("an ISIS | leader")


@lru_cache(maxsize=32)
def things(parse: Parse) -> dict[int, Match]:
    """The phrases of a paragraph that name what can be hit, by the token that heads them."""
    found = {}
    for match in _book().find(parse):
        inside = range(match.first, match.last + 1)
        head = next((i for i in inside if parse.tokens[i].head not in inside), match.last)  # "block | of flats"
        token = parse.tokens[head]
        if token.pos in {"NOUN", "PROPN", "ADJ", "X"} or (token.pos == "VERB" and token.tag in {"NN", "NNS"}):
            found[head] = match
    return found


def kind_of(parse: Parse, head: int) -> TargetKind | None:
    """The kind of what noun `head` names, None where it cannot be hit or is not in the lexicon.

    >>> from istor.language import parse
    >>> [kind_of(p, 1) for p in parse([(0, "apartment blocks"), (0, "military vehicles"), (0, "warm weather")])]
    ['residential', 'military', None]
    """
    match = things(parse).get(head)
    if match is None:
        return None
    label = cast(TargetKind, match.label)
    lemma = parse.tokens[head].lemma
    if match.label != PERSON and lemma not in _words("broad") | _words("parts"):
        return label
    first, _ = noun_phrase(parse, head)
    modifiers = parse.tokens[
        first : match.first if match.first < head else head
    ]  # "gas station" is a phrase of its own
    before = {token.lemma for token in modifiers} | {token.lower for token in modifiers}
    after = {token.lemma for token in parse.tokens[head + 1 : with_complement(parse, head) + 1]}
    for overriding in OVERRIDING:
        if overriding != "military" and match.first < match.last:
            continue  # "UN-backed education centre": a phrase of its own keeps its kind
        words = _words(overriding)
        if before & words or (overriding == "military" and after & words):
            return overriding
    if match.label == PERSON:
        return None
    owners = [token.lemma for token in reversed(modifiers)] if lemma not in _words("works") else []
    if lemma in _words("parts"):
        owners += [token.lemma for token in parse.tokens[head + 1 : with_complement(parse, head) + 1]]
    owner = next((kind for word in owners if (kind := _kind_of_word(word))), None)
    return owner or label  # "monastery | building", "school | roof"


def _kind_of_word(word: str) -> TargetKind | None:
    label = _book().label(word)
    return None if label in {None, PERSON, "other"} else cast(TargetKind, label)


def is_people(parse: Parse, head: int) -> bool:
    """Whether the noun names people, who are targets only where singled out."""
    return parse.tokens[head].lemma in _words("people")


def is_area(parse: Parse, head: int) -> bool:
    """Whether the noun is only where something happened unless it is itself the object: a village, a street."""
    match = things(parse).get(head)
    return match is not None and match.first == match.last and parse.tokens[head].lemma in _words("areas")


@cache
def _book() -> Phrasebook:
    return Phrasebook(_section()["kinds"])


@cache
def _section() -> dict[str, Any]:
    return dict(open_lexicon("claims", "en")["targets"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_section()["words"][name])
