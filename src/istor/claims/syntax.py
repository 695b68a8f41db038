"""Small questions asked of a parse: which noun phrase, which clause, whose subject, how many. They survive one wrong head."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from istor.claims.counting import Count, may_begin, read_count
from istor.language import Parse, Token
from istor.provenance import Span

LEFT_OF_NOUN = frozenset(
    {"amod", "compound", "nmod", "poss", "nummod", "quantmod", "det", "case", "advmod", "punct", "npadvmod"}
)
CLAUSE_STARTS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "acl", "csubj", "pcomp"})
MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV"})
SAYING = frozenset({"say", "tell", "add", "report", "announce", "state", "claim", "confirm", "write", "accord"})
LONGEST_COMPLEMENT = 8  # tokens of "of …" that still belong to a name


def span_of(article_id: str, parse: Parse, first: int, last: int) -> Span:
    """Tokens `first`..`last` (inclusive) as a span of the article."""
    return Span(article_id=article_id, start=parse.tokens[first].start, end=parse.tokens[last].end)


def tokens_of(parse: Parse, span: Span) -> tuple[int, int] | None:
    """The first and last token that `span` touches; None where it lies outside the paragraph."""
    first = bisect_right(parse.tokens, span.start, key=attrgetter("end"))
    last = bisect_left(parse.tokens, span.end, key=attrgetter("start")) - 1
    return (first, last) if first <= last else None


def starting_in(parse: Parse, span: Span) -> tuple[Token, ...]:
    """The tokens that begin within `span`, left to right; () where it lies outside the paragraph."""
    first, end = (bisect_left(parse.tokens, offset, key=attrgetter("start")) for offset in (span.start, span.end))
    return parse.tokens[first:end]


def noun_phrase(parse: Parse, head: int) -> tuple[int, int]:
    """The first and last token of the phrase that ends in noun `head`: its modifiers to the left.

    What follows the noun ("of the plant") is left out: see `with_complement`.
    """
    first = head
    while first > 0 and _modifies(parse, parse.tokens[first - 1], head):
        first -= 1
    while first < head and parse.tokens[first].pos in {"PUNCT", "PART", "ADV", "CCONJ"}:
        first += 1
    if first and parse.tokens[first].lower in {"least", "most"} and parse.tokens[first - 1].lower == "at":
        first -= 1
    return first, head


def with_complement(parse: Parse, head: int) -> int:
    """The last token of the noun phrase with its "of …" or "for …", where that is short."""
    for child in parse.children(head):
        if head < child.i <= head + 2 and child.dep == "prep" and child.lower in {"of", "for"}:
            last = parse.subtree(child.i)[-1].i
            if last - head <= LONGEST_COMPLEMENT:
                return last
    return head


def conjuncts(parse: Parse, head: int) -> Iterator[int]:
    """The noun itself and those joined to it by "and", "or" or commas, left to right."""
    yield head
    for child in parse.children(head):
        if child.dep == "conj" and child.pos in {"NOUN", "PROPN", "NUM"}:
            yield from conjuncts(parse, child.i)


def clause_of(parse: Parse, i: int) -> int:
    """The token that heads the clause of token `i`: a finite verb, mostly."""
    token = parse.tokens[i]
    while not (token.dep in CLAUSE_STARTS or token.head == token.i):
        if token.dep == "conj" and token.pos in {"VERB", "AUX"}:
            return token.i
        token = parse.tokens[token.head]
    return token.i


def subject_of(parse: Parse, verb: int) -> Token | None:
    """The verb's subject, its own or one it shares ("shelled the town and burned it", "began to shell"); None if none."""
    token = parse.tokens[verb]
    for _ in range(4):
        before = [c for c in parse.children(token.i) if c.dep in {"nsubj", "nsubjpass"} and c.i < max(token.i, verb)]
        if before:
            return before[-1]  # the nearest: "Update: a clinic was destroyed" gives two
        if token.dep not in {"conj", "xcomp", "pcomp", "advcl", "prep"} or token.head == token.i:
            return None
        if token.dep == "prep" and token.lower in {"of", "for", "from"}:  # "accused them of shelling": not the accuser
            return None
        shared = token.dep != "xcomp"
        token = parse.tokens[token.head]
        if shared and token.lemma in SAYING:  # "missiles hit the town, police said, injuring two": not the police
            return None
    return None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether the verb tells what was done to its subject ("was hit"), or modifies a noun so ("the plant hit by")."""
    token = parse.tokens[verb]
    children = parse.children(verb)
    if any(child.dep in {"auxpass", "nsubjpass"} for child in children):
        return True
    if token.tag != "VBN" or any(child.dep == "aux" and child.lemma == "have" for child in children):
        return False
    following = parse.tokens[verb + 1].lower if verb + 1 < len(parse.tokens) else ""
    return following == "by" or token.dep == "acl" or not any(child.dep in {"dobj", "nsubj"} for child in children)


def count_before(parse: Parse, head: int) -> Count | None:
    """The count that stands before noun `head` ("nearly 500 attack drones"), its `first`, `end` as tokens; None if none."""
    low = max(head - 9, parse.sentence_of(head)[0], 0)
    words = [token.lower for token in parse.tokens[low : head + 1]]
    for at in range(len(words) - 1):
        if not may_begin(words[at]) and words[at] not in {"at", "up", "more", "over"}:
            continue
        count = read_count(words, at)
        if count and count.end < len(words) and _only_modifiers(parse, low + count.end, head):
            return count._replace(first=low + count.first, end=low + count.end)
    return None


def _only_modifiers(parse: Parse, start: int, head: int) -> bool:
    """Whether nothing but adjectives, nouns and "of the" stands between a count and its noun."""
    between = parse.tokens[start:head]
    return all(t.pos in MODIFIERS or t.lower in {"of", "-", "the"} or t.dep in {"amod", "compound"} for t in between)


def _modifies(parse: Parse, token: Token, head: int) -> bool:
    if token.dep in LEFT_OF_NOUN:
        at = token
        for _ in range(6):
            if at.i == head:
                return True
            if at.head == at.i or at.head > head:
                return False
            at = parse.tokens[at.head]
    return token.text in "-‐‑–" and token.dep == "punct" and token.head <= head
