"""What stands beside a name and says which place is meant: "Kharkiv region", "the village of X", "X, Y province"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from istor.geography.gazetteer import BROAD, Gazetteer, Hit
from istor.geography.mentions import Asked, Mention, Word, mention_words, preceding
from istor.geography.names import fold
from istor.geography.unlisted import add_unlisted

VAST = frozenset({"country", "continent", "sea", "area"})  # no prison bears their names
_SPACE = frozenset({" ", "\u00a0", "-"})
# Between a place and the region or country it is put in: "X, Y", "X in Y", "X, in the eastern Y", "X (Y"
_TO_OUTER = re.compile(
    r"(?:,|\s\(|,?\s(?:city|town|village|district|area|camp)?,?\s?(?:in|of))?,?\s?(?:the\s)?(?:(?:far\s)?(?:north|south|east|west|central)\S*\s)?"
    r"(?:countryside\s(?:of\s)?|part\sof\s|rural\s|suburbs\sof\s|occupied\s|nearby\s)?(?:the\s)?\Z",
    re.IGNORECASE,
)
# "the Ukrainian city of X", "Ukraine's X", "Syria's northern city of X"
_FROM_OUTER = re.compile(
    r"(?:['’]s)?\s(?:(?:far|second-largest|largest|biggest|main|capital|frontline|front-line|border|port|coastal|embattled|besieged|key|major|"
    r"(?:north|south|east|west|central)\S*)[\s,-]+){0,3}(?:(?:capital|city|cities|town|towns|village|villages|port|region|province|oblast|"
    r"governorate|district|settlement|camp|enclave|hub)(?:\s(?:city|town))?\s(?:of\s)?)?(?:the\s)?\Z",
    re.IGNORECASE,
)


def look_around(text: str, words: Sequence[Word], mentions: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with `asked`, `stretched_to` and `within` set, and unknown names that are said to be places added."""
    for mention in mentions:
        if mention.role == "location":
            _ask(words, mention, gazetteer)
    mentions = add_unlisted(text, words, mentions, gazetteer)
    for mention in mentions:
        _stretch_to_site(words, mention)
    _share_plural(words, mentions)
    for one, other in pairwise(mentions):
        _put_within(text, words, one, other)
    for mention in mentions:
        _ask_of_outer(mention)
    return mentions


def _stretch_to_site(words: Sequence[Word], mention: Mention) -> None:
    """ "Oakdale prison", "Elm refugee camp": the words of the reading are the site's."""
    at = mention.last + 1
    if mention.role != "location" or words[mention.last].possessive or words[mention.first].titled:
        return
    if at + 1 < len(words) and words[at].gap == " " and words[at].low in mention_words().site_kind:
        at += 1
    named = at < len(words) and words[at].gap == " " and words[at].low in mention_words().site_after
    if named and not any(hit.kind in VAST and hit.own == 2 for hit in mention.hits):
        mention.stretched_to = at


def _ask_of_outer(mention: Mention) -> None:
    """ "Buffalo, New York": the second name is the region in which the first one has a bearer."""
    if not mention.within:
        return
    regions = {hit.region for hit in mention.hits if hit.kind == "settlement"}
    for outer in mention.within:
        if outer.asked or outer.first < mention.last or any(hit.kind == "country" for hit in outer.hits):
            continue
        if any(hit.kind == "region" and hit.place_id in regions for hit in outer.hits):
            outer.asked = "region"


def _ask(words: Sequence[Word], mention: Mention, gazetteer: Gazetteer) -> None:
    """Which kind of place the words before and after call for."""
    beside = mention_words()
    at, mention.stretched_to = mention.last + 1, mention.last
    while at < len(words) and words[at].gap in _SPACE and words[at].low in beside.directions and at < mention.last + 3:
        at += 1
    if at < len(words) and words[at].gap in _SPACE and not _opens_a_name(words, at):
        mention.asked = _asked_by(words, at, mention, gazetteer)
        if mention.asked or words[at].low in beside.countryside_after or words[at].low in ("area", "areas"):
            mention.stretched_to = at
    if mention.asked:
        return
    for phrase in preceding(words, mention.first, count=2):
        if phrase in beside.settlement_before and not _is_a_hall(words, mention.first):
            mention.asked = "settlement"
        elif phrase in beside.region_before:
            mention.asked = "region"


