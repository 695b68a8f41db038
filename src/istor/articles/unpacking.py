"""Bytes from files and packed files, never more than the options allow: a small file must not fill the memory."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from istor.provenance import Record

GZIP = b"\x1f\x8b"
CHUNK_BYTES = 1 << 20


class ReadingOptions(Record):
    """How much an input may hold. Sizes in bytes.

    `page_bytes` bounds one page (the longest real articles have one megabyte; a page of 20 is a dump), `line_bytes`
    one JSON record, `input_bytes` standard input and whatever is unpacked from one gzip file, `nesting` the depth of a
    JSON record.
    """

    page_bytes: int = 20_000_000
    line_bytes: int = 30_000_000
    input_bytes: int = 500_000_000
    nesting: int = 60


class TooLarge(Exception):
    """A page, record or unpacked file exceeds the options; the message says by how much, and is made a refusal."""


def read_limited(stream: BinaryIO, limit_bytes: int, *, what: str) -> bytes:
    """All of a stream. Raises TooLarge where it holds more than `limit_bytes`.

    >>> import io
    >>> read_limited(io.BytesIO(b"text"), 10, what="a.txt")
    b'text'
    """
    raw = stream.read(limit_bytes + 1)
    if len(raw) > limit_bytes:
        raise TooLarge(f"{what} holds more than {limit_bytes:,} bytes, the most that is read as one: split it")
    return raw


def gunzip(stream: BinaryIO, options: ReadingOptions, *, what: str) -> bytes:
    """A gzip stream unpacked, member after member, within `options.input_bytes`.

    Raises TooLarge for a bomb, EOFError where the stream is cut, OSError where it is broken.
    """
    found, size = [], 0
    unpacker = zlib.decompressobj(31)
    pending = stream.read(CHUNK_BYTES)
    while pending:
        try:
            part = unpacker.decompress(pending, CHUNK_BYTES)
        except zlib.error as error:
            raise OSError(str(error)) from error
        size += len(part)
        if size > options.input_bytes:
            raise TooLarge(
                f"{what} unpacks to more than {options.input_bytes:,} bytes: unpack it yourself and give the part that matters"
            )
        found.append(part)
        if unpacker.eof:
            pending = unpacker.unused_data.lstrip(b"\0") or stream.read(CHUNK_BYTES)
            unpacker = zlib.decompressobj(31) if pending else unpacker
        else:
            pending = unpacker.unconsumed_tail or stream.read(CHUNK_BYTES)
    if not unpacker.eof:
        raise EOFError("end of file before the end of the packed data")
    return b"".join(found)
