"""Words that two pages share and few others have: a long quotation leads back to one statement, a rare name to one attack."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
SITE = "*"  # ends the key of a building: its kind, its name's consonants
SIGNS = 3  # consonants: fewer are shared by chance
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

    Left out are pairs with a word of offices, titles, kinds of place or the calendar (lexicon), names of hospitals and
    papers, which serve many attacks, lines written like headlines, and whole names in `without`: places, and those who
    speak on the page (a mayor speaks of every attack on the city).

    >>> sorted(names("Ada Lark, a nurse from Willow Lane, said Mayor Oleh Ruta.", without=["Mayor Oleh Ruta"]))
    ['ada lark', 'willow lane']
    """
    generic, serving = _listed(language, "generic"), _listed(language, "serving")
    if not generic:
        return frozenset()
    whole = [frozenset(_WORD.findall(words.lower())) for words in without]
    known = {word: [one for one in whole if word in one] for one in whole for word in one}
    found = set()
    for line in text.split("\n"):
        words = [(match[0], match.start(), match.end()) for match in _NAME_WORD.finditer(line)]
        capital = [each for each in words if each[0][0].isupper()]
        if not capital or len(capital) > len(words) * HEADLINE:
            continue
        found |= _sites([word for word, _, _ in words], language)
        for run in _runs(line, capital):
            if not serving.intersection(run):
                found |= {
                    f"{first} {second}"
                    for first, second in pairwise(run)
                    if not generic.intersection((first, second))
                    and not any(second in one for one in known.get(first, ()))
                }
    return frozenset(found)


def _sites(words: Sequence[str], language: str) -> set[str]:
    """Buildings by their kind and the consonants of their names: "Ghuwayran prison" and "Ghwaryan prison" are one."""
    kinds = _listed(language, "sites")
    named = [
        (first, kind) for first, second in pairwise(words) if first[0].isupper() and (kind := second.lower()) in kinds
    ]
    bare = [(_consonants(first), kind) for first, kind in named]
    return {f"{kind} {name}{SITE}" for name, kind in bare if len(name) >= SIGNS}


def readable(name: str) -> str:
    """A name as a reviewer reads it.

    >>> readable("ada lark"), readable("prison grn*")
    ('Ada Lark', 'a prison of one name')
    """
    return f"a {name.split(' ', 1)[0]} of one name" if name.endswith(SITE) else name.title()


def _consonants(word: str) -> str:
    plain = re.sub(r"^(?:al|el|ad|an|ar|as|ash|at|az)[-’']", "", word.lower())
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw’'‘-]", "", plain.removesuffix("'s").removesuffix("’s")))


def _runs(line: str, words: Sequence[tuple[str, int, int]]) -> Iterator[list[str]]:
    """The words written as names that stand side by side, a space between, in small letters."""
    run: list[str] = []
    last = -1
    for word, start, end in words:
        if _is_name(word):
            if run and line[last:start] != " ":
                yield run
                run = []
            run.append(_bare(word))
            last = end
    if run:
        yield run


def several(shared: Iterable[str]) -> tuple[str, ...]:
    """Names of two words as they stand in one: "martin luther" and "luther king" are one name, told once.

    >>> several(["luther king", "ada lark", "martin luther"])
    ('ada lark', 'martin luther king')
    """
    left = sorted(shared)
    after = {name.split(" ", 1)[0]: name for name in left}
    goes_on = {follower for name in left if (follower := after.get(name.split(" ", 1)[1])) and follower != name}
    told = []
    for name in left:
        if name not in goes_on:
            words, seen = name, {name}
            while (follower := after.get(words.rsplit(" ", 1)[1])) and follower not in seen:
                seen.add(follower)
                words += " " + follower.split(" ", 1)[1]
            told.append(words)
    return tuple(told or left[:1])


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
    return Counter(
        word for _, word in {(origins.get(page, page), each) for page, found in held.items() for each in found}
    )


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
def _listed(language: str, section: str) -> frozenset[str]:
    """Words that make no one's name; none where nobody has listed them for the language."""
    if not has_lexicon("incidents", language):
        return frozenset()
    return frozenset(open_lexicon("incidents", language).get("echoes", {}).get(section, ()))
