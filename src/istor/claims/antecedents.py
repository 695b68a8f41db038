"""Who "he", "the official" and a bare family name are: the last fitting speaker, most specific name or title as written."""

from __future__ import annotations

import re
from functools import cache, cached_property

from istor.claims.claim import Speaker
from istor.claims.speakers import NAME, Described, describe, skeleton, specific
from istor.lexicon import open_lexicon
from istor.provenance import Span

_HE = frozenset(("he", "she", "him", "her"))
_THEY = frozenset(("they", "them"))
_IT = frozenset(("it",))
_SELF = frozenset(("i", "we", "me", "us", "you"))
_DEFINITE = re.compile(
    r"(?:the|that|this|its|his|her|their|same)\s+(?:same\s+|latter\s+)?((?:[\w’'-]+\s+){0,2})([\w’'-]+)$", re.I
)
_BODIES = frozenset(
    (
        "ministry",
        "agency",
        "service",
        "army",
        "military",
        "police",
        "administration",
        "office",
        "newspaper",
        "department",
        "council",
        "coalition",
        "group",
        "organisation",
        "organization",
        "observatory",
        "committee",
        "channel",
        "statement",
        "command",
        "force",
    )
)
_OFFICIALS = ("official", "military", "police", "prosecutor", "rescuer")
_NO_FIRST_NAME = re.compile(
    r"(?:^|[.!?] )(?:While|As|In|On|At|But|And|The|When|After|Before|For|If|From|With|Since|By|To|That|This|These|Both|All|Mr|Ms|Mrs|Dr)\.? ",
    re.I,
)
_REMEMBERED = 40  # speakers; nobody writes "the official" of one heard longer ago
_LOOK_BACK = 90  # characters before a family name in which its first name and title stand


