"""Did it happen, now and here: news, background, planned, hypothetical, negated, figurative, legal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from istor.claims.claim import Factuality
from istor.claims.syntax import clause_of, tokens_of
from istor.claims.triggers import Trigger, figurative, words_of_violence
from istor.language import Parse, Token
from istor.lexicon import open_lexicon
from istor.provenance import Span

MODALS = frozenset({"would", "could", "might", "may", "should", "can", "must"})
PERCEIVED = frozenset({"hear", "see", "feel", "say", "be"})  # "could be heard" happened
CONDITIONS = frozenset({"if", "unless", "whether", "until"})
YEAR = re.compile(r"(?:19|20)\d\d")
NOT_JUST_NOW = r"(?! (?:few |\d+ )?(?:hours?|minutes?|night|day)\b)"  # "in the past hours" is today
LIGHT_VERBS = frozenset({"carry", "launch", "conduct", "mount", "stage"})  # "a decision to carry out an attack"
CAUSES = frozenset({"after", "following", "because", "since", "when"})
FINITE_PAST = frozenset({"VBD", "VBZ"})
SAID_TO_BE = frozenset(
    {"report", "rumour", "rumor", "claim", "allegation", "news", "story"}
)  # "reports of … are false"
BEING = frozenset({"is", "are", "was", "were", "be", "been", "remains", "remain", "seems", "proved"})
PRACTISING = frozenset({"train", "practise", "practice", "rehearse", "simulate", "drill"})
DAYS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})
CASUALTIES = frozenset({"kill", "wound", "injure", "die", "dead", "death"})
LIMIT_ABOVE = 6  # heads above the word that are asked; further up the sentence speaks of something else


def factuality_of(parse: Parse, span: Span) -> Factuality:
    """How the words around `span` (an attack's or a toll's, in this paragraph) put it.

    "background" is only what the words themselves say ("last year", "has repeatedly"): a date is weighed elsewhere.

    >>> from istor.language import parse
    >>> def told(text: str, words: str) -> str:
    ...     start = text.index(words)
    ...     span = Span(article_id="a", start=start, end=start + len(words))
    ...     return factuality_of(next(parse([(0, text)], entities=False)), span)
    >>> told("Drones struck the port.", "struck"), told("The army may strike the port.", "strike")
    ('news', 'hypothetical')
    >>> told("They did not attack the port.", "attack"), told("He attacked the bill.", "attacked")
    ('negated', 'figurative')
    """
    place = tokens_of(parse, span)
    if place is None:
        return "news"
    first, last = place
    head = _head(parse, first, last)
    if _is_figure(parse, first, last):
        return "figurative"
    above = list(_above(parse, head))
    if _negated(parse, head, above):
        return "negated"
    if _hypothetical(parse, head, above):
        return "hypothetical"
    if _planned(parse, head, above):
        return "planned"
    if _legal(parse, head, above):
        return "legal"
    return "background" if _background(parse, head) else "news"


def _is_figure(parse: Parse, first: int, last: int) -> bool:
    return any(
        figurative(
            parse, Trigger(m.first, m.last, _head(parse, m.first, m.last), m.label, parse.tokens[m.first].pos == "VERB")
        )
        for m in words_of_violence(parse)
        if m.first <= last and first <= m.last
    )


def _head(parse: Parse, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((i for i in inside if parse.tokens[i].head not in inside or parse.tokens[i].head == i), first)


def _above(parse: Parse, head: int) -> Iterator[Token]:
    """The word and the heads above it, up to its clause's verb and the verbs that this one depends on; a clause that
    tells what happened ("a missile that hit …", "… after a missile hit …") stands for itself."""
    below = parse.tokens[head]
    yield below
    for steps, token in enumerate(parse.ancestors(head)):
        if steps >= LIMIT_ABOVE or _stands_alone(parse, below):
            return
        yield token
        below = token


def _stands_alone(parse: Parse, verb: Token) -> bool:
    """Whether a verb heads a clause of its own that tells what happened."""
    if verb.tag not in FINITE_PAST or verb.dep not in {"relcl", "advcl"}:
        return False
    return verb.dep == "relcl" or any(c.lower in CAUSES for c in parse.children(verb.i) if c.dep in {"mark", "advmod"})


def _negated(parse: Parse, head: int, above: list[Token]) -> bool:
    """ "did not strike", "no attack", "without a strike", "failed to hit"; "not only" and "no one" negate nothing here."""
    words = _words("negated")
    below = [child for child in parse.children(head) if child.i < head]
    if any(child.dep in {"neg", "det"} and child.lower in words and not _only(parse, child.i) for child in below):
        return True
    if any(child.dep == "nsubj" and _none_of(parse, child) for child in below):
        return True  # "no drones hit the port"; of whom nobody was hurt is told elsewhere
    for token, lower in zip(above[1:], above, strict=False):
        if token.lower in {"without"} or (token.lemma in SAID_TO_BE and _is(parse, token, _words("untrue"))):
            return True
        if token.lemma in {"fail", "foil", "avert", "refuse"} and lower.dep in {"xcomp", "dobj"}:
            return True
        if token.pos in {"VERB", "AUX"}:
            negating = [c for c in parse.children(token.i) if c.dep == "neg" and not _only(parse, c.i)]
            return bool(negating) and lower.dep in {"dobj", "attr", "nsubjpass", "xcomp", "acomp"} and head != token.i
    return False


def _none_of(parse: Parse, subject: Token) -> bool:
    children = parse.children(subject.i)
    return any(c.lower in {"no", "neither"} and c.dep in {"det", "preconj", "cc", "cc:preconj"} for c in children)


def _is(parse: Parse, subject: Token, what: frozenset[str]) -> bool:
    """Whether the noun is said to be one of these ("the attack is imminent"); "not true" is untrue."""
    be = parse.tokens[subject.head]
    if subject.dep != "nsubj" or be.lower not in BEING:
        return False
    children = parse.children(be.i)
    denied = any(c.dep == "neg" for c in children)
    said = {c.lemma for c in children if c.dep in {"acomp", "attr"}}
    return bool(said & what) or (denied and "true" in said and "untrue" in what)


def _only(parse: Parse, i: int) -> bool:
    following = parse.tokens[i + 1].lower if i + 1 < len(parse.tokens) else ""
    return following in {"only", "just", "one", "longer", "less", "immediate", "immediately", "far"}


def _hypothetical(parse: Parse, head: int, above: list[Token]) -> bool:
    words = _words("hypothetical")
    if any(c.lower in words and c.dep in {"amod", "compound"} for c in parse.children(head)):
        return True
    token = parse.tokens[head]
    if _would_have(parse, token) or (token.dep == "nsubj" and _would_be(parse, token)):
        return True
    chain = [token, *above[1:4]] if token.pos not in {"VERB", "AUX"} else [token, *_raised(parse, token)]
    for link in chain:
        children = parse.children(link.i)
        have = any(c.dep == "aux" and c.lemma == "have" for c in children)
        if any(
            c.dep == "aux" and c.lower in MODALS and not (have and c.lower in {"may", "might", "could", "must"})
            for c in children
        ):
            return link.pos in {"VERB", "AUX"} and (link.i == head or link.lemma not in PERCEIVED)
        if any(c.dep == "mark" and c.lower in CONDITIONS for c in children):
            return True
        if link.pos in {"VERB", "AUX"} and link.i != head:
            break
    if any(above_it.lemma in PRACTISING for above_it in above[1:]):
        return True
    for above_it in above[1:3]:
        if above_it.lower in CAUSES:  # "halted work after being hit": it was hit
            break
        if above_it.lemma in words and above_it.lower not in MODALS and above_it.pos != "AUX":
            return True
    return _drill(parse, head) or _phrase_before(parse, head)


def _phrase_before(parse: Parse, head: int) -> bool:
    """ "an end to attacks", "capable of striking": a phrase of the list in the few words before."""
    start = max(parse.sentence_of(head)[0], head - 5)
    before = " ".join(token.lower for token in parse.tokens[start:head])
    return any(" " in phrase and phrase in before for phrase in _words("hypothetical"))


def _raised(parse: Parse, token: Token) -> Iterator[Token]:
    """The verbs whose mood a verb shares: those it is joined to or completes."""
    while token.dep in {"conj", "xcomp"} and token.head != token.i:
        token = parse.tokens[token.head]
        yield token


def _would_have(parse: Parse, verb: Token) -> bool:
    """ "Had the missile hit the port, many would have died": it did not."""
    first, end = parse.sentence_of(verb.i)
    then = any(t.lower in {"would", "could", "might"} for t in parse.tokens[verb.i : end])
    return parse.tokens[first].lower == "had" and verb.i > first and then


def _would_be(parse: Parse, noun: Token) -> bool:
    """ "An attack would be a mistake"; "the attack would be the third this week" has happened."""
    verb = parse.tokens[noun.head]
    told = any(c.dep in {"det", "poss"} and c.lower not in {"a", "an", "any"} for c in parse.children(noun.i))
    return not told and any(c.dep == "aux" and c.lower in {"would", "will"} for c in parse.children(verb.i))


def _drill(parse: Parse, head: int) -> bool:
    """Whether a drill is told of in the sentence, and nobody hurt in it; a drill hall is none."""
    first, end = parse.sentence_of(head)
    tokens = parse.tokens[first:end]
    drill = any(t.lower in _words("drills") and t.dep not in {"compound", "amod"} for t in tokens)
    played = any(t.lower in _words("played") for t in tokens)
    return (drill or played) and not any(t.lemma in CASUALTIES for t in tokens)


def _planned(parse: Parse, head: int, above: list[Token]) -> bool:
    """ "threatened to strike", "plans for an attack", "will strike", "fears of shelling"."""
    token = parse.tokens[head]
    own = parse.children(head)
    if token.pos == "VERB" and any(c.dep == "aux" and c.lower in {"will", "shall", "'ll", "wo"} for c in own):
        return True
    words = _words("planned")
    if _is(parse, token, _words("to_come")) or _is_named_for(parse, head):
        return True
    for above_it, lower in zip(above[1:5], above, strict=False):
        if above_it.lemma in words and lower.dep in {
            "xcomp",
            "dobj",
            "pobj",
            "prep",
            "acl",
            "pcomp",
            "ccomp",
            "compound",
        }:
            return not (above_it.lemma == "expect" and lower.dep == "ccomp") and above_it.lemma != "say"
        light = above_it.lemma in LIGHT_VERBS and lower.dep == "dobj"
        if above_it.pos in {"VERB", "AUX"} and lower.dep not in {"xcomp", "conj"} and not light:
            break
    return any(
        c.lemma in {"planned", "imminent", "upcoming", "future", "looming", "threatened"}
        for c in own
        if c.dep == "amod"
    )


def _is_named_for(parse: Parse, head: int) -> bool:
    """ "air raid sirens", "a missile alert": what only bears the attack's name."""
    token = parse.tokens[head]
    return token.dep in {"compound", "nmod", "amod"} and parse.tokens[token.head].lemma in _words("alerts")


