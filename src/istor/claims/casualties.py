"""Killed, injured, missing, abducted, displaced: the tolls that one paragraph tells, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec.structs import replace as replaced

from istor.claims.ages import ADULT
from istor.claims.allegiance import side_of
from istor.claims.as_of import read_as_of
from istor.claims.binding import read_chains
from istor.claims.casualty_words import Line, casualty_words
from istor.claims.chains import Chain
from istor.claims.claim import ATTACKER, Group, Harm, Toll
from istor.claims.naming import count_named
from istor.claims.own_death import read_own_deaths
from istor.claims.persons import read_persons
from istor.claims.settling import Told, settle
from istor.claims.succumbing import with_later_deaths
from istor.claims.toll import total
from istor.claims.unnumbered import Unnumbered, read_unnumbered
from istor.claims.victims import Victims
from istor.language import Parse
from istor.provenance import Span

ADDED = frozenset({"children", "women", "men", "medics", "journalists", "rescuers"})  # said by age, sex or trade
NAME_BETWEEN = 2  # tokens between people and those that spell them out, where a name stands there too
EARLIER = 9  # words between "initially" and its figure
HEDGED = 4  # words before people in which their count may be hedged

__all__ = ["read_persons", "read_tolls"]


def read_tolls(article_id: str, parse: Parse) -> tuple[Toll, ...]:
    """The tolls of one paragraph in text order. On whose word they stand is filled in by extraction.

    `article_id` goes into the spans, whose offsets are the parse's own (those of the whole article).

    >>> from istor.language import parse
    >>> text = "The strike killed two people and injured at least 12, including three children."
    >>> [(t.harm, t.group, t.low, t.high, t.words) for t in read_tolls("a1", next(parse([(0, text)], entities=False)))]
    [('killed', 'all', 2, 2, 'two people'), ('injured', 'all', 12, None, 'at least 12'), ('injured', 'children', 3, 3, 'three children')]
    """
    words = tuple(token.lower for token in parse.tokens)
    told: list[Told] = []
    for number, (first, end) in enumerate(parse.sentences):
        if not casualty_words().telling.isdisjoint(words[first:end]):
            told.extend(_Sentence(article_id, Line(parse, words, first, end), number).told())
    tolls = list(settle(told, parse.text, parse.start))
    if tolls:
        lines = (Line(parse, words, first, end) for first, end in parse.sentences)
        tolls.extend(next(([toll] for line in lines for toll in _by_own_hand(article_id, line)), []))
    tolls.extend(count_named(read_persons(article_id, parse), tolls, parse.text, start=parse.start))
    if not tolls:
        return ()
    tolls.sort(key=lambda toll: (toll.span.start, toll.span.end))
    return with_later_deaths(tolls, [Line(parse, words, first, end) for first, end in parse.sentences], article_id)


def _by_own_hand(article_id: str, line: Line) -> Iterator[Toll]:
    tokens = line.parse.tokens
    for first, end in read_own_deaths(line):
        span = Span(article_id=article_id, start=tokens[first].start, end=tokens[end - 1].end)
        words = line.parse.words(first, end - 1)
        yield Toll(harm="killed", group="all", low=1, high=1, words=words, span=span, side=ATTACKER)


class _Sentence:
    """One sentence on its way to tolls."""

    def __init__(self, article_id: str, line: Line, number: int) -> None:
        self.article_id, self.line, self.number = article_id, line, number
        self.as_of = read_as_of(line)

    def told(self) -> Iterator[Told]:
        """Every toll of the sentence."""
        reading = read_chains(self.line)
        for saying in read_unnumbered(self.line, reading.victims):
            for toll in self._unnumbered(saying):
                yield Told(toll, self.number)
        for chain in reading.chains:
            if chain.harms:
                yield from self._standing(chain)

    def _standing(self, chain: Chain) -> Iterator[Told]:
        voice = casualty_words().voice
        words, cue = self.line.words, chain.cue
        chain.unsure = chain.unsure or self._is_hedged(chain)
        start = max(self.line.first, chain.first - EARLIER)
        earlier = any(voice["earlier"].match(words, i) for i in range(start, chain.first))
        treated = cue is not None and any(voice["treated"].match(words, i) for i in range(cue.first, cue.end))
        top = chain.tops[0]
        treated = treated and not top.other  # "one is dead and three others are being treated": all of the hurt
        late = top.harm == "injured" and top.of_them and chain.harms == ("killed",)
        revises = any(voice["revises"].match(words, i) for i in range(self.line.first, chain.end))
        one_of_them = top.kind == "bare" and top.low == top.high == 1
        for toll in self._told(chain):
            dated = replaced(toll, as_of=self.as_of) if self.as_of else toll
            yield Told(
                dated, self.number, earlier=earlier, treated=treated, late=late, one=one_of_them, revises=revises
            )

    def _is_hedged(self, chain: Chain) -> bool:
        """ "possibly 40 people", "unconfirmed reports of 40 dead"."""
        hedges, words = casualty_words().voice["hedges"], self.line.words
        start = max(self.line.first, chain.first - HEDGED)
        found = (hedges.match(words, i) for i in range(start, chain.first + 1))
        return any(hedge is not None and hedge.end >= chain.first - 1 for hedge in found)

    def _unnumbered(self, saying: Unnumbered) -> Iterator[Toll]:
        """Nought for both harms of "casualties"; "none reported" sets no upper limit."""
        floor = 0 if saying.none or saying.none_reported else casualty_words().vague_floor
        for harm in saying.harms:
            for group in saying.groups or ("all",):
                yield Toll(
                    harm=harm,
                    group=group,
                    low=floor,
                    high=0 if saying.none else None,
                    words=self.line.parse.words(saying.first, saying.end - 1),
                    span=self._span(saying.first, saying.end),
                    vague=floor > 0,
                    none_reported=saying.none_reported,
                )

    def _told(self, chain: Chain) -> Iterator[Toll]:
        zero = all(one.high == 0 for one in chain.tops)
        if chain.negated and not zero:
            return
        chain = _apposed(chain, self.line.words)
        for harm in _harms(chain, zero=zero):
            several = len(chain.tops) + chain.beside_named > 1 and not zero and not any(one.vague for one in chain.tops)
            tops = [one for one in chain.tops if one.groups or not several]
            parts = [one for one in chain.parts if one.groups or one.of_them]
            tolls = [toll for one in tops for toll in self._group_tolls(one, harm, chain)]
            yield from self._added(tolls)
            yield from self._added([toll for one in parts for toll in self._group_tolls(one, harm, chain, part=True)])
            if several:
                yield self._sum(chain, harm)

    def _added(self, tolls: Sequence[Toll]) -> Iterator[Toll]:
        """ "a five-year-old girl and a boy of seven" are two children: one figure a group."""
        for group in dict.fromkeys(toll.group for toll in tolls):
            same = [toll for toll in tolls if toll.group == group]
            if len(same) == 1 or group not in ADDED or any(toll.vague or toll.low == 0 for toll in same):
                yield from same
                continue
            if not self._listed([toll.span for toll in same]):
                yield from same
                continue
            low, high = total([(toll.low, toll.high) for toll in same])
            start, end = same[0].span.start - self.line.parse.start, same[-1].span.end - self.line.parse.start
            yield replaced(
                same[0],
                low=low,
                high=high,
                words=self.line.parse.text[start:end],
                span=Span(article_id=self.article_id, start=same[0].span.start, end=same[-1].span.end),
                parts=tuple(toll.span for toll in same),
                ages=tuple(age for toll in same for age in toll.ages),
                derived=True,
            )

    def _listed(self, spans: Sequence[Span]) -> bool:
        """Whether nothing but a list's marks and other people stand between: "three girls, including a baby" is no sum."""
        start, text = self.line.parse.start, self.line.parse.text
        between = text[spans[0].end - start : spans[-1].start - start].lower().split()
        including = casualty_words().phrase["including"]
        return not any(including.match([word], 0) for word in between)

    def _group_tolls(self, one: Victims, harm: Harm, chain: Chain, *, part: bool = False) -> Iterator[Toll]:
        groups: tuple[Group, ...] = one.groups or ("all",)
        if one.definite and one.vague and not one.of_them:
            return  # "the victims": told of elsewhere, and no number here
        for group in groups:
            toll = Toll(
                harm=harm,
                group=group,
                low=one.low,
                high=one.high,
                words=self.line.parse.words(one.first, one.end - 1),
                span=self._span(one.first, one.end),
                ages=one.ages,
                vague=one.vague,
                hedged=chain.unsure,
                superseded=chain.superseded,
                side=side_of(self.line.parse, one),
                part=part or chain.among or chain.named_only or _of_others(one, chain, self.line.words),
            )
            yield toll
        minors = sum(age < ADULT for age in one.ages)
        if minors and "children" not in groups and one.low == one.high == len(one.ages) > 1:
            yield replaced(toll, group="children", low=minors, high=minors, part=True, derived=True)

    def _sum(self, chain: Chain, harm: Harm) -> Toll:
        named = [(1, 1)] if chain.beside_named else []
        low, high = total([*named, *((one.low, one.high) for one in chain.tops)])
        return Toll(
            harm=harm,
            group="all",
            low=low,
            high=high,
            words=self.line.parse.words(chain.tops[0].first, chain.tops[-1].end - 1),
            span=self._span(chain.tops[0].first, chain.tops[-1].end),
            parts=tuple(self._span(one.first, one.end) for one in chain.tops),
            ages=tuple(age for one in chain.tops for age in one.ages),
            hedged=chain.unsure,
            part=chain.among or chain.named_only,
            derived=True,
        )

    def _span(self, first: int, end: int) -> Span:
        tokens = self.line.parse.tokens
        return Span(article_id=self.article_id, start=tokens[first].start, end=tokens[end - 1].end)


