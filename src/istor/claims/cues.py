"""Finds the words that put a stretch of text in somebody's mouth: verbs of saying with their speaker and content."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from istor.claims.speakers import speaks
from istor.claims.voices import Voice, beside, phrase, subject
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

Force = Literal["says", "claims", "confirms", "denies", "accuses", "shows", "holds", "wants", "judges"]
Shape = Literal["clause", "object", "quotation", "figure"]
Range = tuple[int, int]

CITING = frozenset(("citing", "quoting"))  # what they name is the speaker, not whoever cites: read in relay.py
_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_OBJECTS = frozenset(("dobj", "oprd", "dative", "attr", "acomp", "xcomp", "ccomp", "prep", "prt", "acl"))
_CLAUSES = frozenset(("ccomp", "xcomp"))
_OF = frozenset(("for", "of", "about", "against"))
_TO = {"refer": "to", "point": "to", "object": "to", "comment": "on", "agree": "with", "push": "for"}
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB"))
_OPENING = frozenset(("ADV", "CCONJ", "SCONJ", "PUNCT", "SPACE"))  # "However, according to …"
_SCARE = 8  # tokens: a shorter quotation inside an object is a word in marks, not what was said
_CLOSING = frozenset((",", ".", ":", ";", "—", "–", "-", "!", "?", "”", "’", '"', "''", "“", "``", "…", "..."))


class Cue(NamedTuple):
    """One attribution inside a paragraph, in tokens, all ranges inclusive. `first`..`last` are the cue's words;
    `beside` marks a cue set beside its content ("…, police said", "according to …"), which may sit within it;
    `relay` are those said to have passed it on; `passing` is true where the voice only passes on ("as reported by")."""

    first: int
    last: int
    force: Force
    voice: Voice | None
    content: tuple[Range, ...]
    beside: bool = False
    relay: tuple[Range, ...] = ()
    passing: bool = False


class Page(NamedTuple):
    """What a cue is looked for in: the parse, and for each token the quotation it stands in (-1: none)."""

    parse: Parse
    quoted: Sequence[int]
    quotes: Sequence[Range]  # tokens of each quotation, marks included


@cache
def verbs() -> dict[str, tuple[Force, Shape]]:
    """Every verb of the lexicon: its force, and what it takes as what is said.

    >>> verbs()["deny"], verbs()["add"]
    (('denies', 'object'), ('says', 'clause'))
    """
    table = open_lexicon("claims", "en")["attribution"]["verbs"]
    return {verb: (force, shape) for force, shapes in table.items() for shape, words in shapes.items() for verb in words}


@cache
def _toll_nouns() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["attribution"]["toll_nouns"])


def verb_cues(page: Page, sentence: Range) -> list[Cue]:
    """The cues of one sentence (tokens first..last, inclusive) that are verbs, left to right."""
    known, found = verbs(), []
    for token in page.parse.tokens[sentence[0] : sentence[1] + 1]:
        if token.pos in ("VERB", "AUX") and token.lemma in known and page.quoted[token.i] < 0 and token.lower not in CITING:
            cue = _verb_cue(page, token, sentence)
            if cue is not None:
                found.append(cue)
    return found


def trimmed(page: Page, first: int, last: int) -> Range | None:
    """The range without the marks and conjunctions at its edges that belong to the sentence around it."""
    tokens = page.parse.tokens
    while first <= last and tokens[first].text in _CLOSING and page.quoted[first] < 0:
        first += 1
    while last >= first and (
        (tokens[last].text in _CLOSING and page.quoted[last] < 0) or (tokens[last].dep == "cc" and tokens[last].pos == "CCONJ")
    ):
        last -= 1
    return _whole(page, first, last) if first <= last else None


def _whole(page: Page, first: int, last: int) -> Range:
    """The range with a quotation that it cuts into taken whole: a sentence may end within one."""
    if page.quoted[first] >= 0:
        first = min(first, page.quotes[page.quoted[first]][0])
    if page.quoted[last] >= 0:
        last = max(last, page.quotes[page.quoted[last]][1])
    return first, last


def _verb_cue(page: Page, verb: Token, sentence: Range) -> Cue | None:
    parse = page.parse
    force, shape = verbs()[verb.lemma]
    low, high = sentence
    children = parse.children(verb.i)
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in children)
    marked = next((c.i for c in children if c.lower == "as" and c.dep in ("mark", "advmod") and c.i < verb.i), None)
    if passive or (verb.tag == "VBN" and any(c.dep == "agent" for c in children)):
        cue = _passive(page, verb, sentence, force=force)
        if cue is None or marked is None:
            return cue if cue and cue.content else None
        return _beside(page, cue, marked, sentence)
    voice = subject(parse, verb.i, low=low, high=high)
    if force not in ("wants", "judges") and verb.tag in ("VBD", "VBZ", "VBP", "VBN"):
        voice = _nearer(parse, verb, voice, sentence)
    first, last = _words(parse, verb, voice)
    build = Cue(first, last, force, voice, ())
    if marked is not None:
        return _beside(page, build, marked, sentence)
    if voice is not None and verb.tag in _FINITE and _set_off(page, verb, voice, sentence):
        content = around(page, (min(first, voice.first), max(last, voice.last)), sentence)
        if content and (len(content) > 1 or not _has_clause(page, verb)) and not _is_clause_ahead(page, verb):
            return build._replace(content=content, beside=True)
    after = _after(page, verb, voice, sentence, shape=shape)
    if after:
        return build._replace(content=after)
    if voice is None or force in ("wants", "judges") or voice.of or verb.tag not in _FINITE:
        return None
    group = (min(first, voice.first), max(last, voice.last))
    content = around(page, group, sentence)
    return build._replace(content=content, beside=True) if content else None


def _beside(page: Page, cue: Cue, start: int, sentence: Range) -> Cue | None:
    """A cue that "as" sets beside its content ("as the mayor said", "as reported by …")."""
    if cue.voice is None:
        return None
    content = around(page, (min(start, cue.voice.first), max(cue.last, cue.voice.last)), sentence, leads=True)
    return cue._replace(content=content, beside=True, passing=True) if content else None


def _set_off(page: Page, verb: Token, voice: Voice, sentence: Range) -> bool:
    """Whether speaker and verb stand as an aside ("The strike, officials said on Monday, killed five")."""
    first = min(voice.first, verb.i)
    if first <= sentence[0] or verbs()[verb.lemma][0] in ("wants", "judges"):
        return False
    return page.parse.tokens[first - 1].text == "," or page.quoted[first - 1] >= 0


def _has_clause(page: Page, verb: Token) -> bool:
    """Whether something that can be said follows the verb: a clause or an object."""
    said = ("dobj", *_CLAUSES) if verbs()[verb.lemma][1] == "object" else _CLAUSES
    return any(c.dep in said and c.lower not in ("it", "so") for c in page.parse.children(verb.i) if c.i > verb.i)


def _is_clause_ahead(page: Page, verb: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "that" for child in page.parse.children(verb.i) if child.dep == "ccomp" for c in page.parse.children(child.i))


def _nearer(parse: Parse, verb: Token, voice: Voice | None, sentence: Range) -> Voice | None:
    """The speaker next to the verb, where the parse missed it or took another subject for it."""
    near = beside(parse, verb.i, low=sentence[0], high=sentence[1])
    if near is None or voice is None:
        return near or voice
    if voice.first <= near.first and near.last <= voice.last:
        return voice
    subjects = [c.i for c in parse.children(verb.i) if c.dep == "nsubj"]
    inverted = near.first > verb.i and any(near.first <= at <= near.last for at in subjects)
    colon = parse.tokens[max(0, near.first - 1)].text == ":"  # "Homs province: activists reported"
    if inverted or colon or near.widens(voice) or not speaks(parse.words(voice.first, voice.last)):
        return near
    return voice


def _words(parse: Parse, verb: Token, voice: Voice | None) -> Range:
    """The cue's own words: the verb with the auxiliaries and adverbs that touch it."""
    first = last = verb.i
    for child in reversed(parse.children(verb.i)):
        if child.i < first and child.i == first - 1 and (child.dep in _AUXILIARY or child.dep in ("advmod", "prt")):
            first = child.i
    for child in parse.children(verb.i):
        if child.i == last + 1 and child.dep == "prt":
            last = child.i
    if voice is not None and voice.first <= first <= voice.last < verb.i:
        first = voice.last + 1
    return first, last


