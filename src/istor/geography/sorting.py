"""Tells a place where something may happen from a government ("Kyiv said"), a name (Kyiv Independent) and a dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from istor.geography.gazetteer import Gazetteer, is_bare_county
from istor.geography.mentions import Mention, Word, mention_words, sentence_start, word_before
from istor.geography.namesakes import GAPS, aged_names, beside, name_persons, name_role, name_words, surnames
from istor.lexicon import open_lexicon

_DATELINE = re.compile(
    r"(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3})?(?:,?\s*\(?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s*\d{4})?\)?)?"
    r"\s*(?:\([A-Z][^()\n]{1,40}\)\s*[-–—:]?|\s[-–—]{1,2}\s?|[–—])"
)
KNOWN_CAPITAL = 50_000  # people; Douglas is a man before he is the capital of an island
KNOWN = 20_000  # people of a town whose name speaks for its country


class RoleWords(NamedTuple):
    """The lexicon's section [sorting], as sets."""

    government_before_verb: frozenset[str]
    government_after: frozenset[str]


@cache
def role_words(language: str = "en") -> RoleWords:
    """The words of the lexicon that make a capital or a country a government."""
    section = open_lexicon("geography", language)["sorting"]
    return RoleWords(*(frozenset(section[name]) for name in RoleWords._fields))


def assign_roles(text: str, words: Sequence[Word], mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with their roles set; those that are plain words or parts of unknown names are left out."""
    taken = {at for mention in mentions if mention.likely for at in range(mention.first, mention.last + 1)}
    aged = aged_names(words, mentions)
    for mention in mentions:
        if mention.role == "location":
            if mention.first in aged and mention.last in aged:
                mention.role = "name"
            elif _is_dateline(text, words, mention):
                mention.role, mention.likely = "dateline", True
            elif (role := name_role(words, mention, taken=taken)) != "location":
                mention.role = role
            elif _is_government(words, mention, gazetteer.capitals):
                mention.role = "government"
    name_persons(words, mentions)
    evident = {
        id(mention)
        for mention in mentions
        if mention.role == "location"
        and (mention.first == mention.last or not mention.likely)
        and _evidence(words, mention)
    }
    placed = {words[mention.first].low for mention in mentions if id(mention) in evident}
    persons = surnames(words, mentions, placed=placed) | {words[at].low for at in aged}
    told = _countries_told(mentions)
    full = {hit.place_id for mention in mentions for hit in mention.hits if hit.kind == "subregion" and hit.own == 2}
    kept = []
    for mention in mentions:
        doubtful = mention.role == "location" and (mention.first == mention.last or not mention.likely)
        if doubtful and id(mention) not in evident:
            if words[mention.first].low in persons:
                mention.role = "name"
            elif (
                not mention.likely
                or words[mention.first].low in name_words().titles
                or _is_faint(mention, told=told, full=full)
            ):
                continue
        if mention.likely or mention.role not in ("organisation", "name"):  # "Police Department" of no Police
            kept.append(mention)
    return kept


def _countries_told(mentions: Sequence[Mention]) -> set[str]:
    """The countries that a text names, or of which it names a town that many know."""
    return {
        hit.country
        for mention in mentions
        for hit in mention.hits[:1]
        if hit.kind in ("country", "region") or (hit.population >= KNOWN and not is_bare_county(hit))
    }


def _is_faint(mention: Mention, *, told: set[str], full: set[int]) -> bool:
    """Only hamlets without a count of people bear the name, in countries that the text does not speak of, or counties
    whose name is not told in full ("Gulf", of Gulf County)."""
    if not mention.hits or mention.unlisted:
        return False
    county = all(is_bare_county(hit) and hit.place_id not in full for hit in mention.hits)
    return county or all(
        hit.population == 0 and hit.kind == "settlement" and hit.country not in told for hit in mention.hits
    )


def _evidence(words: Sequence[Word], mention: Mention) -> bool:
    """Something beside a doubtful word says that it is a place: "in Most", "the town of Reading", "Police, Poland"."""
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    before = word_before(words, mention.first)
    low = words[mention.first].low
    common = low in mention_words().common or low in name_words().titles
    placed = before in mention_words().firmly_locative or before == "of" or sentence_start(words, mention.first)
    abbreviated = any(outer.asked == "region" and outer.dotted for outer in mention.within)  # "and Surprise, Ariz."
    asked = mention.asked and (before == "of" or not words[mention.first].titled)  # "Rebels Leave Town From the East"
    addressed = mention.within and after is not None and after.gap == ", "
    if asked or (addressed and (placed or abbreviated or not common)):
        return True
    followed = after is not None and after.cap and after.gap in GAPS
    return before in mention_words().firmly_locative and not followed and not common


def _is_dateline(text: str, words: Sequence[Word], mention: Mention) -> bool:
    first = words[mention.first]
    return "\n" in first.gap and bool(_DATELINE.match(text, words[mention.last].end))


def _is_government(words: Sequence[Word], mention: Mention, capitals: frozenset[int]) -> bool:
    """A capital or country that acts or is spoken to."""
    if not any(
        hit.kind == "country" or (hit.place_id in capitals and hit.population >= KNOWN_CAPITAL) for hit in mention.hits
    ):
        return False
    before = word_before(words, mention.first)
    if before in role_words().government_after:
        return True
    if before in mention_words().locative and before not in ("and", "of"):
        return False
    after = beside(words, mention.last + 1, mention.last + 1) if mention.last + 1 < len(words) else None
    token = words[mention.last].token
    if after is None or words[mention.last].possessive:
        return False
    if after.low in ("was", "were", "is", "has", "had") and token is not None and token.dep != "nsubj":
        return False
    return after.low in role_words().government_before_verb and before != "of"
