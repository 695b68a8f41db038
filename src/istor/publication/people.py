"""Whom a page names as a private person: with an age, as a witness or relative, as detained, taken or abused.

The claims say who was named as a victim, as far as they could be read. What must not be published cannot wait for that
reading to be whole, so redaction also withholds everyone whose age or kinship stands beside the name, whatever befell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from istor.incidents.incident import Sighting
from istor.lexicon import open_lexicon
from istor.publication.policy import Because, Named

OLDEST = 115  # years
LONGEST = 3  # words of a name: what stands before them is a rank or an office
PRIVATE_VOICES = ("witness", "unnamed")
_WORD = r"[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:[-'’ʼ][^\W\d_]+)*"
_PARTICLE = r"(?:al|el|abu|bin|ibn|de|da|van|von|der)(?:-[^\W\d_]+)?"
_FURTHER = rf"(?: (?:{_PARTICLE} ){{0,2}}{_WORD}| {_PARTICLE})"
_RUN = rf"{_WORD}{_FURTHER}{{1,4}}"
_ANY = rf"{_WORD}{_FURTHER}{{0,4}}"
_AGED = re.compile(rf"\b({_RUN})(?:, (?:aged )?| \((?:aged )?)(\d{{1,3}})(?=[,.;:)]| and\b)(?!,\d)")
_OLD = re.compile(rf"\b(\d{{1,3}})(?:-year-old|-річн\w{{1,3}}|-летн\w{{1,3}}) ({_RUN})")
_YEARS = re.compile(rf"\b({_RUN})[,(] ?\(?(\d{{1,3}})\)? (?:рок\w{{1,2}}|рік|лет|года?)\b")
_ALONE = re.compile(
    rf"\b({_ANY}), (?:aged )?(\d{{1,2}}),? (?:who|was|is|has|had|told|said|says|died|lost|and (?:her|his))\b"
)
_PARTED = re.compile(r"(?<=[a-zа-яіїєґ]{2}[.!?])\s|\n")  # sentences, not "Mr. Koval"
_MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def people_of(text: str, sightings: Iterable[Sighting], *, places: Iterable[str] = ()) -> list[Named]:
    """Everyone a page names whose name may have to be withheld, as its sightings and its words tell. `places` are the words that
    were read as places, which are nobody's names."""
    told = list(sightings)
    found = [Named(words=each.words, because=each.harm, age=each.age) for one in told for each in one.persons]
    known = {place.casefold() for place in places}
    offices = {word for one in told for voice in one.voices if voice.speaker for word in _office(voice.speaker)}
    found += [Named(words=words, because="aged", age=age) for words, age in (*_aged(text), *_alone(text))]
    for one in told:
        for voice in one.voices:
            if voice.speaker is not None and voice.speaker.kind in PRIVATE_VOICES and voice.speaker.party is None:
                words = f"{voice.speaker.words} ; {voice.speaker.title or ''}"
                alone = [name for name in _runs(words, least=1) if not _is_word(name, text)]
                found += [Named(words=name, because="private") for name in alone]
    found += [Named(words=words, because=because) for words, because in people_told_of(text)]
    if any(one.type == "Sexual violence" for one in told):
        found += [Named(words=name, because="survivor") for name in _runs(text, least=2)]
    return [each for each in found if each.words.casefold() not in known and not _is_office(each, offices)]


def officials_of(sightings: Iterable[Sighting]) -> frozenset[str]:
    """The names of those who speak in an office, which stay where another incident's page tells of them as victims."""
    speakers = (voice.speaker for one in sightings for voice in one.voices if voice.speaker is not None)
    return frozenset(
        name
        for each in speakers
        if each.kind not in PRIVATE_VOICES
        for name in (*_runs(each.words, least=1), *([each.name] if each.name else []))
    )


def people_aged(text: str) -> Iterator[str]:
    """The names in a text that have an age beside them, as written, a rank or office before them left out.

    >>> list(people_aged("Olena Petrenko, 34, and her son Maksym Petrenko (7) died; so did 61-year-old Ivan Koval."))
    ['Olena Petrenko', 'Maksym Petrenko', 'Ivan Koval']
    >>> list(people_aged("It was hit on Friday, March 7, and in Sumy, 12 were hurt."))
    []
    """
    yield from (name for name, _ in _aged(text))


