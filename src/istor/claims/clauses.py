"""Which words of a sentence belong to which attack: one sentence, cut where a second attack begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from istor.claims.claim import Attack
from istor.claims.scope import tells_of_a_stretch
from istor.language import Parse, Token
from istor.lexicon import open_lexicon
from istor.provenance import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def clauses(parse: Parse, sentence: tuple[int, int], attacks: Sequence[Attack]) -> tuple[Span, ...]:
    """The stretches of one sentence, in order and without gap, each with at most the attacks of one clause.

    `sentence` is the (first, one past last) token range, `attacks` those of the paragraph. A sentence is cut only
    where both sides tell an attack by name: a toll, a reference ("the attack") or a place alone opens no new clause.

    >>> from istor.language import parse
    >>> clauses(next(parse([(0, "Shells hit the port.")])), (0, 5), ())[0].end
    20
    """
    first, last = sentence
    edges = [first, *_cuts(parse, sentence, attacks), last]
    article_id = attacks[0].span.article_id if attacks else ""
    return tuple(
        Span(article_id=article_id, start=parse.tokens[a].start, end=parse.tokens[b - 1].end)
        for a, b in pairwise(edges)
    )


def _cuts(parse: Parse, sentence: tuple[int, int], attacks: Sequence[Attack]) -> list[int]:
    named = [attack.span.start for attack in attacks if attack.type and not (attack.anaphor or attack.aftermath)]
    told = [attack.span.start for attack in attacks if not attack.anaphor]
    kept: list[int] = []
    left = parse.tokens[sentence[0]].start
    end = parse.tokens[sentence[1] - 1].end
    for cut in sorted(set(_candidates(parse, sentence, named))):
        at = parse.tokens[cut].start
        before = any(left <= start < at for start in named)
        after = told if _elsewhere(parse, cut) else named
        counted = any(left <= start < at for start in told) and _is_tally(parse, cut, sentence[1])
        if counted or (before and any(at <= start < end for start in after)):
            kept.append(cut)
            left = at
    return kept


def _is_tally(parse: Parse, cut: int, end: int) -> bool:
    """ "…, bringing the number of soldiers killed this month to 12": what follows counts a stretch of time."""
    words = open_lexicon("claims", "en")["extraction"]
    return parse.tokens[cut].lower in words["bringing"] and tells_of_a_stretch(parse.words(cut, end - 1))


def _elsewhere(parse: Parse, cut: int) -> bool:
    """ "…, while in Izium a school was destroyed": of another place its marks alone are told."""
    words = open_lexicon("claims", "en")["extraction"]
    if parse.tokens[cut].lower not in words["contrast"] or cut + 2 >= len(parse.tokens):
        return False
    return parse.tokens[cut + 1].pos == "ADP" and parse.tokens[cut + 2].pos == "PROPN"


def _candidates(parse: Parse, sentence: tuple[int, int], named: Sequence[int]) -> Iterator[int]:
    words = open_lexicon("claims", "en")["extraction"]
    starts = set(named)
    for token in parse.tokens[sentence[0] + 1 : sentence[1]]:
        previous = parse.tokens[token.i - 1]
        if previous.text == ";" or token.lower in words["contrast"] or token.lower in words["bringing"]:
            yield token.i
        elif token.lower in words["before_or_after"] and previous.lower in words["spans_of_time"]:
            yield previous.i
        elif token.dep == "conj" and _own_clause(parse, token, starts):
            yield _conjunction(parse, token)


def _own_clause(parse: Parse, token: Token, attacks: set[int]) -> bool:
    """Whether a joined verb has its own subject, or is an attack's verb with words of its own after it."""
    if token.pos not in ("VERB", "AUX") or _says(parse, token):
        return False
    if any(child.dep in SUBJECTS for child in parse.children(token.i)):
        return True
    if token.tag == "VBG":  # "injuring two and hitting a school": what one attack did
        return False
    head = parse.tokens[token.head]
    both_attacks = token.start in attacks and head.start in attacks
    return both_attacks and any(head.i < child.i < token.i and child.dep != "cc" for child in _content(parse, head))


def _says(parse: Parse, token: Token) -> bool:
    """ "…, police said, …": who says so, joined without a conjunction."""
    saying: list[str] = open_lexicon("claims", "en")["extraction"]["saying"]
    return token.lemma in saying and not any(child.dep == "cc" for child in parse.children(token.head))


def _content(parse: Parse, head: Token) -> Iterator[Token]:
    return (child for child in parse.children(head.i) if child.dep not in ("punct", "conj", "aux", "auxpass", "cc"))


def _conjunction(parse: Parse, token: Token) -> int:
    """The first token of the joined clause: after the words of its head, at the conjunction where there is one."""
    left = min(below.i for below in parse.subtree(token.i))
    while left - 1 > parse.tokens[token.head].i and parse.tokens[left - 1].dep in ("cc", "punct"):
        left -= 1
    return left
