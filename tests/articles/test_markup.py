"""HTML pages, whole and broken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.articles.article import Article, RawPage
from istor.articles.cleaning import clean

PARAGRAPHS = (
    "A drone hit a fuel depot on the edge of Sumy early on Tuesday and hurt two guards, the regional administration said.",
    "Firefighters needed four hours to put out the blaze, and the road to the depot stayed closed until noon.",
    "The depot had been struck once before, in January, when nobody was near it, according to its owner.",
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Drone hits fuel depot in Sumy | Steppe Monitor</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Drone hits fuel depot in Sumy", "datePublished": "2025-03-04T08:00:00+02:00"}</script>
<style>p { color: red }</style></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Drone hits fuel depot in Sumy</h1>%s</article>
<aside><p>Harbour strike talks collapse as crews walk out of the meeting in the capital.</p></aside><footer>© Steppe Monitor</footer></body></html>"""


def read(markup: str, **fields: str) -> Article:
    return clean(RawPage(source_id="p", raw=markup.encode(), kind="html", **fields))


def leads_back(article: Article, raw: bytes) -> None:
    """Pieces cover the text without gap, and exact ones are their bytes."""
    assert [piece.start for piece in article.pieces] == [0, *(piece.end for piece in article.pieces)][
        : len(article.pieces)
    ]
    assert not article.text or article.pieces[-1].end == len(article.text)
    for piece in article.pieces:
        assert 0 <= piece.raw_start <= piece.raw_end <= len(raw)
        if piece.exact:
            assert raw[piece.raw_start : piece.raw_end].decode(article.charset) == article.text[piece.start : piece.end]


def test_the_article_without_the_page_around_it() -> None:
    markup = PAGE % "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    article = read(markup)
    assert article.title == "Drone hits fuel depot in Sumy"
    assert article.published is not None
    assert (article.published.isoformat(), article.published_from) == ("2025-03-04", "metadata")
    assert [article.text[b.start : b.end] for b in article.blocks if b.kind == "body"] == ["\n\n".join(PARAGRAPHS)]
    assert "Harbour" not in article.text
    leads_back(article, markup.encode())


def test_inline_tags_entities_tables_and_lists() -> None:
    inner = (
        f"<p>{PARAGRAPHS[0]}</p><p>It was &ldquo;like an <em>earth&shy;quake</em>&rdquo;,&nbsp;a guard&#8217;s <a href='/x'>brother</a> said.</p>"
        f"<h2>Who was hurt</h2><ul><li>Ivan Petrenko, 45</li><li>Petro Bilyk, 31</li></ul><p>{PARAGRAPHS[1]}</p>"
        f"<table><tr><td>Sumy</td><td>2 hurt</td></tr></table><p>{PARAGRAPHS[2]}</p>"
    )
    article = read(PAGE % inner)
    assert "It was “like an earthquake”, a guard’s brother said." in article.text
    assert "Ivan Petrenko, 45" in article.text
    assert "Sumy | 2 hurt" in article.text
    assert [article.text[b.start : b.end] for b in article.blocks if b.because == "heading"] == ["Who was hurt"]
    leads_back(article, (PAGE % inner).encode())
    start = article.text.index("earthquake")
    piece = next(piece for piece in article.pieces if piece.start <= start < piece.end)
    assert (PAGE % inner).encode()[piece.raw_start : piece.raw_end].startswith(b"earth")


def test_a_page_without_article_is_read_as_it_is_seen() -> None:
    article = read("<title>Just a moment</title><div>Checking your browser.</div><script>var a = 1</script>")
    assert article.junk == "firewall or access check"
    assert "var a" not in article.text


def test_a_title_that_only_the_head_holds_is_put_before_the_text() -> None:
    markup = f"<html><head><title>Guards hurt at Sumy fuel depot</title></head><body>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</body></html>"
    article = read(markup)
    assert article.text.startswith("Guards hurt at Sumy fuel depot\n\nA drone")
    first = article.pieces[0]
    assert markup.encode()[first.raw_start : first.raw_end] == b"Guards hurt at Sumy fuel depot"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5000 + PARAGRAPHS[0],
        "<table><tr><td>" * 3000 + PARAGRAPHS[0],
        "<p>" + PARAGRAPHS[0] + "<p" * 1000,
        "<!--" + PARAGRAPHS[0],
        "<html><body><script>" + PARAGRAPHS[0],
        "<title><title><title>" * 500,
        "<meta " * 20_000,
        '<script type="application/ld+json">' * 2000,
        "&#0;&#xFFFFFFFF;&nosuch;" + PARAGRAPHS[0],
        "\x00<p>" + PARAGRAPHS[0],
        "",
    ],
    ids=lambda markup: markup[:24],
)
def test_broken_markup_ends_in_time(markup: str) -> None:
    started = time.perf_counter()
    article = read(markup)
    leads_back(article, markup.encode())
    assert time.perf_counter() - started < 5


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<td>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<",
        ">",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "\u200b",
        "\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(TAGS | st.sampled_from([*PARAGRAPHS, "Суми", "two", "dead"]), max_size=30))
def test_any_markup_leads_back_to_its_bytes(parts: list[str]) -> None:
    markup = "".join(parts)
    leads_back(read(markup), markup.encode())
