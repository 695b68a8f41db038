"""How wide a clause speaks: one attack, a country's barrage told as one, or a total over days and many attacks."""

from __future__ import annotations

import re
from functools import cache

from istor.claims.claim import Attack, Scope
from istor.claims.syntax import conjuncts, starting_in
from istor.claims.weapons import in_numbers
from istor.language import Parse, Token
from istor.lexicon import open_lexicon
from istor.provenance import Span

MANY = 20  # shells or drones "over the past day", or dead "in May": more than one attack
PLURAL = frozenset({"NNS", "NNPS"})


def scope_of(parse: Parse, clause: Span, attack: Attack | None, *, shots: int = 0, dead: int = 0) -> Scope:
    """The scope of a clause of this paragraph whose attack (None: only harm is told) is `attack`, with so many `shots` and
    so many `dead` at least.

    A stretch of time ("this month") makes a total only of many attacks or of bare harm: a single strike that is "the
    third this month" stays one incident. Places are weighed later, where they are known.

    >>> from istor.language import parse
    >>> text = "Since the start of the war 900 people have died in the town."
    >>> scope_of(next(parse([(0, text)], entities=False)), Span(article_id="a", start=0, end=len(text)), None)
    'aggregate'
    """
    words = " ".join(parse.text[clause.start - parse.start : clause.end - parse.start].lower().split())
    if _pattern("totals").search(_pattern("of_one").sub("", words)) or _several().search(words):
        return "aggregate"
    if _pattern("stretches").search(words) and (
        attack is None or attack.aftermath or shots >= MANY or many(parse, attack)
    ):
        return "aggregate"
    if dead and _pattern("periods").search(words) and _of_a_period(parse, attack, dead):
        return "aggregate"
    return "wide" if _pattern("wide").search(words) or in_numbers(parse, clause) else "incident"


def tells_of_a_stretch(words: str) -> bool:
    """Whether words name a stretch of time that holds more than one attack.

    >>> tells_of_a_stretch("bringing to 12 the number of soldiers killed this month"), tells_of_a_stretch("killed at noon")
    (True, False)
    """
    plain = " ".join(words.lower().split())
    return bool(_pattern("stretches").search(plain) or _pattern("periods").search(plain))


def _of_a_period(parse: Parse, attack: Attack | None, dead: int) -> bool:
    """Whether so many dead of a month are those of more than one attack: nobody names a single one, or what is named goes on
    for a time ("fighting")."""
    if attack is None or attack.type is None:
        return dead >= MANY
    return many(parse, attack) or any(token.lower in _ongoing_nouns() for token in starting_in(parse, attack.span))


def many(parse: Parse, attack: Attack) -> bool:
    """Whether the words tell of more than one attack: a plural, or a verb for what has gone on ("have shelled").

    >>> from istor.language import parse
    >>> read = next(parse([(0, "Air raids hit the coast.")], entities=False))
    >>> many(read, Attack(words="raids", span=Span(article_id="a", start=4, end=9)))
    True
    """
    told = [other for token in starting_in(parse, attack.span) for other in (token, *_joined(parse, token))]
    return any(token.tag in PLURAL or _ongoing(parse, token) for token in told)


def _joined(parse: Parse, token: Token) -> list[Token]:
    """The nouns it is told together with: "air strikes and shelling"."""
    if token.pos not in {"NOUN", "PROPN"}:
        return []
    first = parse.tokens[token.head] if token.dep == "conj" else token
    return [parse.tokens[at] for at in conjuncts(parse, first.i) if at != token.i]


def _ongoing(parse: Parse, token: Token) -> bool:
    """A perfect: "have shelled", "has been shelling"."""
    return token.pos == "VERB" and any(
        child.dep in ("aux", "auxpass") and child.lower in ("have", "has", "'ve") for child in parse.children(token.i)
    )


@cache
def _ongoing_nouns() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["scope"]["ongoing"])


@cache
def _several() -> re.Pattern[str]:
    """ "hurt in two shootings", "shootings across the city since Monday": attacks of a kind that each has its place."""
    words = open_lexicon("claims", "en")["scope"]
    names = ("several", "each_apart", "spread")
    counts, apart, spread = ("|".join(map(re.escape, words[name])) for name in names)
    counted = rf"\b(?:{counts}|\d+) (?:[\w-]+ ){{0,2}}(?:{apart})\b"
    return re.compile(rf"{counted}|\b(?:{apart})\b.* (?:{spread})\b")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(open_lexicon("claims", "en")["scope"][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})")
