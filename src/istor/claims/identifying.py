"""One speaker under two names: "CENTCOM" and "U.S. Central Command", "a war monitor" and the only one that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from istor.claims.claim import Speaker, SpeakerKind

ACRONYM = re.compile(r"(?:the )?([A-Z]{3,})", re.IGNORECASE)
CAPITALISED = re.compile(r"[A-Z][A-Za-z’'-]*")
INDEFINITE = re.compile(r"(?:an?|one|another) [a-z]|(?:an?|one) [A-Z][\w’'-]*-based ")
LONE: frozenset[SpeakerKind] = frozenset(
    ("monitor",)
)  # an article that speaks of "a monitor" and names one means that one


def identified(speakers: Sequence[Speaker]) -> dict[Speaker, Speaker]:
    """For each speaker of one article who is another one under a shorter or vaguer name, that other one.

    >>> from istor.provenance import Span
    >>> at = Span(article_id="a", start=0, end=1)
    >>> short = Speaker(words="CENTCOM", span=at, kind="military", name="CENTCOM")
    >>> long = Speaker(words="U.S. Central Command", span=at, kind="military", name="U.S. Central Command")
    >>> identified((short, long))[short].words
    'U.S. Central Command'
    """
    distinct = tuple(dict.fromkeys(speakers))
    found: dict[Speaker, Speaker] = {}
    for one in distinct:
        others = [other for other in distinct if other is not one and other.name and _is_same(one, other)]
        if len({other.name for other in others}) == 1:
            found[one] = others[0]
    return found


def _is_same(one: Speaker, other: Speaker) -> bool:
    if one.kind in LONE and INDEFINITE.match(one.words):
        return other.kind == one.kind and not INDEFINITE.match(other.words)
    short = ACRONYM.fullmatch(one.words)
    if short is None or not short.group(1).isupper() or ACRONYM.fullmatch(other.words):
        return False
    return abbreviates(short.group(1), other.words)


def abbreviates(acronym: str, name: str) -> bool:
    """Whether an acronym is made of the beginnings of a name's capitalised words, which may have others before them.

    >>> abbreviates("SOHR", "the Syrian Observatory for Human Rights"), abbreviates("UNICEF", "the Health Ministry")
    (True, False)
    """
    words = [match.group() for match in CAPITALISED.finditer(name)]
    return any(_spelled(acronym.lower(), [word.lower() for word in words[at:]]) for at in range(len(words) - 1))


def _spelled(letters: str, words: Sequence[str]) -> bool:
    """Whether `letters` are a beginning of each of the words, one after the other."""
    if not words:
        return not letters
    shared = next(
        (at for at, (a, b) in enumerate(zip(letters, words[0], strict=False)) if a != b),
        min(len(letters), len(words[0])),
    )
    return any(_spelled(letters[size:], words[1:]) for size in range(shared, 0, -1))
