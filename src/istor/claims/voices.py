"""Finds the words that name who speaks, as token ranges: the subject of a verb of saying, across one wrong attachment."""

from __future__ import annotations

from typing import NamedTuple

from istor.claims.speakers import speaks
from istor.language import Parse, Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"))
RELATIVE = frozenset(("who", "which", "that"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OUTSIDE = frozenset(("parataxis", "advcl", "ccomp", "punct", "cc", "dep", "xcomp"))
_VERBAL = frozenset(("aux", "auxpass", "neg", "advmod"))
_IN_NAMES = frozenset(("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "NUM", "PRON"))
_BREAKS = frozenset(("“", "”", '"', "—", "–", ";", ":", "(", "[", "''", "``"))


_DATELINE = 12  # tokens


class Voice(NamedTuple):
    """Tokens `first`..`last`, inclusive, that name who speaks; `relative` where they are "who", "which" or "that" and
    stand for the noun phrase `of`."""

    first: int
    last: int
    head: int
    of: tuple[int, int] | None = None

    def widens(self, other: Voice) -> bool:
        """Whether these words hold all of `other` and more."""
        return self != other and self.first <= other.first and other.last <= self.last and self.of is None


def phrase(parse: Parse, head: int, *, low: int, high: int) -> tuple[int, int]:
    """The noun phrase around token `head`: its subtree within low..high inclusive, contiguous, with the relative clauses
    it has and without the clauses that a parse may have hung on it."""
    tokens = parse.tokens
    first = last = head
    stack = [(head, False)]
    while stack:
        at, in_clause = stack.pop()
        for child in parse.children(at):
            loose = not in_clause and ((child.dep in _OUTSIDE and child.i > head) or _apart(tokens, child, at))
            if loose or not low <= child.i <= high:
                continue
            first, last = min(first, child.i), max(last, child.i)
            stack.append((child.i, in_clause or child.dep in ("relcl", "acl")))
    return _unbroken(tokens, first, head, last)


def subject(parse: Parse, verb: int, *, low: int, high: int) -> Voice | None:
    """Who does `verb`: its own subject, or where it shares one ("said … and added", "…, adding"), its head's."""
    tokens = parse.tokens
    at = verb
    for _ in range(4):
        own = next((c for c in parse.children(at) if c.dep in _SUBJECTS and low <= c.i <= high), None)
        if own is not None:
            return _voice(parse, own, at, low=low, high=high)
        token = tokens[at]
        if token.dep == "acl" or (token.dep == "relcl" and token.tag == "VBG"):
            return _of_noun(parse, token.head, low=low, high=high)
        if (
            token.dep not in ("conj", "advcl", "xcomp", "pcomp", "dep", "prep", "ccomp", "parataxis")
            or token.head == at
        ):
            return None
        at = token.head
    return None


def beside(parse: Parse, verb: int, *, low: int, high: int) -> Voice | None:
    """Who stands right before `verb` after a mark ("…, regional head Ivan Bondar said"), or right after it ("…, says
    Ivan Bondar"), whatever the parse made of it; only words that can name a speaker count."""
    tokens = parse.tokens
    end = verb - 1
    while end >= low and tokens[end].dep in _VERBAL and tokens[end].pos in ("ADV", "AUX", "PART"):
        end -= 1
    start = end
    while start >= low and tokens[start].pos in _IN_NAMES and tokens[start].text not in _BREAKS:
        if tokens[start].lower in RELATIVE:
            return None
        start -= 1
    if start >= low and (tokens[start].text in (",", ")", "-") or tokens[start].text in _BREAKS) and start < end:
        return _speaking(parse, start + 1, end)
    if verb > low and tokens[verb - 1].pos == "PUNCT":
        end = verb + 1
        while end <= high and tokens[end].pos in ("PROPN", "DET", "ADJ", "NOUN", "PART"):
            end += 1
        return _speaking(parse, verb + 1, end - 1)
    return None


def _speaking(parse: Parse, first: int, last: int) -> Voice | None:
    tokens = parse.tokens
    if first > last or tokens[first].pos == "ADP" or tokens[last].pos not in ("PROPN", "NOUN", "PRON"):
        return None
    if tokens[first].pos != "PRON" and not speaks(parse.words(first, last)):
        return None
    inside = next((t.i for t in tokens[first : last + 1] if not first <= t.head <= last), last)
    return Voice(first, last, inside)


def _voice(parse: Parse, own: Token, verb: int, *, low: int, high: int) -> Voice | None:
    tokens = parse.tokens
    if own.lower in RELATIVE and tokens[verb].dep in ("relcl", "ccomp", "acl"):
        antecedent = tokens[verb].head
        if antecedent < own.i:
            first, last = phrase(parse, antecedent, low=low, high=own.i - 1)
            return Voice(own.i, own.i, own.i, (first, last))
    if own.i < verb:
        first, last = phrase(parse, own.i, low=low, high=min(high, verb - 1))
    else:
        first, last = phrase(parse, own.i, low=max(low, verb + 1), high=high)
    if own.i < verb and (not _can_speak(parse, own) or _in_dateline(tokens, own.i)):
        apposed = _apposed(parse, own, verb)
        if apposed is not None:
            return Voice(*phrase(parse, apposed.i, low=own.i + 1, high=verb - 1), apposed.i)
    return Voice(first, last, own.i)


def _apposed(parse: Parse, own: Token, verb: int) -> Token | None:
    """The speaker that a parse took for an apposition of the clause before it ("spouting fires, the mayor … said")."""
    for child in parse.children(own.i):
        if child.dep in ("appos", "conj", "nsubj", "dep") and own.i < child.i < verb and _can_speak(parse, child):
            return child
    return None


def _in_dateline(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a token stands before the dash that ends a paragraph's dateline ("KHARKIV, Ukraine (Reuters) — Police said")."""
    if at >= _DATELINE or not tokens[0].text.isupper():
        return False
    return any(t.text in ("—", "–") or _is_dash(tokens, t.i) for t in tokens[at + 1 : at + _DATELINE])


def _can_speak(parse: Parse, token: Token) -> bool:
    if token.pos in ("PROPN", "PRON"):
        return True
    return speaks(parse.words(token.i, token.i))


def _of_noun(parse: Parse, noun: int, *, low: int, high: int) -> Voice | None:
    """Who is behind "a statement saying": its owner, its author, or who released it; else the noun itself."""
    tokens = parse.tokens
    for child in parse.children(noun):
        if child.dep == "poss":
            return Voice(*phrase(parse, child.i, low=low, high=high), child.i)
        if child.dep == "prep" and child.lower in ("by", "from"):
            for author in parse.children(child.i):
                if author.dep == "pobj":
                    return Voice(*phrase(parse, author.i, low=low, high=high), author.i)
    governor = tokens[noun].head
    if tokens[noun].dep in ("dobj", "pobj") and governor != noun:
        while tokens[governor].dep == "prep" and tokens[governor].head != governor:
            governor = tokens[governor].head
        if tokens[governor].pos == "VERB":
            found = next((c for c in parse.children(governor) if c.dep == "nsubj"), None)
            if found is not None:
                return Voice(*phrase(parse, found.i, low=low, high=min(high, governor - 1)), found.i)
    return Voice(*phrase(parse, noun, low=low, high=high), noun)


def _apart(tokens: tuple[Token, ...], child: Token, head: int) -> bool:
    """Whether a dependent belongs to another clause: a coordinate with its own verb, or a bare adverb after a comma."""
    return child.dep == "conj" and child.pos in ("VERB", "AUX") and tokens[head].pos not in ("VERB", "AUX")


def _is_dash(tokens: tuple[Token, ...], at: int) -> bool:
    """A hyphen with space around it, as datelines have ("KHARKIV (Reuters) - Police said")."""
    return tokens[at].text == "-" and 0 < at < len(tokens) - 1 and tokens[at - 1].end < tokens[at].start


def _unbroken(tokens: tuple[Token, ...], first: int, head: int, last: int) -> tuple[int, int]:
    """The stretch around `head` up to the first mark that no name runs across."""
    opened = any(t.text == "(" for t in tokens[first:head])
    for at in range(head, first - 1, -1):
        if tokens[at].text in _BREAKS - {"("} or (tokens[at].text == ")" and not opened) or _is_dash(tokens, at):
            first = at + 1
            break
    for at in range(head, last + 1):
        if tokens[at].text in _BREAKS - {"("}:
            last = at - 1
            break
    while last > head and tokens[last].pos == "PUNCT" and tokens[last].text != ")":
        last -= 1
    while first < head and tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    if last + 1 < len(tokens) and tokens[last + 1].text == ")" and any(t.text == "(" for t in tokens[first : last + 1]):
        last += 1
    return first, last
