"""The [casualties] section of the lexicon, made ready for looking up: who counts as people, which words do harm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from istor.claims.claim import Group, Harm
from istor.claims.phrases import Phrases
from istor.language import Parse
from istor.lexicon import open_lexicon

KIN = "kin"  # sons and daughters: their age decides whether they are children


class HarmWord(NamedTuple):
    """What a harm word says and where its people stand: "either", "after", "before", "of", "nouns" (it is the head),
    "behind" (right before it: "one fatally") or "doing" ("shooting two men")."""

    harm: Harm
    stands: frozenset[str]


class Line(NamedTuple):
    """One sentence of a parse, as the readers of casualties pass it on: its lower-case token texts `words` (of the whole
    parse, by token index), and its tokens `first` to before `end`."""

    parse: Parse
    words: tuple[str, ...]
    first: int
    end: int


class CasualtyWords(NamedTuple):
    """The compiled section. `singular` and `plural` give the group of a person noun ("soldiers" → military),
    `qualifiers` that of a word inside the phrase ("civilian"); a sentence without one of the `telling` words tells no
    toll; a phrase of people begins with one of the `openers`, a count or its noun; `phrase` and `voice` hold the small
    phrases, `small` the single words."""

    singular: Mapping[str, str]
    plural: Mapping[str, str]
    crowds: Mapping[str, str]
    qualifiers: Mapping[str, Group]
    not_people: frozenset[str]
    harms: Phrases[HarmWord]
    harm_firsts: frozenset[str]
    telling: frozenset[str]
    openers: frozenset[str]
    phrase: Mapping[str, Phrases[int]]
    voice: Mapping[str, Phrases[int]]
    small: Mapping[str, frozenset[str]]
    wounds: Mapping[str, Phrases[int]]
    nobody: Phrases[int]
    negations: frozenset[str]
    vague_floor: int


@cache
def casualty_words(language: str = "en") -> CasualtyWords:
    """The words of one language, compiled once.

    >>> words = casualty_words()
    >>> words.plural["soldiers"], words.singular["woman"]
    ('military', 'women')
    >>> words.harms.match(["killed"], 0).value.harm
    'killed'
    """
    section: Mapping[str, Any] = open_lexicon("claims", language)["casualties"]
    singular = {noun: group for group, nouns in section["people"].items() for noun in nouns}
    plural = {_plural(noun, section["plurals"]): group for noun, group in singular.items()}
    harms = Phrases(_harm_words(section["harms"]))
    told_by = (
        *section["wounds"]["ailments"],
        *section["voice"]["tolls"],
        *section["voice"]["material_only"],
        "victims",
        *section["small"]["carried_to"],
    )
    phrase = _tables(section["phrase"])
    nobody, negations = Phrases(dict.fromkeys(section["nobody"], 0)), frozenset(section["negations"])
    determiners = [phrase[name].firsts() for name in ("others", "definite", "articles")]
    return CasualtyWords(
        singular=singular,
        plural=plural,
        crowds=section["nouns"],
        qualifiers={word: cast(Group, group) for group, words in section["qualifiers"].items() for word in words},
        not_people=frozenset(section["phrase"]["not_people"]),
        harms=harms,
        harm_firsts=harms.firsts(),
        telling=harms.firsts() | {word for phrase in told_by for word in phrase.split()[-1:]},
        openers=nobody.firsts().union(negations, section["small"]["articles"], *determiners),
        phrase=phrase,
        voice=_tables(section["voice"]),
        small={name: frozenset(listed) for name, listed in section["small"].items()},
        wounds=_tables(section["wounds"]),
        nobody=nobody,
        negations=negations,
        vague_floor=section["vague_default"],
    )


def _plural(noun: str, irregular: Mapping[str, str]) -> str:
    *before, head = noun.split(" ")
    if head in irregular:
        plural = irregular[head]
    elif head.endswith(("s", "x", "ch", "sh")):
        plural = head + "es"
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        plural = head[:-1] + "ies"
    else:
        plural = head + "s"
    return " ".join([*before, plural])


def _harm_words(section: Mapping[str, Mapping[str, Iterable[str]]]) -> dict[str, HarmWord]:
    found: dict[str, HarmWord] = {}
    for stands, harms in section.items():
        for harm, phrases in harms.items():
            for phrase in phrases:
                known = found.get(phrase)
                places = (known.stands if known else frozenset()) | {stands}
                found[phrase] = HarmWord(known.harm if known else cast(Harm, harm), places)
    return found


def _tables(section: Mapping[str, Iterable[str]]) -> dict[str, Phrases[int]]:
    return {name: Phrases(dict.fromkeys(phrases, 0)) for name, phrases in section.items()}
