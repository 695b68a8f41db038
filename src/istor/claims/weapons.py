"""With what: weapons as written, their class, and how many were launched, hit and shot down."""

from __future__ import annotations

from functools import cache
from typing import Literal

from istor.claims.arms import Arms, arms
from istor.claims.claim import DEEDS, Weapon
from istor.claims.numerals import read_numeral
from istor.claims.syntax import clause_of, count_before, span_of
from istor.claims.triggers import MARKS, Trigger, triggers
from istor.language import Parse, Token
from istor.lexicon import open_lexicon
from istor.provenance import Span

Fate = Literal["launched", "hit", "downed"]
NEAR_TOKENS = 12
NO_ONE_PLACE = 50  # drones or missiles in one count; a single town has met fewer, nearly always
MOST_WEAPONS = 20_000  # a higher count is money, a year or a misreading


def read_weapons(article_id: str, parse: Parse) -> tuple[Weapon, ...]:
    """The weapons in use that a paragraph names beside words of violence, in text order, with their counts.

    An attack's own name ("shelling", "air strike") stands for the weapon where its sentence names none.

    >>> from istor.language import parse
    >>> text = "Russia launched 85 Shahed drones, of which 49 were shot down."
    >>> [(w.words, w.kind, w.launched, w.downed) for w in read_weapons("a", next(parse([(0, text)], entities=False)))]
    [('Shahed drones', 'drone', 85, 49)]
    """
    acts = [trigger for trigger in triggers(parse) if trigger.label != "shake"]
    if not acts:
        return ()
    found = []
    for weapon in arms(parse):
        first, last = parse.sentence_of(weapon.core)
        near = [trigger for trigger in acts if first <= trigger.head < last]
        if not any(trigger.label not in MARKS or not trigger.verbal for trigger in near) and not (
            near and _hurts(parse, weapon)
        ):
            continue
        if not any(_tied(parse, weapon, trigger) for trigger in near):
            continue
        if weapon.label in DEEDS and _named_beside(parse, weapon, first, last):
            continue
        found.append(_weapon(article_id, parse, weapon))
    return tuple(found)


def in_numbers(parse: Parse, span: Span) -> bool:
    """Whether the words within `span` count drones or missiles in such numbers that no one place can be meant.

    >>> from istor.language import parse
    >>> text = "The enemy sent 315 drones overnight."
    >>> in_numbers(next(parse([(0, text)], entities=False)), Span(article_id="a", start=0, end=len(text)))
    True
    """
    for weapon in arms(parse):
        token = parse.tokens[weapon.last]
        if weapon.label in {"drone", "missile"} and span.start <= token.start < span.end:
            count = count_before(parse, weapon.last)
            if count and not count.vague and count.low >= NO_ONE_PLACE:
                return True
    return False


def _tied(parse: Parse, weapon: Arms, trigger: Trigger) -> bool:
    """Whether weapon and deed stand in one clause, or at least not far apart."""
    near = abs(weapon.last - trigger.head) <= NEAR_TOKENS
    return near or clause_of(parse, weapon.last) == clause_of(parse, trigger.head)


def _hurts(parse: Parse, weapon: Arms) -> bool:
    """Whether the weapon is tied to a word of harm: "killed by a mine", "a shell damaged the roof"."""
    head = parse.tokens[weapon.last]
    return head.dep in {"nsubj", "pobj", "conj", "compound"}


def _named_beside(parse: Parse, weapon: Arms, first: int, last: int) -> bool:
    return any(other.label not in DEEDS and first <= other.core < last for other in arms(parse) if other != weapon)


def _weapon(article_id: str, parse: Parse, weapon: Arms) -> Weapon:
    counts = _counts(parse, weapon)
    return Weapon(
        words=parse.words(weapon.first, weapon.last),
        span=span_of(article_id, parse, weapon.first, weapon.last),
        kind=weapon.label,
        launched=counts.get("launched"),
        hit=counts.get("hit"),
        downed=counts.get("downed"),
    )