def _after(page: Page, verb: Token, voice: Voice | None, sentence: Range, *, shape: Shape) -> tuple[Range, ...]:
    """What follows the verb and is said: a clause, a quotation, or for some verbs an object."""
    parse, tokens = page.parse, page.parse.tokens
    since = max(verb.i, voice.last if voice and voice.first > verb.i else verb.i) + 1
    clause = None
    if shape in ("clause", "object"):
        clause = next((c for c in parse.children(verb.i) if c.dep in _CLAUSES and c.i >= since), None)
    quote = _next_quote(page, since, sentence)
    if clause is not None:
        start = _left(parse, clause.i, low=since)
        return _reach(page, verb, min(start, quote[0]) if quote is not None else start, sentence)
    if voice is not None and tokens[max(0, voice.first - 1)].lower == "what" and voice.first < verb.i:
        return _one(trimmed(page, since, sentence[1]))  # "what Moscow called an attack that killed two"
    theme = _theme(page, verb, since, shape=shape)
    if quote is not None and (theme is None or quote[0] <= theme or quote[1] - quote[0] > _SCARE):
        return (quote,)
    if theme is not None:
        return _reach(page, verb, theme, sentence)
    colon = next((t.i for t in tokens[since : sentence[1] + 1] if t.text == ":"), None)
    if colon is not None and colon < sentence[1] and voice is not None:
        return _one(trimmed(page, colon + 1, sentence[1]))
    return ()