def people_told_of(text: str) -> Iterator[tuple[str, Because]]:
    """Those whom a text names beside a word of kinship or witness, or of being taken or abused.

    >>> list(people_told_of("Eyewitness Olena Koval hid. Ivan Bondar was detained near Kherson Oblast."))
    [('Olena Koval', 'private'), ('Ivan Bondar', 'taken')]
    """
    telling, private, taken = _patterns()
    for part in _PARTED.split(text):
        if telling.search(part) is None:
            continue
        for pattern, because in ((private, "private"), (taken, "taken")):
            for match in pattern.finditer(part):
                words = next(group for group in match.groups() if group)
                for name in _runs(words, least=1 if because == "private" else 2):
                    yield name, because  # type: ignore[misc]


def _aged(text: str) -> Iterator[tuple[str, int]]:
    told = [(match.start(), match.group(1), int(match.group(2))) for match in _AGED.finditer(text)]
    told += [(match.start(), match.group(2), int(match.group(1))) for match in _OLD.finditer(text)]
    told += [(match.start(), match.group(1), int(match.group(2))) for match in _YEARS.finditer(text)]
    for _, run, age in sorted(told):
        if age <= OLDEST and not _MONTHS.search(run):
            yield " ".join(run.split(" ")[-LONGEST:]), age


def _alone(text: str) -> Iterator[tuple[str, int]]:
    """ "Olena, 34, was at home": one name alone, which is a person's where somebody does something and no place is called so."""
    for match in _ALONE.finditer(text):
        for name in _runs(match.group(1), least=1):
            if " " not in name and not _MONTHS.search(name):
                yield name, int(match.group(2))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = open_lexicon("publication", "en")["people"]
    kin, taken, taking, apart = (
        "|".join(sorted(map(re.escape, words[each]), key=len, reverse=True))
        for each in ("private", "taken", "taking", "apart")
    )
    between = rf"(?:(?!(?:{apart})\b)[a-z-]+ ){{0,3}}"
    private = (
        rf"(?i:\b(?:{kin}))s?,? (?:named |called )?({_ANY})"
        rf"|\b({_RUN}), (?i:(?:an? |the |who (?:is|was) |\w+ ){{0,3}}(?:{kin}))\b"
    )
    befell = (
        rf"\b({_RUN})(?:, [^,.;]{{1,60}},)? (?:who )?(?:was|were|is|are|has been|have been|had been|remains?|went) "
        rf"(?:\w+ ){{0,2}}(?:{taken})\b"
        rf"|(?i:\b(?:{taken})) {between}({_RUN})|(?i:\b(?:{taking})) of {between}({_RUN})"
    )
    return re.compile(rf"(?i:\b(?:{kin}|{taken}|{taking}))"), re.compile(private), re.compile(befell)


def _runs(text: str, *, least: int) -> Iterator[str]:
    """The runs of capitalised words that can name a person, of at least so many words; office, body, day and abbreviation apart."""
    words = open_lexicon("publication", "en")["people"]
    no_name, kin = frozenset(words["no_name"]), frozenset(words["private"])
    for match in re.finditer(rf"\b{_ANY}", text):
        run = match.group().split(" ")
        while run and (run[0].lower() in kin or run[0].lower() in _openers()):
            run = run[1:]
        if len(run) < least or not run or any(word.lower() in no_name for word in run):
            continue
        if len(run) == 1 and (run[0].isupper() or len(run[0]) < 3):
            continue
        yield " ".join(run[-LONGEST:])


@cache
def _openers() -> frozenset[str]:
    told = open_lexicon("publication", "en")["people"]
    return frozenset((*told["openers"], *told["apart"], *told["crowds"]))


def _is_word(name: str, text: str) -> bool:
    """Whether what looks like a name of one word stands in the text in small letters, too: it only begins a sentence."""
    return " " not in name and re.search(rf"\b{re.escape(name.lower())}\b", text) is not None


def _office(speaker: object) -> Iterator[str]:
    kind, words = getattr(speaker, "kind", ""), getattr(speaker, "words", "")
    if kind not in PRIVATE_VOICES:
        yield from (name.casefold() for name in _runs(words, least=2))


def _is_office(each: Named, offices: set[str]) -> bool:
    """Whether who was only found by a word beside the name speaks in an office: "Mayor Taras Holovko, 51," is named."""
    return each.because in ("private", "survivor", "aged") and each.words.casefold() in offices
