"""HTML → the article's text, each character beside where it stands in the markup.

trafilatura finds the article; we keep its lines and its headings, and look every line up in the markup again. Where it
finds nothing (a wall, an error, a page of links) the text is all that a reader would see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from istor.articles.alignment import Aligner, visible_lines
from istor.articles.decoding import Fragment
from istor.articles.metadata import Metadata, read_metadata

EXTRACTED_CHARS = 4_000_000  # larger pages are lists and dumps: extraction would take minutes, the visible text is kept
THIN_CHARS = 120  # what an extractor returns for a page without an article: a slogan, a cookie line
DEEPEST = 200  # levels; a page nested deeper is broken or hostile, and the extractor recurses
NAVIGATION_ENTRIES = 3  # a list with no more links may be the article's own
_KEPT_EMPTY = frozenset(("br", "hr", "td", "th", "p", "body", "html", "head"))
_UNSEEN = "script|style|noscript|svg|iframe|template|nav|footer|aside|button|select|link|input|comment()"
_DEEP = re.compile(
    r"<(/?)(?:div|span|section|article|ul|ol|li|table|tr|td|b|i|font|center|blockquote)\b", re.IGNORECASE
)
_LINES = frozenset(("p", "head", "item", "row", "quote", "code", "figcaption"))
_DATA = re.compile(r"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=]*")  # pictures that savers put into the page itself
_SPACES = re.compile("[\\s\xa0]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\ufeff\xad\x00-\x08\x0e-\x1f]+")


class Markup(NamedTuple):
    """The text as fragments beside the markup, and what the markup says of the page.

    `title_range` is where the headline stands in it; `headings` are offsets in the text; `tidy`: an extractor found the
    text, so that little furniture is left in it.
    """

    fragments: tuple[Fragment, ...]
    metadata: Metadata
    title_range: tuple[int, int]
    headings: frozenset[int]
    tidy: bool


def read_markup(html: str, *, url: str | None = None) -> Markup:
    """The article in a page's markup, whatever state the markup is in. `url` helps the extractor with its own hints.

    >>> found = read_markup("<title>Nikopol</title><p>Two people were <b>hurt</b> in&nbsp;Nikopol on Monday, police said.</p>")
    >>> "".join(f.text for f in found.fragments).split("\\n\\n")
    ['Nikopol', 'Two people were hurt in Nikopol on Monday, police said.']
    """
    metadata = read_metadata(html)
    lines = [(line, head) for line, head in _extracted(html, url) if line]
    if sum(len(line) for line, _ in lines) < THIN_CHARS:
        fragments, headings = _seen(html)
        return Markup(fragments, metadata, _title_range(html, metadata), headings, False)
    fragments, headings = _aligned(html, lines)
    return Markup(fragments, metadata, _title_range(html, metadata), headings, True)


def _aligned(html: str, lines: list[tuple[str, bool]]) -> tuple[tuple[Fragment, ...], frozenset[int]]:
    aligner = Aligner(html)
    found: list[Fragment] = []
    headings, at = set(), 0
    for number, (line, is_heading) in enumerate(lines):
        before = aligner.here
        parts = aligner.align(line)
        if number:
            stop = parts[0].start if parts and parts[0].start >= before else before
            found.append(Fragment("\n\n", before, stop))
            at += 2
        if is_heading:
            headings.add(at)
        found += parts
        at += sum(len(part.text) for part in parts)
    return tuple(found), frozenset(headings)


def _seen(html: str) -> tuple[tuple[Fragment, ...], frozenset[int]]:
    found: list[Fragment] = []
    for line in visible_lines(html):
        if found:
            found.append(Fragment("\n\n", found[-1].end, max(found[-1].end, line[0].start)))
        found += line
    return tuple(found), frozenset()


def _extracted(html: str, url: str | None) -> list[tuple[str, bool]]:
    """The lines that trafilatura keeps, each with whether it is a heading; none where it finds no article."""
    html = _DATA.sub("data:,", html) if "base64," in html else html
    if len(html) > EXTRACTED_CHARS or _too_deep(html):
        return []
    import trafilatura  # 0.3 s to import: only where there is markup
    from lxml.etree import ParserError

    try:
        tree = _pruned(html)
        found = (
            None
            if tree is None
            else trafilatura.bare_extraction(
                tree, url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
            )
        )
    except (ParserError, ValueError, RecursionError):  # markup that no parser takes: the visible text is read instead
        return []
    body = getattr(found, "body", None)  # None where there is no article
    return list(_lines(body)) if body is not None else []


def _pruned(html: str) -> Any:
    """The tree without what is no text: four fifths of a news page, and of the extractor's time."""
    from lxml import html as parser

    tree = parser.document_fromstring(
        html.encode("utf-8", "replace"),
        parser=parser.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True),
    )
    for element in tree.xpath("|".join(f"//{name}" for name in _UNSEEN.split("|"))):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(tree.iter())[::-1]:  # from the leaves up: what holds no text costs the extractor half its time
        hollow = not len(element) and not (element.text and element.text.strip()) and element.tag not in _KEPT_EMPTY
        if (hollow or (element.tag in ("ul", "ol") and _only_links(element))) and element.getparent() is not None:
            element.drop_tree()
    return tree


def _only_links(element: Any) -> bool:
    """Whether a list is navigation: several entries, nine tenths of its text in links."""
    if len(element) <= NAVIGATION_ENTRIES:
        return False
    size = sum(map(len, element.itertext()))
    return bool(size) and sum(len(text) for link in element.iter("a") for text in link.itertext()) > 0.9 * size


def _too_deep(html: str) -> bool:
    depth = deepest = 0
    for tag in _DEEP.finditer(html):
        depth += -1 if tag.group(1) else 1
        deepest = max(deepest, depth)
    return deepest > DEEPEST and depth > DEEPEST // 4  # tags left open nest; many closed in order do not


def _lines(body: Any) -> Iterator[tuple[str, bool]]:
    """The extractor's tree as lines: a paragraph, heading, list item or table row each."""
    line: list[str] = []
    for event, element in _events(body):
        tag = element.tag
        if tag in _LINES or tag in ("list", "table", "lb"):
            yield _clean(line), False
            line = []
        if event == "start":
            if tag == "head":
                yield _clean(["".join(element.itertext())]), True
                continue
            line.append(element.text or "")
        else:
            if tag == "cell" and element.getnext() is not None:
                line.append(" | ")
            line.append((element.tail or "") if element is not body else "")
    yield _clean(line), False


def _events(body: Any) -> Iterator[tuple[str, Any]]:
    """Start and end of each element, a heading's inside left out."""
    from lxml.etree import iterwalk

    walker = iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element.tag == "head":
            walker.skip_subtree()
        yield event, element


def _clean(parts: list[str]) -> str:
    return _SPACES.sub(" ", _INVISIBLE.sub("", "".join(parts))).strip(" |")


def _title_range(html: str, metadata: Metadata) -> tuple[int, int]:
    """Where the headline stands in the markup: as it is, else the <title> element, else the start."""
    if metadata.title and (at := html.find(metadata.title)) >= 0:
        return at, at + len(metadata.title)
    tag = re.search(r"<title[^>]*>([^<]*)", html, re.IGNORECASE)
    return tag.span(1) if tag else (0, 0)
