"""Names of people where a sentence counts its dead and hurt: "Olena Koval, 34, and her son", "17-year-old Marko Bilyk"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from istor.claims.ages import ADULT, Ages, read_ages_after
from istor.claims.belligerents import names
from istor.claims.casualty_words import Line, casualty_words
from istor.claims.claim import Group
from istor.claims.cue import verbs
from istor.claims.victims import Victims
from istor.language import Token

MARKS = frozenset({"-", "‑", "’", "'", "“", "”", '"', "."})  # inside a name
MARKS_AROUND = frozenset({",", "(", ")"})
NAMED_AS = 8  # words between "identified" and "as"
OFFICE = 9  # words of "of the city's council" between people and the name
OFFICE_POS = frozenset({"ADP", "DET", "NOUN", "PROPN", "ADJ", "PART"})
BESIDE = 3  # words between people and the name that is theirs: "a man identified as"
SUFFERS = frozenset({"dobj", "nsubjpass", "nsubj", "conj", "appos", "pobj", "ROOT"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name of two words or more, tokens `first` to before `end`; `until` is one past the age told after it."""

    first: int
    end: int
    until: int
    ages: Ages = ()
    listed: bool = False  # a first name in a list of them


def read_names(line: Line) -> list[Name]:
    """Runs of proper nouns of two words or more that can name a person: a single one is as often a place, and is taken
    only after kin ("his wife, Larysa") and in a list of the dead by name ("identified as Sara, Omar and Lina").

    >>> from istor.language import parse
    >>> text = "Olena Koval, 34, was killed on Kharkiv Street."
    >>> paragraph = next(parse([(0, text)], entities=False))
    >>> line = Line(paragraph, tuple(token.lower for token in paragraph.tokens), 0, len(paragraph.tokens))
    >>> [paragraph.words(one.first, one.end - 1) for one in read_names(line)]
    ['Olena Koval']
    """
    tokens, inside = line.parse.tokens, MARKS | casualty_words().small["name_parts"]
    found: list[Name] = []
    at = line.first
    while at < line.end:
        if tokens[at].pos != "PROPN":
            at += 1
            continue
        end = at
        while end < line.end and (tokens[end].pos == "PROPN" or line.words[end] in inside):
            end += 1
        while tokens[end - 1].pos != "PROPN":
            end -= 1
        listed = end - at == 1 and _listed(line, at, found)
        if not _no_person(line, at, end) and (end - at >= 2 or listed or _of_kin(line, at)):
            ages, until = read_ages_after(line.parse, line.words, end, line.end)
            closed = until < line.end and line.words[until] == ")"
            found.append(Name(at, end, until + closed, ages, listed))
        at = end
    return found


def _of_kin(line: Line, at: int) -> bool:
    """ "his wife, Larysa", "her son Maksym": a lone proper noun that can only be a first name."""
    before = at - 2 if line.words[at - 1] == "," else at - 1
    if before - 1 < line.first or line.words[before] not in casualty_words().singular:
        return False
    return line.words[before - 1] in casualty_words().small["possessive"]


def _listed(line: Line, at: int, found: Sequence[Name]) -> bool:
    """Whether a lone proper noun stands in a list of first names: "identified as Sara, Omar and Lina"."""
    words = line.words
    if at > line.first and words[at - 1] == "as":
        naming = casualty_words().small["naming_verbs"]
        return not naming.isdisjoint(words[max(line.first, at - NAMED_AS) : at])
    last = found[-1] if found else None
    if last is None or not last.listed or at - last.until > 2:
        return False
    return all(word in (",", "and") for word in words[last.until : at])


def _no_person(line: Line, first: int, end: int) -> bool:
    """Whether a word of the run says that it is a place, a body, a day or a paper, or its last one somebody unnamed."""
    small, words = casualty_words().small, line.words[first:end]
    if words[0] in casualty_words().not_people or any(word in small["weekdays"] for word in words):
        return True
    return words[-1] in small["no_surname"] or not small["no_name"].isdisjoint(words)


