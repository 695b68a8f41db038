"""Who says so, through whom, and how firmly: for each stretch of an article that somebody is made to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from istor.claims.antecedents import Antecedents
from istor.claims.citing import as_saying, source_cues
from istor.claims.claim import Attribution, Mention, Speaker
from istor.claims.crediting import credit_cues
from istor.claims.cue import Cue, Force, Page, Range
from istor.claims.identifying import identified
from istor.claims.parting import parted
from istor.claims.quotations import Quotation, quotations
from istor.claims.relay import chained
from istor.claims.saying import verb_cues
from istor.claims.speakers import is_counted, speaks
from istor.language import Parse, parse
from istor.lexicon import open_lexicon
from istor.provenance import Record, Span

ASSERTING: frozenset[Force] = frozenset(("says", "claims", "confirms", "denies", "accuses", "shows"))
NOBODY = frozenset(("i", "we", "you", "one", "this", "that", "these", "those", "which", "what", "there", "it"))
PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "them"))
_NEXT_SENTENCE = 240  # characters in which a doubt about the paragraph before is looked for
_LONGEST_SENTENCE = 250  # tokens
_QUOTE_CARRIES = 400  # characters: a quotation standing alone belongs to a speaker named no further back


class Attributed(Record):
    """A stretch of the article and on whose word it stands.

    `content` are the attributed words, in text order (a quotation broken by "he said" is two spans). `force` is how the
    speaker stands to them. `voice` are the words that name the speaker here ("he"), while `attribution.speaker` is
    whom they mean ("Ihor Terekhov"); None where nobody is named. `also` are those named together with the speaker.
    """

    attribution: Attribution
    content: tuple[Span, ...]
    force: Force = "says"
    voice: Span | None = None
    also: tuple[Speaker, ...] = ()


def attributions(text: str) -> tuple[Attributed, ...]:
    """Everything that `text`, English prose with a paragraph a line, puts in somebody's mouth or mind, in text order.

    >>> [one] = attributions("Two people were killed, the mayor said.")
    >>> one.attribution.speaker.words, one.content[0].quote("Two people were killed, the mayor said.")
    ('the mayor', 'Two people were killed')
    """
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append((at, line))
        at += len(line) + 1
    return read_attributions("text", tuple(parse(starts, entities=False)), text=text, opinions=True)


def read_attributions(
    article_id: str, parses: Sequence[Parse], *, text: str = "", opinions: bool = False
) -> tuple[Attributed, ...]:
    """Who says so, for each stretch of one article that is attributed; in text order, inner ones after outer ones.

    `parses` are the article's paragraphs that could matter; `text` its whole text, in which names and titles are looked up.
    `opinions` adds what somebody believes, wants or judges, which claims nothing of the world.
    """
    heard = Antecedents(article_id, text)
    found: list[Attributed] = []
    for one in parses:
        page, marks = _page(one)
        unverified = _in_doubt(one, text)
        taken: set[int] = set()
        for cue in _cues(page):
            if not (cue.content or _announces(one, cue)) or not (opinions or _claims_something(one, cue)):
                continue
            found.append(_attributed(article_id, page, cue, heard, unverified=unverified))
            taken.update(page.quoted[at] for piece in cue.content for at in range(piece[0], piece[1] + 1))
        _carry(article_id, page, marks, taken, found)
    return _identified(one for one in found if one.content)


def _identified(found: Iterable[Attributed]) -> tuple[Attributed, ...]:
    """The same with each speaker under the name that tells most of him in the article."""
    told = tuple(found)
    same = identified([who for one in told for who in (one.attribution.speaker, *one.also) if who])
    return tuple(_renamed(one, same) for one in told)


def _renamed(one: Attributed, same: Mapping[Speaker, Speaker]) -> Attributed:
    speaker = one.attribution.speaker
    if speaker is None or speaker not in same:
        return one
    return msgspec.structs.replace(one, attribution=msgspec.structs.replace(one.attribution, speaker=same[speaker]))


def _unsaid(one: Parse, cue: Cue) -> bool:
    """ "did not confirm", "was unable to verify": nothing is claimed."""
    verb = one.tokens[cue.last]
    if any(child.dep == "neg" for child in one.children(verb.i)):
        return True
    return verb.dep == "xcomp" and one.tokens[verb.head].lemma in ("unable", "fail", "refuse", "decline")


def _in_doubt(one: Parse, text: str) -> bool:
    """Whether this paragraph, or the first sentence of the next one, says that its claims could not be verified."""
    if _unverified().search(one.text.lower()):
        return True
    after = text[(end := one.start + len(one.text)) : end + _NEXT_SENTENCE].lstrip()
    return bool(_unverified().search(re.split(r"(?<=[.!?])\s|\n", after, maxsplit=1)[0].lower()))


def _announces(one: Parse, cue: Cue) -> bool:
    """Whether a cue's words are those of the next paragraph ("issued this statement:")."""
    return cue.voice is not None and one.tokens[-1].text == ":"


