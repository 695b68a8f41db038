"""Named dead and hurt, as written: personal data, kept apart from tolls so that publication can withhold it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from istor.claims.binding import Reading, read_chains
from istor.claims.casualty_words import Line, casualty_words
from istor.claims.chains import Chain
from istor.claims.claim import Harm, Person
from istor.claims.harms import Cue
from istor.claims.person_names import Name, described, read_names, speaks, titled
from istor.claims.victims import Victims
from istor.language import Parse
from istor.provenance import Span

OPENING = 2  # words before a harm that may say whom it befell: "those who were killed"


@lru_cache(maxsize=1)  # asked twice of each paragraph: for the names themselves, and for the tolls they make up
def read_persons(article_id: str, parse: Parse) -> tuple[Person, ...]:
    """The named victims of one paragraph in text order, each once a harm.

    `role` is the noun beside the name ("commander"), `sex` and `age` None where the words give none.

    >>> from istor.language import parse
    >>> text = "Olena Koval, 34, was killed and her colleague was wounded."
    >>> [(p.words, p.harm, p.age) for p in read_persons("a1", next(parse([(0, text)], entities=False)))]
    [('Olena Koval', 'killed', 34)]
    """
    words = tuple(token.lower for token in parse.tokens)
    firsts = casualty_words().telling
    if firsts.isdisjoint(words):
        return ()
    found: dict[tuple[str, Harm], Person] = {}
    last: Harm | None = None
    for sentence in parse.sentences:
        line = Line(parse, words, *sentence)
        names = read_names(line)
        if not names and not any(word in firsts for word in words[sentence[0] : sentence[1]]):
            continue
        reading = read_chains(line)
        told: tuple[Name, Harm] | None = None
        for name in names:
            if speaks(line, name):
                continue
            harm = _harm(parse, words, name, reading=reading, last=last)
            if harm is None and told is not None and _listed(words, told[0], name):
                harm = told[1]
            if harm is not None:
                told = (name, harm)
                person = _person(article_id, line, name, harm=harm, told=reading.victims)
                found.setdefault((person.words, harm), person)
        last = next((chain.harms[0] for chain in reading.chains if chain.harms), last)
    return tuple(found.values())


def _harm(parse: Parse, words: tuple[str, ...], name: Name, *, reading: Reading, last: Harm | None) -> Harm | None:
    """What befell the person of that name, by the words beside it or by the parser's word for it."""
    beside = _beside(words, name, reading.chains)
    if beside:
        return beside
    head = next((t for t in parse.tokens[name.first : name.end] if not name.first <= t.head < name.end), None)
    if head is None:
        return None
    for cue in reading.cues:
        if cue.negated or cue.unsure:
            continue
        reached = head.head in range(cue.first, cue.end) or (
            head.dep == "pobj" and parse.tokens[head.head].head in range(cue.first, cue.end)
        )
        stands = head.dep in ("nsubjpass", "dobj", "pobj", "conj") or (
            head.dep == "nsubj" and _dies(parse, cue.first, cue.end)
        )
        if reached and stands and _right_side(name, cue.first, cue.looks) and len(cue.harms) == 1:
            return cue.harms[0]
        if head.dep in ("nsubjpass", "nsubj") and _passive_later(parse, head.head, cue.first) and cue.looks == "before":
            return cue.harms[0] if len(cue.harms) == 1 else None
    named_as = casualty_words().voice["named_as"].match(words, max(0, name.first - 2))
    return (_of_the_sentence(words, name, reading.cues) or last) if named_as and named_as.end == name.first else None


def _of_the_sentence(words: tuple[str, ...], name: Name, cues: Sequence[Cue]) -> Harm | None:
    """ "Those killed when a mine went off were named as …": what befell whom the sentence opens with."""
    those = casualty_words().small["whom"]
    told = next((cue for cue in cues if cue.end <= name.first and not (cue.negated or cue.unsure)), None)
    if told is None or those.isdisjoint(words[max(0, told.first - OPENING) : told.end]):
        return None
    return told.harms[0] if len(told.harms) == 1 else None


def _listed(words: tuple[str, ...], told: Name, name: Name) -> bool:
    """ "Ali Omar, 31, and Hadi Saleh": one list, one harm."""
    between = words[told.end : name.first]
    return len(between) <= 5 and all(word in (",", "and", ";", "both") or word.isdecimal() for word in between)


def _dies(parse: Parse, first: int, end: int) -> bool:
    suffering = casualty_words().small["suffering"]
    return any(parse.tokens[i].lemma in suffering for i in range(first, end))


def _passive_later(parse: Parse, verb: int, cue: int) -> bool:
    """ "was taken to hospital and pronounced dead": the harm is told by a later verb of the same subject."""
    token = parse.tokens[cue]
    return 0 < cue - verb < 8 and token.dep in ("conj", "oprd", "acomp") and token.head == verb


def _right_side(name: Name, cue: int, looks: Literal["after", "before"]) -> bool:
    return name.first > cue if looks == "after" else name.first < cue


def _beside(words: tuple[str, ...], name: Name, chains: Sequence[Chain]) -> Harm | None:
    """ "34-year-old Maria Lopez", "a man named Ali Omar", "the driver, Ivan Petrenko,"."""
    naming = casualty_words().small["naming"]
    for chain in chains:
        if len(chain.harms) != 1 or chain.negated:
            continue
        for one in (*chain.tops, *chain.parts):
            gap = words[one.end : name.first]
            if one.low == one.high and 0 <= name.first - one.end <= 2 and all(word in naming for word in gap):
                return chain.harms[0]
            if one.first <= name.first and name.end <= one.end:
                return chain.harms[0]
    return None


def _person(article_id: str, line: Line, name: Name, *, harm: Harm, told: Sequence[Victims]) -> Person:
    small, parse = casualty_words().small, line.parse
    before = _phrase_before(name, told)
    beside = before or described(line, name, [one for one in told if one.kind == "people"])
    said = {*line.words[max(line.first, name.first - 2) : name.first], *(beside.groups if beside else ())}
    ages = name.ages or (beside.ages if beside else ())
    role = titled(line, name) or (parse.tokens[beside.head].lemma if beside and beside.head >= 0 else None)
    sex: Literal["female", "male"] | None = (
        "female" if said & small["women_words"] else "male" if said & small["men_words"] else None
    )
    return Person(
        words=parse.words(name.first, name.end - 1),
        span=Span(article_id=article_id, start=parse.tokens[name.first].start, end=parse.tokens[name.end - 1].end),
        harm=harm,
        age=ages[0] if len(ages) == 1 else None,
        sex=sex,
        role=role if role and role.isalpha() and role not in small["no_role"] else None,
    )


def _phrase_before(name: Name, told: Sequence[Victims]) -> Victims | None:
    """ "her son Maksym", "34-year-old Maria Lopez": the phrase that the name belongs to."""
    for one in told:
        around = 0 <= name.first - one.end <= 1 or one.first <= name.first < max(one.end, one.reach)
        if around and one.kind != "name" and one.low == one.high == 1:
            return one
    return None