def _theme(page: Page, verb: Token, since: int, *, shape: Shape) -> int | None:
    """Where the object begins that a verb reports, judges or denies, or what it speaks "of", "about" or "for"."""
    parse = page.parse
    if shape in ("object", "figure"):
        objects = [c for c in parse.children(verb.i) if c.dep in _OBJECTS and c.i >= since]
        things = [c for c in objects if c.dep != "prep" or c.lower in _OF]  # not "reported on Friday"
        if things and (shape != "figure" or _is_figure(parse, things[0])):
            return _left(parse, things[0].i, low=since) + (things[0].dep == "prep")
    elif shape == "clause" and since < len(parse.tokens) and parse.tokens[since].head == verb.i:
        with_of = parse.tokens[since].lower in _OF or parse.tokens[since].lower == _TO.get(verb.lemma)
        return since + 1 if with_of else None  # "warned of strikes", "pointed to the crater"
    return None


def _is_figure(parse: Parse, thing: Token) -> bool:
    return thing.pos == "NUM" or thing.lower in _toll_nouns() or any(c.lower in _toll_nouns() for c in parse.children(thing.i))


def _reach(page: Page, verb: Token, start: int, sentence: Range) -> tuple[Range, ...]:
    """From `start` to where what `verb` says ends: at the next verb of saying beside it, else with the sentence."""
    end = sentence[1]
    known = verbs()
    if verb.dep in ("acl", "relcl") or (verb.dep == "advcl" and verb.head > verb.i):
        end = min(end, max(start, _right(page.parse, verb.i, high=end)))
    for child in page.parse.children(verb.i):
        if child.i <= start:
            continue
        if child.dep in ("conj", "advcl") and child.lemma in known and page.quoted[child.i] < 0:
            end = min(end, _left(page.parse, child.i, low=start) - 1)
    return _one(trimmed(page, start, end))


def around(page: Page, group: Range, sentence: Range, *, leads: bool = False) -> tuple[Range, ...]:
    """What a cue set beside it attributes: the words before `group`, and those after it where it sits between commas.

    `leads`: the cue may also come first ("According to the mayor, …").
    """
    tokens = page.parse.tokens
    pieces: list[Range] = []
    if group[0] > sentence[0] and (leads or tokens[group[0] - 1].text in _CLOSING):
        pieces += _one(_before(page, group[0] - 1, sentence))
    elif group[0] == sentence[0] and group[0] > 0 and page.quoted[group[0] - 1] >= 0:
        pieces.append(page.quotes[page.quoted[group[0] - 1]])
    if leads and all(t.pos in _OPENING for t in tokens[sentence[0] : group[0]]):
        return _one(trimmed(page, group[1] + 1, sentence[1]))
    if not pieces:
        return ()
    quote = _next_quote(page, group[1] + 1, sentence)
    if quote is not None:
        pieces.append(quote)
    elif tokens[group[0] - 1].text == ",":
        pieces += _one(_resumed(page, group, sentence))
    return tuple(pieces)


