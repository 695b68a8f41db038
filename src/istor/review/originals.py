"""A stored page as it came, made harmless: its words and their order, without anything that runs, loads, leads or is filled in.

What is left is shown in a sandbox of its own, so that a hole in one of the two is none in the desk.
"""

from __future__ import annotations

import re
from html import escape

import nh3

from istor import plainly

POLICY = "sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
TAGS = frozenset(
    {
        "abbr", "address", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div",
        "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins",
        "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "section", "small", "span", "strong", "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "wbr",
    }
)  # fmt: skip
ATTRIBUTES = {
    "*": {"dir", "lang"},
    "img": {"alt"},  # an image without an address is its description, and asks for nothing
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
UNSHOWN = frozenset(
    {"head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template", "title"}
)
LONGEST = 5_000_000  # characters: a browser on a laptop holds no longer page
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|article|main|div|p|h1|table)[\s>]", re.IGNORECASE)


def shown(raw: bytes, charset: str, *, as_bytes: bool = False) -> str:
    """The page of these bytes as a document of its own. `as_bytes`: its markup as text, as is everything that has none.

    >>> "<p>News</p>" in shown(b"<html><body><p onclick='x()'>News</p><script>x()</script>", "utf-8")
    True
    """
    words = _decoded(raw, charset)[:LONGEST]
    if as_bytes or not is_markup(words):
        return _document(f"<pre>{escape(plainly.safe(_lines(words)))}</pre>")
    return _document(plainly.safe(_lines(harmless(words))))


def is_markup(words: str) -> bool:
    """Whether a text is a page of HTML, as its beginning says."""
    return _MARKUP.search(words[:5000]) is not None


def harmless(markup: str) -> str:
    """Markup without all that runs, loads, leads or is filled in.

    >>> harmless("<a href='https://elsewhere.example'>there</a><img src='x' alt='a house'>")
    'there<img alt="a house">'
    """
    return nh3.clean(
        markup,
        tags=set(TAGS),
        clean_content_tags=set(UNSHOWN),
        attributes=ATTRIBUTES,
        url_schemes=set(),
        strip_comments=True,
        link_rel=None,
    )


def _document(body: str) -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>stored page</title></head><body>{body}</body></html>"


def _lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return raw.decode(charset, errors="replace")
    except LookupError:
        return raw.decode("utf8", errors="replace")
