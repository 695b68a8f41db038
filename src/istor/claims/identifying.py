"""One speaker under two names: "CENTCOM" and "U.S. Central Command", "a war monitor" and the only one that is named; and one
body behind several: a monitor's activists, its sources, its director."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from istor.claims.claim import Speaker, SpeakerKind

ACRONYM = re.compile(r"(?:the )?([A-Z]{3,})", re.IGNORECASE)
CAPITALISED = re.compile(r"[A-Z][A-Za-z’'-]*")
UNNAMED = re.compile(
    r"(?:an?|one|another) [a-z]|(?:an?|one) [A-Z][\w’'-]*-based |[Tt]he (?:war )?(?:monitor|watchdog)$"
)
ACRONYM_LETTERS = 3
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
    bodies = _bodies([found.get(one, one) for one in distinct])
    named = {one: _under(found.get(one, one), bodies) for one in distinct}
    return {one: other for one, other in named.items() if other != one}


def _bodies(speakers: Sequence[Speaker]) -> dict[str, str]:
    """The name of each speaker who is a monitor's, or one of its people → the fullest name of that monitor in the article:
    "SOHR activists", "Observatory sources". One that could be of two monitors stays alone."""
    names = {one.name: _capitals(one.name) for one in speakers if one.kind in LONE and one.name and not one.title}
    bodies: dict[str, str] = {}
    for name, words in names.items():
        whole = [other for other in names.values() if _is_body(words, other)]
        holding = [each for each in whole if all(_is_body(other, each) for other in whole)]
        if holding:
            _, fullest = max((len(each), each) for each in holding)
            bodies[name] = " ".join(fullest)
    return bodies


def _capitals(name: str) -> tuple[str, ...]:
    """The words of a body's own name: "reliable SOHR sources" → SOHR."""
    found = (re.sub(r"[’']s?$", "", match.group()) for match in CAPITALISED.finditer(name))
    return tuple(word for word in found if "-" not in word)


def _is_body(words: Sequence[str], fuller: Sequence[str]) -> bool:
    """Whether a name is the fuller one cut short: an acronym of it, or some of its words; "SOHR" is the Observatory, too,
    though nobody spells it out."""
    if not words or set(words) <= set(fuller):
        return bool(words)
    short, long = words[0], fuller[0] if fuller else ""
    if len(words) > 1:
        return False
    if len(fuller) == 1:
        return long.isupper() and len(long) >= ACRONYM_LETTERS and not short.isupper() and short[0] in long
    return short.isupper() and abbreviates(short, " ".join(fuller))


def _under(speaker: Speaker, bodies: Mapping[str, str]) -> Speaker:
    name = bodies.get(speaker.name or "")
    return (
        msgspec.structs.replace(speaker, name=name) if name and speaker.kind in LONE and not speaker.title else speaker
    )


def _is_same(one: Speaker, other: Speaker) -> bool:
    if one.kind in LONE and UNNAMED.match(one.words):
        return other.kind == one.kind and not UNNAMED.match(other.words)
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
