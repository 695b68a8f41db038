"""HTML → the article's text, each character beside where it stands in the markup."""

from __future__ import annotations

from typing import NamedTuple

from istor.articles.decoding import Fragment
from istor.articles.metadata import Metadata


class Markup(NamedTuple):
    """The text as fragments beside the markup, and what the markup says of the page.

    `title_range` is where the headline stands; `headings` are offsets in the text; `tidy`: an extractor found the text.
    """

    fragments: tuple[Fragment, ...]
    metadata: Metadata
    title_range: tuple[int, int]
    headings: frozenset[int]
    tidy: bool


def read_markup(html: str, *, url: str | None = None) -> Markup:
    """The article in a page's markup."""
    return Markup((Fragment(html, 0, len(html)),), Metadata(), (0, 0), frozenset(), False)
