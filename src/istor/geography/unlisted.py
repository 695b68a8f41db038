"""Places the gazetteer lacks: names that the text itself calls a village, a town, a camp, or puts in a region."""

from __future__ import annotations

from collections.abc import Sequence

from istor.geography.gazetteer import BROAD, Gazetteer
from istor.geography.mentions import LONGEST_NAME, Mention, Word, mention_words, preceding, sentence_start, word_before
from istor.geography.names import ARTICLES, fold, without_article

PLAIN_WORDS = frozenset({"at", "as", "an", "us"})  # English as well as Arabic articles: "at Nowara" is no name
_SPACE = frozenset({" ", "\u00a0", "-"})
_LISTED = frozenset({", ", " "})
SMALL = (
    150_000  # a fragment of a longer name ("Arab" of "Arab Hassan") is taken back only from smaller places than this
)


def add_unlisted(text: str, words: Sequence[Word], mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions with unlisted names among them, in text order; fragments that the longer names swallow are dropped."""
    owner = {at: mention for mention in mentions for at in range(mention.first, mention.last + 1)}
    runs: dict[int, int] = {}
    free = 0
    for at in [at for at, word in enumerate(words) if word.cap or word.low in ARTICLES or at in owner]:
        if at < free:
            continue
        last = _run(words, at, owner)
        if last >= at and _is_a_place(words, at, last, owner):
            runs[at] = last
        free = max(at, last) + 1
    for first, last in list(runs.items()):
        runs.update(_listed_before(words, first, last, owner))
        runs.update(_listed_after(words, first, last, owner))
    found: list[Mention] = []
    swallowed: set[int] = set()
    for first, last in sorted(runs.items()):
        if not (first in owner and owner[first].first == first and owner[first].last >= last):
            found.append(_unlisted(text, words, first, last, gazetteer=gazetteer))
            swallowed |= {id(owner[at]) for at in range(first, last + 1) if at in owner}
    kept = [mention for mention in mentions if id(mention) not in swallowed]
    return sorted(kept + found, key=lambda mention: mention.first)


def _listed_before(words: Sequence[Word], first: int, last: int, owner: dict[int, Mention]) -> dict[int, int]:
    """ "Elm, Oak and Ash villages": what one of a list is called, all are."""
    found: dict[int, int] = {}
    if last + 1 >= len(words) or words[last + 1].low not in mention_words().plural_sites:
        return found
    while first > 1:
        end = first - 2 if words[first - 1].low == "and" and words[first].gap == " " else first - 1
        if words[end + 1].gap not in _LISTED or not _may_belong(words, end, owner):
            break
        start = end
        while start > 0 and words[start].gap in _SPACE and _may_belong(words, start - 1, owner):
            start -= 1
        if _run(words, start, owner) != end:
            break
        found[start] = end
        first = start
    return found


def _listed_after(words: Sequence[Word], first: int, last: int, owner: dict[int, Mention]) -> dict[int, int]:
    """ "the villages of Elm, Oak and Ash"."""
    found: dict[int, int] = {}
    heads = {part for phrase in preceding(words, first, count=2) for part in phrase.split()}
    while heads & mention_words().plural_sites and last + 1 < len(words) and not words[last].possessive:
        start = last + 2 if words[last + 1].low == "and" else last + 1
        if start >= len(words) or words[last + 1].gap not in _LISTED or words[start].gap not in _LISTED:
            break
        end = _run(words, start, owner)
        if end < start:
            break
        found[start] = last = end
    return found


def _unlisted(text: str, words: Sequence[Word], first: int, last: int, *, gazetteer: Gazetteer) -> Mention:
    name = text[words[first].start : words[last].end]
    key = fold(name)
    mention = Mention(
        first, last, key, gazetteer.likenesses(without_article(key) or name), asked="settlement", unlisted=True
    )
    mention.stretched_to = last
    return mention


def _run(words: Sequence[Word], at: int, owner: dict[int, Mention]) -> int:
    """The last word of the capitalised name that begins at `at`; `at - 1` where none does."""
    if not _may_belong(words, at, owner) or (at and words[at].gap in _SPACE and _may_belong(words, at - 1, owner)):
        return at - 1
    last = at
    while last + 1 < len(words) and last - at + 1 < LONGEST_NAME and words[last + 1].gap in _SPACE:
        if words[last].possessive or not _may_belong(words, last + 1, owner):
            break
        last += 1
    while last > at and (not words[last].cap or words[last].low in mention_words().common):
        last -= 1
    plain = last == at and (words[at].low in mention_words().common or words[at].text.isupper())
    return last if words[last].cap and not plain else at - 1


def _may_belong(words: Sequence[Word], at: int, owner: dict[int, Mention]) -> bool:
    word = words[at]
    if at in owner:
        return _is_fragment(owner[at])
    if not word.cap:
        grown = at + 1 < len(words) and words[at + 1].cap and word.low in ARTICLES
        return grown and (words[at + 1].gap == "-" or (words[at + 1].gap in _SPACE and word.low not in PLAIN_WORDS))
    return not (sentence_start(words, at) and word.low in mention_words().common) and word.text not in ("I", "A", "The")


def _is_fragment(mention: Mention) -> bool:
    """Whether a mention may be no more than a part of a longer, unlisted name."""
    if mention.role != "location" or mention.asked in ("region", "subregion") or mention.stretched_to > mention.last:
        return False
    return all(hit.kind not in BROAD and hit.population < SMALL for hit in mention.hits)


def _is_a_place(words: Sequence[Word], first: int, last: int, owner: dict[int, Mention]) -> bool:
    beside = mention_words()
    if any(phrase in beside.unknown_after for phrase in preceding(words, first, count=2)):
        return True
    before = word_before(words, first)
    if before in beside.plural_sites or (before in beside.unknown_before and words[first].low in ARTICLES):
        return words[first - 1].text == before  # "the villages Elm and Oak", "the village al-Oak"
    after = last + 1
    if after + 1 < len(words) and words[after].low in beside.site_kind and words[after].gap == " ":
        after += 1  # "Elm refugee camp"
    if (
        after < len(words)
        and not words[first].titled  # "Raid on Border Town": a headline's capital makes no name
        and words[after].gap == " "
        and words[after].low in beside.unknown_before
        and not words[last].possessive
        and not _describes(words, after)
    ):
        return before in beside.locative or before == "the" or first == last or not sentence_start(words, first)
    if words[last].possessive:
        return False
    return _opens_an_address(words, first, last, owner) or _is_told_beside(words, first, last, owner)


def _describes(words: Sequence[Word], at: int) -> bool:
    """ "the Kurdish city of Qamishli": what stands before says what the city is like; not "Elm village of Oak county"."""
    named = at + 2 < len(words) and words[at + 1].low == "of" and words[at + 2].cap
    return named and words[at].low in mention_words().never_owned


def _is_told_beside(words: Sequence[Word], first: int, last: int, owner: dict[int, Mention]) -> bool:
    """ "in Nowerivka, west of Sumy", "at Zor Nowara near Sumy"."""
    if word_before(words, first) not in mention_words().firmly_locative:
        return False
    at = last + 1
    while at < min(len(words), last + 4) and at not in owner and words[at].gap in _LISTED:
        if words[at].low == "near" or (
            words[at].low in ("of", "from") and words[at - 1].low in mention_words().directions
        ):
            return at + 1 in owner and words[at + 1].gap == " "
        at += 1
    return False


def _opens_an_address(words: Sequence[Word], first: int, last: int, owner: dict[int, Mention]) -> bool:
    """ "In Nowerivka, Sumy region", "Nowerivka, Sumy region, was …"; not "Meanwhile, Ukraine said"."""
    outer = owner.get(last + 1)
    if outer is None or words[last + 1].gap != ", " or outer.role == "demonym":
        return False
    if not any(hit.kind in BROAD for hit in outer.hits):
        return False
    if word_before(words, first) in mention_words().firmly_locative:
        return True
    closed = max(outer.last, outer.stretched_to) + 1
    return sentence_start(words, first) and (closed >= len(words) or words[closed].gap not in _SPACE)