class Antecedents:
    """The speakers of one article so far, in the order they were last heard.

    `text` is the whole article: names and titles are looked up in it where no sentence was parsed.
    """

    def __init__(self, article_id: str, text: str) -> None:
        self._article_id = article_id
        self._text = text
        self._heard: list[tuple[Speaker, Described]] = []

    def resolve(self, words: str, start: int) -> Speaker:
        """The speaker that `words`, standing at offset `start`, name; it is the last heard from then on."""
        plain = words.strip()
        low, high = specific(plain)
        found = self._referred(plain[low:high])
        if found is None:
            found = self._named(plain, start + (len(words) - len(words.lstrip())))
        self._heard = [one for one in self._heard if one[0] != found[0]]
        self._heard = [*self._heard[1 - _REMEMBERED :], found]
        return found[0]

    def last(self) -> Speaker | None:
        """Who was heard last."""
        return self._heard[-1][0] if self._heard else None

    def _referred(self, words: str) -> tuple[Speaker, Described] | None:
        lower = words.lower()
        if lower in _SELF:
            return None
        if lower in _HE:
            return self._latest(lambda known: known.person) or self._latest(lambda known: known.role is not None)
        if lower in _THEY:
            return self._latest(lambda known: not known.person) or self._latest(lambda known: True)
        if lower in _IT:
            return self._latest(lambda known: not known.person)
        definite = _DEFINITE.match(words)
        if definite is None:
            return None
        if definite.group(2)[0].isupper():
            return self._shortened(words[words.index(" ") + 1 :]) if words[:3].lower() == "the" else None
        if any(word[0].isupper() and describe(word).party is None for word in definite.group(1).split()):
            return None
        return self._described(definite.group(2).lower())

    def _shortened(self, proper: str) -> tuple[Speaker, Described] | None:
        """ "the Ground Forces", heard before as "Ukraine's Ground Forces"."""
        return next((one for one in reversed(self._heard) if one[0].words.endswith(f" {proper}")), None)

    def _described(self, noun: str) -> tuple[Speaker, Described] | None:
        """The last speaker that "the `noun`" fits: the noun stands in its words, title or kind."""
        if noun in _documents():
            return self._heard[-1] if self._heard else None
        forms = re.compile(_forms(noun))
        for speaker, known in reversed(self._heard):
            heard = f"{speaker.words} {speaker.title or ''}".lower()
            if forms.search(heard) and not (noun in _BODIES and known.person):  # the coalition is not its commander
                return speaker, known
        if noun in _BODIES or not noun:
            return None
        kind = describe(noun).kind
        if kind == "unnamed" or noun.endswith("s"):
            return None
        kinds = _OFFICIALS if noun == "official" else (kind,)
        return self._latest(lambda known: known.person and known.kind in kinds)

    def _latest(self, fits) -> tuple[Speaker, Described] | None:  # type: ignore[no-untyped-def]
        return next((one for one in reversed(self._heard) if fits(one[1])), None)

    def _named(self, words: str, start: int) -> tuple[Speaker, Described]:
        described = describe(words)
        low, high = specific(words)
        if described.person and described.kind == "unnamed":
            titled = self._titled_here(words, start)
            if titled is not None:
                return titled
        if NAME.fullmatch(words) and " " not in words and described.role is None:
            earlier = self._fuller(words, start)
            if earlier is not None:
                return earlier
        key = described.name
        known = self._same(key) if key else None
        if known is not None and described.person and len(known[0].words) >= high - low:
            return known
        speaker = self._speaker(words[low:high], start + low, described)
        if known is not None:
            speaker = _merged(speaker, known[0])
        return speaker, described

    def _same(self, name: str) -> tuple[Speaker, Described] | None:
        folded = skeleton(name)
        return next((one for one in reversed(self._heard) if one[0].name and skeleton(one[0].name) == folded), None)

    def _fuller(self, family: str, start: int) -> tuple[Speaker, Described] | None:
        """A bare family name in full: as a speaker already heard, else as the article first gives it."""
        known = self._same(family)
        if known is not None:
            return known
        return next(filter(None, map(self._in_full, self._standing.get(skeleton(family), ()))), None)

    def _titled_here(self, words: str, start: int) -> tuple[Speaker, Described] | None:
        """A person whose office stands before the name where the speaker's words were cut from it."""
        family = words.split(",", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
        found = self._in_full(start + words.index(family))
        return found if found is not None and found[1].kind != "unnamed" else None

    def _in_full(self, at: int) -> tuple[Speaker, Described] | None:
        """The person whose family name stands at offset `at`, with the first name and office around it."""
        begin = max(0, at - _LOOK_BACK)
        full = _full_name(self._text[begin:at], self._text[at : at + _LOOK_BACK])
        if full is None:
            return None
        words, low = full
        described = describe(words)
        a, b = specific(words)
        return self._speaker(words[a:b], begin + low + a, described), described

    def _speaker(self, words: str, start: int, described: Described) -> Speaker:
        return Speaker(
            words=words,
            span=Span(article_id=self._article_id, start=start, end=start + len(words)),
            kind=described.kind,
            name=described.name,
            title=described.title,
            party=described.party,
        )

    @cached_property
    def _standing(self) -> dict[str, list[int]]:
        """Where each capitalised word that follows another word stands in the article, by its folded spelling."""
        found: dict[str, list[int]] = {}
        for match in re.finditer(r"(?<=[\w.] )[A-ZÀ-ÖØ-ÞŁŠŽ][\w’'-]+", self._text):
            places = found.setdefault(skeleton(re.sub(r"[’']s$", "", match.group())), [])
            if len(places) < 8:
                places.append(match.start())
        return found


@cache
def _forms(noun: str) -> str:
    """ "the civil defence" is not heard in "the defence ministry", where the word only says which ministry."""
    plain = rf"{re.escape(noun.removesuffix('s'))}s?" if noun.startswith("source") else re.escape(noun)
    return rf"\b{plain}\b(?!\s+(?:{'|'.join(sorted(_BODIES))})\b)"


def _documents() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["attribution"]["says_nouns"])


_TITLE_BEFORE = re.compile(
    r"(?:(?:[A-ZÀ-Þ][\w’'-]*|[A-Z][a-z]{0,3}\.|head|chief|of|the|for|regional|military|administration|governor|mayor|minister|spokesman|spokeswoman|"
    r"spokesperson|official|commander|director|president|deputy|general|police|local|city|acting|senior) )*"
    r"(?:[A-ZÀ-Þ][\w’'-]+ )$"
)


def _full_name(before: str, after: str) -> tuple[str, int] | None:
    """Title, first name and family name around the boundary, with where they begin in `before`."""
    match = _TITLE_BEFORE.search(before)
    family = re.match(r"[\w’'-]+?(?=[’']s\b|\W|$)", after)
    if match is None or family is None:
        return None
    if describe(family.group()).party is not None or _NO_FIRST_NAME.match(before[match.start() :]):
        return None
    words = before[match.start() :] + family.group()
    apposition = re.match(r", (?:the |a |an )?[a-z][\w’' -]+?(?=[,.;])", after[family.end() :])
    plain = words + apposition.group() if apposition and describe(apposition.group()).role else words
    return (plain, match.start()) if describe(plain).person else None


def _merged(speaker: Speaker, known: Speaker) -> Speaker:
    """What is told of one speaker in two places."""
    return Speaker(
        words=speaker.words,
        span=speaker.span,
        kind=speaker.kind if speaker.kind != "unnamed" else known.kind,
        name=known.name,
        title=speaker.title or known.title,
        party=speaker.party or known.party,
    )
