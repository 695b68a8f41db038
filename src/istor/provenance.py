"""Where every value comes from: records, spans, refusals, content-derived ids and the hash chain.

Everything istor stores is a `Record`: frozen, keyword-only, encoded and validated by msgspec alone.
Words are quoted by `Span`, never copied as truth; what could not be resolved is a `Refusal`, never an empty string.
"""

from __future__ import annotations

import hashlib
from typing import Any, dataclass_transform

import msgspec


# Says to type checkers what the class options below do: they are not read through inheritance otherwise.
@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen, slotted, keyword-only value. All types of all rooms derive from it.

    >>> class Point(Record):
    ...     x: int
    >>> encode(Point(x=1))
    b'{"x":1}'
    """


class Span(Record):
    """Words of a stored article: code points of `Article.text` from `start` (inclusive) to `end` (exclusive).

    >>> Span(article_id="a1", start=4, end=9).quote("Two: three")
    ' thre'
    """

    article_id: str
    start: int
    end: int

    def quote(self, text: str) -> str:
        """The words themselves, given the article's text."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span of the same article."""
        return self.article_id == other.article_id and self.start <= other.start and other.end <= self.end


class Refusal(Record):
    """Something istor did not resolve, and why: a page not read, a date not anchored, a place not chosen.

    `of` is what was refused (a page's `source_id`, a claim's id), `room` who refused it (a room's name),
    `because` the documented reason (see docs/refusals.md) and `detail` the words of this case.
    """

    of: str
    room: str
    because: str
    detail: str = ""
    span: Span | None = None

    def __post_init__(self) -> None:
        escape_halves(self)


def escape_halves(record: Record) -> None:
    r"""Writes half characters in a new record's texts as their escapes: no file, database or terminal takes them.

    They come from file names that are no UTF-8 and from broken JSON. Called from the `__post_init__` of records that
    hold what came from outside.

    >>> Refusal(of="pages/\udcff.txt", room="articles", because="empty").of
    'pages/\\udcff.txt'
    """
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, str) and not value.isascii():
            plain = value.encode("utf-8", "backslashreplace").decode()
            if plain != value:
                msgspec.structs.force_setattr(record, name, plain)


def encode(value: Any) -> bytes:
    """Canonical JSON: keys sorted, no spaces. The same value gives the same bytes on every machine."""
    return msgspec.json.encode(value, order="deterministic")


def content_id(kind: str, *parts: Any) -> str:
    """An id that says what it is of and depends on nothing but the content.

    `kind` is a one-word prefix; `parts` are what makes the thing distinct, in order.

    >>> content_id("claim", "a1", 3, 9) == content_id("claim", "a1", 3, 9)
    True
    >>> content_id("claim", "a1", 3, 9).split("-")[0]
    'claim'
    """
    return f"{kind}-{hashlib.sha256(encode(parts)).hexdigest()[:16]}"


def sha256(raw: bytes) -> str:
    """The SHA-256 of bytes as 64 lower-case hex digits."""
    return hashlib.sha256(raw).hexdigest()


def chained(previous: str, entry: bytes) -> str:
    """The hash of a log's entry that also vouches for everything before it. The first entry's `previous` is ''.

    >>> chained("", b"first") != chained(chained("", b"first"), b"first")
    True
    """
    return sha256(previous.encode() + b"\n" + entry)
