"""Files, folders and standard input → raw pages, in a fixed order; what cannot be read is a refusal with its reason."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from istor.articles.archives import mhtml_page, warc_pages
from istor.articles.article import RawPage
from istor.articles.captures import saved_page_capture
from istor.articles.records import record_pages
from istor.articles.refusing import refused
from istor.articles.unpacking import GZIP, ReadingOptions, TooLarge, gunzip, read_limited
from istor.errors import InputError
from istor.provenance import Refusal

Read = RawPage | Refusal
DEFAULTS = ReadingOptions()
DEEPEST = 100  # folders in folders; nobody sorts pages so, but a hostile archive unpacks to it
SNIFFED_BYTES = 4096  # of a stream without a name: enough to tell records from markup from text


def read_inputs(
    inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None, options: ReadingOptions = DEFAULTS
) -> Iterator[Read]:
    """Every page of the inputs, each a RawPage or the reason why it is none. Folders are read in sorted order.

    `inputs` are files and folders, "-" is standard input (`stdin`, or the process's own). A path that does not exist
    is an InputError before anything is read. What is no page of a kind that we read (an image in the folder) is passed
    over in folders and refused where it was named. A page's `source_id` is its record's own, else its path relative
    to the input, with "#n" for the n-th record of a file.
    """
    named = [str(item) for item in inputs]
    for item in named:
        if item != "-" and not os.path.lexists(item):
            raise InputError(f"{item}: no such file or folder. Check the path, or use - for standard input")
    return _read_all(named, stdin, options)


def _read_all(named: Iterable[str], stdin: BinaryIO | None, options: ReadingOptions) -> Iterator[Read]:
    for item in named:
        if item == "-":
            yield from _stream(stdin or sys.stdin.buffer, options)
        elif os.path.isdir(item):
            for path, problem in _files(Path(item)):
                name = path.relative_to(item).as_posix()
                if problem:
                    yield refused(name, *problem)
                elif (reader := _reader(path.name)) and os.path.exists(path) and not os.path.isfile(path):
                    yield refused(name, "unreadable", f"{path} is no file: a pipe or a device gives no end in a folder")
                elif reader:
                    yield from _guarded(name, path, reader, options)
        else:
            yield from _guarded(Path(item).name, Path(item), _reader(item) or _sniffed, options)


def _files(
    folder: Path, above: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[tuple[Path, tuple[str, str] | None]]:
    """The files below a folder, sorted by path, each with the reason why it cannot be followed (None: it can)."""
    try:
        status = folder.stat()
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        yield folder, ("unreadable", f"{folder}: {error.strerror or error}")
        return
    here = (status.st_dev, status.st_ino)
    if len(above) > DEEPEST:
        yield folder, ("unreadable", f"{folder}: {DEEPEST} folders deep is the most that is followed")
        return
    if here in above:
        yield folder, ("directory-loop", f"{folder} leads back to a folder above it: remove the link")
        return
    for entry in entries:
        if os.path.isdir(entry):
            yield from _files(entry, above | {here})
        else:
            yield entry, None


Reader = Callable[[str, BinaryIO, ReadingOptions], Iterator[Read]]


def _guarded(name: str, path: Path, reader: Reader, options: ReadingOptions) -> Iterator[Read]:
    """A file's pages, with what the file system or the unpacking refuses turned into a refusal of that file."""
    try:
        with path.open("rb") as stream:
            yield from reader(name, stream, options)
    except TooLarge as error:
        yield refused(name, "too-large", str(error))
    except PermissionError:
        yield refused(name, "unreadable", f"{path}: permission denied. Make it readable and run again")
    except OSError as error:
        yield refused(name, "unreadable", f"{path}: {error.strerror or error}")


def _stream(stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    try:
        yield from _sniffed("-", stream, options)
    except TooLarge as error:
        yield refused("-", "too-large", str(error))


def _sniffed(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    """A page or records without a telling name: gzip, JSON lines, markup or text by their first bytes."""
    raw = read_limited(stream, options.input_bytes, what=name)
    if raw.startswith(GZIP):
        raw = gunzip(BytesIO(raw), options, what=name)
    head = raw[:SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/"):
        yield from warc_pages(name, BytesIO(raw), options)
    elif head.startswith((b"{", b"[")) and b'"' in head:
        yield from record_pages(name, BytesIO(raw), options)
    elif head.lower().startswith((b"<!doctype html", b"<html")) or (
        b"</" in head and b"<body" in raw[:200_000].lower()
    ):
        yield _page(name, raw, "html", options)
    else:
        yield _page(name, raw, "text", options)


def _text(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    yield _page(name, read_limited(stream, options.page_bytes, what=name), "text", options)


def _html(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    yield _page(name, read_limited(stream, options.page_bytes, what=name), "html", options)


def _mhtml(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    yield mhtml_page(name, read_limited(stream, options.page_bytes, what=name))


def _gzipped(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[Read]:
    inner = _reader(name[: -len(".gz")]) or _sniffed
    try:
        raw = gunzip(stream, options, what=name)
    except (EOFError, OSError) as error:
        yield refused(name, "broken-gzip", f"{name}: the file ends or breaks in the middle ({error}). Fetch it again")
        return
    yield from inner(name, BytesIO(raw), options)


def _page(name: str, raw: bytes, kind: str, options: ReadingOptions) -> Read:
    """One page of a file, or why it is none."""
    if not raw.strip():
        return refused(name, "empty", f"{name} holds nothing")
    if len(raw) > options.page_bytes:
        return refused(name, "too-large", f"{name}: {len(raw):,} bytes; a page may have {options.page_bytes:,}")
    if _binary(raw):
        return refused(name, "binary", f"{name} is no text: its bytes are those of another kind of file")
    capture = saved_page_capture(raw) if kind == "html" else None
    return RawPage(
        source_id=name,
        raw=raw,
        kind="html" if kind == "html" else "text",
        url=capture.address if capture else None,
        capture=capture,
    )


def _binary(raw: bytes) -> bool:
    """Whether the bytes are no text: zeros outside UTF-16, or one control character in twenty."""
    head = raw[:SNIFFED_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    zeros = head.count(0)
    if zeros and not 0.2 < zeros / len(head) < 0.6:
        return True
    controls = sum(byte < 32 and byte not in (0, 9, 10, 11, 12, 13, 27) for byte in head)
    return (
        head.startswith((b"%PDF", b"\x89PNG", b"PK\x03\x04", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"))
        or controls > len(head) / 20
    )


READERS: Mapping[str, Reader] = {
    ".txt": _text,
    ".text": _text,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".mhtml": _mhtml,
    ".mht": _mhtml,
    ".json": record_pages,
    ".jsonl": record_pages,
    ".ndjson": record_pages,
    ".warc": warc_pages,
    ".warc.gz": warc_pages,
    ".gz": _gzipped,
}


def _reader(name: str) -> Reader | None:
    low = name.lower()
    return next((READERS[end] for end in sorted(READERS, key=len, reverse=True) if low.endswith(end)), None)
