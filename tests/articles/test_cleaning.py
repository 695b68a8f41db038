"""A raw page becomes an article, whatever the page is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.articles.article import Article, RawPage
from istor.articles.cleaning import clean
from istor.provenance import sha256

BODY = "A shell hit a bus near Nikopol on Monday and killed its driver, the prosecutor said."


def text_page(text: str, **fields: str) -> Article:
    return clean(RawPage(source_id="p", raw=text.encode(), kind="text", **fields))


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Bus hit near Nikopol", BODY, f"Bus hit near Nikopol\n\n{BODY}"),
        ("Bus hit near Nikopol", f"Bus hit near Nikopol\n\n{BODY}", f"Bus hit near Nikopol\n\n{BODY}"),
        (
            "Bus hit near Nikopol - Steppe Monitor News",
            f"Bus hit near Nikopol\n{BODY}",
            f"Bus hit near Nikopol\n{BODY}",
        ),
        ("BUS HIT NEAR NIKOPOL", f"Bus hit near Nikopol\n{BODY}", f"Bus hit near Nikopol\n{BODY}"),
        (None, BODY, BODY),
        ("Bus hit near Nikopol", "", "Bus hit near Nikopol\n\n"),
    ],
)
def test_a_title_that_does_not_stand_in_the_text_is_put_before_it(title: str | None, text: str, wanted: str) -> None:
    article = text_page(text, title=title) if title else text_page(text)
    assert article.text == wanted
    assert "headline" in [block.kind for block in article.blocks] or title is None


def test_plain_text_leads_back_exactly_and_odd_characters_to_themselves() -> None:
    raw = "Two\u00a0people — Суми — died.\r\nMore.".encode()
    article = clean(RawPage(source_id="p", raw=raw, kind="text"))
    assert article.text == "Two people — Суми — died.\nMore."
    for piece in article.pieces:
        if piece.exact:
            assert raw[piece.raw_start : piece.raw_end].decode() == article.text[piece.start : piece.end]
    assert [raw[p.raw_start : p.raw_end] for p in article.pieces if not p.exact] == [b"\xc2\xa0", b"\r\n"]


def test_the_id_hangs_on_address_and_bytes_alone() -> None:
    one = text_page(BODY, url="https://example.org/a")
    same = clean(RawPage(source_id="other", raw=BODY.encode(), kind="text", url="https://example.org/a", title="T"))
    changed = text_page(BODY + " ", url="https://example.org/a")
    assert one.id == same.id
    assert one.id != changed.id
    assert one.raw_sha256 == sha256(BODY.encode())


def test_the_record_s_language_wins() -> None:
    assert text_page(BODY, language="uk").language == "uk"
    assert text_page(BODY).language == "en"


@settings(max_examples=80)
@given(st.binary(max_size=400), st.sampled_from(["text", "html"]), st.none() | st.text(max_size=30))
def test_no_bytes_crash_and_every_offset_leads_back(raw: bytes, kind: str, title: str | None) -> None:
    article = clean(RawPage(source_id="p", raw=raw, kind=kind, title=title))  # type: ignore[arg-type]
    assert [piece.start for piece in article.pieces] == [0, *(piece.end for piece in article.pieces)][
        : len(article.pieces)
    ]
    assert (article.pieces[-1].end if article.pieces else 0) == len(article.text)
    assert all(0 <= piece.raw_start <= piece.raw_end <= len(raw) for piece in article.pieces)
    assert all(a.end <= b.start for a, b in zip(article.blocks, article.blocks[1:], strict=False))
    article.text.encode()  # no lone surrogate is left
