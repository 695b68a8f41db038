"""Was there an attack, and of what kind: the words of violence, and the gate that says which paragraphs to parse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from istor.claims.agents import agents_of
from istor.claims.arms import Arms, arms, weapon_class
from istor.claims.avowals import bare_denials
from istor.claims.belligerents import acting_words
from istor.claims.claim import TYPE_OF_WEAPON, Attack, AttackType, Weapon
from istor.claims.syntax import clause_of, span_of
from istor.claims.triggers import MARKS, Trigger, trigger_book, triggers
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

OF_LABEL: dict[str, AttackType] = {
    "air": "Air/drone strike",
    "ground": "Shelling/artillery/missile attack",
    "blast": "Remote explosive/landmine/IED",
    "suicide": "Suicide bomb",
    "grenade": "Grenade",
    "chemical": "Chemical weapon",
    "clash": "Armed clash",
    "shoot": "Attack",
    "attack": "Attack",
    "abduction": "Abduction/forced disappearance",
    "rape": "Sexual violence",
    "looting": "Looting/property destruction",
    "down": "Disrupted weapons use",
}
OPEN_LABELS = frozenset(
    {"generic", "launch", "fall", "shake", "trip", "damage", "harm"}
)  # the weapon says what kind it was
SOFT_GROUND = frozenset({"bombard", "bombardment", "pound", "pounding", "barrage", "salvo", "volley", "fusillade"})
BOMBING = frozenset({"bomb", "bombing"})  # from the air, unless shells or a planted bomb are named beside it
FROM_GROUND = frozenset({"missile", "rocket", "artillery", "explosive", "suicide", "grenade"})
HAND_ARMS = frozenset({"firearm", "blade", "rocket", "grenade", "armour"})  # carried into a fight: fighters decide
CARRYING_OUT = frozenset({"execute"})
AIR = frozenset({"aircraft", "air_bomb", "air_strike"})


def matters(paragraph: str) -> bool:
    """Whether a paragraph could tell of an attack, its harm or marks, or who says so. Cheap: it is asked of every one.

    >>> matters("Two shells hit the bakery."), matters("The council approved the new bus timetable.")
    (True, False)
    """
    lower = paragraph.lower()
    strong, weak = _gate()
    if strong.search(lower):
        return True
    first = weak.search(lower)
    if first is None:
        return False
    stem = first.group()
    return any(other.group() != stem for other in weak.finditer(lower, first.end()))


def read_attacks(article_id: str, parse: Parse) -> tuple[Attack, ...]:
    """The attacks that a paragraph tells of, in text order, one for each word of violence.

    `anaphor`: the words point back to an attack told elsewhere; `aftermath`: only harm or damage is told by them.

    >>> from istor.language import parse
    >>> read = read_attacks("a", next(parse([(0, "Gunmen opened fire on a bus.")], entities=False)))
    >>> [(attack.words, attack.type) for attack in read]
    [('opened fire', 'Attack')]
    """
    found = triggers(parse)
    told = [_attack(article_id, parse, one) for one in found if not _carries_out(parse, one, found)]
    told += [_denied(article_id, parse, noun) for noun in bare_denials(parse)]
    return tuple(sorted(told, key=lambda attack: attack.span.start))


def _denied(article_id: str, parse: Parse, noun: Token) -> Attack:
    """ "Moscow denied involvement": an attack told elsewhere."""
    return Attack(words=noun.text, span=span_of(article_id, parse, noun.i, noun.i), type=None, anaphor=True)


def _carries_out(parse: Parse, trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """ "The jets executed two airstrikes": nobody was put to death, the airstrikes are what was done."""
    if not trigger.verbal or parse.tokens[trigger.head].lemma not in CARRYING_OUT:
        return False
    done = {other.head for other in others if not other.verbal}
    return any(child.dep == "dobj" and child.i in done for child in parse.children(trigger.head))


def type_of(trigger: str, weapons: tuple[Weapon, ...], *, fighters: bool = False, armed: bool = False) -> AttackType:
    """The ACLED type of an attack by its words ("struck", "drone strike") and the weapons beside it, nearest first.

    `fighters`: an irregular armed group does it; `armed`: what is attacked can fight back.

    >>> type_of("struck", ()), type_of("struck", (), fighters=True, armed=True)
    ('Other', 'Armed clash')
    """
    lemmas = [word.lower() for word in trigger.split()]
    label = trigger_book().label(trigger, lemmas=lemmas) or "generic"
    kinds = [weapon.kind or weapon_class(weapon.words) or "" for weapon in weapons]
    return _decide(label, trigger.lower(), kinds, fighters=fighters, armed=armed) or "Other"


def _attack(article_id: str, parse: Parse, trigger: Trigger) -> Attack:
    kinds = [weapon.label for weapon in _beside(parse, trigger)]
    fighters, armed = _sides(parse, trigger)
    aftermath = trigger.label in MARKS and not fighters  # "gunmen killed two": the deed itself
    lemma = parse.tokens[trigger.head].lemma
    anaphor = _points_back(parse, trigger)
    label = "air" if trigger.label == "ground" and _by_drone(parse, trigger) else trigger.label
    kind = _decide(label, lemma, kinds, fighters=fighters, armed=armed)
    if kind is None and not anaphor and not aftermath:
        kind = "Other"
    return Attack(
        words=parse.words(trigger.first, trigger.last),
        span=span_of(article_id, parse, trigger.first, trigger.last),
        type=kind,
        anaphor=anaphor,
        aftermath=aftermath,
    )


def _decide(label: str, words: str, kinds: list[str], *, fighters: bool, armed: bool) -> AttackType | None:
    """The type, or None where neither the words nor a weapon say it."""
    if kinds and ((label == "ground" and words in SOFT_GROUND) or (words in BOMBING and kinds[0] in FROM_GROUND)):
        label = "generic"
    if label == "ground" and kinds and kinds[0] in AIR:
        return "Air/drone strike"
    if label == "blast" and kinds and kinds[0] not in {"firearm", "blade"}:
        return TYPE_OF_WEAPON.get(kinds[0])
    if label in {"shoot", "generic"} and fighters and armed and (not kinds or kinds[0] in HAND_ARMS):
        return "Armed clash"
    if label in {"shoot", "looting", "attack"} and kinds and kinds[0] not in {"firearm", "blade", "fire"}:
        return TYPE_OF_WEAPON.get(kinds[0])  # "a missile set fire to the depot", "a rocket launcher fired on the town"
    if label not in OPEN_LABELS:
        return OF_LABEL[label]
    if kinds:
        return TYPE_OF_WEAPON.get("aircraft" if AIR & set(kinds) else kinds[0])
    if label == "damage" and fighters:  # "rebels burned three buses"
        return "Looting/property destruction"
    return "Attack" if label in {"generic", "harm"} and fighters else None


def _beside(parse: Parse, trigger: Trigger) -> list[Arms]:
    """The weapons that could have done it: those of the same clause in text order, else the sentence's, nearest first."""
    first, last = parse.sentence_of(trigger.head)
    here = [weapon for weapon in arms(parse) if first <= weapon.core < last]
    inside = [weapon for weapon in here if trigger.first <= weapon.last and weapon.first <= trigger.last]
    if inside:
        return inside
    clause = clause_of(parse, trigger.head)
    same = [weapon for weapon in here if clause_of(parse, weapon.last) == clause]
    return same or sorted(here, key=lambda weapon: abs(weapon.last - trigger.head))


