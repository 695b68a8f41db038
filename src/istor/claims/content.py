"""What a cue attributes: the clause, quotation or object after it, or the words it is set beside."""

from __future__ import annotations

from functools import cache

from istor.claims.cue import CLAUSES, MARKS, Page, Range, Shape, one, trimmed, verbs
from istor.claims.speakers import speaks
from istor.claims.voices import Voice
from istor.language import Parse, Token
from istor.lexicon import open_lexicon

_OBJECTS = frozenset(("dobj", "oprd", "dative", "attr", "acomp", "xcomp", "ccomp", "prep", "prt", "acl"))
_OF = frozenset(("for", "of", "about", "against"))
_TO = {"refer": "to", "point": "to", "object": "to", "comment": "on", "agree": "with", "push": "for"}
_OPENING = frozenset(("ADV", "CCONJ", "SCONJ", "PUNCT", "SPACE"))  # "However, according to …"
_SCARE = 8  # tokens: a shorter quotation inside an object is a word in marks, not what was said


def following(page: Page, verb: Token, voice: Voice | None, sentence: Range, *, shape: Shape) -> tuple[Range, ...]:
    """What follows the verb and is said: a clause, a quotation, or for some verbs an object."""
    parse, tokens = page.parse, page.parse.tokens
    since = max(verb.i, voice.last if voice and voice.first > verb.i else verb.i) + 1
    clause = None
    if shape in ("clause", "object"):
        clause = next((c for c in parse.children(verb.i) if c.dep in CLAUSES and c.i >= since), None)
    quote = next_quote(page, since, sentence)
    if clause is not None:
        start = left_edge(parse, clause.i, low=since)
        return reach(page, verb, min(start, quote[0]) if quote is not None else start, sentence)
    if voice is not None and tokens[max(0, voice.first - 1)].lower == "what" and voice.first < verb.i:
        return one(trimmed(page, since, sentence[1]))  # "what Moscow called an attack that killed two"
    theme = _theme(page, verb, since, shape=shape)
    if quote is not None and (theme is None or quote[0] <= theme or quote[1] - quote[0] > _SCARE):
        return (quote,)
    if theme is not None:
        return reach(page, verb, theme, sentence)
    colon = next((t.i for t in tokens[since : sentence[1] + 1] if t.text == ":"), None)
    if colon is not None and colon < sentence[1] and voice is not None:
        return one(trimmed(page, colon + 1, sentence[1]))
    return ()


def _theme(page: Page, verb: Token, since: int, *, shape: Shape) -> int | None:
    """Where the object begins that a verb reports, judges or denies, or what it speaks "of", "about" or "for"."""
    parse = page.parse
    if shape in ("object", "figure"):
        objects = [c for c in parse.children(verb.i) if c.dep in _OBJECTS and c.i >= since]
        things = [c for c in objects if c.dep != "prep" or c.lower in _OF]  # not "reported on Friday"
        if things and (shape != "figure" or _is_figure(parse, things[0])):
            return left_edge(parse, things[0].i, low=since) + (things[0].dep == "prep")
    elif shape == "clause" and since < len(parse.tokens) and parse.tokens[since].head == verb.i:
        with_of = parse.tokens[since].lower in _OF or parse.tokens[since].lower == _TO.get(verb.lemma)
        return since + 1 if with_of else None  # "warned of strikes", "pointed to the crater"
    return None


def _is_figure(parse: Parse, thing: Token) -> bool:
    return (
        thing.pos == "NUM"
        or thing.lower in _toll_nouns()
        or any(c.lower in _toll_nouns() for c in parse.children(thing.i))
    )


@cache
def _toll_nouns() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["attribution"]["toll_nouns"])


def reach(page: Page, verb: Token, start: int, sentence: Range) -> tuple[Range, ...]:
    """From `start` to where what `verb` says ends: at the next verb of saying beside it, else with the sentence."""
    end = sentence[1]
    known = verbs()
    if verb.dep in ("acl", "relcl") or (verb.dep == "advcl" and verb.head > verb.i):
        end = min(end, max(start, right_edge(page.parse, verb.i, high=end)))
        end = _before_comma(page, start, end) if end < sentence[1] - 1 else end
    end = _before_contrast(page, start, end)
    for token in page.parse.tokens[start + 1 : end + 1]:
        if token.dep == "conj" and rejoined(page, token) == verb.i:
            end = min(end, left_edge(page.parse, token.i, low=start) - 1)
    for child in page.parse.children(verb.i):
        if child.i <= start:
            continue
        if child.dep in ("conj", "advcl") and child.lemma in known and page.quoted[child.i] < 0:
            end = min(end, left_edge(page.parse, child.i, low=start) - 1)
    return one(trimmed(page, start, end))


