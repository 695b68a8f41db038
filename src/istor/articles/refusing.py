"""Why this room leaves an input out, in words: every reason a refusal of `articles` may give."""

from __future__ import annotations

from collections.abc import Mapping

from istor.provenance import Refusal

REASONS: Mapping[str, str] = {
    "empty": "nothing is in the file, record or response",
    "binary": "the bytes are no text: an image, a PDF, a database",
    "too-large": "a page, record or unpacked file is larger than the reading options allow",
    "unreadable": "the file system does not give the file: permission, a broken link, a broken disk",
    "directory-loop": "a link leads back to a folder above itself",
    "broken-gzip": "the packed file ends or breaks in the middle",
    "broken-json": "the line or file is no JSON",
    "duplicate-key": "one object has a key twice, and nobody can say which value was meant",
    "nested": "the JSON is nested deeper than the reading options allow",
    "charset": "the JSON is not in UTF-8",
    "no-record": "the JSON holds no object with a page in it",
    "missing-text": "the record has neither text nor html",
    "broken-warc": "a WARC record breaks; what follows it in the file cannot be found",
    "broken-mhtml": "the saved page holds no part of HTML",
    "junk": "the page is no article: a firewall, an error, a cookie wall, a list of links, spam (said by runs)",
}


def refused(of: str, because: str, detail: str) -> Refusal:
    """A refusal of this room. `because` is one of REASONS, `detail` names the place, what was found and what to do.

    >>> refused("a.txt", "empty", "a.txt holds nothing").room
    'articles'
    """
    if because not in REASONS:
        raise KeyError(f"{because!r} is no reason of this room: add it to REASONS")
    return Refusal(of=of, room="articles", because=because, detail=detail)
