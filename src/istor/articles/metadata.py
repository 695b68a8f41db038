"""What a page's markup says of itself: JSON-LD first, then <meta>, then <time>, <h1> and <title>.

A reader of our own, because a page's day must be the page's: guesses from the text (as date libraries offer) are worse
than none.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from istor.provenance import Record

MAX_SCRIPTS = 60  # a page with more descriptions of itself is not describing itself
MAX_DEPTH = 40  # JSON-LD nested deeper is no description of a page
_LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\s[^>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title[^>]{0,200}>(.{0,2000}?)</title", re.DOTALL | re.IGNORECASE)
_H1 = re.compile(r"<h1\b[^>]{0,1000}>(.{0,3000}?)</h1", re.DOTALL | re.IGNORECASE)
_TIME = re.compile(r"<time\s[^>]{0,300}?datetime\s*=\s*[\"']([^\"']{8,40})[\"'][^>]{0,300}>", re.IGNORECASE)
_LANG = re.compile(r"<html\s[^>]{0,1000}?\blang\s*=\s*[\"']?([\w-]{2,12})", re.IGNORECASE)
_CANONICAL = re.compile(r"<link\s[^>]{0,500}rel\s*=\s*[\"']?canonical[^>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_ARTICLE = re.compile(r"Article|Report|BlogPosting|LiveBlogPosting|VideoObject|NewsItem", re.IGNORECASE)

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created",
    "dcterms.date", "date.issued", "publishdate", "publish-date", "publish_date", "publication_date", "pubdate", "cxenseparse:recs:publishtime", "displaydate", "date", "originalpublicationdate", "timestamp", "bt:pubdate", "rbpubdate",
)  # fmt: skip
_SITES = (
    "og:site_name",
    "application-name",
    "al:ios:app_name",
    "twitter:app:name:iphone",
    "dc.publisher",
    "publisher",
    "cre",
)
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "twitter:creator")


class Metadata(Record):
    """As written in the page; None where it does not say. `published` in the form found, never the day of capture."""

    title: str | None = None
    published: str | None = None
    site: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


def read_metadata(html: str) -> Metadata:
    """The page's own words about itself. Broken JSON-LD is passed over: the tags beside it speak.

    >>> page = '<meta property="og:title" content="Two hurt in Nikopol"><meta property="article:published_time" content="2024-05-03T08:00Z">'
    >>> found = read_metadata(page)
    >>> found.title, found.published
    ('Two hurt in Nikopol', '2024-05-03T08:00Z')
    """
    graph = list(_nodes(html))
    article = next((node for node in graph if _ARTICLE.search(_type(node))), {})
    meta = _meta(html)
    language = _LANG.search(html[:4000])
    return Metadata(
        title=_text(article.get("headline")) or _first(meta, _TITLES) or _heading(html) or _inner(_TITLE.search(html)),
        published=_text(article.get("datePublished")) or _first(meta, _PUBLISHED) or _time(html),
        site=_first(meta, _SITES[:1]) or _name(article.get("publisher")) or _first(meta, _SITES),
        author=_name(article.get("author")) or _person(_first(meta, _AUTHORS)),
        language=_text(article.get("inLanguage")) or (language.group(1) if language else None),
        url=_canonical(html) or _first(meta, ("og:url", "twitter:url")),
    )


def _nodes(html: str) -> Iterator[Mapping[str, Any]]:
    for script in _LD.finditer(html) if html.count("ld+json") <= MAX_SCRIPTS else ():
        try:
            yield from _walk(
                json.loads(script.group(1).strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False), 0
            )
        except (ValueError, RecursionError):
            continue


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for each in value:
            yield from _walk(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _walk(value.get(key), depth + 1)


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _meta(html: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _META.finditer(html):
        given = _attributes(tag.group())
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        if name and given.get("content", "").strip():
            found.setdefault(name, " ".join(entities.unescape(given["content"]).split()))
    return found


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _canonical(html: str) -> str | None:
    tag = _CANONICAL.search(html)
    address = _attributes(tag.group()).get("href", "") if tag else ""
    return entities.unescape(address) if address.startswith("http") else None


def _heading(html: str) -> str | None:
    """The only <h1>; of several none can be trusted (one is often the site's name)."""
    found = {_clean(match.group(1)) for match in _H1.finditer(html)} - {""}
    return found.pop() if len(found) == 1 else None


def _inner(match: re.Match[str] | None) -> str | None:
    return (_clean(match.group(1)) or None) if match else None


def _clean(markup: str) -> str:
    return " ".join(entities.unescape(_TAG.sub(" ", markup)).split())


def _time(html: str) -> str | None:
    """The page's only <time>, or the one that calls itself the publication; a list of stories has many."""
    found = [(match.group(), match.group(1)) for match in _TIME.finditer(html)]
    own = [value for tag, value in found if re.search(r"pubdate|published|entry-date", tag, re.IGNORECASE)]
    days = {value[:10] for _, value in found}
    return own[0] if own else found[0][1] if len(days) == 1 else None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return (" ".join(entities.unescape(value).split()) or None) if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """A person's or organisation's name, of a string, an object or a list of them."""
    if isinstance(value, list):
        names = [name for name in map(_name, value[:20]) if name]
        return ", ".join(dict.fromkeys(names)) or None
    return _person(_text(value.get("name")) if isinstance(value, dict) else _text(value))


def _person(name: str | None) -> str | None:
    return name if name and not name.startswith(("http", "@")) and len(name) < 200 else None
