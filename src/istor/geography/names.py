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
        low = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", low)).casefold()
        low = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))
        low = _BREAKS.sub(" ", low.translate(_LETTERS))
    return " ".join(low.split())


# Countries whose names have the Arabic article and whose scholarly spellings have dots and bars.
ARABIC_LETTERS = frozenset(
    {
        "SY", "IQ", "LB", "JO", "PS", "YE", "SA", "OM", "AE", "QA", "KW", "BH", "EG", "LY", "TN", "DZ", "MA",
        "SD", "IR", "AF", "PK",
    }
)  # fmt: skip
ARTICLES = frozenset(
    {
        "al", "el", "ul", "ad", "ed", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez",
        "uz", "adh", "edh", "il", "us", "ur", "ud",
    }
)  # fmt: skip
# The Arabic article in its spellings, before a space or hyphen.
_ARTICLE = re.compile(rf"\b(?:{'|'.join(sorted(ARTICLES))}) (?=[a-z])")
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


@lru_cache(maxsize=65536)
def consonants(name: str) -> str:
    """The loosest key, for names from Arabic: no vowels, and th like dh. "" where fewer than three signs are left.

    >>> consonants("Msyaf") == consonants("Masyaf"), consonants("Thiban") == consonants("Dhiban"), consonants("Homs")
    (True, True, 'hms')
    """
    bare = re.sub(r"[aeiouyvw]", "", skeleton(name).replace("th", "d"))
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare if len(bare) >= 3 else ""


def plain(name: str, country: str) -> str:
    """A settlement's name as English prints it: the scholars' dots and bars of Arabic and Persian letters left out.

    >>> plain("Ma‘arrat an Nu‘mān", "SY"), plain("Łódź", "PL")
    ('Maarrat an Numan', 'Łódź')
    """
    if country not in ARABIC_LETTERS:
        return name
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return re.sub("[‘’ʼ`]", "", bare)


def worth_keeping(spelling: str) -> bool:
    """Not an airport's letters ("HRK"), and not the lower-case output of a machine ("ba li").

    >>> worth_keeping("Kharkiv"), worth_keeping("HRK"), worth_keeping("ha er ke fu")
    (True, False, False)
    """
    if not spelling or len(spelling) > 60 or (len(spelling) <= 4 and spelling.isascii() and spelling.isupper()):
        return False
    return not ("a" <= spelling[0] <= "z") or bool(
        re.match(r"(?:al|el|ad|an|ar|as|ash|at|az|de|la|le|d)[-'’ ][A-ZÀ-Ž]", spelling)
    )


def without_article(key: str) -> str:
    """A folded name without its Arabic article; "" where it has none, or nothing much is left.

    >>> without_article("ar raqqah"), without_article("homs")
    ('raqqah', '')
    """
    head, _, rest = key.partition(" ")
    return rest if head in ARTICLES and len(rest) > 2 else ""


def _letters(pairs: str) -> dict[str, str]:
    """Cyrillic letter, its Latin form, and so on; _ for a letter that is not written."""
    signs = pairs.split()
    return dict(zip(signs[::2], signs[1::2], strict=True))


_UKRAINIAN_2010 = _letters(
    "а a б b в v г h ґ g д d е e є ie ж zh з z и y і i ї i й i к k л l м m "
    "н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ь _ ю iu я ia"
)
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BGN_UKRAINIAN = {**_UKRAINIAN_2010, "є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = _letters(
    "а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p "
    "р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ _ ы y ь _ э e ю yu я ya"
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


def english(name: str) -> str:
    """A Ukrainian name as English prints it: by Ukraine's rule of 2010, each part with a capital.

    >>> english("Слов'янськ"), english("Кривий Ріг"), english("Івано-Франківськ"), english("Згурівка")
    ('Sloviansk', 'Kryvyi Rih', 'Ivano-Frankivsk', 'Zghurivka')
    """
    low = _spell(_APOSTROPHES.sub("", name.casefold().replace("ь", "")), _UKRAINIAN_2010, first=_UKRAINIAN_FIRST)
    return re.sub(r"(?<![^\W_])[^\W_]", lambda match: match[0].upper(), low)


def _spell(low: str, letters: dict[str, str], *, first: dict[str, str]) -> str:
    words = []
    for word in re.split(r"(\W+)", low):
        # Згурівка is Zghurivka: zh would be another letter
        known = word if letters is _RUSSIAN else word.replace("зг", "zgh")
        head = first.get(known[:1], letters.get(known[:1], known[:1]))
        words.append(head + "".join(letters.get(sign, sign) for sign in known[1:]))
    return "".join(words).replace("_", "")