def _claims_something(one: Parse, cue: Cue) -> bool:
    """Whether a cue puts a claim in the mouth of somebody who can make one."""
    if cue.force not in ASSERTING or (cue.voice is None and not cue.relay) or _unsaid(one, cue):
        return False
    if cue.voice is None:
        return True
    named = cue.voice.of or (cue.voice.first, cue.voice.last)
    if one.tokens[cue.voice.head].lower in NOBODY and cue.voice.of is None:
        return False
    if not cue.voice.of and is_counted(one.words(*named)):
        return False
    head = one.tokens[cue.voice.head if cue.voice.of is None else cue.voice.of[1]]
    return head.lemma not in _mute_nouns() and (cue.force != "shows" or speaks(one.words(*named)))


def _page(one: Parse) -> tuple[Page, tuple[Quotation, ...]]:
    marks = quotations(one.text, start=one.start)
    quoted = [-1] * len(one.tokens)
    ranges: list[Range] = []
    at = 0
    for mark in marks:
        while at < len(one.tokens) and one.tokens[at].start < mark.start:
            at += 1
        first = at
        while at < len(one.tokens) and one.tokens[at].end <= mark.end:
            quoted[at] = len(ranges)
            at += 1
        ranges.append((first, max(first, at - 1)))
    return Page(one, quoted, ranges), marks


def _sentences(one: Parse) -> Iterator[Range]:
    """The sentences, first to last token; what is longer than any sentence is cut, so that time stays linear."""
    for first, end in one.sentences:
        for at in range(first, end, _LONGEST_SENTENCE):
            yield at, min(at + _LONGEST_SENTENCE, end) - 1


def _cues(page: Page) -> Iterator[Cue]:
    for sentence in _sentences(page.parse):
        tokens = page.parse.tokens[sentence[0] : sentence[1] + 1]
        cited = [cue for t in tokens if page.quoted[t.i] < 0 and (cue := as_saying(page, t, sentence))]
        named = source_cues(page, sentence)
        read = {cue.first for cue in named}
        verbs = [
            cue
            for cue in verb_cues(page, sentence)
            if not any(c.first <= cue.last <= max(c.last, c.content[0][0]) for c in cited)
            and not read & {*range(cue.first, cue.last + 1)}
        ]
        yield from chained(page, [*cited, *verbs, *named], sentence)
        yield from credit_cues(page, sentence)


def _attributed(article_id: str, page: Page, cue: Cue, heard: Antecedents, *, unverified: bool) -> Attributed:
    parse = page.parse

    def span(piece: Range) -> Span:
        return Span(article_id=article_id, start=parse.tokens[piece[0]].start, end=parse.tokens[piece[1]].end)

    voice: Span | None = None
    speakers: tuple[Speaker, ...] = ()
    if cue.voice is not None:
        voice = span((cue.voice.first, cue.voice.last))
        named = cue.voice.of or (cue.voice.first, cue.voice.last)
        speakers = _speakers(parse.words(*named), parse.tokens[named[0]].start, heard)
    return Attributed(
        attribution=Attribution(
            speaker=speakers[0] if speakers else None,
            relay=tuple(Mention(words=parse.words(*piece), span=span(piece)) for piece in cue.relay),
            cue=span((cue.first, cue.last)),
            unverified=unverified,
        ),
        content=tuple(span(piece) for piece in sorted(cue.content)),
        force=cue.force,
        voice=voice,
        also=speakers[1:],
    )


def _speakers(words: str, start: int, heard: Antecedents) -> tuple[Speaker, ...]:
    """Whom a voice's words mean, the first-named first; nobody where a pronoun stands for nobody heard."""
    found = [heard.resolve(words[low:high], start + low) for low, high in parted(words)]
    return tuple(one for one in found if one.words.lower() not in PRONOUNS)


def _carry(article_id: str, page: Page, marks: Sequence[Quotation], taken: set[int], found: list[Attributed]) -> None:
    """Gives a quotation that stands alone, as a sentence of its own, to whoever was speaking."""
    for index, mark in enumerate(marks):
        if index in taken or not _stands_alone(page, index):
            continue
        at = _speaking_before(found, mark.start)
        if at is not None:
            more = Span(article_id=article_id, start=mark.start, end=mark.end)
            content = tuple(sorted((*found[at].content, more), key=lambda span: span.start))
            found[at] = msgspec.structs.replace(found[at], content=content)


def _speaking_before(found: Sequence[Attributed], start: int) -> int | None:
    """Which of `found` was speaking when a quotation begins at `start`: the last that asserts, and not long before."""
    for at in range(len(found) - 1, max(-1, len(found) - 4), -1):
        one = found[at]
        ends = [span.end for span in (*one.content, one.attribution.cue) if span is not None and span.end <= start]
        if one.force in ASSERTING and ends:
            return at if start - max(ends) <= _QUOTE_CARRIES else None
    return None


def _stands_alone(page: Page, index: int) -> bool:
    """Whether a quotation begins a sentence and ends one."""
    first, last = page.quotes[index]
    tokens = page.parse.tokens
    if last - first < 3:
        return False
    before = tokens[first - 1].text if first else "."
    return before in (".", "!", "?", "”", '"', ":", "''") and (
        tokens[last - 1].text in (".", "!", "?", "…", "...") or last == len(tokens) - 1
    )


@cache
def _mute_nouns() -> frozenset[str]:
    return frozenset(open_lexicon("claims", "en")["attribution"]["mute_nouns"])


@cache
def _unverified() -> re.Pattern[str]:
    return re.compile("|".join(open_lexicon("claims", "en")["attribution"]["unverified"]))
