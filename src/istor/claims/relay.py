"""Chains of word of mouth: "according to X, as reported by Y, citing Z", and which of them is the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from istor.claims.content import around
from istor.claims.cue import CITING, Cue, Force, Page, Range, trimmed, verbs
from istor.claims.speakers import is_media
from istor.claims.voices import Voice, phrase, subject
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

_CITE = frozenset(("cite", "quote"))


def source_cues(page: Page, sentence: Range) -> list[Cue]:
    """The cues of one sentence that are no finite verbs: "according to X", "as reported by X", "citing X", "X's claim that"."""
    found = []
    for token in page.parse.tokens[sentence[0] : sentence[1] + 1]:
        if page.quoted[token.i] >= 0:
            continue
        if token.lower == "according":
            found.append(_according(page, token, sentence))
        elif token.lower in CITING:
            found.append(_citing(page, token, sentence))
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
    content = trimmed(page, said.i + 1, sentence[1])
    if who is None or content is None:
        return None
    low, high = (sentence[0], verb.i - 1) if passive else (verb.i + 1, said.i - 2)
    voice = Voice(*phrase(parse, who.i, low=low, high=high), who.i)
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
    if comma is not None and after.pos in ("VERB", "AUX"):
        voice = Voice(
            voice.first, comma - 1, min(voice.head, comma - 1)
        )  # it had swallowed the subject of what follows
    content = around(page, (token.i, voice.last), sentence, leads=True)
    return Cue(token.i, at, "says", voice, content, beside=True) if content else None


def _citing(page: Page, token: Token, sentence: Range) -> Cue | None:
    voice = noun_after(page.parse, token.i, high=sentence[1])
    if voice is None:
        return None
    if token.i - 2 >= sentence[0] and page.parse.tokens[token.i - 2].lemma in verbs():
        within = _cited_within(page, token.i - 2, voice, sentence)
        if within is not None:
            return within
    content = around(page, (token.i, voice.last), sentence, leads=True)
    return Cue(token.i, token.i, "says", voice, content, beside=True, passing=True) if content else None


def _cited_within(page: Page, verb: int, cited: Voice, sentence: Range) -> Cue | None:
    """ "TASS said, citing the ministry, that …": the ministry speaks where it is an outlet that cites it."""
    content = trimmed(page, cited.last + 1, sentence[1])
    citing = subject(page.parse, verb, low=sentence[0], high=sentence[1])
    if content is None or citing is None:
        return None
    force = verbs()[page.parse.tokens[verb].lemma][0]
    if is_media(page.parse.words(citing.first, citing.last)):
        return Cue(verb, verb, force, cited, (content,), relay=(_range(citing),))
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


def chained(page: Page, cues: Sequence[Cue]) -> list[Cue]:
    """The cues of one sentence with outlets moved to the relay of those they pass on.

    An outlet beside another speaker's words is their relay; "citing X" makes X the speaker and the outlet before it the
    relay; an outlet that only passes on ("as reported by …") leaves nobody as speaker.
    """
    chain = sorted(cues, key=lambda cue: cue.first)
    chain = [_without_others(page, cue, chain) for cue in chain]
    chain = _cited(page, chain)
    media = [cue for cue in chain if cue.beside and _outlet(page, cue)]
    spoken = [cue for cue in chain if cue not in media and cue.voice is not None and not _outlet(page, cue)]
    if media and spoken and any(cue.beside for cue in spoken):
        passed = tuple(_range(cue.voice) for cue in media if cue.voice)
        spoken_beside = {id(cue) for cue in spoken if cue.beside}
        chain = [
            cue._replace(relay=passed + cue.relay) if id(cue) in spoken_beside else cue
            for cue in chain
            if cue not in media
        ]
    elif media:
        chain = [_only_passing(cue) if cue in media else cue for cue in chain]
    return _nested(page, chain)


def _outlet(page: Page, cue: Cue) -> bool:
    return cue.voice is not None and is_media(page.parse.words(cue.voice.first, cue.voice.last))


def _cited(page: Page, chain: list[Cue]) -> list[Cue]:
    """ "TASS reported …, citing the ministry": the ministry speaks through TASS."""
    kept: list[Cue] = []
    for cue in chain:
        if page.parse.tokens[cue.first].lower not in CITING or not kept or cue.voice is None:
            kept.append(cue)
            continue
        before = kept[-1]
        if not _outlet(page, before) and before.voice is not None:
            continue  # "the governor said, citing police": the governor speaks
        passed = (
            ((before.voice.first, before.voice.last),)
            if before.voice and _range(before.voice) not in before.relay
            else ()
        )
        if _outlet(page, cue):
            kept[-1] = before._replace(voice=None, relay=(*before.relay, *passed, (cue.voice.first, cue.voice.last)))
        else:
            kept[-1] = before._replace(voice=cue.voice, relay=(*before.relay, *passed))
    return kept


def _range(voice: Voice) -> Range:
    return voice.first, voice.last


def _only_passing(cue: Cue) -> Cue:
    """An outlet that only passes on leaves nobody as speaker."""
    if cue.voice is None or not cue.passing:
        return cue
    return cue._replace(voice=None, relay=(_range(cue.voice), *cue.relay))


def _nested(page: Page, chain: list[Cue]) -> list[Cue]:
    """ "Reuters reported that the mayor said …": what the mayor said came through Reuters."""
    out = []
    for cue in chain:
        outer = [
            other.voice
            for other in chain
            if other is not cue
            and other.voice
            and _outlet(page, other)
            and _holds(other.content, cue.content)
            and not _outlet(page, cue)
        ]
        out.append(cue._replace(relay=tuple(dict.fromkeys((*map(_range, outer), *cue.relay)))) if outer else cue)
    return out


def _holds(outer: tuple[Range, ...], inner: tuple[Range, ...]) -> bool:
    return outer != inner and all(any(a <= c and d <= b for a, b in outer) for c, d in inner)


def _without_others(page: Page, cue: Cue, chain: Sequence[Cue]) -> Cue:
    """Without the words of other cues set beside the same content."""
    pieces = list(cue.content)
    for other in chain:
        if other is cue or not other.beside or other.voice is None:
            continue
        low, high = min(other.first, other.voice.first), max(other.last, other.voice.last)
        if page.parse.tokens[max(0, low - 1)].lower == "as":
            low -= 1
        pieces = [part for piece in pieces for part in _cut(page, piece, low, high)]
    return cue._replace(content=tuple(pieces))


def _cut(page: Page, piece: Range, low: int, high: int) -> list[Range]:
    if high < piece[0] or piece[1] < low:
        return [piece]
    parts = (trimmed(page, piece[0], low - 1), trimmed(page, high + 1, piece[1]))
    return [part for part in parts if part is not None and part[0] <= part[1]]
