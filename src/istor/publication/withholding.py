"""Names are taken out of whatever is published, in every spelling that spelling.py knows; and found again in what was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from istor.lexicon import open_lexicon
from istor.publication.spelling import CONTINUOUS, Word, key, letters, near, stem, undeclined, views, words_of

WITHHELD = "[name withheld]"
WITHHELD_WORDS = "[words withheld]"  # a name stands in them in a way that cannot be cut out
WITHHELD_ADDRESS = "[address withheld]"
SHORTEST = 3  # letters: shorter parts of a name ("al", "de") stand in other words' places too often
LONGEST = 8  # words of a name
GLUED = 8  # letters: a whole name so long is looked for inside words, too ("#justiceforolenapetrenko")

APOSTROPHES = ("'", "’", "ʼ")

Form = tuple[str, ...]
Elsewhere = Mapping[str, frozenset[Form]]  # whole names by their first key


_ODD = re.compile(rf"{CONTINUOUS.pattern}|[^\w\s.,'’ʼ-]")  # names that are looked for letter by letter, too


class Found(NamedTuple):
    """A stretch of a text that is a name."""

    start: int
    end: int


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(open_lexicon("publication", "en")["withholding"][section])


def composed(text: str) -> str:
    """The text with accents in one character with their letters, so that equal words are equal."""
    return unicodedata.normalize("NFC", text)


def same(name: str) -> str:
    """What tells a name from other names, however it is spelt.

    >>> same("Olena  PETRENKO") == same("Олена Петренко")
    True
    """
    return " ".join(word.key for word in words_of(composed(name))) or name


def whole_forms(name: str) -> set[Form]:
    """All the words of a name in a row, as they are written: apart, hyphenated, glued, or the last of them first."""
    parted = [tuple(word.key for word in words_of(part)) for part in composed(name).split()]
    parted = [part for part in parted if part]
    if not parted:
        return set()
    by_word = tuple("".join(part) for part in parted)
    each = tuple(unit for part in parted for unit in part)
    turned = {(*by_word[-1:], *by_word[:-1])}
    return {by_word, each, ("".join(each),), *turned}


def elsewhere(names: Iterable[str]) -> Elsewhere:
    """Whole names of two words or more that are withheld wherever they stand, made ready to be looked for in many texts."""
    found: dict[str, set[Form]] = {}
    for name in names:
        for form in whole_forms(name):
            if len(form) > 1:
                found.setdefault(form[0], set()).add(form)
    return {first: frozenset(forms) for first, forms in found.items()}


class Names:
    """The names to be withheld, and each of their parts: "Olena Petrenko" is also "Petrenko" further down.

    `keep` are words that stay although a name holds them: a place's name is no secret. `others` are names of other
    incidents, withheld whole; `known` are those of them that stay here, such as an official's.

    >>> Names(["Olena Petrenko"]).taken_out("Petrenko's sister said Olena Petrenko was at home")
    "[name withheld]'s sister said [name withheld] was at home"
    """

    def __init__(
        self,
        names: Iterable[str],
        *,
        keep: Iterable[str] = (),
        others: Elsewhere | None = None,
        known: Iterable[str] = (),
    ) -> None:
        self.whole = tuple(sorted({name for each in names if (name := composed(each).strip())}))
        kept = {word.key for phrase in keep for word in words_of(phrase)}
        forms = {form for name in self.whole for form in whole_forms(name)}
        self._parts = {part for name in self.whole for part in _parts(name) if not kept.issuperset(part)} - forms
        self._forms = forms | self._parts
        self._stems = {each for form in self._forms if len(form) == 1 for each in stem(form[0])}
        self._glued = tuple(form[0] for form in forms if len(form) == 1 and len(form[0]) >= GLUED)
        self._needles = tuple({"".join(form) for form in self._forms} | self._stems)
        self._starts = {form[0][:2] for form in self._forms} | {each[:2] for each in self._stems}
        self._plain = tuple(name for name in self.whole if not whole_forms(name) or _ODD.search(name))
        self._others = others or {}
        self._known = {form for name in known for form in whole_forms(name)}

    def __bool__(self) -> bool:
        return bool(self.whole or self._others)

    def taken_out(self, text: str) -> str:
        """The text without the names; a name in two parts leaves one mark. Where one stands in it encoded or cut by markup, all
        of the text is withheld."""
        if not self:
            return text
        clean = cleared = composed(text)
        for name in self._plain:
            cleared = cleared.replace(name, WITHHELD)
        for found in reversed(list(self._in(cleared))):
            cleared = cleared[: found.start] + WITHHELD + cleared[found.end :]
        if cleared == clean:
            cleared = text
        if any(self._stands_in(view) for view in views(cleared.replace(WITHHELD, ""))):
            return WITHHELD_WORDS
        mark = re.escape(WITHHELD)
        return re.sub(rf"{mark}(?:[\s-]+{mark})+", WITHHELD, cleared)

    def found_in(self, text: str) -> bool:
        """Whether a withheld name stands in the text, in clear or encoded."""
        bare = composed(text)
        for mark in (WITHHELD, WITHHELD_WORDS, WITHHELD_ADDRESS):
            bare = bare.replace(mark, " ; ")
        return bool(self) and any(self._stands_in(view) for view in (bare, *views(bare)))

    def address(self, url: str) -> str:
        """The address, or where it spells a name only its host with a word that says so."""
        if not self.found_in(url):
            return url
        host = _host(url)
        return f"{host} {WITHHELD_ADDRESS}" if host and not self.found_in(host) else WITHHELD_ADDRESS

    def _stands_in(self, text: str) -> bool:
        return any(name in text for name in self._plain) or next(self._in(text), None) is not None

    def _in(self, text: str) -> Iterator[Found]:
        """The names in a text in order, the longest at each place, as far as the key of a word leads to them."""
        words = words_of(text)
        line = "".join(word.key for word in words)
        own = any(needle in line for needle in self._needles)
        if not own and not any(word.key in self._others for word in words):
            return
        at = 0
        while at < len(words):
            end = (
                self._longest(text, words, at)
                if (own and self._may_begin(words[at].key)) or words[at].key in self._others
                else 0
            )
            if end:
                start = self._with_particles(text, words, at)
                yield Found(start, words[end - 1].end)
            at = max(at + 1, end)

    def _may_begin(self, spelt: str) -> bool:
        """Whether a name can begin with a word of this key, told fast: most words cannot."""
        if spelt[:2] in self._starts or len(spelt) < 2 or "\u0600" <= spelt[0] <= "\u06ff":
            return True
        return any(name in spelt for name in self._glued)

    def _longest(self, text: str, words: list[Word], at: int) -> int:
        """The word after the longest name that begins with the word `at`; 0: none does."""
        units: list[str] = []
        found = 0
        for end in range(at, min(at + LONGEST, len(words))):
            gap = text[words[end - 1].end : words[end].start] if end > at else " "
            if not near(gap) or (gap in APOSTROPHES and words[end].key == "s"):
                break
            if end > at and not any(each.isspace() for each in gap):
                units[-1] += words[end].key
            else:
                units.append(words[end].key)
            if self._is(tuple(units), small=all(word.small for word in words[at : end + 1])):
                found = end + 1
        return found

    def _is(self, form: Form, *, small: bool) -> bool:
        if form in self._others.get(form[0], ()) and form not in self._known:
            return True
        if small and len(form) == 1 and form in self._parts and form[0] in _ordinary():
            return False
        if form in self._forms:
            return True
        if len(form) > 1 or not self._forms:
            return False
        unit = form[0]
        if any(name in unit for name in self._glued):
            return True
        for ending in letters()["cases"]["plural"]:
            if unit.endswith(ending) and (unit[: -len(ending)],) in self._forms and not small:
                return True
        return any(each in self._stems or (each,) in self._forms for each in undeclined(unit))

    def _with_particles(self, text: str, words: list[Word], at: int) -> int:
        """Where a name begins, with the particles before it that are written together with it ("al-")."""
        while at and words[at - 1].key in _particles() and text[words[at - 1].end : words[at].start] == "-":
            at -= 1
        return words[at].start


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(key(each) for each in _words("ordinary"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(key(each) for each in _words("particles"))


def _parts(name: str) -> Iterator[Form]:
    """The parts of a name that say whose it is by themselves, each with the particles before it."""
    before: list[str] = []
    for part in name.split():
        inner = words_of(part)
        glued = "".join(word.key for word in inner)
        if glued in _particles():
            before.append(glued)
            continue
        telling = len(re.sub(r"\W", "", part)) >= SHORTEST and not part.islower() and any(c.isalpha() for c in part)
        if telling:
            yield (glued,)
            if before:
                yield (*before, glued)
            for piece in re.split(r"[-‐‑–]", part):
                spelt = "".join(word.key for word in words_of(piece))
                if len(piece) >= SHORTEST and not piece.islower() and spelt not in _particles():
                    yield (spelt,)
        before = []


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as a bracket without its other half
        return ""
