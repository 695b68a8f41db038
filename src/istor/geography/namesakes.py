"""Tells a place from the name of a person or an organisation that bears it: Paris Hilton, the Athens Police Department."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from istor.geography.gazetteer import BROAD, Hit
from istor.geography.mentions import Mention, Role, Word, mention_words, sentence_start
from istor.geography.names import ARTICLES
from istor.lexicon import open_lexicon

SMALL = 150_000  # people of a town of which few have heard
OLDEST = 110  # years: no number above is somebody's age
RUN = 7  # words among which an organisation's own word is looked for: "Guernsey County Common Pleas Court"
GAPS = frozenset({" ", "\u00a0"})
_POINTS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW"})
_AGE = re.compile(r"[0-9]{1,3}")
_AFTER_AN_AGE = frozenset({",", ".", ";", ")"})


class NameWords(NamedTuple):
    """The lexicon's section [namesakes], as sets."""

    thing_after: frozenset[str]
    street_after: frozenset[str]
    public_after: frozenset[str]
    organisation_after: frozenset[str]
    office_after: frozenset[str]
    feature_after: frozenset[str]
    titles: frozenset[str]
    first_names: frozenset[str]
    speech: frozenset[str]
    after_age: frozenset[str]


@cache
def name_words(language: str = "en") -> NameWords:
    """The words of the lexicon that stand in the names of persons and organisations."""
    section = open_lexicon("geography", language)["namesakes"]
    return NameWords(*(frozenset(section[name]) for name in NameWords._fields))


def beside(words: Sequence[Word], at: int, right: int) -> Word | None:
    """The word at `at` if nothing but a space parts it from its neighbour (`right` is the later of the two)."""
    return words[at] if 0 <= at < len(words) and words[right].gap in GAPS else None


def name_role(words: Sequence[Word], mention: Mention, *, taken: set[int]) -> Role:
    """ "organisation" in one's name (a court, a police force, an office), "name" in a person's or a thing's, else "location".

    `taken` are the words that belong to mentions: a place beside a place makes no name.
    """
    after = beside(words, mention.last + 1, mention.last + 1)
    if _is_a_water(words, mention, after) or _is_a_street(words, mention.first):
        return "name"
    if after and not words[mention.last].possessive and (role := _role_before(words, mention, after, taken)):
        return role
    before = beside(words, mention.first - 1, mention.first)
    if before is None or not before.cap:
        return "organisation" if _of_an_organisation(words, mention) else "location"
    return "name" if _follows_a_name(words, mention, before, taken) else "location"


def _is_a_water(words: Sequence[Word], mention: Mention, after: Word | None) -> bool:
    """ "Oskil River", "Lake Chad" where the gazetteer has only a village and a country of that name."""
    waters, settled = mention_words().waters, not words[mention.last].possessive
    before = beside(words, mention.first - 1, mention.first)
    named = before is not None and before.low in waters and (before.cap or before.low == "river")
    inside = any(word.low in waters for word in words[mention.first : mention.last + 1])
    return not inside and (named or bool(after and settled and after.low in waters))


def _is_a_street(words: Sequence[Word], first: int) -> bool:
    """ "the 4200 block of South Fairfield": streets are told so, with their Street left out."""
    at = first - 1
    while at > 1 and (words[at].low in mention_words().directions or words[at].text in _POINTS):
        at -= 1
    return at > 0 and words[at].low == "of" and words[at - 1].low in ("block", "blocks")


def _role_before(words: Sequence[Word], mention: Mention, after: Word, taken: set[int]) -> Role | None:
    """What the word after a name makes of it; None where it says nothing."""
    known = name_words()
    if not after.cap:
        if _opens_a_surname(words, mention, taken):
            return "name"
        return "organisation" if after.low in known.office_after else None
    if after.low in known.thing_after or after.low in known.street_after:
        return "name"
    if (mention.last + 1) in taken or mention.stretched_to > mention.last:
        return None
    if _bears_its_place(words, mention):
        return "organisation"
    named = after.low in known.organisation_after or after.low in known.public_after
    if not named and (words[mention.first].titled or _goes_with_places(after)):
        return None
    # "Georgia Modular Systems": no person is called Laurel County
    told = _is_told_in_full(mention) and words[mention.first].low not in known.first_names
    return "organisation" if told else "name"


