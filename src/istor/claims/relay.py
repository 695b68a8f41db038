"""Chains of word of mouth: who speaks, and who only passes it on ("the mayor said, as reported by Y, citing Z")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from istor.claims.citing import noun_after
from istor.claims.cue import Cue, Page, Range, cites, trimmed
from istor.claims.speakers import describe, is_media
from istor.claims.voices import Voice
from istor.lexicon import open_lexicon

_TOLD_WITHIN = 12  # tokens behind a cue in which the outlet it was told to stands
_PROPER = re.compile(r"the [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+")


def chained(page: Page, cues: Sequence[Cue], sentence: Range) -> list[Cue]:
    """The cues of one sentence with outlets moved to the relay of those they pass on.

    An outlet beside another speaker's words is their relay, and so is one that they were said to; "citing X" makes X the
    speaker and the outlet before it the relay; an outlet that only passes on ("as reported by …") leaves nobody as speaker.
    """
    chain = sorted(cues, key=lambda cue: cue.first)
    chain = [_without_others(page, cue, chain) for cue in chain]
    chain = _cited(page, _citing_first(page, chain))
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
    return _nested(page, [_told(page, cue, sentence) for cue in chain])


def _outlet(page: Page, cue: Cue) -> bool:
    if cue.voice is None:
        return False
    words = page.parse.words(cue.voice.first, cue.voice.last)
    return is_media(words) or (cue.passing and _unknown_outlet(words))


def _unknown_outlet(words: str) -> bool:
    """ "the Riverside Sentinel": a name that is nobody's office and no person's, where the words say that it reports."""
    described = describe(words)
    return described.kind == "unnamed" and described.party is None and bool(_PROPER.fullmatch(words))


def _is_citing(page: Page, cue: Cue) -> bool:
    return cites(page.parse, cue.first) is not None


def _citing_first(page: Page, chain: list[Cue]) -> list[Cue]:
    """ "Citing the ministry, TASS reported that …", "TASS, quoting the ministry, reported that …": the ministry speaks
    through TASS; where it is no outlet that cites, the one who cites speaks."""
    kept: list[Cue] = []
    for cue in chain:
        if kept and _is_citing(page, kept[-1]) and _reports_it(kept[-1], cue):
            kept[-1] = _through(page, kept[-1], cue)
        else:
            kept.append(cue)
    return kept


def _reports_it(citing: Cue, cue: Cue) -> bool:
    """Whether the verb of `cue` stands in what `citing` was taken to attribute: it is the one who cites that reports."""
    return cue.voice is not None and any(low <= cue.first <= high for low, high in citing.content)


def _through(page: Page, citing: Cue, cue: Cue) -> Cue:
    voice = cue.voice
    if voice is None or citing.voice is None:
        return cue
    if voice.first < citing.first <= voice.last:  # the aside was taken into the name
        inner = trimmed(page, voice.first, citing.first - 1) or (voice.first, voice.first)
        voice = Voice(*inner, min(voice.head, inner[1]))
    outlet = page.parse.words(voice.first, voice.last)
    if is_media(outlet) or _unknown_outlet(outlet):
        return cue._replace(voice=citing.voice, relay=(_range(voice), *cue.relay))
    return cue._replace(voice=voice)


def _cited(page: Page, chain: list[Cue]) -> list[Cue]:
    """ "TASS reported …, citing the ministry": the ministry speaks through TASS."""
    kept: list[Cue] = []
    for cue in chain:
        if not _is_citing(page, cue) or not kept or cue.voice is None:
            kept.append(cue)
            continue
        before = kept[-1]
        if before.voice is not None and not _outlet(page, before._replace(passing=True)):
            continue  # "the governor said, citing police": the governor speaks
        passed = (_range(before.voice),) if before.voice and _range(before.voice) not in before.relay else ()
        if _outlet(page, cue):
            kept[-1] = before._replace(voice=None, relay=(*before.relay, *passed, _range(cue.voice)))
        else:
            kept[-1] = before._replace(voice=cue.voice, relay=(*before.relay, *passed))
    return kept


def _told(page: Page, cue: Cue, sentence: Range) -> Cue:
    """ "The mayor told Reuters", "said in an interview with Channel 5": the outlet that heard it passes it on."""
    if cue.voice is None or _outlet(page, cue):
        return cue
    tokens, parse = page.parse.tokens, page.parse
    within = range(min(cue.first, cue.voice.first), min(sentence[1], max(cue.last, cue.voice.last) + _TOLD_WITHIN) + 1)
    for at in within:
        end = next(
            (at + len(words) for words in _told_to() if [t.lower for t in tokens[at : at + len(words)]] == words), None
        )
        outlet = noun_after(parse, end - 1, high=sentence[1]) if end is not None and page.quoted[at] < 0 else None
        if outlet is not None and is_media(parse.words(outlet.first, outlet.last)) and _range(outlet) not in cue.relay:
            return _heard_by(cue, _in_full(page, outlet, sentence))
    return cue


def _in_full(page: Page, outlet: Voice, sentence: Range) -> Voice:
    """With the name after its kind, where the parse cut them apart ("state news agency | SANA")."""
    last = outlet.last
    while last < sentence[1] and page.parse.tokens[last + 1].text[0].isupper():
        last += 1
    return outlet._replace(last=last)


def _heard_by(cue: Cue, outlet: Voice) -> Cue:
    """The cue passed on by the outlet it was told to, whose name is no part of what was said."""
    content = tuple(
        (outlet.last + 1, b) if a <= outlet.first and outlet.last < b and outlet.first - a < 3 else (a, b)
        for a, b in cue.content
    )
    return cue._replace(relay=(*cue.relay, _range(outlet)), content=content)


@cache
def _told_to() -> tuple[list[str], ...]:
    return tuple(words.split() for words in open_lexicon("claims", "en")["attribution"]["told_to"])


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
