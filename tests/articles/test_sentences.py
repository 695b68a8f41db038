"""Sentences of the blocks that are read."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.article import RawPage
from istor.articles.cleaning import clean
from istor.articles.sentences import sentences, split_sentences


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two died. Three were hurt.", ["Two died.", "Three were hurt."]),
        (
            "The U.S. envoy met Gen. Petrov at 5 p.m. on Monday.",
            ["The U.S. envoy met Gen. Petrov at 5 p.m. on Monday."],
        ),
        (
            "“It was loud.” She left. (Nobody saw it.) He stayed!",
            ["“It was loud.”", "She left.", "(Nobody saw it.)", "He stayed!"],
        ),
        ("Some 3.5 tonnes burned. No. 4 did not.", ["Some 3.5 tonnes burned.", "No. 4 did not."]),
        ("Headline without a stop\nA sentence.", ["Headline without a stop", "A sentence."]),
        ("Двоє загинули. Троє поранені.", ["Двоє загинули.", "Троє поранені."]),
        ("  ", []),
    ],
)
def test_split(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == wanted


def test_only_headline_and_body_have_sentences() -> None:
    page = RawPage(
        source_id="p",
        raw=b"Bus hit near Nikopol\nShare on Facebook\nA shell hit a bus on Monday, police said. Its driver died.",
        kind="text",
    )
    article = clean(page)
    assert [article.text[s.start : s.end] for s in sentences(article)] == [
        "Bus hit near Nikopol",
        "A shell hit a bus on Monday, police said.",
        "Its driver died.",
    ]
    assert all(
        article.blocks[s.block].start <= s.start and s.end <= article.blocks[s.block].end for s in sentences(article)
    )


@given(st.text(max_size=120))
def test_sentences_are_in_order_and_lose_no_word(text: str) -> None:
    spans = split_sentences(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