def _opens_a_surname(words: Sequence[Word], mention: Mention, taken: set[int]) -> bool:
    """ "Bara al-Hamdan": after a village's name an Arabic article makes a person."""
    at = mention.last + 1
    grown = at + 1 < len(words) and words[at].low in ARTICLES and words[at + 1].cap and words[at + 1].gap == "-"
    return grown and at not in taken and _is_small(mention)


def _bears_its_place(words: Sequence[Word], mention: Mention) -> bool:
    """ "Guernsey County Common Pleas Court": the capitals that follow name a public body, or another one of a wide place."""
    known, wide = name_words(), _is_wide(mention)
    if words[mention.first].low in known.first_names and not wide:
        return False
    for at in range(mention.last + 1, min(len(words), mention.last + RUN)):
        joined = words[at].gap in GAPS and (words[at].cap or words[at].low in ("of", "and", "for", "the"))
        if (
            not joined
            or words[at - 1].possessive
            or words[at].low in known.thing_after
            or words[at].low in known.street_after
        ):
            return False
        if words[at].low in known.public_after or (wide and words[at].low in known.organisation_after):
            return True
    return False


def _is_wide(mention: Mention) -> bool:
    return any((hit.kind in BROAD and hit.own == 2) or hit.population >= SMALL for hit in mention.hits)


def _is_told_in_full(mention: Mention) -> bool:
    """A country, a region or a county by its own name, which no town shares that is as well known."""
    return (
        bool(mention.hits) and mention.hits[0].own == 2 and mention.hits[0].kind in ("country", "region", "subregion")
    )


def _follows_a_name(words: Sequence[Word], mention: Mention, before: Word, taken: set[int]) -> bool:
    """After a capitalised word that is neither a place nor an everyday word: Kally Marriott, Camp Bravo."""
    known, titled = name_words(), words[mention.first].titled
    if before.low in known.first_names or before.low in known.titles:
        return (mention.first - 1) not in taken or before.low in known.first_names
    named = before.token is not None and before.token.pos == "PROPN" and before.low not in mention_words().common
    opening = sentence_start(words, mention.first - 1) and not named
    plain = opening or titled or before.low in mention_words().common or before.low in mention_words().directions
    return not plain and (mention.first - 1) not in taken and not _goes_with_places(before)


def _goes_with_places(word: Word) -> bool:
    near = mention_words()
    low = word.low
    return (
        low in near.region_after
        or low in near.subregion_after
        or low in near.countryside_after
        or low in near.directions
        or low in name_words().feature_after
        or low in near.locative
        or low in ("city", "town", "village", "time", "based", "airport")
        or (word.token is not None and word.token.pos not in ("PROPN", "NOUN", "X", "ADJ"))
    )


def _of_an_organisation(words: Sequence[Word], mention: Mention) -> bool:
    if mention.first < 2 or words[mention.first - 1].low != "of" or words[mention.first - 1].gap not in GAPS:
        return False
    head = words[mention.first - 2]
    known = name_words()
    return head.cap and (head.low in known.organisation_after or head.low in known.public_after)


def name_persons(words: Sequence[Word], mentions: Sequence[Mention]) -> None:
    """Paris Hilton, Corey Adams: all are towns, and none is meant. Sets the roles of both."""
    for one, other in pairwise(mentions):
        if _is_a_person(words, one, other):
            one.role = other.role = "name"