def _asked_by(words: Sequence[Word], at: int, mention: Mention, gazetteer: Gazetteer) -> Asked:
    """What the word after a name says of it: "Kharkiv region", "Izium district"; "Texas counties" are no Texas County."""
    beside, low = mention_words(), words[at].low
    if low in ("area", "areas") or (low in ("division", "territory", "republic") and not words[at].cap):
        return ""
    if low in beside.region_after:
        return "region"
    return "subregion" if low in beside.subregion_after and not _holds_such(mention, gazetteer) else ""


def _holds_such(mention: Mention, gazetteer: Gazetteer) -> bool:
    """A country or a region by its full name, without a town of that name in it: it has counties, and is none."""
    seats = {hit.region for hit in mention.hits if hit.kind == "settlement"}
    return any(
        hit.kind == "country"
        or (hit.kind == "region" and hit.place_id not in seats and _is_full(hit, mention, gazetteer))
        for hit in mention.hits
        if hit.own == 2
    )


def _is_full(hit: Hit, mention: Mention, gazetteer: Gazetteer) -> bool:
    return fold(gazetteer.place(hit.place_id).name) == mention.key


def _opens_a_name(words: Sequence[Word], at: int) -> bool:
    """The capital "Community" of "Dublin Community Center", "District" of "U.S. District Judge"."""
    if words[at].cap and words[at - 1].low in mention_words().common:  # "Police Department"
        return True
    following = words[at + 1] if at + 1 < len(words) else None
    if not words[at].cap or words[at].titled or following is None or following.gap != " " or not following.cap:
        return False
    return words[at].low not in mention_words().region_after or words[at].low in ("state", "area", "division")


def _is_a_hall(words: Sequence[Word], at: int) -> bool:
    """The "Council" of a "City Council" and the "Hall" of a "Town Hall" are no places of that name."""
    return words[at - 1].cap and not words[at - 1].titled and words[at].low in mention_words().common


def _share_plural(words: Sequence[Word], mentions: Sequence[Mention]) -> None:
    """ "Kharkiv, Sumy and Poltava regions": what is asked of the last is asked of all."""
    for at in range(len(mentions) - 1, 0, -1):
        last = mentions[at]
        if last.asked in ("region", "subregion") and words[last.stretched_to].low.endswith("s"):
            back = at
            while back > 0 and _listed(words, mentions[back - 1], mentions[back]) and not mentions[back - 1].asked:
                mentions[back - 1].asked = last.asked
                back -= 1


def _listed(words: Sequence[Word], one: Mention, other: Mention) -> bool:
    if one.role != "location" or other.first - one.last > 2:
        return False
    return words[other.first].gap in (", ", " ") and (other.first == one.last + 1 or words[one.last + 1].low == "and")


def _put_within(text: str, words: Sequence[Word], one: Mention, other: Mention) -> None:
    """Whether two neighbours name a place and the region or country it lies in, either way round."""
    between = text[words[max(one.last, one.stretched_to)].end : words[other.first].start]
    if len(between) > 60 or "\n" in between:
        return
    joined = between.strip() in ("", "of")
    if _is_wide(other) and one.role != "demonym":
        stretched = one.role == "location" and one.stretched_to > one.last  # "Izium district of Kharkiv region"
        if stretched if joined else _TO_OUTER.match(between):
            one.within.append(other)
            return
    tied = one.role == "demonym" or words[one.last].possessive or bool(between.strip())
    if tied and _is_wide(one) and other.role == "location" and _FROM_OUTER.match(between):
        other.within.append(one)


def _is_wide(mention: Mention) -> bool:
    return any(hit.kind in BROAD for hit in mention.hits) and mention.role in ("location", "demonym", "dateline")
