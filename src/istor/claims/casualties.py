"""Killed, injured, missing, abducted, displaced: the tolls that one paragraph tells, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from istor.claims.binding import Chain, bind
from istor.claims.casualty_words import casualty_words
from istor.claims.claim import Group, Harm, Toll
from istor.claims.harms import read_cues
from istor.claims.persons import read_persons
from istor.claims.toll import total
from istor.claims.victims import Victims, read_victims
from istor.language import Parse
from istor.provenance import Span

__all__ = ["read_persons", "read_tolls"]

UNDIVIDED: frozenset[Harm] = frozenset({"killed", "injured"})


def read_tolls(article_id: str, parse: Parse) -> tuple[Toll, ...]:
    """The tolls of one paragraph in text order. On whose word they stand is filled in by extraction.

    `article_id` goes into the spans, whose offsets are the parse's own (those of the whole article).

    >>> from istor.language import parse
    >>> text = "The strike killed two people and injured at least 12, including three children."
    >>> [(t.harm, t.group, t.low, t.high, t.words) for t in read_tolls("a1", next(parse([(0, text)], entities=False)))]
    [('killed', 'all', 2, 2, 'two people'), ('injured', 'all', 12, None, 'at least 12'), ('injured', 'children', 3, 3, 'three children')]
    """
    words = [token.lower for token in parse.tokens]
    if not _harmful(words):
        return ()
    tolls: list[Toll] = []
    for sentence in parse.sentences:
        tolls.extend(_Sentence(article_id, parse, words, sentence).tolls())
    return tuple(sorted(tolls, key=lambda toll: (toll.span.start, toll.span.end)))


def _harmful(words: Sequence[str]) -> bool:
    lexicon = casualty_words()
    return any(word in lexicon.harm_firsts for word in words)


class _Sentence:
    """One sentence on its way to tolls."""

    def __init__(self, article_id: str, parse: Parse, words: Sequence[str], sentence: tuple[int, int]) -> None:
        self.article_id, self.parse, self.words, self.sentence = article_id, parse, words, sentence

    def tolls(self) -> Iterator[Toll]:
        """Every toll of the sentence."""
        victims = read_victims(self.parse, self.words, self.sentence)
        cues = read_cues(self.parse, self.words, self.sentence, victims)
        for chain in bind(self.parse, self.words, self.sentence, victims=victims, cues=cues):
            if chain.harms:
                yield from self._told(chain)

    def _told(self, chain: Chain) -> Iterator[Toll]:
        zero = all(one.high == 0 for one in chain.tops)
        if chain.negated and not zero:
            return
        for harm in _harms(chain, zero=zero):
            several = len(chain.tops) > 1 and not zero
            for one in chain.tops:
                if several and not one.groups:
                    continue
                yield from self._group_tolls(one, harm, chain)
            for one in chain.parts:
                if one.groups or one.of_them:
                    yield from self._group_tolls(one, harm, chain, part=True)
            if several:
                yield self._sum(chain, harm)

    def _group_tolls(self, one: Victims, harm: Harm, chain: Chain, *, part: bool = False) -> Iterator[Toll]:
        groups: tuple[Group, ...] = one.groups or ("all",)
        for group in groups:
            yield Toll(
                harm=harm,
                group=group,
                low=one.low,
                high=one.high,
                words=self.parse.words(one.first, one.end - 1),
                span=self._span(one.first, one.end),
                ages=one.ages,
                vague=one.vague,
                hedged=chain.unsure,
                part=part or one.of_them,
            )

    def _sum(self, chain: Chain, harm: Harm) -> Toll:
        low, high = total([(one.low, one.high) for one in chain.tops])
        return Toll(
            harm=harm,
            group="all",
            low=low,
            high=high,
            words=self.parse.words(chain.tops[0].first, chain.tops[-1].end - 1),
            span=self._span(chain.tops[0].first, chain.tops[-1].end),
            parts=tuple(self._span(one.first, one.end) for one in chain.tops),
            ages=tuple(age for one in chain.tops for age in one.ages),
            vague=any(one.vague for one in chain.tops),
            hedged=chain.unsure,
            derived=True,
        )

    def _span(self, first: int, end: int) -> Span:
        tokens = self.parse.tokens
        return Span(article_id=self.article_id, start=tokens[first].start, end=tokens[end - 1].end)


def _harms(chain: Chain, *, zero: bool) -> tuple[Harm, ...]:
    """ "no casualties" is nobody killed and nobody injured; "12 killed and wounded" are casualties undivided."""
    if zero:
        return ("killed", "injured") if "casualties" in chain.harms else chain.harms
    if set(chain.harms) > UNDIVIDED or set(chain.harms) == UNDIVIDED:
        return ("casualties",)
    return chain.harms[:1] if len(chain.harms) == 1 else ("casualties",)