def _legal(parse: Parse, head: int, above: list[Token]) -> bool:
    """ "convicted of the attack", "on trial for the bombing": a court speaks of an old deed."""
    words = _words("legal")
    chain = [token for token in above[1:] if token.pos in {"VERB", "NOUN"}]
    if any(token.lemma in words and token.lemma not in {"court", "judge", "hearing"} for token in chain[:3]):
        return not any(t.lemma == "charge" and t.pos == "NOUN" and t.tag == "NN" for t in chain[:3])
    if (
        parse.tokens[head].dep == "pobj"
        and parse.tokens[head].pos == "NOUN"
        and _pattern("proceedings").search(_sentence(parse, head))
    ):
        return True
    first, end = parse.sentence_of(head)
    return sum(token.lemma in words for token in parse.tokens[first:end]) > 1


def _background(parse: Parse, head: int) -> bool:
    first, end = parse.sentence_of(head)
    if _comes_after(parse, head):
        return True
    if _dated_now(parse, head):
        return False
    if _pattern("background", "phrases").search(_sentence(parse, head)):
        return True
    months = frozenset(_section()["background"]["months"])
    return any(
        parse.tokens[token.i - 1].lower in {"in", "since", "of"} and _bare_time(parse, token.i, months)
        for token in parse.tokens[first + 1 : end]
    )