def with_names(line: Line, told: Sequence[Victims]) -> list[Victims]:
    """The people of a sentence with those told of by name alone; a name beside people ("a man named Ali Omar",
    "the driver, Ivan Petrenko,") lengthens their phrase and adds nobody."""
    merged = {one.first: one for one in told}
    for name in read_names(line):
        beside = next((one for one in told if _names_whom(line, one, name)), None)
        if beside is not None:
            merged[beside.first] = beside._replace(reach=name.until, ages=beside.ages or name.ages)
        elif _stands_alone(line, name, told):
            first = name.first - 1 if titled(line, name) else name.first
            young: tuple[Group, ...] = ("children",) if name.ages and max(name.ages) < ADULT else ()
            merged[first] = Victims(
                low=1, high=1, first=first, end=name.end, reach=name.until, ages=name.ages, kind="name",
                groups=young, head=name.end - 1,
            )  # fmt: skip
    people = [merged[first] for first in sorted(merged)]
    ages = {i for one in people for i in range(one.end, one.reach)}
    return [one for one in people if one.first not in ages]


def _names_whom(line: Line, one: Victims, name: Name) -> bool:
    """Whether the name is that of the one person told of right before it."""
    if not one.low == one.high == 1 or name.first < one.end:
        return False
    gap, naming = line.words[one.end : name.first], casualty_words().small["naming"]
    if len(gap) <= BESIDE and all(word in naming for word in gap):
        return True
    return _holds_office(line, one.end, name.first)


def _holds_office(line: Line, first: int, end: int) -> bool:
    """Whether the words between people and a name only say what they belong to: "a member of the city's council, Ada Lark"."""
    small, inside = casualty_words().small, line.parse.tokens[first : end - 1]
    if not 1 < len(inside) <= OFFICE or line.words[end - 1] != "," or line.words[first] not in small["belonging"]:
        return False
    return all(token.pos in OFFICE_POS for token in inside)


def _stands_alone(line: Line, name: Name, told: Sequence[Victims]) -> bool:
    """Whether a name can be a victim's of its own: not one inside other people's phrase, no actor, no speaker, no place
    after "in" or "the"."""
    if any(one.first < name.end and name.first < one.end for one in told) or described(line, name, told):
        return False
    before = line.parse.tokens[name.first - 1] if name.first > line.first else None
    if before is not None and (before.pos == "DET" or (before.pos == "ADP" and not _told_of(line, name.first - 1))):
        return False
    if any(actor.first < name.end and name.first <= actor.last for actor in names(line.parse)):
        return False
    return any(token.dep in SUFFERS for token in _tops(line, name)) and not speaks(line, name)


def _told_of(line: Line, at: int) -> bool:
    """ "including Olha Koval", "identified as Olha Koval", "the death of Olha Koval"; not "the outskirts of Ain Issa"."""
    lexicon, words = casualty_words(), line.words
    if words[at] in lexicon.small["before_name"]:
        return True
    found = lexicon.harms.match(words, at - 1) if words[at] in lexicon.small["of_whom"] and at > line.first else None
    return found is not None and "of" in found.value.stands


def titled(line: Line, name: Name) -> str | None:
    """The noun of people right before a name ("teacher Petro Hnatiuk"), None where there is none."""
    before = line.parse.tokens[name.first - 1] if name.first > line.first else None
    if before is None or before.pos != "NOUN" or before.lower not in casualty_words().singular:
        return None
    return before.lemma


def described(line: Line, name: Name, told: Sequence[Victims]) -> Victims | None:
    """ "Ivan Petrenko, a 33-year-old driver": the description counts him; "Ivan Petrenko, his wife" are two."""
    small = casualty_words().small
    for one in told:
        gap = line.words[name.until : one.first]
        if 0 < one.first - name.until <= BESIDE and all(word in MARKS_AROUND for word in gap):
            same = one.low == one.high == 1 and line.words[one.first] not in small["possessive"]
            return one if same and one.kind == "people" else None
    return None


def speaks(line: Line, name: Name) -> bool:
    """ "…, injuring five, Mayor Ostap Rudyk said": the mayor is the one who says so."""
    tokens, saying = line.parse.tokens, verbs()
    after = tokens[name.end] if name.end < len(tokens) else None
    if after is not None and after.pos == "VERB" and after.tag in ("VBD", "VBZ") and after.lemma in saying:
        return True
    return any(top.dep == "nsubj" and tokens[top.head].lemma in saying for top in _tops(line, name))


def _tops(line: Line, name: Name) -> Iterator[Token]:
    """The tokens of a name that hang from a word outside it."""
    for token in line.parse.tokens[name.first : name.end]:
        if token.head == token.i or not name.first <= token.head < name.end:
            yield token
