"""Finds the words of a text that may name a place: capitalised spans that the gazetteer, a demonym or a government knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from istor.geography.cases import OFFICES
from istor.geography.gazetteer import Gazetteer, Hit
from istor.geography.names import ARABIC_LETTERS, ARTICLES, fold, without_article
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

Asked = Literal["", "region", "subregion", "settlement"]
Role = Literal["location", "demonym", "government", "organisation", "name", "dateline"]
LONGEST_NAME = 6  # words; "Republic of North Ossetia-Alania" has five
CITY = 100_000  # people, from which on a name of everyday words is a name in a headline too: Salt Lake City

_WORD = re.compile(  # its first alternative is most words, and fast; W. Va. and U.S. come before what is like them
    r"([A-Za-z]++(?=[ ,\n])|(?:[A-Z]\.){2,}|W\.\s?Va\.|[A-Z]\.[A-Z]\b|[^\W\d_]+(?:(?:['’ʼ‘`´](?![sS]\b)|[\u064b-\u0652\u0670]+)[^\W\d_]+)*[\u064b-\u0652\u0670]*|\d+(?:[.,]\d+)*)(['’][sS]\b)?"
)
_GROWN_ON = re.compile(r"(?:d|l|dell|all)['’][A-ZÀ-Þ]")  # d'Ivoire
_JOINS = frozenset({" ", "-", "‑", "–", "\u00a0", ". "})
_BINDS = _JOINS - {". "}
_STAND_FOR: tuple[Role, ...] = ("demonym", "government")
_ENDS = re.compile(r"[.!?:;\n“”\"•|]")
_NO_NOUNS = frozenset({"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "SCONJ", "VERB"})
_SAINT = frozenset({"st", "ft", "mt", "ste"})


class Word(NamedTuple):
    """One word of the text: `gap` is what stands between it and the word before, `possessive` whether 's follows.

    `titled`: it stands in a line that writes Nearly Every Word With a Capital.
    """

    text: str
    low: str
    start: int
    end: int
    gap: str
    cap: bool
    possessive: bool
    token: Token | None
    titled: bool = False


@dataclass(slots=True)
class Mention:
    """Words that may name a place, from word `first` to `last` of the text's words, both inclusive.

    `hits` are the places of that name (none: a name that is said to be a place and is not in the gazetteer), `asked` the
    kind that the words beside it call for, `stands_for` what a demonym or government stands for.
    """

    first: int
    last: int
    key: str
    hits: tuple[Hit, ...] = ()
    role: Role = "location"
    asked: Asked = ""
    likely: bool = True
    stretched_to: int = -1  # the last word of the reading: "region" of "Kharkiv region"
    unlisted: bool = False  # the gazetteer lacks it: `hits` are loose likenesses
    dotted: bool = False  # "Ill.": the full stop belongs to the words
    within: list[Mention] = field(default_factory=list)


class MentionWords(NamedTuple):
    """The lexicon's section [mentions], as sets."""

    region_after: frozenset[str]
    subregion_after: frozenset[str]
    countryside_after: frozenset[str]
    region_before: frozenset[str]
    settlement_before: frozenset[str]
    unknown_after: frozenset[str]
    unknown_before: frozenset[str]
    never_owned: frozenset[str]
    plural_sites: frozenset[str]
    site_after: frozenset[str]
    site_end: frozenset[str]
    site_kind: frozenset[str]
    quarters: frozenset[str]
    waters: frozenset[str]
    directions: frozenset[str]
    generic: frozenset[str]
    inside: frozenset[str]
    locative: frozenset[str]
    firmly_locative: frozenset[str]
    common: frozenset[str]
    never: frozenset[str]


@cache
def mention_words(language: str = "en") -> MentionWords:
    """The words of the lexicon that this module and its neighbours look for."""
    section = open_lexicon("geography", language)["mentions"]
    return MentionWords(*(frozenset(section[name]) for name in MentionWords._fields))


