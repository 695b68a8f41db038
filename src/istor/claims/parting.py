"""Speakers named together, told apart: "the mayor and the fire service" are two who say so."""

from __future__ import annotations

import re
from itertools import pairwise

from istor.claims.speakers import describe, speaks

_JOINT = re.compile(r",? (?:and|as well as|along with|&) ")
_BEGINS = re.compile(r"(?:the|an?|two|three|four|several|some|other|another|its|his|her|their|local|[A-Z][\w’'-]*)\b")
_PLURAL = re.compile(r"[a-z]+s\b")


def parted(words: str) -> tuple[tuple[int, int], ...]:
    """Where in a speaker's words each of several speakers stands; the whole where they name one.

    Two offices of one person ("mayor and party leader Olena Kravets") and one noun of two kinds ("local and foreign
    officials") are not parted.

    >>> words = "medical staff and a security official"
    >>> [words[slice(*part)] for part in parted(words)]
    ['medical staff', 'a security official']
    >>> parted("mayor and party leader Olena Kravets")
    ((0, 36),)
    """
    cuts = [0, *(at for match in _JOINT.finditer(words) for at in match.span()), len(words)]
    parts = tuple((a, b) for a, b in list(pairwise(cuts))[::2])
    if len(parts) == 1 or not all(_alone(words[a:b]) for a, b in parts) or _shared(words, parts):
        return ((0, len(words)),)
    return parts


def _alone(words: str) -> bool:
    """Whether words name a speaker without what is joined to them."""
    plain = words.split(",", maxsplit=1)[0]
    if not (_BEGINS.match(plain) or _PLURAL.search(plain) or " " in plain) or len(plain) < 3:
        return False
    described = describe(words)
    return speaks(words) and (described.role is not None or described.person or described.party is not None)


def _shared(words: str, parts: tuple[tuple[int, int], ...]) -> bool:
    """Whether the last part only goes on with the first: a second office of the person it names, or "relatives of the
    dead and wounded"."""
    (first, end), last = parts[0], parts[-1]
    one, other = describe(words[first:end]), describe(words[slice(*last)])
    lower = words[last[0]].islower()
    offices = other.person and not one.person and not re.match(r"(?:the|a|an) ", words[first:end], re.IGNORECASE)
    singular = (
        lower
        and not _BEGINS.match(words[last[0] :])
        and not _PLURAL.search(words[slice(*last)].split(" of ", maxsplit=1)[0])
    )
    return offices or singular
