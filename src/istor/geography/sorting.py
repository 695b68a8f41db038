"""Tells a place where something may happen from a government ("Kyiv said"), a name (Kyiv Independent) and a dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from istor.geography.gazetteer import Gazetteer
from istor.geography.mentions import Mention, Word, mention_words, preceding, sentence_start
from istor.lexicon import open_lexicon

_DATELINE = re.compile(
    r"(?:,\s*[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3})?(?:,?\s*\(?[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s*\d{4})?\)?)?"
    r"\s*(?:\([A-Z][^()\n]{1,40}\)\s*[-–—:]?|\s[-–—]{1,2}\s?|[–—])"
)
SMALL = 150_000
KNOWN = 20_000  # people of a town whose name speaks for its country
_GAPS = frozenset({" ", "\u00a0"})


class RoleWords(NamedTuple):
    """The lexicon's section [sorting], as sets."""

    government_before_verb: frozenset[str]
    place_before_verb: frozenset[str]
    government_after: frozenset[str]
    organisation_after: frozenset[str]
    feature_after: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    speech: frozenset[str]


@cache
def role_words(language: str = "en") -> RoleWords:
    """The words of the lexicon that decide roles."""
    section = open_lexicon("geography", language)["sorting"]
    return RoleWords(*(frozenset(section[name]) for name in RoleWords._fields))


