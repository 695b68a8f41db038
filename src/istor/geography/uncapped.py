"""Names of places in letters that know no capitals: Arabic, with its article and the small words written onto a name.

Nothing in the writing sets a name apart, so the words around it and its size must: after "the town of" any place is read,
else only a country, a region or a town that many know, whose name is no everyday word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from istor.geography.cases import base_forms
from istor.geography.gazetteer import Gazetteer, Hit
from istor.geography.mentions import Asked, Mention, Role, Word, word_before
from istor.geography.names import ARABIC_LETTERS, fold
from istor.lexicon import open_lexicon

LONGEST = 3  # words: Deir ez-Zor has two, Khirbet Abu Hamdan three
KNOWN = 20_000  # people of a town in a country of Arabic letters
KNOWN_AFTER = 3_000  # where a word such as "in" stands before it
FAMED = 250_000  # people of a town elsewhere
GREAT = 1_000_000  # people of a town elsewhere, where a small word may be written onto the name
SHORT = 3  # letters: so short a name must be a city's
CITY = 100_000
_ARAB = ARABIC_LETTERS - {"IR", "AF", "PK"}
_ARTICLE = re.compile(r"[وف]?(?:لل|[بك]?ال)")
_LETTER = re.compile("[\u0621-\u064a]")


class UncappedWords(NamedTuple):
    """The lexicon's section [uncapped], as sets of folded words."""

    settlement_before: frozenset[str]
    region_before: frozenset[str]
    locative: frozenset[str]
    government_after: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]


@cache
def uncapped_words(language: str = "ar") -> UncappedWords:
    """The words of the lexicon that this module looks for."""
    section = open_lexicon("geography", language)["uncapped"]
    return UncappedWords(*(frozenset(map(fold, section[name])) for name in UncappedWords._fields))


def find_uncapped(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Mention]:
    """Every name in Arabic letters, the longest first, none overlapping, in text order; () for a text without any."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = _mention_at(text, words, at, gazetteer) if _LETTER.match(words[at].text) else None
        if mention:
            found.append(mention)
        at = mention.last + 1 if mention else at + 1
    return found


def _mention_at(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    asked = _asked(words, at)
    last = at
    while last + 1 < len(words) and last - at + 1 < LONGEST and words[last + 1].gap in (" ", "-"):
        if not _LETTER.match(words[last + 1].text):
            break
        last += 1
    for end in range(last, at - 1, -1):
        key = fold(text[words[at].start : words[end].end])
        if end == at and (_is_no_name(key) or (_is_common(key) and not asked)):
            return None
        exact = frozenset(hit.place_id for hit in gazetteer.hits_of_key(key))
        hits = tuple(
            hit
            for hit in gazetteer.hits_of_form(key)
            if (hit.place_id in exact or _takes_small_words(hit)) and _is_meant(hit, key, words, at, asked=asked)
        )
        if hits:
            return Mention(at, end, key, hits, role=_role(words, at, hits, exact, gazetteer=gazetteer), asked=asked)
    return None


def _asked(words: Sequence[Word], at: int) -> Asked:
    before = _bare(fold(word_before(words, at)))
    if before in uncapped_words().settlement_before:
        return "settlement"
    return "region" if before in uncapped_words().region_before else ""


def _bare(key: str) -> str:
    """Without the small words and the article that are written onto it."""
    return re.sub(r"\A[وف]?(?:لل|[بك]?ال|[بلك](?=\w{4}))?(?=\w{2})", "", key)


def _takes_small_words(hit: Hit) -> bool:
    """بالرقة is "in Raqqa"; بايدن is no "in Aydın"."""
    return hit.kind == "country" or hit.country in _ARAB or hit.population >= GREAT


def _is_meant(hit: Hit, key: str, words: Sequence[Word], at: int, *, asked: Asked) -> bool:
    """Whether a bearer of the name is known well enough for what stands before it."""
    if hit.kind == "country":
        return True
    at_home = hit.country in ARABIC_LETTERS
    if asked:
        return at_home or hit.population >= FAMED
    if hit.kind != "settlement":
        return at_home and hit.own == 2
    if not at_home:
        return hit.population >= FAMED and len(key) > SHORT
    if len(_bare(key)) <= SHORT:
        return hit.population >= CITY
    located = fold(word_before(words, at)) in uncapped_words().locative
    return hit.population >= (KNOWN_AFTER if located else KNOWN)


def _is_no_name(key: str) -> bool:
    """A word that calls the next one a place, or opens a longer name."""
    known, bare = uncapped_words(), _bare(key)
    return bare in known.openers or any(
        form in words
        for form in (key, bare)
        for words in (known.settlement_before, known.region_before, known.locative)
    )


def _is_common(key: str) -> bool:
    common = uncapped_words().common
    return key in common or _bare(key) in common or any(form in common for form in base_forms(key))


def _role(words: Sequence[Word], at: int, hits: Sequence[Hit], exact: frozenset[int], *, gazetteer: Gazetteer) -> Role:
    """A capital or country that says something is a government; a country with an article that it has not is a people."""
    country = any(hit.kind == "country" for hit in hits)
    if country and not exact and _ARTICLE.match(fold(words[at].text)):
        return "demonym"
    rules = country or any(hit.place_id in gazetteer.words["capital"].values() for hit in hits)
    says = fold(word_before(words, at)) in uncapped_words().government_after
    return "government" if says and rules else "location"
