"""Names to keys: the same town however it is spelled, in Latin, Cyrillic or Arabic letters.

`fold` is what the gazetteer is keyed by: case, accents, apostrophes and hyphens do not count. `skeleton` goes further and
lets the habits of different romanisations meet (Zaporizhzhia and Zaporizhzhya, Deir ez-Zor and Dayr az Zawr); it is
asked only where the folded name is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
        "ـ": "", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه",
        "ґ": "г",
    }
)  # fmt: skip
_APOSTROPHES = re.compile("['’‘ʼʻʹʾʿ`´ˊ′＇ʽˈꞌъь\u02bb\u02be\u02bf]")
_BREAKS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9 ]*\Z")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key of a name: lower case, no accents, no apostrophes (nor soft signs), one space for hyphens, dots and spaces.

    A name of signs only folds to "".

    >>> fold("Khar’kov") == fold("KHARKOV"), fold("Ivano-Frankivs'k"), fold("Dayr az Zūr")
    (True, 'ivano frankivsk', 'dayr az zur')
    >>> fold("Харків") == fold("харків"), fold("إدلب") == fold("ادلب")
    (True, True)
    """
    low = name.casefold()
    if not _PLAIN.match(low):
        low = _APOSTROPHES.sub("", low)
        low = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))
        low = _BREAKS.sub(" ", low.translate(_LETTERS))
    return " ".join(low.split())


# The Arabic article in its spellings, before a space or hyphen or grown onto the name before it ("Ezzor").
_ARTICLE = re.compile(r"\b(?:al|el|ul|ad|ed|an|en|ar|er|as|es|ash|esh|at|et|az|ez|uz|adh|edh|il|us|ur|ud) (?=[a-z])")
_HABITS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"tch|tsch|cz|č", "ch"),
        (r"shch|stch|sch", "sh"),
        (r"dzh|dj", "j"),
        (r"ph", "f"),
        (r"q|ck|c(?![h])", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"kh", "h"),
        (r"(?<=[^aeiou])h\b", ""),
        (r"ou|oo|u+", "u"),
        (r"ee", "i"),
        (r"aw|ao|au|ow|uw", "o"),
        (r"i[yj]|y[iy]|ij", "i"),
        (r"a[iyj]+|e[iyj]+", "e"),
        (r"y", "i"),
        (r"ie|je", "e"),
        (r"i+", "i"),
        (r"w", "v"),
        (r"(?:ah|eh|a|e|ia|ii)\b", "a"),
        (r"(.)\1+", r"\1"),
        (r"ia", "a"),
        (r"ov\b|iv\b|ev\b", "v"),
        (r"zh", "z"),
        (r"u", "o"),
        (r"e", "i"),
        (r" ", ""),
    )
)


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """A looser key for Latin spellings of names from other alphabets. "" where nothing of at least four letters is left.

    >>> skeleton("Zaporizhzhia") == skeleton("Zaporizhzhya"), skeleton("Deir ez-Zor") == skeleton("Dayr az Zawr")
    (True, True)
    >>> skeleton("al-Bukamal") == skeleton("Bukamal")
    True
    """
    key = fold(name)
    if not key.isascii():
        return ""
    key = _ARTICLE.sub("", key)
    for habit, other in _HABITS:
        key = habit.sub(other, key)
    return key if len(key) >= 4 else ""


_UKRAINIAN_2010 = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        ["a", "b", "v", "h", "g", "d", "e", "ie", "zh", "z", "y", "i", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "_", "iu", "ia"],
        strict=True,
    )
)
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_UKRAINIAN = {**_UKRAINIAN_2010, "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        ["a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "_", "y", "_", "e", "yu", "ya"],
        strict=True,
    )
)


def romanised(name: str) -> tuple[str, ...]:
    """The folded Latin keys of a name in Cyrillic letters: Ukrainian (2010 and BGN/PCGN) and Russian, as its letters allow.

    () for a name in other letters.

    >>> romanised("Харків"), romanised("Харьков")
    (('kharkiv',), ('kharkov',))
    >>> romanised("Запоріжжя")
    ('zaporizhzhia', 'zaporizhzhya')
    """
    low = name.casefold()
    if not re.search("[а-яіїєґ]", low):
        return ()
    found: dict[str, None] = {}
    if not re.search("[ыэёъ]", low):
        found[fold(_spell(low, _UKRAINIAN_2010, first=_UKRAINIAN_FIRST))] = None
        found[fold(_spell(low, _BGN_UKRAINIAN, first={}))] = None
    if not re.search("[іїєґ]", low):
        russian = _spell(low, _RUSSIAN, first={"е": "ye"})
        found[fold(russian)] = None
        found[fold(re.sub(r"(?:iy|yy)\b", "y", russian))] = None
    return tuple(key for key in found if key)


def _spell(low: str, letters: dict[str, str], *, first: dict[str, str]) -> str:
    words = []
    for word in re.split(r"(\W+)", low):
        if letters is not _RUSSIAN:
            word = word.replace("зг", "zgh")  # Згурівка is Zghurivka: zh would be another letter
        head = first.get(word[:1], letters.get(word[:1], word[:1]))
        words.append(head + "".join(letters.get(sign, sign) for sign in word[1:]))
    return "".join(words).replace("_", "")