def _of_others(one: Victims, chain: Chain, words: Sequence[str]) -> bool:
    """Whether these are some of the people of another figure, or come on top of it: "two of them", "the driver",
    "a second body", "one more person"."""
    alone = len(chain.tops) == 1 and not chain.beside_named and one.low == one.high == 1
    both = words[one.first] in casualty_words().small["both"]  # "both victims": told of before
    return one.of_them or both or (alone and (one.definite or one.other)) or (one.kind == "harm" and one.other)


def _harms(chain: Chain, *, zero: bool) -> tuple[Harm, ...]:
    """ "no casualties" is nobody killed and nobody injured; "12 killed and wounded" are casualties undivided."""
    if zero:
        return ("killed", "injured") if "casualties" in chain.harms else chain.harms
    if all(one.vague for one in chain.tops):
        return chain.harms  # "a number of people were killed and wounded": some of each
    return chain.harms if len(chain.harms) == 1 else ("casualties",)


def _apposed(chain: Chain, words: Sequence[str]) -> Chain:
    """ "three people, two women and a man": the rest spells the first out and adds nobody. One of them may be named
    alone: "seven people, Ivan Petrenko, his wife and their five children"."""
    first, rest = chain.tops[0], chain.tops[1:]
    named = all(one.kind == "name" for one in rest)  # "two of the men, Ivan Petrenko and Oleh Koval"
    if not rest or first.low != first.high or (first.groups in (("men",), ("women",)) and not named):
        return chain
    low, high = total([(one.low, one.high) for one in rest])
    named_too = len(rest) > 1 and rest[0].first - first.end > NAME_BETWEEN
    if high is None or not 0 <= first.low - low <= named_too:
        return chain
    joined = words[first.end] in casualty_words().small["joints"]
    grown = words[first.head] in casualty_words().small["grown"] and any("children" in one.groups for one in rest)
    if joined or grown or (len(rest) == 1 and (rest[0].definite or first.groups == rest[0].groups)):
        return chain
    return replace(chain, tops=[first], parts=[*rest, *chain.parts])