def words_of(text: str, parses: Sequence[Parse], ranges: Iterable[tuple[int, int]]) -> list[Word]:
    """The words of the ranges, in order, each with its token where a parse covers it.

    >>> [(word.text, word.gap) for word in words_of("In al-Bab, Syria", (), [(0, 16)])]
    [('In', '\\n'), ('al', ' '), ('Bab', '-'), ('Syria', ', ')]
    """
    tokens = {token.start: token for parse in parses for token in parse.tokens}
    recased = any(parse.recased for parse in parses)
    found: list[Word] = []
    token_at, made, keep = tokens.get, tuple.__new__, found.append  # Word(…) itself takes three times as long
    for start, end in ranges:
        before = start
        for match in _WORD.finditer(text, start, end):
            at, end_of_word = match.span(1)
            word, gap = text[at:end_of_word], text[before:at] if before > start else "\n"
            low, before, token, cap = word.lower(), match.end(), None, False
            if recased or low != word:
                cap = word[0].isupper() or (len(word) > 3 and word[1] in "'’" and bool(_GROWN_ON.match(word)))
                token = token_at(at)
                if token is not None and token.text != word and token.text.lower() == low:
                    word = token.text
                    cap = word[0].isupper()
            keep(made(Word, (word, low, at, end_of_word, gap, cap, before > end_of_word, token, False)))
    _mark_titled(found)
    return found


def _mark_titled(words: list[Word]) -> None:
    starts = [at for at, word in enumerate(words) if word.gap != " " and "\n" in word.gap]
    for first, after in pairwise([*starts, len(words)]):
        line = words[first:after]
        if _is_titled(line):
            words[first:after] = [word._replace(titled=True) for word in line]


def _is_titled(line: Sequence[Word]) -> bool:
    """Of the words of four letters and more at least three, and three in four, have a capital."""
    capitals = sum([word.cap for word in line])
    if capitals < 3:
        return False
    long = small = 0
    for word in line:
        if len(word.text) >= 4:
            long += 1
            small += not word.cap
            if 3 * small > capitals:  # more than one in four, whatever follows
                return False
    return long >= 3 and long >= 4 * small


def find(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Mention]:
    """Every mention, longest first, none overlapping, in text order."""
    found: list[Mention] = []
    openers, free = ARTICLES | _heads(), 0
    for at in [at for at, word in enumerate(words) if word.cap or word.low in openers]:
        if at < free or not _may_start(words, at):
            continue
        mention = _mention_at(text, words, at, gazetteer)
        if mention is None:
            free = at + 2 if _article_at(words, at) else at + 1  # al-Kaswa unknown: neither Al nor Kaswa is meant
            continue
        found.append(mention)
        free = mention.last + 1
    return found


def _may_start(words: Sequence[Word], at: int) -> bool:
    if words[at].cap:
        return words[at].low != "the" or _the_belongs(words, at)
    return _article_at(words, at) or _generic_at(words, at)


@cache
def _heads() -> frozenset[str]:
    return mention_words().generic | mention_words().waters


def _generic_at(words: Sequence[Word], at: int) -> bool:
    """ras al-Ain, tel Rifaat: the hill, spring or cape of a name, written small."""
    if words[at].low not in _heads() or at + 1 >= len(words) or words[at + 1].gap not in (" ", "-"):
        return False
    return words[at + 1].cap or _article_at(words, at + 1)


def _article_at(words: Sequence[Word], at: int) -> bool:
    """al-Bab, Ez-Zor: an article grown onto a capital."""
    if words[at].low not in ARTICLES or at + 1 >= len(words):
        return False
    return words[at + 1].cap and words[at + 1].gap == "-"


def _the_belongs(words: Sequence[Word], at: int) -> bool:
    """The Hague has its article; "The Philippines reported" has not."""
    return at + 1 < len(words) and words[at + 1].low in ("hague", "bronx", "dalles", "woodlands", "villages", "rock")


def _mention_at(text: str, words: Sequence[Word], at: int, gazetteer: Gazetteer) -> Mention | None:
    article = _article_at(words, at)
    small = not words[at].cap
    for last in range(_reach(words, at), at - 1 + small, -1):
        if not words[last].cap and words[last].gap != "-" and not _may_end(words[last].low):
            continue
        key = fold(text[words[at].start : words[last].end])
        mention = _known(words, at, last, key=key, gazetteer=gazetteer)
        if mention:
            return mention
        bare = without_article(key) if article else ""
        hits = tuple(hit for hit in gazetteer.hits_of_key(bare) if hit.country in ARABIC_LETTERS) if bare else ()
        if hits:
            return Mention(at, last, bare, hits)
    return None


