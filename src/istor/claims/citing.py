"""Cues that are no finite verbs: "according to X", "as reported by X", "citing X", "X's claim that"."""

from __future__ import annotations

from functools import cache

from istor.claims.content import around, right_edge
from istor.claims.cue import Cue, Force, Page, Range, cites, trimmed, verbs
from istor.claims.speakers import describe, is_media, speaks
from istor.claims.voices import Voice, phrase, subject
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

_CITE = frozenset(("cite", "quote"))
_RESUMING = frozenset((",", "that"))  # what is said goes on behind whom it is taken from
_AT = frozenset(("at", "from", "of", "inside", "with"))


def source_cues(page: Page, sentence: Range) -> list[Cue]:
    """The cues of one sentence that are no finite verbs: "according to X", "as reported by X", "citing X", "X's claim that"."""
    found = []
    for token in page.parse.tokens[sentence[0] : sentence[1] + 1]:
        if page.quoted[token.i] >= 0:
            continue
        if token.lower == "per":
            found.append(_per(page, token, sentence))
        elif token.lower == "according":
            found.append(_according(page, token, sentence))
        elif (end := cites(page.parse, token.i)) is not None:
            found.append(_citing(page, (token.i, end), sentence))
        elif token.lemma in _nouns():
            found.append(_noun(page, token, sentence))
    return [cue for cue in found if cue is not None]


def as_saying(page: Page, verb: Token, sentence: Range) -> Cue | None:
    """ "K cited a source as saying that …", "X was quoted by K as saying …": X speaks, K passes it on."""
    parse = page.parse
    if verb.lemma not in _CITE:
        return None
    children = parse.children(verb.i)
    said = next(
        (
            t
            for t in parse.tokens[verb.i + 1 : sentence[1] + 1]
            if t.lower in ("saying", "telling") and _is_as(parse, t.i - 1)
        ),
        None,
    )
    if said is None:
        return None
    near = {c.dep: c for c in children}
    agents = [
        p
        for c in children
        if c.dep in ("agent", "prep") and c.lower == "by"
        for p in parse.children(c.i)
        if p.dep == "pobj"
    ]
    passive = "nsubjpass" in near or "auxpass" in near
    who, outlet = (
        (near.get("nsubjpass"), agents[0] if agents else None) if passive else (near.get("dobj"), near.get("nsubj"))
    )
    if who is None:
        return None
    low, high = (sentence[0], verb.i - 1) if passive else (verb.i + 1, said.i - 2)
    voice = Voice(*phrase(parse, who.i, low=low, high=high), who.i)
    content = trimmed(page, said.i + 1, sentence[1]) or (
        trimmed(page, sentence[0], voice.first - 1) if passive else None
    )
    if content is None:
        return None
    bounds = (verb.i + 1, said.i - 2) if passive else (sentence[0], verb.i - 1)
    relay = (phrase(parse, outlet.i, low=bounds[0], high=bounds[1]),) if outlet is not None else ()
    return Cue(verb.i, verb.i, "says", voice, (content,), relay=relay)


def _is_as(parse: Parse, at: int) -> bool:
    return at >= 0 and parse.tokens[at].lower == "as"


def _according(page: Page, token: Token, sentence: Range) -> Cue | None:
    tokens = page.parse.tokens
    at = token.i + 1
    if at >= sentence[1] or tokens[at].lower != "to":
        return None
    voice = noun_after(page.parse, at, high=sentence[1])
    if voice is None:
        return None
    after = tokens[min(voice.last + 1, sentence[1])]
    comma = next((t.i for t in tokens[voice.first : voice.last] if t.text == ","), None)
    if comma is not None and (after.pos in ("VERB", "AUX") or cites(page.parse, comma + 1) is not None):
        # it had swallowed the subject of what follows, or whom the outlet cites
        voice = Voice(voice.first, comma - 1, min(voice.head, comma - 1))
    content = around(page, (token.i, voice.last), sentence, leads=True)
    return Cue(token.i, at, "says", voice, content, beside=True) if content else None


