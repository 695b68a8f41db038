"""Finds the verbs that put a stretch of text in somebody's mouth, with their speaker and what is said."""

from __future__ import annotations

from istor.claims.content import around, following, left_edge, reach, rejoined
from istor.claims.cue import CLAUSES, Cue, Force, Page, Range, cites, verbs
from istor.claims.speakers import speaks
from istor.claims.voices import Voice, beside, phrase, subject
from istor.language import Parse, Token

_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_AFTER_DATELINE = frozenset((":", "–", "—", "-"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB"))


def verb_cues(page: Page, sentence: Range) -> list[Cue]:
    """The cues of one sentence (tokens first..last, inclusive) that are verbs, left to right."""
    known, found = verbs(), []
    for token in page.parse.tokens[sentence[0] : sentence[1] + 1]:
        if (
            token.pos in ("VERB", "AUX")
            and token.lemma in known
            and page.quoted[token.i] < 0
            and cites(page.parse, token.i) is None
        ):
            cue = _verb_cue(page, token, sentence)
            if cue is not None:
                found.append(cue)
    return found


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
    governor = rejoined(page, verb)
    voice = subject(parse, verb.i if governor is None else governor, low=low, high=high)
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
    after = following(page, verb, voice, sentence, shape=shape)
    if after:
        return build._replace(content=after)
    if voice is None or force in ("wants", "judges") or voice.of or verb.tag not in _FINITE:
        return None
    if parse.tokens[-1].text == ":" and high == len(parse.tokens) - 1:
        return build  # what is said is the next paragraph
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
    said = ("dobj", *CLAUSES) if verbs()[verb.lemma][1] == "object" else CLAUSES
    return any(c.dep in said and c.lower not in ("it", "so") for c in page.parse.children(verb.i) if c.i > verb.i)


def _is_clause_ahead(page: Page, verb: Token) -> bool:
    return any(
        c.dep == "mark" and c.lower == "that"
        for child in page.parse.children(verb.i)
        if child.dep == "ccomp"
        for c in page.parse.children(child.i)
    )


def _nearer(parse: Parse, verb: Token, voice: Voice | None, sentence: Range) -> Voice | None:
    """The speaker next to the verb, where the parse missed it or took another subject for it."""
    near = beside(parse, verb.i, low=sentence[0], high=sentence[1])
    if near is None or voice is None:
        return near or voice
    if voice.first <= near.first and near.last <= voice.last:
        return voice
    subjects = [c.i for c in parse.children(verb.i) if c.dep == "nsubj"]
    inverted = near.first > verb.i and any(near.first <= at <= near.last for at in subjects)
    colon = parse.tokens[max(0, near.first - 1)].text in _AFTER_DATELINE  # "Homs province: activists reported"
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
    clause = next((c for c in children if c.dep in CLAUSES and c.i > verb.i), None)
    if voice is None and clause is None:
        return None
    pieces: tuple[Range, ...] = ()
    if theme is not None and theme.lower != "it":
        pieces = (phrase(parse, theme.i, low=sentence[0], high=first - 1),) if theme.i < first else ()
    if clause is not None:
        pieces += reach(page, verb, left_edge(parse, clause.i, low=verb.i + 1), sentence)
    return Cue(first, last, force, voice, pieces)