def _counts(parse: Parse, weapon: Arms) -> dict[Fate, int]:
    """How many of the weapon met which fate, from its own number and from "of which 49 were shot down" after it."""
    counts: dict[Fate, int] = {}
    own, part = _number(parse, weapon)
    fate = _fate(parse, parse.tokens[weapon.last]) or "launched"
    if own is not None and part is not None:  # "49 of 85 drones were shot down"
        counts |= {"launched": own, fate: part} if fate != "launched" else {"launched": part}
    elif own is not None:
        counts["launched" if _fronted(parse, weapon) else fate] = own
    if weapon.label in DEEDS:
        return counts
    _, end = parse.sentence_of(weapon.core)
    for trigger in triggers(parse):
        if weapon.last < trigger.first < end and trigger.label in {"down", "generic", "fall", "damage"}:
            part = _part(parse, weapon, trigger)
            end_of_it: Fate = "downed" if trigger.label == "down" or _is_downing(parse, trigger) else "hit"
            if part is not None and end_of_it not in counts and part <= counts.get("launched", part):
                counts[end_of_it] = part
    return counts


def _number(parse: Parse, weapon: Arms) -> tuple[int | None, int | None]:
    """The firm number before a weapon, and the number it is taken from: "49 of the 85 drones" is (85, 49)."""
    count = count_before(parse, weapon.last)
    if count is None or count.vague or count.number is None or count.number > MOST_WEAPONS:
        return None, None
    before = [token for token in parse.tokens[max(0, count.first - 4) : count.first] if token.lower != "the"]
    if before and before[-1].lower == "of":
        before = [token for token in before[:-1] if token.lower != "out"]  # "70 out of 92"
        part = before[-1] if before else None
    else:
        part = None
    return int(count.number), _plain(part) if part else None


def _fronted(parse: Parse, weapon: Arms) -> bool:
    """ "Of 85 drones, 49 were downed": the number before the noun is of all that came."""
    first = parse.sentence_of(weapon.core)[0]
    opening = [token.lower for token in parse.tokens[first : min(first + 4, weapon.first)]]
    return "of" in opening and opening[0] in {"of", "out", "``", '"', "“"}


def _part(parse: Parse, weapon: Arms, trigger: Trigger) -> int | None:
    """The bare number that is the subject or object of a later verb: "49 of them were downed", "downing 49"."""
    for child in parse.children(trigger.head):
        if child.dep in {"nsubjpass", "nsubj", "dobj"} and child.i > weapon.last and child.pos == "NUM":
            return _plain(child)
    before = [token for token in parse.tokens[weapon.last + 1 : trigger.first] if token.dep not in {"auxpass", "aux"}]
    return (
        _plain(before[-1]) if before and before[-1].pos == "NUM" else None
    )  # "and two | were intercepted", hung elsewhere


def _plain(token: Token) -> int | None:
    """A token that is a whole number by itself."""
    numeral = read_numeral([token.lower], 0)
    return int(numeral.value) if numeral and numeral.value == int(numeral.value) else None


def _fate(parse: Parse, head: Token) -> Fate | None:
    """What the verb above a weapon's noun says became of it."""
    verb, passive_or_subject = _verb_above(parse, head)
    if verb is None:
        return None
    if verb.lemma in _verbs("downed") and any(child.dep == "auxpass" for child in parse.children(verb.i)):
        return "downed" if head.i < verb.i else "launched"  # "85 drones, 49 of which were downed, and 12 | missiles"
    if verb.lemma in _verbs("downed") and not passive_or_subject and verb.lemma != "lose":
        return "downed"
    if verb.lemma in _verbs("launched") and verb.pos != "VERB":
        return "launched"
    if verb.lemma in _verbs("hit") and passive_or_subject:
        return "hit"
    return "launched"


def _verb_above(parse: Parse, head: Token) -> tuple[Token | None, bool]:
    """The verb or deed that governs a noun, and whether the noun is its subject."""
    at = head
    for above in parse.ancestors(head.i):
        if above.pos in {"VERB", "AUX"} or above.lemma in _verbs("launched"):
            return above, at.dep in {"nsubj", "nsubjpass"}
        at = above
    return None, False


def _is_downing(parse: Parse, trigger: Trigger) -> bool:
    return trigger.label == "damage" and parse.tokens[trigger.head].lemma in _verbs("downed")


@cache
def _verbs(name: str) -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["weapons"]["words"][name])