def _reach(words: Sequence[Word], at: int) -> int:
    """The last word that a name beginning here could have."""
    inside = mention_words().inside
    last = reach = at
    while last + 1 < len(words) and last - at + 1 < LONGEST_NAME and not words[last].possessive:
        following = words[last + 1]
        if following.gap not in _JOINS or (following.gap == ". " and words[last].low not in _SAINT):
            break
        if following.cap or following.gap == "-" or _may_end(following.low):
            reach = last + 1
        elif following.low not in inside and following.low not in mention_words().site_kind:
            break
        last += 1
    return reach


def _may_end(low: str) -> bool:
    """Whether a name may end with this word in small letters: Харківської області, the Euphrates river, Sednaya prison."""
    known = mention_words()
    return low in known.waters or low in known.site_end or bool(OFFICES.match(low))


def _known(words: Sequence[Word], first: int, last: int, *, key: str, gazetteer: Gazetteer) -> Mention | None:
    short = gazetteer.words["abbreviation"].get(key) if first == last else None
    if short is not None and _abbreviates(words, first):
        dotted = first + 1 >= len(words) or words[first + 1].gap.startswith(".")
        return Mention(
            first, last, key, (gazetteer.hit(short),), asked="region", dotted=dotted and not words[first].text.isupper()
        )
    if words[first].cap:
        for role in _STAND_FOR:
            place_id = gazetteer.words[role].get(key)
            if place_id is not None:
                return Mention(first, last, key, (gazetteer.hit(place_id),), role=role)
    hits = gazetteer.hits_of_form(key) if key not in mention_words().never else ()
    if not hits or (first == last and not _spelled_as_a_name(words[first], hits)):
        return None
    country = any(hit.kind == "country" and hit.own == 2 for hit in hits)
    likely = country or not (_all_common(words[first : last + 1], hits) or _is_no_noun(words, first, last))
    return Mention(first, last, key, hits, likely=likely)


def _all_common(words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Everyday words: one alone, or several in a headline ("Old Town") that name no city."""
    common = mention_words().common
    known = any(hit.population >= CITY or hit.kind in ("sea", "area") for hit in hits)
    if len(words) > 1 and (not words[0].titled or known):
        return False
    return all(word.low in common for word in words)


def _is_no_noun(words: Sequence[Word], first: int, last: int) -> bool:
    """ "Nice and early, …": the parse says that the word that opens a sentence is an adverb or a verb."""
    token = words[first].token
    return first == last and token is not None and token.pos in _NO_NOUNS and sentence_start(words, first)


def _abbreviates(words: Sequence[Word], at: int) -> bool:
    """ "Tex.", "D.C.", and "TX" only after a town and a comma."""
    word = words[at]
    if "." in word.text:
        return True
    if at and words[at].gap == "-" and words[at - 1].text in ("D", "R"):  # "D-Calif"
        return True
    if at == 0 or not words[at - 1].cap or words[at].gap != ", ":
        return (
            at + 1 < len(words) and words[at + 1].gap.startswith(".") and not word.text.isupper() and len(word.text) > 2
        )
    return word.text.isupper() or (at + 1 < len(words) and words[at + 1].gap.startswith("."))


def _spelled_as_a_name(word: Word, hits: Sequence[Hit]) -> bool:
    """Not letters that stand for something else: "IS" and "AP" are no towns, "us" is no country."""
    if len(word.text) > 3 and not (len(word.text) == 4 and word.text.isupper()):
        return True
    countries = any(hit.kind == "country" and hit.own == 2 for hit in hits)
    if word.text.isupper():
        return (countries and "." not in word.text) or countries
    return len(word.text) == 3 and not countries


def sentence_start(words: Sequence[Word], at: int) -> bool:
    """Whether a sentence or line begins with this word, so that its capital says nothing."""
    return at == 0 or bool(_ENDS.search(words[at].gap))


def word_before(words: Sequence[Word], at: int) -> str:
    """The word before `at` in lower case; "" where punctuation parts them."""
    return words[at - 1].low if at and words[at].gap in _BINDS else ""


def preceding(words: Sequence[Word], at: int, *, count: int) -> Iterator[str]:
    """The one, two … `count` words before `at`, joined by spaces, as long as no punctuation parts them."""
    phrase = ""
    for back in range(1, count + 1):
        if at - back < 0 or words[at - back + 1].gap not in _BINDS:
            return
        phrase = f"{words[at - back].low} {phrase}".strip()
        yield phrase
