"""Bytes → text, and back: the charset, and for every offset of the decoded text the byte it came from."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from istor.articles.article import Piece

SAMPLE_BYTES = 65_536  # enough for the detector; a whole page costs ten times as much and changes nothing
BROKEN_SHARE = 0.01  # a UTF-8 page may hold this share of broken bytes (cut by a crawler) and still be called UTF-8

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_NO_PAGES = frozenset(("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"))  # Python's own names
_HTML_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}  # as browsers read these labels
_ONE_BYTE = re.compile(r"cp125\d|cp437|iso8859-\d+|koi8-[ru]|mac-\w+")


class Decoded(NamedTuple):
    """`text` as decoded with `charset`; a byte that is no character of it stands as a lone surrogate (U+DC80–U+DCFF).

    `skipped` bytes of byte order mark stand before the text. `faithful=False`: the text does not encode back to the
    same bytes, so that an offset leads only to the page as a whole.
    """

    text: str
    charset: str
    skipped: int
    faithful: bool
    size: int


class Fragment(NamedTuple):
    """Characters of an article's text beside the range of the decoded text that they stand for."""

    text: str
    start: int
    end: int


def decode(raw: bytes, *, declared: str | None = None, markup: bool = False) -> Decoded:
    """The text of `raw`. `declared` is what a header says; `markup` lets a <meta charset> speak too.

    UTF-8 that decodes is believed before any label: servers mislabel it daily, and other charsets hardly ever pass
    for it. No error is raised: in the worst case bytes stay lone surrogates.

    >>> decode("Уночі дрони пошкодили два будинки в місті, повідомила поліція.".encode("cp1251")).charset
    'cp1251'
    >>> decode(b"caf\\xe9", declared="latin-1").text
    'café'
    """
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            return _decoded(raw, charset, len(bom))
    if (wide := _wide(raw)) is not None:
        return _decoded(raw, wide, 0)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8", 0, True, len(raw))
    except UnicodeDecodeError:
        return _decoded(raw, _labelled(raw, declared, markup) or _guessed(raw), 0)


def pieces(fragments: Iterable[Fragment], decoded: Decoded) -> tuple[Piece, ...]:
    """Where each fragment stands in the raw bytes. Fragments follow one another in the article's text.

    A fragment equal to its range of the decoded text is exact; a fragment that goes back in the page is allowed.
    """
    kept = [fragment for fragment in fragments if fragment.text]
    offsets = _byte_offsets(decoded, {at for fragment in kept for at in (fragment.start, fragment.end)})
    found, at = [], 0
    for fragment in kept:
        end = at + len(fragment.text)
        exact = decoded.faithful and decoded.text[fragment.start : fragment.end] == fragment.text
        raw_start, raw_end = offsets[fragment.start], offsets[fragment.end]
        found.append(Piece(start=at, end=end, raw_start=raw_start, raw_end=raw_end, exact=exact))
        at = end
    return tuple(found)


def _byte_offsets(decoded: Decoded, positions: set[int]) -> dict[int, int]:
    if not decoded.faithful:
        return {at: 0 if at == 0 else decoded.size for at in positions}
    if len(decoded.text) + decoded.skipped == decoded.size:  # one byte a character
        return {at: at + decoded.skipped for at in positions}
    offsets: dict[int, int] = {}
    last, byte = 0, decoded.skipped
    for at in sorted(positions):
        byte += len(decoded.text[last:at].encode(decoded.charset, "surrogateescape"))
        offsets[at], last = byte, at
    return offsets


def _decoded(raw: bytes, charset: str, skipped: int) -> Decoded:
    body = raw[skipped:]
    try:
        text = body.decode(charset, "surrogateescape")
        faithful = text.encode(charset, "surrogateescape") == body
    except UnicodeError:  # UTF-16 and the Asian charsets cannot carry a broken byte through
        text, faithful = body.decode(charset, "replace"), False
    return Decoded(text, charset, skipped, faithful, len(raw))


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: Latin text then has a zero in every other byte."""
    head = raw[:2000]
    if len(head) < 4 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else None


def _labelled(raw: bytes, declared: str | None, markup: bool) -> str | None:
    meta = _META.search(raw[:8192]) if markup else None
    labels = [declared, meta.group(1).decode("ascii", "ignore") if meta else None]
    for label in labels:
        try:
            name = codecs.lookup(label).name if label else ""
        except (LookupError, ValueError):  # a name nobody knows, or with a zero in it
            continue
        if name in _NO_PAGES:
            continue
        name = _HTML_NAMES.get(name, name)
        if name == "utf-8" and not _mostly_utf8(raw):
            continue
        if name == "utf-8" or _ONE_BYTE.fullmatch(name) or _decodes(raw, name):
            return name
    return None


def _guessed(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # 40 ms to import, and most pages are UTF-8

    if _mostly_utf8(raw):
        return "utf-8"
    best = from_bytes(raw[:SAMPLE_BYTES]).best()
    return codecs.lookup(best.encoding).name if best else "cp1252"


def _mostly_utf8(raw: bytes) -> bool:
    text = raw.decode("utf-8", "surrogateescape")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    broken = len(re.findall(r"[\udc80-\udcff]", text))
    return broken <= max(2, BROKEN_SHARE * len(text)) and beyond > 2 * broken


def _decodes(raw: bytes, charset: str) -> bool:
    try:
        raw[:SAMPLE_BYTES].decode(charset)
    except UnicodeDecodeError as error:
        return error.start > SAMPLE_BYTES - 8 and len(raw) > SAMPLE_BYTES  # only the sample's last character is cut
    except LookupError:
        return False
    return True
