"""Case forms of Ukrainian and Russian names, and Arabic ones with their small words: what the gazetteer may have them under.

у Харкові, під Харковом, в Сумах, на Харківщині, под Харьковом, بالرقة. The rules give more bases than there are; only one that
is a name is found. All forms are folded (names.fold): no soft signs, й as и, ї as і.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from istor.geography.names import fold

CYRILLIC = re.compile("[а-яіє]")
_ARABIC = re.compile("[\u0621-\u064a]")
# The office that follows a region's adjective in lower case: Харківській області.
OFFICES = re.compile(r"(?:област|район|громад|республік|республик)[а-яіїью]{0,3}\Z")
LONGEST, MOST = 3, 64  # words of a name whose forms are tried together, and how many forms
# Ending of a form → endings of its base, for Ukrainian and Russian alike; the longest that fits come first.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    sorted(
        {
            "ові": ("ів", "ово"), "ова": ("ів",), "ову": ("ів", "ова"), "овом": ("ів", "ово"),
            "еві": ("ів", "ево"), "ева": ("ів",), "еву": ("ів", "ева"), "евом": ("ів", "ево"),
            "єві": ("ів", "єво"), "єва": ("ів",), "єву": ("ів",), "євом": ("ів",),
            "розі": ("ріг",), "рогу": ("ріг",), "рогом": ("ріг",), "роге": ("рог",), "рога": ("рог",),
            "полі": ("піл", "пол"), "поля": ("піл", "пол"), "полю": ("піл", "пол"), "полем": ("піл", "пол"),
            "ці": ("ка", "ця", "ц"), "зі": ("га",), "сі": ("ха", "са"),
            "цями": ("ці",), "цях": ("ці",), "цям": ("ці",), "цах": ("цы",), "цам": ("цы",),
            "і": ("а", "", "о", "е", "я", "ь"), "у": ("а", "", "о", "е"), "ю": ("я", "", "е"), "и": ("а", "я", "ь", ""),
            "ою": ("а",), "ею": ("я", "а"), "ем": ("", "е", "я"), "ом": ("", "о", "е", "ои"), "ам": ("и", "ы", "а"), "ями": ("я", "і"),
            "ах": ("и", "ы", "а"), "ами": ("и", "ы", "а"), "ях": ("і", "я", "и"), "ям": ("я", "і", "и"),
            "а": ("", "о", "е"), "я": ("", "е", "о"), "е": ("", "а", "о", "я"), "ы": ("а",), "ои": ("а",), "еи": ("а", "я"),
            "ому": ("е", "ии", "ое", "ыи"), "ого": ("е", "ии", "ое", "ыи"), "ым": ("ыи", "ое"), "им": ("е", "ии", "ое"),
            "іи": ("а", "я"), "оі": ("а",), "ую": ("ая",), "ску": ("ска", "ск", "скии"), "скои": ("ская",),
            "скому": ("скии", "ске", "ское"), "ском": ("ск", "скии", "ское"), "ему": ("е", "ии"), "его": ("е", "ии"),
        }.items(),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def base_forms(key: str) -> tuple[str, ...]:
    """The folded keys that a folded key may be a form of, the likelier first; () for Latin letters.

    >>> "харків" in base_forms(fold("Харкові")), "сумы" in base_forms(fold("Сумах"))
    (True, True)
    >>> "кривии ріг" in base_forms(fold("Кривому Розі")), base_forms("kharkiv")
    (True, ())
    """
    if CYRILLIC.search(key):
        words = key.split(" ")
        if len(words) > LONGEST:
            return ()
        forms = (" ".join(parts) for parts in product(*[_of_word(word) for word in words]))
        return tuple(dict.fromkeys(form for form in islice(forms, MOST) if form != key))
    if _ARABIC.search(key):
        return _without_small_words(key)
    return ()


def _of_word(word: str) -> tuple[str, ...]:
    if len(word) < 4:
        return (word,)
    found = [word]
    for ending, bases in _ENDINGS:
        if word.endswith(ending) and (len(word) - len(ending) >= 2 or word == ending):
            found += [word[: -len(ending)] + base for base in bases]
    return tuple(dict.fromkeys(fold(form) for form in found))


def _without_small_words(key: str) -> tuple[str, ...]:
    """Arabic: and, in, to and the article are written onto a name; the article comes and goes."""
    bare = re.sub(r"\A[وف]?(?:لل|[بك]?ال)(?=\w{3})", "", key)
    prefixed = re.sub(r"\A[وفبلك](?=\w{4})", "", key)
    twice = re.sub(r"\A[وف][بلك](?=\w{3})", "", key)  # وبدير الزور: and in
    found = [bare, f"ال{bare}", prefixed, f"ال{prefixed}", twice, f"ال{twice}"]
    return tuple(dict.fromkeys(form for form in found if form != key))
