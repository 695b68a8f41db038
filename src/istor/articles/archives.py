"""Web archives → raw pages with their capture record: WARC, and the MHTML that browsers save."""

from __future__ import annotations

import email
import email.policy
import itertools
import logging
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any, BinaryIO

from istor.articles.article import Capture, RawPage
from istor.articles.captures import read_moment
from istor.articles.refusing import refused
from istor.articles.unpacking import CHUNK_BYTES, GZIP, ReadingOptions
from istor.provenance import Refusal

logging.getLogger("warcio").addHandler(logging.NullHandler())  # what is wrong with a record is told by its refusal
WARC = b"WARC/"
MARKUP = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PASSED_OVER = range(300, 400)  # redirects hold no page


def warc_pages(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[RawPage | Refusal]:
    """The HTML and text responses of a WARC file, packed or not. A broken record is refused; what stood before it is kept.

    `source_id` is the record's own id; a record without one is called by the file's name and its number.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    start = stream.read(len(WARC))
    if start != WARC and not start.startswith(GZIP):
        yield refused(name, "broken-warc", f"{name} does not begin as a WARC file does: found {start!r}")
        return
    stream.seek(0)
    archive = ArchiveIterator(stream)
    archive.INC_RECORD = ""  # it would write its doubts about lengths on standard error, without the file's name
    records = iter(archive)
    found = False
    for number in itertools.count(1):
        of = f"{name}#{number}"
        try:
            record = next(records, None)
            if record is None:
                break
            page = _response(of, record, options)
        except (ArchiveLoadFailed, EOFError, ValueError, OSError, AttributeError) as error:
            yield refused(
                of,
                "broken-warc",
                f"{name} record {number}: {error or type(error).__name__}. What follows it cannot be found",
            )
            return
        if page is not None:
            found = True
            yield page
    if not found:
        yield refused(name, "empty", f"{name} holds no HTML or text response")


def _response(of: str, record: Any, options: ReadingOptions) -> RawPage | Refusal | None:
    """The page of one record; None where it holds none."""
    headers = record.rec_headers
    if record.rec_type not in ("response", "resource"):
        return None
    kind = _kind(record)
    status = str(record.http_headers.get_statuscode() or "") if record.http_headers else ""
    if kind is None or (status.isdigit() and int(status) in _PASSED_OVER):
        return None
    source_id = (headers.get_header("WARC-Record-ID") or of).strip("<>")
    raw = _content(record, options)
    if raw is None:
        return refused(source_id, "too-large", f"{of}: a page of more than {options.page_bytes:,} bytes")
    if not raw.strip():
        return refused(source_id, "empty", f"{of}: the response has no body")
    address = headers.get_header("WARC-Target-URI")
    declared = _CHARSET.search(_header(record, "Content-Type") or "")
    return RawPage(
        source_id=source_id,
        raw=raw,
        kind="html" if kind in MARKUP else "text",
        url=address,
        charset=declared.group(1) if declared else None,
        capture=_capture(record, address),
    )


def _capture(record: Any, address: str | None) -> Capture:
    given = record.http_headers.headers if record.http_headers else ()
    return Capture(
        address=address,
        at=read_moment(record.rec_headers.get_header("WARC-Date")),
        by=record.rec_headers.get_header("WARC-Operator"),
        tool=record.rec_headers.get_header("WARC-Software"),
        headers=tuple((str(key), str(value)) for key, value in given),
    )


def _kind(record: Any) -> str | None:
    kind = (_header(record, "Content-Type") or "").split(";")[0].strip().lower()
    return kind if kind in (*MARKUP, "text/plain") else None


def _header(record: Any, name: str) -> str | None:
    headers = record.http_headers or record.rec_headers
    value = headers.get_header(name)
    return str(value) if value else None


def _content(record: Any, options: ReadingOptions) -> bytes | None:
    """The body, unpacked; None where it is larger than a page may be."""
    stream, found, size = record.content_stream(), [], 0
    while part := stream.read(CHUNK_BYTES):
        size += len(part)
        if size > options.page_bytes:
            return None
        found.append(part)
    return b"".join(found)


def mhtml_page(name: str, raw: bytes) -> RawPage | Refusal:
    """The page of a browser's single-file archive: its first part of markup, with the address and day of saving."""
    if not raw.strip():
        return refused(name, "empty", f"{name} holds nothing")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    part = next((each for each in message.walk() if each.get_content_type() in MARKUP), None)
    body = part.get_payload(decode=True) if part is not None else None
    if not isinstance(body, bytes) or not body.strip():
        return refused(name, "broken-mhtml", f"{name} holds no part of HTML. Save the page again")
    address = _field(message, "Snapshot-Content-Location") or (
        _field(part, "Content-Location") if part is not None else None
    )
    return RawPage(
        source_id=name,
        raw=body,
        kind="html",
        url=address,
        charset=part.get_content_charset() if part is not None else None,
        capture=Capture(address=address, at=read_moment(_field(message, "Date")), by=_field(message, "From")),
    )


def _field(message: EmailMessage | Any, name: str) -> str | None:
    value = message.get(name)
    return str(value).strip('<>" \t') or None if value else None