def _comes_after(parse: Parse, head: int) -> bool:
    """ "The raid came two days after a drone hit the base": what it came after is what was known before."""
    for token in (parse.tokens[head], *parse.ancestors(head)):
        after = [c for c in parse.children(token.i) if c.lower == "after" and c.i < head]
        if token.lower == "after":
            after = [token]
        if any(_days_apart(parse, one, token) for one in after):
            return True
        if token.pos in {"VERB", "AUX"}:
            return False
    return False


def _days_apart(parse: Parse, after: Token, token: Token) -> bool:
    unit = parse.tokens[max(0, after.i - 1)].lower
    return unit in DAYS and parse.tokens[token.head].lemma in {"come", "follow"}


def _dated_now(parse: Parse, head: int) -> bool:
    """Whether the clause of the attack whose word is token `head` has a day of this week ("on Monday"): a year or a
    phrase of the past beside it dates something else."""
    clause = _own_clause(parse, head)
    first, end = parse.sentence_of(head)
    days = [
        t
        for t in parse.tokens[first:end]
        if t.lower in _words("this_week") and parse.tokens[max(0, t.i - 1)].lower not in {"last", "ago"}
    ]
    return any(_own_clause(parse, day.i) == clause for day in days)


def _own_clause(parse: Parse, i: int) -> int:
    """The verb of a token's clause, of joined ones the first: they share their day."""
    verb = parse.tokens[clause_of(parse, i)]
    while verb.dep == "conj" and verb.head != verb.i:
        verb = parse.tokens[clause_of(parse, verb.head)]
    return verb.i


def _sentence(parse: Parse, head: int) -> str:
    first, end = parse.sentence_of(head)
    return parse.words(first, end - 1).lower()


def _bare_time(parse: Parse, i: int, months: frozenset[str]) -> bool:
    """A year or a month without a day ("in 2016", "in December"): what has just happened has a day."""
    token = parse.tokens[i]
    following = parse.tokens[i + 1].text if i + 1 < len(parse.tokens) else ""
    day = following.isdecimal() and len(following) <= 2
    return bool(YEAR.fullmatch(token.text)) or (token.lower in months and token.text[:1].isupper() and not day)


@cache
def _section() -> dict[str, Any]:
    return dict(open_lexicon("claims", "en")["factuality"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_section()[name])


@cache
def _pattern(section: str, name: str | None = None) -> re.Pattern[str]:
    found = _section()[section]
    phrases = sorted(found[name] if name else found, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b{NOT_JUST_NOW}")
