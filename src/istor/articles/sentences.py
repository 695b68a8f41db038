"""The text that is read → sentences with offsets, by punctuation alone: no model is loaded."""

from __future__ import annotations

import re

from istor.articles.article import READ_KINDS, Article, Sentence

_END = re.compile(r"[.!?؟。…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-ÞА-ЯЁІЇЄҐ0-9\u0600-\u06ff])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[A-Z](?:\.[A-Z])+|Mr|Mrs|Ms|Dr|Prof|St|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Brig|Adm|Rev|Sen|Rep|Gov|Pres|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|No|vs|etc|approx|ca|km|sq|Inc|Ltd|Co|Corp|Fig|e\.g|i\.e|a\.m|p\.m|[гмсл]|ул|вул|обл|им|ім)\.$"
)


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of the blocks that are read for incidents, in order. No sentence runs across a line's end.

    `Sentence.block` counts the article's blocks from 0.
    """
    found = []
    for number, block in enumerate(article.blocks):
        if block.kind in READ_KINDS:
            for start, end in split_sentences(article.text[block.start : block.end]):
                found.append(Sentence(start=block.start + start, end=block.start + end, block=number))
    return tuple(found)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each sentence, outer white space left out.

    >>> text = "Lt. Gen. Petrov spoke at 5 p.m. on Friday. Two died."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['Lt. Gen. Petrov spoke at 5 p.m. on Friday.', 'Two died.']
    """
    found, at = [], 0
    for line in text.split("\n"):
        found += [(at + a, at + b) for a, b in _in_line(line)]
        at += len(line) + 1
    return found


def _in_line(line: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for end in _END.finditer(line):
        stop = end.start() + len(end.group().rstrip())
        if line[end.start() : stop] == "." and _SHORTENED.search(line[max(0, end.start() - 12) : stop]):
            continue
        found.append((start, stop))
        start = end.end()
    found.append((start, len(line)))
    return [
        (a + len(line[a:b]) - len(line[a:b].lstrip()), b - len(line[a:b]) + len(line[a:b].rstrip()))
        for a, b in found
        if line[a:b].strip()
    ]
