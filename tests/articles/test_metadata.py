"""What markup says of its own page."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.metadata import Metadata, read_metadata


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Depot hit",
    "datePublished": "2024-05-03",
    "author": [{"@type": "Person", "name": "Olha Rudenko"}, {"name": "Petro Bilyk"}],
    "publisher": {"name": "Steppe Monitor"},
}


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        (
            linked(**ARTICLE),
            Metadata(
                title="Depot hit", published="2024-05-03", author="Olha Rudenko, Petro Bilyk", site="Steppe Monitor"
            ),
        ),
        (
            linked(**{"@graph": [{"@type": "WebSite"}, ARTICLE]}),
            Metadata(
                title="Depot hit", published="2024-05-03", author="Olha Rudenko, Petro Bilyk", site="Steppe Monitor"
            ),
        ),
        (
            '<html lang="en-GB"><meta property="og:title" content="Depot &amp; dock hit"><meta name="author" content="Olha Rudenko">'
            "<meta content='Steppe Monitor' property='og:site_name'><link rel=canonical href='https://example.org/a'>",
            Metadata(
                title="Depot & dock hit",
                author="Olha Rudenko",
                site="Steppe Monitor",
                language="en-GB",
                url="https://example.org/a",
            ),
        ),
        ("<script type='application/ld+json'>{broken</script><title>Depot hit</title>", Metadata(title="Depot hit")),
        ("<h1>Depot <b>hit</b></h1><title>Site</title>", Metadata(title="Depot hit")),
        ("<h1>Site</h1><h1>Depot hit</h1><title>Depot hit | Site</title>", Metadata(title="Depot hit | Site")),
        ('<time datetime="2024-05-03T08:00">3 May</time>', Metadata(published="2024-05-03T08:00")),
        ('<time datetime="2024-05-03">3 May</time><time datetime="2024-05-02">2 May</time>', Metadata()),
        (
            '<time datetime="2024-05-02">x</time><time class="entry-date published" datetime="2024-05-03">x</time>',
            Metadata(published="2024-05-03"),
        ),
        ("", Metadata()),
    ],
)
def test_metadata(html: str, wanted: Metadata) -> None:
    assert read_metadata(html) == wanted


@given(st.text(alphabet="<>/=\"'{}[]:, metaldh1timescrpt+jon@", max_size=200))
def test_no_markup_crashes(html: str) -> None:
    read_metadata(html)


def test_deep_descriptions_are_passed_over() -> None:
    assert (
        read_metadata(f'<script type="application/ld+json">{"[" * 100_000}</script><title>Depot</title>').title
        == "Depot"
    )