def _per(page: Page, token: Token, sentence: Range) -> Cue | None:
    """ "two died, per the fire service"; "five per day" names nobody."""
    voice = noun_after(page.parse, token.i, high=sentence[1])
    if voice is None or describe(page.parse.words(voice.first, voice.last)).kind == "unnamed":
        return None
    content = around(page, (token.i, voice.last), sentence, leads=True)
    return Cue(token.i, token.i, "says", voice, content, beside=True) if content else None


def _citing(page: Page, words: Range, sentence: Range) -> Cue | None:
    first, last = words
    voice = noun_after(page.parse, last, high=sentence[1])
    if voice is None or (last > first and not speaks(page.parse.words(voice.first, voice.last))):
        return None
    voice = _where_they_work(page.parse, voice, last)
    resumes = page.parse.tokens[min(voice.last + 1, sentence[1])].lower in _RESUMING
    if resumes and first - 2 >= sentence[0] and page.parse.tokens[first - 2].lemma in verbs():
        within = _cited_within(page, first - 2, voice, sentence)
        if within is not None:
            return within
    content = around(page, (first, voice.last), sentence, leads=True)
    return Cue(first, last, "says", voice, content, beside=True, passing=True) if content else None


def _where_they_work(parse: Parse, voice: Voice, citing: int) -> Voice:
    """With the house of whoever is cited, which a parse may have hung on the citing ("citing medics | at the clinic")."""
    house = next((c for c in parse.children(citing) if c.i == voice.last + 1 and c.lower in _AT), None)
    return voice._replace(last=right_edge(parse, house.i, high=len(parse.tokens) - 1)) if house else voice


def _cited_within(page: Page, verb: int, cited: Voice, sentence: Range) -> Cue | None:
    """ "TASS said, citing the ministry, that …": the ministry speaks where it is an outlet that cites it."""
    content = trimmed(page, cited.last + 1, sentence[1])
    citing = subject(page.parse, verb, low=sentence[0], high=sentence[1])
    if content is None or citing is None:
        return None
    force = verbs()[page.parse.tokens[verb].lemma][0]
    if is_media(page.parse.words(citing.first, citing.last)):
        return Cue(verb, verb, force, cited, (content,), relay=((citing.first, citing.last),))
    return Cue(verb, verb, force, citing, (content,))


def noun_after(parse: Parse, at: int, *, high: int) -> Voice | None:
    """The noun phrase that begins right after token `at`."""
    tokens = parse.tokens
    if at + 1 > high:
        return None
    head = next((c for c in parse.children(at) if c.dep in ("pobj", "dobj") and c.i <= high), None)
    if head is None:
        head = tokens[at + 1]
        while (
            head.head > head.i
            and head.head <= high
            and head.dep in ("det", "compound", "amod", "poss", "nummod", "nmod", "case")
        ):
            head = tokens[head.head]
    first, last = phrase(parse, head.i, low=at + 1, high=high)
    return Voice(min(first, at + 1), last, head.i)


def _noun(page: Page, token: Token, sentence: Range) -> Cue | None:
    """ "the ministry's claim that …", "reports from residents that …"."""
    parse = page.parse
    clause = next((c for c in parse.children(token.i) if c.dep in ("acl", "ccomp", "relcl") and c.i > token.i), None)
    that = next(
        (t for t in parse.tokens[token.i + 1 : sentence[1] + 1][:8] if t.lower == "that" and t.tag == "IN"), None
    )
    if clause is None or that is None or that.i > clause.i:
        return None
    owner = next((c for c in parse.children(token.i) if c.dep == "poss"), None)
    for child in parse.children(token.i):
        if child.dep == "prep" and child.lower in ("by", "from", "of") and child.i < that.i:
            owner = next((c for c in parse.children(child.i) if c.dep == "pobj"), owner)
    content = trimmed(page, that.i, sentence[1])
    if owner is None or content is None:
        return None
    voice = Voice(*phrase(parse, owner.i, low=sentence[0], high=that.i - 1), owner.i)
    return Cue(token.i, token.i, _nouns()[token.lemma], voice, (content,))


@cache
def _nouns() -> dict[str, Force]:
    section = open_lexicon("claims", "en")["attribution"]
    forces: tuple[Force, ...] = ("says", "claims", "denies", "accuses", "holds")
    return {noun: force for force in forces for noun in section[f"{force}_nouns"]}
