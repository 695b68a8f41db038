"""Copies are found among kept fingerprints, as if all of them were compared at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from holdings import RULES, holding
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from istor.articles.article import Article
from istor.articles.syndication import fingerprint, fold
from istor.runs.copying import copies_of, fingerprinted
from istor.store.holding import Run
from istor.store.ledger import open_ledger

WORDS = [
    "the",
    "market",
    "of",
    "an",
    "old",
    "town",
    "was",
    "hit",
    "at",
    "noon",
    "and",
    "smoke",
    "rose",
    "over",
    "its",
    "roofs",
    "while",
    "people",
    "ran",
    "for",
    "shelter",
]
LINES = [" ".join(WORDS[shift:] + WORDS[:shift]) for shift in range(0, 20, 4)]


def copies_kept(folder: Path, articles: list[Article]) -> object:
    with open_ledger(folder / "l.db", create=True) as ledger:
        run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        holdings = []
        for number, article in enumerate(articles):
            base = holding(f"p{number}", f"Nothing {number}.")
            held = replace(
                base.reading, article=replace(article, raw_sha256=base.reading.article.raw_sha256), refusals=()
            )
            holdings.append(replace(base, reading=held, fingerprint=fingerprinted(article)))
        ledger.keep(holdings, [], rules_id=RULES.id, run=run)
        return copies_of(ledger)


def article(number: int, text: str) -> Article:
    base = holding(f"p{number}", "Nothing.").reading.article
    block = replace(base.blocks[0], end=len(text))
    return replace(base, id=f"article-{number}", text=text, blocks=(block,))


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=3), min_size=1, max_size=6))
def test_copies_are_those_of_all_pages_compared_at_once(tmp_path_factory, texts) -> None:  # type: ignore[no-untyped-def]
    articles = [article(number, ". ".join(lines)) for number, lines in enumerate(texts)]
    assert copies_kept(tmp_path_factory.mktemp("l"), articles) == fold(fingerprint(each) for each in articles)


def test_a_fingerprint_comes_back_whole() -> None:
    page = article(1, ". ".join(LINES))
    assert msgspec.msgpack.decode(fingerprinted(page), type=type(fingerprint(page))) == fingerprint(page)
