"""Finds the words that tell of violence or its marks, and drops those that mean something else."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from istor.claims.arms import arms
from istor.claims.belligerents import names
from istor.claims.phrasebook import Match, Phrasebook
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

MARKS = frozenset({"damage", "harm"})  # what violence leaves behind, not the act
PEACEFUL = frozenset({"use", "fly", "send", "deploy"})  # what farmers do with drones, too
NEEDS_ARMS = frozenset(
    {"launch", "fall", "shake", "down", "trip"}
)  # verbs that tell of violence only with a weapon beside them


class Trigger(NamedTuple):
    """Words of violence: tokens `first`..`last`, the syntactic `head` among them, and the lexicon's `label`."""

    first: int
    last: int
    head: int
    label: str
    verbal: bool


@lru_cache(maxsize=32)
def triggers(parse: Parse) -> tuple[Trigger, ...]:
    """Every word of violence in a paragraph that means it, left to right.

    Words with an everyday sense ("hit", "target", "battle") need a sign of arms, of forces or of something
    that can be hit in the same paragraph; metaphor, sport and industrial disputes are left out.
    """
    raw = [trigger for match in words_of_violence(parse) if (trigger := _trigger(parse, match))]
    raw = [
        t for t in raw if not any(arm.first <= t.first and t.last < arm.last for arm in arms(parse))
    ]  # "attack | drone"
    sure = [t for t in raw if t.label not in NEEDS_ARMS and _lemma(parse, t) not in _unsure()]
    fighting = any(not figurative(parse, t) and t.label not in MARKS for t in sure) or _forces(parse)
    kept = [t for t in raw if t in sure or _holds(parse, t, fighting)]
    return tuple(t for t in kept if not figurative(parse, t))


def figurative(parse: Parse, trigger: Trigger) -> bool:
    """Whether the words are a metaphor, sport, an industrial dispute or nature's doing ("attacked the bill")."""
    words = _figures()
    token = parse.tokens[trigger.first]
    before = parse.tokens[trigger.first - 1] if trigger.first else None
    if before and before.text == "-" and trigger.first > 1:
        before = parse.tokens[trigger.first - 2]
    if before and before.lower in words["before"] and before.dep in {"compound", "amod", "nmod", "poss", "npadvmod"}:
        return True
    first, last = parse.sentence_of(trigger.head)
    lowers = {t.lower for t in parse.tokens[first:last]}
    if token.lemma == "strike" and (
        lowers & words["labour"] or (before and before.lower == "on" and not trigger.verbal)
    ):
        return not _armed_between(parse, first, last)
    if lowers & words["sport"] and not _armed_between(parse, first, last) and trigger.label != "harm":
        playful = token.lemma in words["metaphors"] or trigger.label in {"generic", "shoot", "launch", "down", "clash"}
        return playful or len(lowers & words["sport"]) > 1
    return _odd_arguments(parse, trigger, words)


def _odd_arguments(parse: Parse, trigger: Trigger, words: dict[str, frozenset[str]]) -> bool:
    """A verb whose object or subject cannot be attacked or attack with arms."""
    for child in parse.children(trigger.head):
        if child.dep == "dobj" and trigger.verbal and child.lemma in words["objects"]:
            return trigger.label not in {"air", "ground"} and not _by_arms(parse, trigger, child)
        if child.dep == "nsubjpass" and child.lemma in words["objects"] and trigger.label == "generic":
            return not _by_arms(parse, trigger, child)
        if child.dep == "nsubj" and (child.lemma in words["subjects"] or _is_no_assault(parse, child, words)):
            return not _of_arms(parse, child)
        by = child.dep in {"agent", "prep"} and child.lower in {"by", "with", "over"}
        unarmed = words["subjects"] | words["instruments"]
        if by and any(below.lemma in unarmed for below in parse.children(child.i)):
            return True
    return False


def _by_arms(parse: Parse, trigger: Trigger, what: Token) -> bool:
    """ "a missile struck a market", "gunmen attacked a market": what is struck by arms is struck, and a place by men."""
    doers = [c for c in parse.children(trigger.head) if c.dep in {"nsubj", "agent"}]
    armed_men = what.lemma in _hittable() and any(doer.lemma in _force_words() for doer in doers)
    return armed_men or any(_of_arms(parse, doer) for doer in doers)


def _is_no_assault(parse: Parse, noun: Token, words: dict[str, frozenset[str]]) -> bool:
    """ "a heart attack killed him"."""
    return noun.lemma in {"attack", "strike"} and any(
        c.lower in words["before"] for c in parse.children(noun.i) if c.dep == "compound"
    )


def _of_arms(parse: Parse, noun: Token) -> bool:
    """ "several waves of drones": a figure of speech made of arms is none."""
    below = {token.i for token in parse.subtree(noun.i)}
    return any(weapon.core in below for weapon in arms(parse))


@lru_cache(maxsize=8)  # asked for again for each attack and figure of the paragraph
def words_of_violence(parse: Parse) -> tuple[Match, ...]:
    """Every phrase of the lexicon's words of violence in a paragraph, whatever it means there."""
    return trigger_book().find(parse)


