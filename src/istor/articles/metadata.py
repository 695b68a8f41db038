"""What a page's markup says of itself: JSON-LD first, then <meta>, then <time> and <title>."""

from __future__ import annotations

from istor.provenance import Record


class Metadata(Record):
    """As written in the page; None where it does not say. `published` in the form found."""

    title: str | None = None
    published: str | None = None
    site: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None
