"""Words that two pages share and few others have: a long quotation leads back to one statement, a rare name to one attack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise

from istor.lexicon import has_lexicon, open_lexicon
from istor.provenance import sha256

NAMED = 25  # origins; whom more pages name is known for more than one attack
MIN_WORDS = 6  # shorter quotations ("We want peace") recur by chance
SAYING = 10  # origins; what more of them quote is said of many attacks (of 7,400 quotations in 4,300 pages none stood in over five)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{20,600})[\"“”»]")
_WORD = re.compile(r"\w+")
_NAME_WORD = re.compile(r"\w[\w'’-]*")
HEADLINE = 0.7  # of the words capitalised: a headline, a caption, a list of names


def quotations(text: str) -> frozenset[str]:
    """The keys of the long quotations of a text: equal keys mean equal words, whatever the marks and the punctuation.

    >>> one = quotations('"People were on their way to work when it hit," he said.')
    >>> other = quotations('He said: “people were on their way to work when it hit”.')
    >>> one == other and len(one) == 1
    True
    """
    found = (_WORD.findall(match.group(1).lower()) for match in _QUOTED.finditer(text))
    return frozenset(sha256(" ".join(words).encode())[:16] for words in found if len(words) >= MIN_WORDS)


def telling(quoted: Mapping[str, frozenset[str]], *, origins: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The quotations of each page (by article id) that can lead back to one statement: without what many quote.

    `origins` is under which id copies are folded: forty printings of one story quote once.

    >>> telling({"a": frozenset({"said here"}), "b": frozenset({"said here"})}, origins={})["a"]
    frozenset({'said here'})
    """
    few = {key for key, number in voices(quoted, origins=origins).items() if number <= SAYING}
    return {page: keys & few for page, keys in quoted.items()}


def names(text: str, *, language: str = "en", without: Iterable[str] = ()) -> frozenset[str]:
    """The pairs of neighbouring words written as names, in lower case, by which two pages can be recognised.

    Left out are pairs with a word of offices, titles, kinds of place or the calendar (lexicon), lines written like
    headlines, and whole names in `without`: places, and those who speak on the page (a mayor speaks of every attack on
    the city).

    >>> sorted(names("Ada Lark, a nurse from Willow Lane, said Mayor Oleh Ruta.", without=["Mayor Oleh Ruta"]))
    ['ada lark', 'willow lane']
    """
    generic = _generic(language)
    if generic is None:
        return frozenset()
    whole = [frozenset(_WORD.findall(words.lower())) for words in without]
    known = {word: [one for one in whole if word in one] for one in whole for word in one}
    found = set()
    for line in text.split("\n"):
        words = [(match.group(), match.start(), match.end()) for match in _NAME_WORD.finditer(line)]
        if sum(word[:1].isupper() for word, _, _ in words) > len(words) * HEADLINE:
            continue
        for (first, _, end), (second, start, _) in pairwise(words):
            if start - end == 1 and line[end] == " " and _is_name(first) and _is_name(second):
                pair = (_bare(first), _bare(second))
                if not generic.intersection(pair) and not any(pair[1] in one for one in known.get(pair[0], ())):
                    found.add(" ".join(pair))
    return frozenset(found)


def rare(named: Mapping[str, frozenset[str]], *, origins: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The names of each page (by article id) that another page holds and no more than `NAMED` origins do.

    >>> rare({"a": frozenset({"ada lark"}), "b": frozenset({"ada lark", "willow lane"})}, origins={})["b"]
    frozenset({'ada lark'})
    """
    few = {name for name, number in voices(named, origins=origins).items() if 1 < number <= NAMED}
    return {page: found & few for page, found in named.items()}


def voices(held: Mapping[str, Iterable[str]], *, origins: Mapping[str, str]) -> Counter[str]:
    """How many voices hold each word of the pages (by article id): copies are folded under their origins.

    >>> voices({"a": ["ada lark"], "b": ["ada lark"]}, origins={"b": "a"})["ada lark"]
    1
    """
    return Counter(word for _, word in {(origins.get(page, page), each) for page, found in held.items() for each in found})


def tells(words: str, voices: int) -> bool:
    """Whether what so many voices hold can tell one attack: the key of a quotation that few have, a name that few do and
    more than one.

    >>> tells("ada lark", 1), tells("ada lark", 2), tells("0f3a", 1), tells("0f3a", SAYING + 1)
    (False, True, True, False)
    """
    return 1 < voices <= NAMED if is_name(words) else voices <= SAYING


def is_name(words: str) -> bool:
    """Whether a key is a name, of two words, and not a quotation's."""
    return " " in words


def _is_name(word: str) -> bool:
    return word[0].isupper() and word[1:2].islower() and len(word) > 2


def _bare(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


@cache
def _generic(language: str) -> frozenset[str] | None:
    """Words that make a pair no one's name; None: nobody has listed them for the language."""
    if not has_lexicon("incidents", language):
        return None
    listed = open_lexicon("incidents", language).get("echoes", {}).get("generic")
    return frozenset(listed) if listed else None