def assign_roles(text: str, words: Sequence[Word], mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with their roles set; those that are plain words or parts of unknown names are left out."""
    taken = {at for mention in mentions for at in range(mention.first, mention.last + 1)}
    capitals = frozenset(gazetteer.words["capital"].values())
    for mention in mentions:
        if mention.role == "location":
            if _is_dateline(text, words, mention):
                mention.role, mention.likely = "dateline", True
            elif _is_name(words, mention, taken=taken):
                mention.role = "name"
            elif _is_government(words, mention, capitals):
                mention.role = "government"
    for one, other in pairwise(mentions):
        if _is_a_person(words, one, other):
            one.role = other.role = "name"
    surnames = _surnames(words, mentions)
    told = _countries_told(mentions)
    kept = []
    for mention in mentions:
        if mention.role == "location" and (mention.first == mention.last or not mention.likely):
            place_like = _evidence(words, mention)
            if words[mention.first].low in surnames and not place_like:
                mention.role = "name"
            elif (
                not mention.likely or words[mention.first].low in role_words().titles or _is_faint(mention, told)
            ) and not place_like:
                continue
        kept.append(mention)
    return kept


def _countries_told(mentions: Sequence[Mention]) -> set[str]:
    """The countries that a text names, or of which it names a town that many know."""
    return {
        hit.country
        for mention in mentions
        for hit in mention.hits[:1]
        if hit.kind in ("country", "region") or hit.population >= KNOWN
    }


def _is_faint(mention: Mention, told: set[str]) -> bool:
    """Only hamlets without a count of people bear the name, in countries that the text does not speak of."""
    return (
        bool(mention.hits)
        and not mention.unlisted
        and all(hit.population == 0 and hit.kind == "settlement" and hit.country not in told for hit in mention.hits)
    )


def _evidence(words: Sequence[Word], mention: Mention) -> bool:
    """Something beside a doubtful word says that it is a place: "in Most", "the town of Reading", "Police, Poland"."""
    after = words[mention.last + 1] if mention.last + 1 < len(words) else None
    before = next(preceding(words, mention.first, count=1), "")
    placed = before in mention_words().firmly_locative or before == "of" or sentence_start(words, mention.first)
    asked = mention.asked and (before == "of" or not words[mention.first].titled)  # "Rebels Leave Town From the East"
    if asked or (mention.within and placed and after is not None and after.gap == ", "):
        return True
    followed = after is not None and after.cap and after.gap in _GAPS
    common = words[mention.first].low in mention_words().common or words[mention.first].low in role_words().titles
    return before in mention_words().firmly_locative and not followed and not common


def _is_a_person(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    """Paris Hilton, Corey Adams: all are towns, and none is meant."""
    if other.first != one.last + 1 or not _beside(words, one.last, other.first):
        return False
    if one.first == one.last and words[one.first].low in role_words().first_names and other.role == "name":
        return True
    return _is_small(one) and _is_small(other) and other not in one.within


def _is_small(mention: Mention) -> bool:
    """A town of which few have heard, so that two of them side by side are rather a person."""
    plain = mention.role in ("location", "name") and not mention.asked and not mention.unlisted
    return plain and all(
        (hit.kind == "settlement" or (hit.kind == "subregion" and hit.own == 0)) and hit.population < SMALL
        for hit in mention.hits
    )


def _is_dateline(text: str, words: Sequence[Word], mention: Mention) -> bool:
    first = words[mention.first]
    return "\n" in first.gap and bool(_DATELINE.match(text, words[mention.last].end))


def _is_name(words: Sequence[Word], mention: Mention, *, taken: set[int]) -> bool:
    """Part of the name of a person, an organisation, an office or a street."""
    known, titled = role_words(), words[mention.first].titled
    after = _beside(words, mention.last + 1, mention.last + 1)
    if after and not words[mention.last].possessive:
        if after.low in known.organisation_after and (after.cap or after.low in ("mayor", "governor", "prosecutors")):
            return True
        if after.cap and not titled and (mention.last + 1) not in taken and not _goes_with_places(after):
            return True
        if after.cap and after.low in ("river", "creek", "lake", "mountains", "mountain", "valley", "sea"):
            return True
    before = _beside(words, mention.first - 1, mention.first)
    if before is None or not before.cap:
        return _of_an_organisation(words, mention)
    if before.low in ("lake", "mount", "fort", "camp", "river"):
        return True
    if before.low in known.first_names or before.low in known.titles:
        return (mention.first - 1) not in taken or before.low in known.first_names
    named = before.token is not None and before.token.pos == "PROPN" and before.low not in mention_words().common
    opening = sentence_start(words, mention.first - 1) and not named
    plain = opening or titled or before.low in mention_words().common or before.low in mention_words().directions
    return not plain and (mention.first - 1) not in taken and not _goes_with_places(before)


def _beside(words: Sequence[Word], at: int, right: int) -> Word | None:
    """The word at `at` if nothing but a space parts it from its neighbour (`right` is the later of the two)."""
    return words[at] if 0 <= at < len(words) and words[right].gap in _GAPS else None


def _goes_with_places(word: Word) -> bool:
    beside = mention_words()
    low = word.low
    return (
        low in beside.region_after
        or low in beside.subregion_after
        or low in beside.countryside_after
        or low in beside.directions
        or low in role_words().feature_after
        or low in beside.locative
        or low in ("city", "town", "village", "time", "based", "airport")
        or (word.token is not None and word.token.pos not in ("PROPN", "NOUN", "X", "ADJ"))
    )


def _of_an_organisation(words: Sequence[Word], mention: Mention) -> bool:
    if mention.first < 2 or words[mention.first - 1].low != "of" or words[mention.first - 1].gap not in _GAPS:
        return False
    head = words[mention.first - 2]
    return head.cap and head.low in role_words().organisation_after


def _is_government(words: Sequence[Word], mention: Mention, capitals: frozenset[int]) -> bool:
    """A capital or country that acts or is spoken to."""
    if not any(hit.kind == "country" or hit.place_id in capitals for hit in mention.hits):
        return False
    before = next(preceding(words, mention.first, count=1), "")
    if before in role_words().government_after:
        return True
    if before in mention_words().locative and before not in ("and", "of"):
        return False
    after = _beside(words, mention.last + 1, mention.last + 1) if mention.last + 1 < len(words) else None
    token = words[mention.last].token
    if after is None or words[mention.last].possessive:
        return False
    if after.low in ("was", "were", "is", "has", "had") and token is not None and token.dep != "nsubj":
        return False
    return after.low in role_words().government_before_verb and before != "of"


def _surnames(words: Sequence[Word], mentions: Sequence[Mention]) -> set[str]:
    """Words that are somebody's last name in this text: after a first name, a title or an initial, or before "said"."""
    return {
        words[mention.first].low
        for mention in mentions
        if mention.first == mention.last
        and (_follows_a_title(words, mention) or (_is_small(mention) and _is_a_last_name(words, mention)))
    }


def _follows_a_title(words: Sequence[Word], mention: Mention) -> bool:
    known = role_words()
    before = _beside(words, mention.first - 1, mention.first)
    named = before is not None and before.cap and (before.low in known.first_names or before.low in known.titles)
    return mention.role == "name" and named


def _is_a_last_name(words: Sequence[Word], mention: Mention) -> bool:
    """ "coach Ripley", "Gen. Cartwright", "T. M. Bell", "Welch said": what no one says of a small town."""
    if mention.first and not sentence_start(words, mention.first):
        before, gap = words[mention.first - 1], words[mention.first].gap
        if gap in (" ", ". ") and (
            before.low in role_words().titles or (len(before.text) == 1 and before.cap and gap == ". ")
        ):
            return True
    after = _beside(words, mention.last + 1, mention.last + 1)
    return after is not None and after.low in role_words().speech and not words[mention.last].possessive