@cache
def trigger_book() -> Phrasebook:
    """The lexicon's words of violence under their labels."""
    return Phrasebook(_lexicon()["triggers"])


@cache
def _lexicon() -> dict[str, Any]:
    return dict(open_lexicon("claims", "en")["attacks"])


@cache
def _unsure() -> frozenset[str]:
    return frozenset(_lexicon()["unsure"]["words"])


@cache
def _tagged(name: str) -> frozenset[str]:
    return frozenset(_lexicon()["tags"][name])


@cache
def _figures() -> dict[str, frozenset[str]]:
    section = open_lexicon("claims", "en")["factuality"]["figurative"]
    return {name: frozenset(words) for name, words in section.items()}


@cache
def _force_words() -> frozenset[str]:
    actors = open_lexicon("claims", "en")["actors"]
    return frozenset(actors["alone"]) | {"force", "troop", "army", "military", "soldier", "fighter", "militia", "isis"}


@cache
def _hittable() -> frozenset[str]:
    kinds = open_lexicon("claims", "en")["targets"]["kinds"]
    return frozenset(word for words in kinds.values() for word in words if " " not in word)


def _trigger(parse: Parse, match: Match) -> Trigger | None:
    """The match as a trigger; None where its part of speech says it is no word of violence here."""
    head = _head(parse, match)
    token = parse.tokens[head]
    verbal = token.pos in {"VERB", "AUX"} or (token.tag.startswith("VB") and token.pos != "NOUN")
    if match.first < match.last and match.label == "shoot" and parse.tokens[match.last].pos == "ADP" and not verbal:
        return None  # "a fire at the depot"
    if match.first == match.last:
        lemma = token.lemma if token.lemma in _tagged("verbs") or token.lemma in _tagged("nouns") else token.lower
        if lemma in _tagged("verbs") and not verbal and not _mistagged(token):
            return None
        if lemma in _tagged("nouns") and verbal:
            return None
    return Trigger(match.first, match.last, head, match.label, verbal)


def _of_people(parse: Parse, trigger: Trigger) -> Trigger:
    """ "neutralised two fighters" tells of harm, "neutralised two drones" of a weapon brought down."""
    if trigger.label != "down" or parse.tokens[trigger.head].lemma not in {"neutralise", "neutralize"}:
        return trigger
    first, last = parse.sentence_of(trigger.head)
    return trigger if _armed_between(parse, first, last) else trigger._replace(label="harm")


def _mistagged(token: Token) -> bool:
    """Whether a past form was tagged as an adjective or noun, as headlines are ("Market shelled")."""
    return token.lower.endswith("ed") and token.lower != token.lemma and token.pos in {"ADJ", "PROPN"}


def _head(parse: Parse, match: Match) -> int:
    """The token of the match that the others hang from: of two, its last noun ("air and | ground assault")."""
    inside = range(match.first, match.last + 1)
    free = [i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    return free[0] if free and parse.tokens[match.last].pos != "NOUN" else free[-1] if free else match.last


def _lemma(parse: Parse, trigger: Trigger) -> str:
    token = parse.tokens[trigger.head]
    if trigger.first == trigger.last:
        return token.lemma
    return " ".join(t.lemma for t in parse.tokens[trigger.first : trigger.last + 1] if t.text != "-")


def _holds(parse: Parse, trigger: Trigger, fighting: bool) -> bool:
    """Whether an unsure word has what it needs to be taken for violence."""
    first, last = parse.sentence_of(trigger.head)
    here = [weapon.last for weapon in arms(parse) if first <= weapon.core < last]
    if trigger.label == "launch" and (not trigger.verbal or parse.tokens[trigger.head].lemma in _tagged("handling")):
        peaceful = parse.tokens[trigger.head].lemma in PEACEFUL
        return (fighting or not peaceful) and any(_belongs(parse, weapon, trigger.head) for weapon in here)
    if trigger.label in NEEDS_ARMS:
        return bool(here)
    return fighting or bool(arms(parse)) or (trigger.label in {"generic", "damage"} and _hits_something(parse, trigger))


def _belongs(parse: Parse, weapon: int, head: int) -> bool:
    """Whether a weapon is what the word is about: "used drones", "drones were sent", "a wave of drones"."""
    token = parse.tokens[weapon]
    while token.dep in {"conj", "pobj", "compound"} or (token.dep == "prep" and token.lower == "of"):
        if token.i == head:
            return True
        token = parse.tokens[token.head]
    told = token.head == head and token.dep in {"dobj", "nsubjpass", "nsubj"}
    return token.i == head or told or parse.tokens[head].head == token.i  # the last: "bombs | dropped on the town"


def _hits_something(parse: Parse, trigger: Trigger) -> bool:
    return any(
        child.lemma in _hittable()
        for child in parse.children(trigger.head)
        if child.dep in {"dobj", "nsubjpass", "nsubj", "attr"}
    )


def _armed_between(parse: Parse, first: int, last: int) -> bool:
    return any(first <= weapon.core < last for weapon in arms(parse))


def _forces(parse: Parse) -> bool:
    words = _force_words()
    groups = any(name.kind in {"group", "force", "coalition"} for name in names(parse))
    return groups or any(token.lemma in words for token in parse.tokens)
