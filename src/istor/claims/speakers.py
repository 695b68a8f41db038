"""What the words for a speaker tell: what it is, its name, its office, the side it speaks for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from istor.claims.belligerents import actor_key
from istor.claims.claim import SpeakerKind
from istor.lexicon import open_lexicon

# A name: capitalised words, with the small words that stand inside names ("Abu Omar al-Bukamali", "Ursula von der Leyen").
_NAME_WORD = r"(?:(?:al|el|as|ar|ad|an|az|ash|at)-)?[A-ZÀ-ÖØ-ÞŁŠŽ][\w’'.-]*"
NAME = re.compile(rf"{_NAME_WORD}(?: (?:(?:al|bin|ibn|abu|von|van|der|den|de|da|du|la|el) )*{_NAME_WORD})*")
_ARTICLE = re.compile(
    r"^(?:the|a|an|one|another|its|their|his|her|our|some|several|two|three|four|many|other)\s+", re.I
)
_CAPITAL_WORDS = re.compile(r"[A-ZÀ-ÖØ-ÞŁŠŽ][\w’'.-]*(?: [A-ZÀ-ÖØ-ÞŁŠŽ][\w’'.-]*)?")
_RELATIVE = re.compile(r",? (?:who|whose|which) ")  # "locals who spoke to Reuters" are locals
_LETTERS = str.maketrans({"h": "g", "w": "v", "c": "k", "q": "k", "y": "i", "j": "i", "x": "k", "z": "s"})
_DROPPED = re.compile(r"[aeiou’'`ʼ\W_]+")


class Described(NamedTuple):
    """A speaker's words, told apart. `person`: whether a person is named; `role`: the word its kind was read from."""

    kind: SpeakerKind
    name: str | None
    title: str | None
    party: str | None
    person: bool
    role: str | None


@cache
def describe(words: str) -> Described:
    """What the words say about who speaks.

    >>> describe("Kharkiv Mayor Ihor Terekhov")[:3]
    ('official', 'Terekhov', 'Kharkiv Mayor')
    >>> describe("a doctor at the military hospital").kind
    'hospital'
    >>> describe("the State Emergency Service").name
    'State Emergency Service'
    """
    plain = _RELATIVE.split(" ".join(words.split()))[0]
    kind, role = _kind(plain.lower())
    if role is None and (masthead := _mastheads().search(plain)):
        kind, role = "media", masthead.group()
    name, title = _person(plain) if role is not None or not plain.startswith(("the ", "The ")) else (None, None)
    person = name is not None
    if name is None:
        name = _organisation(plain)
    whole = actor_key(plain) if kind == "unnamed" and not person else None
    if whole is not None:  # "Ukraine says", "Hamas said": a state's officials, an armed group's fighters
        kind = "official" if len(whole) == 2 else "military"
    return Described(kind, name, title, party_of(plain), person, role)


# "killing seven, three of them soldiers, a monitor said"; "no group claimed responsibility": nobody who says anything.
_COUNTED = re.compile(r"\bof (?:them|whom|which)\b|^(?:no|none|neither)\b", re.IGNORECASE)


def is_counted(words: str) -> bool:
    """Whether the words count people instead of naming one who speaks.

    >>> is_counted("No group"), is_counted("a group")
    (True, False)
    """
    return bool(_COUNTED.search(words))


def is_media(words: str) -> bool:
    """Whether the words name an outlet or an agency.

    >>> is_media("the Wall Street Journal"), is_media("the mayor")
    (True, False)
    """
    return describe(words).kind == "media"


def speaks(words: str) -> bool:
    """Whether the words can name who speaks: a name, or a noun for people or bodies that speak.

    >>> speaks("the mayor of a town"), speaks("fires"), speaks("three of them soldiers")
    (True, False, False)
    """
    if is_counted(words):
        return False
    described = describe(words)
    return described.role is not None or described.person or bool(NAME.match(_ARTICLE.sub("", words)))


def party_of(words: str) -> str | None:
    """The side spoken for, by the first actor the words name; None where they name none."""
    whole = actor_key(words)
    if whole:
        return whole
    for match in _CAPITAL_WORDS.finditer(words):
        for part in (match.group(), *match.group().split()):
            key = actor_key(re.sub(r"[’']s?$", "", part))
            if key:
                return key
    return None