def _before(page: Page, last: int, sentence: Range) -> Range | None:
    """The words up to `last` that a cue after them attributes; a frame before a quotation ("On Monday, “…,” he said") is none."""
    piece = trimmed(page, sentence[0], last)
    if piece is None:
        return None
    if page.quoted[piece[1]] < 0:
        return None if _is_frame(page, piece) else piece
    quote = page.quotes[page.quoted[piece[1]]]
    lead = page.parse.tokens[sentence[0] : quote[0]]
    if lead and lead[-1].text == "," and not any(t.pos in ("VERB", "AUX") for t in lead):
        return quote
    return piece


def _is_frame(page: Page, piece: Range) -> bool:
    """Whether words only set a scene ("On Saturday", "In a statement")."""
    tokens = page.parse.tokens[piece[0] : piece[1] + 1]
    return tokens[0].pos in ("ADP", "ADV", "SCONJ") and not any(t.pos in ("VERB", "AUX") for t in tokens)


def _resumed(page: Page, group: Range, sentence: Range) -> Range | None:
    """Where a sentence goes on after a cue between commas ("The strike, police said on Monday, killed five")."""
    tokens = page.parse.tokens
    comma = next((t.i for t in tokens[group[1] + 1 : sentence[1] + 1] if t.text == ","), None)
    if comma is None or comma >= sentence[1] or tokens[comma + 1].tag in ("CC", "WP", "WDT", "WRB"):
        return None
    if tokens[comma + 1].tag == "VBG" and tokens[comma + 1].lemma in verbs():
        return None  # "…, he said, adding that …"
    return trimmed(page, comma + 1, sentence[1])


def _passive(page: Page, verb: Token, sentence: Range, *, force: Force) -> Cue | None:
    """ "was confirmed by the governor", "is said to have", "it was reported that"."""
    parse = page.parse
    children = parse.children(verb.i)
    voice = None
    for agent in children:
        if agent.dep == "agent" or (agent.dep == "prep" and agent.lower == "by"):
            who = next((c for c in parse.children(agent.i) if c.dep == "pobj"), None)
            if who is not None:
                voice = Voice(*phrase(parse, who.i, low=agent.i + 1, high=sentence[1]), who.i)
    first, last = _words(parse, verb, voice)
    theme = next((c for c in children if c.dep == "nsubjpass"), None)
    clause = next((c for c in children if c.dep in _CLAUSES and c.i > verb.i), None)
    if voice is None and clause is None:
        return None
    pieces: tuple[Range, ...] = ()
    if theme is not None and theme.lower != "it":
        pieces = (phrase(parse, theme.i, low=sentence[0], high=first - 1),) if theme.i < first else ()
    if clause is not None:
        pieces += _reach(page, verb, _left(parse, clause.i, low=verb.i + 1), sentence)
    return Cue(first, last, force, voice, pieces)


def _next_quote(page: Page, since: int, sentence: Range) -> Range | None:
    """The first quotation that opens between `since` and the sentence's end, or just behind it after a colon."""
    for at in range(since, min(sentence[1] + 2, len(page.quoted))):
        opens = page.quoted[at] >= 0 and page.quotes[page.quoted[at]][0] == at
        if opens and (at <= sentence[1] or page.parse.tokens[at - 1].text in (":", ",")):
            return page.quotes[page.quoted[at]]
    return None


def _left(parse: Parse, at: int, *, low: int) -> int:
    """The left edge of the subtree of `at`, not left of `low`, with the conjunction before it."""
    first = at
    stack = [at]
    while stack:
        for child in parse.children(stack.pop()):
            if low <= child.i < first:
                first = child.i
            if child.i >= low and child.i <= at:
                stack.append(child.i)
    if first - 1 >= low and parse.tokens[first - 1].lower in ("that", "if", "whether"):
        first -= 1
    return first


def _right(parse: Parse, at: int, *, high: int) -> int:
    """The right edge of the subtree of `at`, not right of `high`."""
    last, stack = at, [at]
    while stack:
        for child in parse.children(stack.pop()):
            if at < child.i <= high:
                last = max(last, child.i)
                stack.append(child.i)
    return last


def _one(piece: Range | None) -> tuple[Range, ...]:
    return (piece,) if piece is not None else ()
