"""A stored page is shown with its words and without anything that runs, loads, leads or is filled in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from review.hostile import PAYLOADS

from istor.review.originals import ATTRIBUTES, TAGS, harmless, is_markup, shown

PAGE = """<!doctype html><html lang=uk><head><title>t</title><style>p{}</style><base href=//elsewhere.example></head>
<body onload=x()><h1>Headline</h1><p style="color:red" class=c>Words &amp; <b>more</b></p><img src=//elsewhere.example/p alt="a house">
<a href="javascript:x()">link</a><form action=/leave><input value=v><button>b</button></form><iframe src=/></iframe>
<script>bad()</script><svg><script>bad()</script></svg><!-- comment --><table><tr><td colspan=2>cell</td></tr></table></body></html>"""


class Shape(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} | {(tag, "")}


def test_the_words_stay_and_nothing_else_does() -> None:
    made = shown(PAGE.encode(), "utf-8")
    for kept in ("<h1>Headline</h1>", "Words &amp; <b>more</b>", 'alt="a house"', "link", '<td colspan="2">cell</td>'):
        assert kept in made
    for gone in (
        "elsewhere",
        "bad()",
        "onload",
        "style",
        "class",
        "href",
        "<form",
        "<input",
        "<iframe",
        "comment",
        "src=",
    ):
        assert gone not in made.replace("charset=utf-8", ""), gone


@pytest.mark.parametrize("start", range(6))
def test_no_hostile_markup_leaves_a_tag_or_attribute_that_is_not_allowed(start: int) -> None:
    for payload in PAYLOADS[start::6]:
        for tag, attribute in Shape(harmless(f"<p>{payload}</p>")).found:
            assert tag in TAGS, payload
            assert not attribute or attribute in ATTRIBUTES.get(tag, set()) | ATTRIBUTES["*"], payload


def test_what_is_no_markup_is_text() -> None:
    assert not is_markup("3 < 5 and <b>") and is_markup("\ufeff<!DOCTYPE html>")
    assert "<pre>3 &lt; 5 ⟨U+202E⟩</pre>" in shown("3 < 5 \u202e".encode(), "utf-8")
    assert "&lt;h1&gt;Headline" in shown(PAGE.encode(), "utf-8", as_bytes=True)


def test_marks_that_turn_text_are_shown_and_a_charset_nobody_knows_is_utf8() -> None:
    assert "⟨U+202E⟩" in shown("<p>a\u202eb</p>".encode(), "no-such-charset")
