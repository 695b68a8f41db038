"""Whom else a claim is heard from: the others who speak in its words, or right after it in sentences that claim nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from istor.claims.attribution import Attributed
from istor.claims.claim import Attribution, Claim
from istor.claims.cue import Force
from istor.lexicon import open_lexicon
from istor.provenance import Span

TELLING: frozenset[Force] = frozenset(("says", "claims", "confirms", "denies"))  # who accuses need not know of it
AFTER = 400  # characters behind a claim in which others still speak of it


def with_others(text: str, claims: Sequence[Claim], attributions: Sequence[Attributed]) -> tuple[Claim, ...]:
    """The claims of an article whose words are `text`, in text order, each with those who are heard beside its speaker.

    Only who reports counts ("said", "according to"), not who calls, warns or blames; and only somebody of a known kind.

    >>> with_others("", (), ())
    ()
    """
    starts = [claim.span.start for claim in claims]
    heard: dict[str, list[Attribution]] = {}
    for one in _innermost(attributions):
        claim = _home(claims, starts, one.content[0].start) if _reports(text, one) else None
        if claim is None:
            continue
        beside = heard.setdefault(claim.id, [])
        beside += [one.attribution] if one.attribution != claim.attribution else []
        beside += [msgspec.structs.replace(one.attribution, speaker=speaker) for speaker in one.also]
    return tuple(msgspec.structs.replace(claim, beside=tuple(heard.get(claim.id, ()))) for claim in claims)


def _innermost(attributions: Sequence[Attributed]) -> Iterator[Attributed]:
    """Without those who only tell what somebody else said."""
    cues = sorted(one.attribution.cue.start for one in attributions if one.attribution.cue)
    for one in attributions:
        own = one.attribution.cue
        if not any(_cue_inside(cues, content, own) for content in one.content):
            yield one


def _cue_inside(cues: Sequence[int], content: Span, own: Span | None) -> bool:
    inside = cues[bisect_right(cues, content.start - 1) : bisect_right(cues, content.end - 1)]
    return any(own is None or cue != own.start for cue in inside)


def _reports(text: str, one: Attributed) -> bool:
    speaker, cue = one.attribution.speaker, one.attribution.cue
    if one.force not in TELLING or speaker is None or speaker.kind == "unnamed" or cue is None:
        return False
    return not _reporting_words().isdisjoint(cue.quote(text).lower().split())


def _home(claims: Sequence[Claim], starts: Sequence[int], said: int) -> Claim | None:
    """The claim in whose words something is said at offset `said`, or else the last one not far before; news only."""
    at = bisect_right(starts, said) - 1
    if at < 0 or claims[at].factuality != "news":
        return None
    return claims[at] if said - claims[at].sentence.end <= AFTER else None


@cache
def _reporting_words() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["hearing"]["reporting"])