@lru_cache(maxsize=4096)  # a speaker heard is compared with every one who is heard after
def skeleton(name: str) -> str:
    """What is left of a name when spellings are folded: "Syniehubov" and "Sinegubov" are one.

    >>> skeleton("Syniehubov") == skeleton("Sinegubov")
    True
    """
    plain = (
        unicodedata.normalize("NFKD", name)
        .lower()
        .replace("tsch", "ch")
        .replace("tch", "ch")
        .replace("kh", "h")
        .replace("zh", "z")
        .replace("sh", "s")
    )
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    folded = plain.translate(_LETTERS)
    return re.sub(r"(.)\1+", r"\1", _DROPPED.sub("", folded)) or plain


def specific(words: str) -> tuple[int, int]:
    """Which characters of a speaker's words are the most specific name or title, appositions left out.

    >>> words = "the mayor, Ihor Terekhov"
    >>> words[slice(*specific(words))]
    'Ihor Terekhov'
    """
    document = _document().match(words)
    if document is not None and speaks(words[document.end() :]):
        low, high = specific(words[document.end() :])
        return document.end() + low, document.end() + high
    relative = _RELATIVE.search(words)
    if relative is not None and relative.start() > 0:
        return specific(words[: relative.start()])
    pieces = [(match.start(), match.end()) for match in re.finditer(r"[^,()—–]+", words)]
    trimmed = []
    for start, end in pieces:
        piece = words[start:end]
        trimmed.append((start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
    for start, end in trimmed:
        plain = words[start:end]
        if NAME.fullmatch(plain) and " " in plain and _kind(plain.lower())[1] is None:
            return start, end
    if "," in words and trimmed and _kind(words[trimmed[0][0] : trimmed[0][1]].lower())[1]:
        return trimmed[0]
    return (0, len(words))


@cache
def _document() -> re.Pattern[str]:
    """ "a statement by", "reports from": the one who gave it out is the speaker."""
    nouns = "|".join(open_lexicon("claims", "en")["attribution"]["says_nouns"])
    return re.compile(
        rf"(?:an? |the |one )?(?:\w+ )?(?:{nouns})s? (?:(?:on|about) (?:[\w-]+ ){{1,5}})?(?:issued by|released by|published by|by|from|of) (?=\S)",
        re.I,
    )


@cache
def _kinds() -> tuple[tuple[SpeakerKind, re.Pattern[str]], ...]:
    section = open_lexicon("claims", "en")["attribution"]
    tables = [("official", section["official_phrases"]), *section["kinds"].items()]
    return tuple((kind, _any_of(words)) for kind, words in tables)


@cache
def _mastheads() -> re.Pattern[str]:
    """ "the Riverside Post": a newspaper by the last word of its name, which with a small letter is none."""
    return re.compile(
        rf"(?:\b[A-Z][\w’'-]*|^[Tt]he) (?:{'|'.join(open_lexicon('claims', 'en')['attribution']['mastheads'])})$"
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _kind(lower: str) -> tuple[SpeakerKind, str | None]:
    for phrase in open_lexicon("claims", "en")["attribution"]["no_kind"]:
        lower = lower.replace(phrase, "")
    for kind, pattern in _kinds():
        match = pattern.search(lower)
        if match:
            return kind, match.group()
    return "unnamed", None


def _person(words: str) -> tuple[str | None, str | None]:
    """The family name and the office, where the words name a person: title before the name or set off after it."""
    low, high = specific(words)
    if (low, high) != (0, len(words)) and NAME.fullmatch(words[low:high]) and " " in words[low:high]:
        rest = (words[:low] + words[high:]).strip(" ,()—–")
        return words[low:high].rsplit(maxsplit=1)[-1], rest or None
    head, _, rest = words.partition(",")
    head = _ARTICLE.sub("", head)
    role = _last_role(head)
    if role is not None:
        name = head[role:].strip()
        if NAME.fullmatch(name) and not _kind(name.lower())[1]:
            return name.split()[-1], head[:role].strip()
        return None, None
    if NAME.fullmatch(head) and (len(head.split()) > 1 or rest) and not _kind(head.lower())[1]:
        return head.split()[-1], rest.strip(" ,") or None
    return None, None


def _last_role(head: str) -> int | None:
    """Where the last word for an office ends before a name ("regional governor | Oleh Sinegubov")."""
    lower, best = head.lower(), None
    for _, pattern in _kinds():
        for match in pattern.finditer(lower):
            if match.end() < len(head) and (best is None or match.end() > best):
                best = match.end()
    return best


def _organisation(words: str) -> str | None:
    plain = _ARTICLE.sub("", words)
    match = NAME.search(plain)
    return _ARTICLE.sub("", plain.split(",")[0]) if match else None