def rejoined(page: Page, verb: Token) -> int | None:
    """The verb of saying that `verb` really continues, where the parse hung it on what was said: in "said the mill burned
    and denied that …" it is not the mill that denies."""
    parse, known = page.parse, verbs()
    inner = parse.tokens[verb.head]
    outer = parse.tokens[inner.head]
    if verb.dep != "conj" or inner.dep != "ccomp" or verb.tag != outer.tag:
        return None
    if verb.lemma not in known or outer.lemma not in known or any(c.dep == "nsubj" for c in parse.children(verb.i)):
        return None
    said_of = next((c for c in parse.children(inner.i) if c.dep in ("nsubj", "nsubjpass")), None)
    return None if said_of is None or said_of.pos == "PRON" or speaks(said_of.text) else outer.i


def _before_comma(page: Page, start: int, end: int) -> int:
    """Where an inner clause ends: before the first comma outside a quotation."""
    return next(
        (t.i - 1 for t in page.parse.tokens[start + 1 : end + 1] if t.text == "," and page.quoted[t.i] < 0), end
    )


def _before_contrast(page: Page, start: int, end: int) -> int:
    """Before ", while others said …" and "; others said …", where somebody else takes the word."""
    tokens = page.parse.tokens
    for t in tokens[start + 1 : end]:
        turn = t.text == ";" or (t.text == "," and tokens[t.i + 1].lower in ("while", "whereas"))
        if (
            turn
            and page.quoted[t.i] < 0
            and any(_takes_word(page, u) for u in tokens[t.i + 1 : min(end + 1, t.i + 12)])
        ):
            return t.i - 1
    return end


def _takes_word(page: Page, token: Token) -> bool:
    if token.tag not in ("VBD", "VBZ", "VBP") or token.lemma not in verbs() or page.quoted[token.i] >= 0:
        return False
    return any(c.dep == "nsubj" for c in page.parse.children(token.i))


def around(page: Page, group: Range, sentence: Range, *, leads: bool = False) -> tuple[Range, ...]:
    """What a cue set beside it attributes: the words before `group`, and those after it where it sits between commas.

    `leads`: the cue may also come first ("According to the mayor, …").
    """
    tokens = page.parse.tokens
    pieces: list[Range] = []
    if group[0] > sentence[0] and (leads or tokens[group[0] - 1].text in MARKS):
        pieces += one(_before(page, group[0] - 1, sentence))
    elif group[0] == sentence[0] and group[0] > 0 and page.quoted[group[0] - 1] >= 0:
        pieces.append(page.quotes[page.quoted[group[0] - 1]])
    if leads and all(t.pos in _OPENING for t in tokens[sentence[0] : group[0]]):
        return one(trimmed(page, group[1] + 1, sentence[1]))
    if not pieces:
        bare = tokens[min(group[1] + 1, sentence[1])].text == "," and tokens[group[0] - 1].text == ","
        return one(_resumed(page, group, sentence)) if bare and group[0] > sentence[0] else ()
    quote = next_quote(page, group[1] + 1, sentence)
    if quote is not None:
        pieces.append(quote)
    elif tokens[group[0] - 1].text == ",":
        pieces += one(_resumed(page, group, sentence))
    return tuple(pieces)


def _before(page: Page, last: int, sentence: Range) -> Range | None:
    """The words up to `last` that a cue after them attributes; a frame before a quotation ("On Monday, “…,” he said") is none."""
    piece = trimmed(page, _turn_before(page, last, sentence), last)
    if piece is None:
        return None
    if page.quoted[piece[1]] < 0:
        return None if _is_frame(page, piece) else piece
    quote = page.quotes[page.quoted[piece[1]]]
    lead = page.parse.tokens[sentence[0] : quote[0]]
    if lead and lead[-1].text == "," and not any(t.pos in ("VERB", "AUX") for t in lead):
        return quote
    return piece


def _turn_before(page: Page, last: int, sentence: Range) -> int:
    """Where the words before a cue begin: behind a semicolon where somebody else had the word before it."""
    tokens = page.parse.tokens
    turn = next((at for at in range(last, sentence[0], -1) if tokens[at].text == ";" and page.quoted[at] < 0), None)
    if turn is not None and any(_takes_word(page, t) for t in tokens[sentence[0] : turn]):
        return turn + 1
    return sentence[0]


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


def next_quote(page: Page, since: int, sentence: Range) -> Range | None:
    """The first quotation that opens between `since` and the sentence's end, or just behind it after a colon."""
    for at in range(since, min(sentence[1] + 2, len(page.quoted))):
        opens = page.quoted[at] >= 0 and page.quotes[page.quoted[at]][0] == at
        if opens and (at <= sentence[1] or page.parse.tokens[at - 1].text in (":", ",")):
            return page.quotes[page.quoted[at]]
    return None


def left_edge(parse: Parse, at: int, *, low: int) -> int:
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


def right_edge(parse: Parse, at: int, *, high: int) -> int:
    """The right edge of the subtree of `at`, not right of `high`."""
    last, stack = at, [at]
    while stack:
        for child in parse.children(stack.pop()):
            if at < child.i <= high:
                last = max(last, child.i)
                stack.append(child.i)
    return last