def _by_drone(parse: Parse, trigger: Trigger) -> bool:
    """ "A drone shelled a house": the drone is what the verb is said of."""
    drones = {i for weapon in arms(parse) if weapon.label == "drone" for i in range(weapon.first, weapon.last + 1)}
    return trigger.verbal and any(c.dep == "nsubj" and c.i in drones for c in parse.children(trigger.head))


def _sides(parse: Parse, trigger: Trigger) -> tuple[bool, bool]:
    """Whether irregular fighters did it, and whether what is named beside them can fight back."""
    agents = list(agents_of(parse, trigger)) if trigger.label in {"generic", "shoot", "harm", "damage"} else []
    spans = {i for agent in agents for i in range(agent.first, agent.last + 1)}
    irregular = _irregular()
    doers = {parse.tokens[i].lemma for i in spans}
    first, last = parse.sentence_of(trigger.head)
    others = {t.lemma for t in parse.tokens[first:last] if t.i not in spans}
    if trigger.label == "shoot" and doers & _fighting() and others & irregular:  # "soldiers shot two militants"
        return True, True
    return bool(doers & irregular), bool(others & _fighting())


def _points_back(parse: Parse, trigger: Trigger) -> bool:
    """ "the attack", "this strike", "it killed": words for an attack that is told elsewhere."""
    token = parse.tokens[trigger.head]
    children = parse.children(token.i)
    if trigger.verbal:
        return trigger.label in MARKS and any(c.dep == "nsubj" and c.lower in {"it", "this", "that"} for c in children)
    if trigger.label in MARKS or token.lemma not in _anaphora():
        return False
    if any(
        c.dep in {"amod", "compound", "nummod", "poss"} and c.lower not in {"latest", "deadly", "same"}
        for c in children
    ):
        return False
    if any(
        c.dep == "prep" and c.lower in {"on", "at", "against", "in", "near"} and _on_a_thing(parse, c.i)
        for c in children
    ):
        return False
    return any(
        c.dep == "det" and c.lower in {"the", "this", "these", "that", "those", "such", "both"} for c in children
    )


def _on_a_thing(parse: Parse, preposition: int) -> bool:
    dates = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    return any(c.dep == "pobj" and c.lower not in dates and c.pos != "NUM" for c in parse.children(preposition))


@cache
def _irregular() -> frozenset[str]:
    state = {"army", "regime", "coalition", "occupation", "junta", "enemy", "troop", "soldier", "occupier", "invader"}
    return (acting_words("alone") - state) | {"fighter", "cell", "faction", "militant", "isis", "cartel", "gang"}


@cache
def _fighting() -> frozenset[str]:
    section: dict[str, Any] = open_lexicon("claims", "en")["targets"]
    single = {word for word in section["kinds"]["military"] if " " not in word}
    return frozenset(single | set(section["words"]["military"]) | {"police", "guard", "force", "prison"}) - {
        "point",
        "base",
    }


@cache
def _anaphora() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["attacks"]["anaphora"])


@cache
def _gate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    section = open_lexicon("claims", "en")["attacks"]
    return _stems(section["gate_strong"]), _stems(section["gate_weak"])


def _stems(stems: list[str]) -> re.Pattern[str]:
    """A pattern for words that begin so, factored by shared beginnings: a plain alternation is five times slower."""
    return re.compile(rf"\b(?:{_trie(sorted(set(stems)))})")


def _trie(stems: list[str]) -> str:
    by_letter: dict[str, list[str]] = {}
    for stem in stems:
        if not stem:
            return ""
        by_letter.setdefault(stem[0], []).append(stem[1:])
    branches = [re.escape(letter) + (_trie(rests) if "" not in rests else "") for letter, rests in by_letter.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