def _is_a_person(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    if other.first != one.last + 1 or not beside(words, one.last, other.first):
        return False
    if one.first == one.last and words[one.first].low in name_words().first_names and other.role == "name":
        return True
    return _is_small(one) and _is_small(other) and other not in one.within


def aged_names(words: Sequence[Word], mentions: Sequence[Mention]) -> set[int]:
    """The words of names that an age is told with: "Reno Calder, 26, …", "6-year-old Blake". Nobody tells a town's age;
    but "a 40-year-old Reno man" only lives there, and "in Reno, 26, in Elko, 4" counts something else.

    >>> aged_names((), ())
    set()
    """
    found: set[int] = set()
    for at, word in enumerate(words):
        run: range | None = None
        if _AGE.fullmatch(word.text) and int(word.text) <= OLDEST and word.gap == ", " and _ends_an_age(words, at):
            run = _capitals_before(words, at)
        elif word.low == "old" and at > 1 and words[at - 1].low == "year":
            run = _capitals_after(words, at + 1)
        if run and not any(one.first == run[0] and one.last == run[-1] and one.asked for one in mentions):
            found.update(run)
    return found


def _ends_an_age(words: Sequence[Word], at: int) -> bool:
    after = words[at + 1] if at + 1 < len(words) else None
    return after is None or after.gap[:1] in _AFTER_AN_AGE or after.low in name_words().after_age


def _capitals_before(words: Sequence[Word], at: int) -> range | None:
    """Two words or more with a capital that end before `at`: a name, unless a word of place goes before."""
    first = at
    while first > 0 and words[first - 1].cap and (first == at or words[first].gap in GAPS):
        first -= 1
    before = words[first - 1].low if first > 0 and words[first].gap in GAPS else ""
    titled = at - first > 1 and words[first].titled
    placed = before in mention_words().locative or words[first].low in mention_words().locative
    return None if at - first < 2 or titled or placed else range(first, at)


def _capitals_after(words: Sequence[Word], at: int) -> range | None:
    """The words with a capital that begin at `at`, unless a noun follows: "a 40-year-old Reno man"."""
    end = at
    while end < len(words) and words[end].cap and words[end].gap in GAPS:
        end += 1
    if end == at or words[at].titled:
        return None
    after = beside(words, end, end)
    if after is not None and (after.token is None or after.token.pos in ("NOUN", "ADJ", "PROPN")):
        return None
    return range(at, end)


def _is_small(mention: Mention) -> bool:
    """A town of which few have heard, so that two of them side by side are rather a person."""
    plain = mention.role in ("location", "name") and not mention.asked and not mention.unlisted
    return plain and all(
        (hit.kind == "settlement" and people_known(hit) < SMALL)
        or (hit.kind == "subregion" and hit.own == 0)
        or (hit.kind == "region" and 0 < hit.population < SMALL)
        for hit in mention.hits
    )


def people_known(hit: Hit) -> float:
    """How many people may know a settlement by the name: an old, foreign or borrowed one counts an eighth."""
    return hit.population * (1.0 if hit.own == 2 else 0.125)


def surnames(words: Sequence[Word], mentions: Sequence[Mention], *, placed: set[str]) -> set[str]:
    """Words that are somebody's name in this text: after a first name, a title or an initial, before "said", or a first name.

    Of those that are `placed` elsewhere in the text ("in Gainesville") only a title makes a person.
    """
    return {
        words[mention.first].low
        for mention in mentions
        if mention.first == mention.last
        and (
            _follows_a_title(words, mention)
            or (words[mention.first].low not in placed and _is_small(mention) and _is_a_last_name(words, mention))
        )
    }


def _follows_a_title(words: Sequence[Word], mention: Mention) -> bool:
    before = beside(words, mention.first - 1, mention.first)
    if mention.role != "name" or before is None or not before.cap:
        return False
    known = before.low in name_words().first_names or before.low in name_words().titles
    return known or (_is_small(mention) and before.low not in mention_words().common)


def _is_a_last_name(words: Sequence[Word], mention: Mention) -> bool:
    """ "coach Ripley", "Gen. Cartwright", "T. M. Bell", "Welch said": what no one says of a small town."""
    known = name_words()
    if words[mention.first].low in known.first_names:
        return True
    if mention.first:
        before, gap = words[mention.first - 1], words[mention.first].gap
        if len(before.text) == 1 and before.cap and gap == ". ":
            return True
        if before.low in known.titles and (gap == " " or (gap == ". " and before.cap and len(before.text) < 5)):
            return True
    after = beside(words, mention.last + 1, mention.last + 1)
    return after is not None and after.low in known.speech and not words[mention.last].possessive
