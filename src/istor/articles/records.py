"""JSON and JSON Lines → raw pages: one object a page, with text or html and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from istor.articles.article import Capture, RawPage
from istor.articles.captures import read_moment
from istor.articles.refusing import refused
from istor.articles.unpacking import ReadingOptions, read_limited
from istor.provenance import Refusal

PUBLISHED = ("published", "publication_date", "date")  # the first that is filled counts
WRAPPERS = (
    "articles",
    "pages",
    "records",
    "items",
    "documents",
    "data",
    "results",
)  # a file may hold its records under one of these


def record_pages(name: str, stream: BinaryIO, options: ReadingOptions) -> Iterator[RawPage | Refusal]:
    """The records of a .json or .jsonl file. A bad record is refused by its number; the rest is read.

    A JSON file holds one object, a list of them, or an object with the list under a name such as "articles". Records
    that give no `source_id` are called by the file's name and their number, counted from 1.
    """
    first = _first_line(stream, options)
    if first is None:
        yield refused(
            name,
            "too-large",
            f"{name}: one line has more than {options.line_bytes:,} bytes, the most a record may have",
        )
        return
    if not first.strip():
        yield refused(name, "empty", f"{name} holds no record")
        return
    if _is_record(first):
        yield from _lines(name, first, stream, options)
        return
    yield from _whole(name, first + read_limited(stream, options.input_bytes, what=name), options)


def _first_line(stream: BinaryIO, options: ReadingOptions) -> bytes | None:
    while line := stream.readline(options.line_bytes + 1):
        if len(line) > options.line_bytes:
            return None
        if line.strip():
            return line.removeprefix(b"\xef\xbb\xbf")
    return b""


def _is_record(line: bytes) -> bool:
    """Whether a line is a JSON object by itself, or the beginning of one that was cut: then the file is JSON Lines."""
    stripped = line.strip()
    return (
        stripped.startswith(b"{")
        and len(stripped) > 1
        and (stripped.endswith(b"}") or b'":' in stripped or b'" :' in stripped)
    )


def _lines(name: str, first: bytes, stream: BinaryIO, options: ReadingOptions) -> Iterator[RawPage | Refusal]:
    number, line = 1, first
    rest: list[bytes] = []
    while line:
        if len(line) > options.line_bytes:
            yield refused(
                f"{name}#{number}", "too-large", f"{name} line {number} has more than {options.line_bytes:,} bytes"
            )
            _skip_line(stream, line, options)
        elif line.strip():
            found = _parsed(f"{name}#{number}", line, options)
            if (
                isinstance(found, Refusal)
                and number == 1
                and not rest
                and (whole := _pretty(name, line, stream, options)) is not None
            ):
                yield from whole
                return
            if isinstance(found, Refusal):
                yield found
            elif number == 1 and isinstance(found, dict) and _wrapped(found) is not found:
                yield from _entries(name, _wrapped(found))
            else:
                yield _page(f"{name}#{number}", found)
        line = stream.readline(options.line_bytes + 1)
        number += bool(line.strip())


def _skip_line(stream: BinaryIO, line: bytes, options: ReadingOptions) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(options.line_bytes + 1)


def _pretty(name: str, first: bytes, stream: BinaryIO, options: ReadingOptions) -> list[RawPage | Refusal] | None:
    """The pages of a file whose first line is only the beginning of one object; None where each line is a record."""
    if first.rstrip().endswith(b"}") or not stream.seekable():
        return None
    at = stream.tell()
    found = list(_whole(name, first + read_limited(stream, options.input_bytes, what=name), options))
    if len(found) == 1 and isinstance(found[0], Refusal) and found[0].because == "broken-json":
        stream.seek(at)
        return None
    return found


def _whole(name: str, raw: bytes, options: ReadingOptions) -> Iterator[RawPage | Refusal]:
    """One JSON value: a record, a list of records, or a list under a name."""
    if len(raw) > options.input_bytes:
        yield refused(
            name, "too-large", f"{name} has more than {options.input_bytes:,} bytes: write it as one record a line"
        )
        return
    value = _parsed(name, raw, options, lists=True)
    if isinstance(value, Refusal):
        yield value
        return
    value = _wrapped(value)
    if isinstance(value, dict):
        yield _page(name, value)
    else:
        yield from _entries(name, value)


def _wrapped(value: Any) -> Any:
    """The list of records that an object without text holds under one of the usual names, else the value itself."""
    if isinstance(value, dict) and not _has_text(value):
        return next((value[key] for key in WRAPPERS if isinstance(value.get(key), list)), value)
    return value


def _entries(name: str, value: Any) -> Iterator[RawPage | Refusal]:
    for number, record in enumerate(value, 1):
        of = f"{name}#{number}"
        if isinstance(record, dict):
            yield _page(of, record)
        else:
            yield refused(of, "no-record", f"{name} entry {number} is no object with text or html in it")


class _Twice(ValueError):
    """A key stands twice in one object: which of the values was meant, nobody can say."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _Twice(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _parsed(of: str, raw: bytes, options: ReadingOptions, *, lists: bool = False) -> Any:
    """The JSON value, or the refusal that says what is wrong with it."""
    if _depth(raw) > options.nesting:
        return refused(of, "nested", f"{of}: nested deeper than {options.nesting} levels")
    try:
        value = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique)
    except _Twice as error:
        return refused(
            of, "duplicate-key", f"{of}: the key {str(error)!r} stands twice in one object. Keep one of them"
        )
    except UnicodeDecodeError as error:
        return refused(of, "charset", f"{of}: JSON must be UTF-8, and byte {error.start} is not. Convert the file")
    except (ValueError, RecursionError) as error:
        return refused(of, "broken-json", f"{of}: {error}. Expected one JSON object a line, or a list of objects")
    if isinstance(value, dict) or (lists and isinstance(value, list)):
        return value
    return refused(of, "no-record", f"{of}: found {type(value).__name__}, expected an object with text or html in it")


def _depth(raw: bytes) -> int:
    """An upper bound of the nesting, from the brackets outside strings."""
    if raw.count(b"{") + raw.count(b"[") <= 60:
        return 0
    depth = deepest = 0
    inside = escaped = False
    for byte in raw:
        if inside:
            inside = escaped or byte != 0x22
            escaped = byte == 0x5C and not escaped
        elif byte == 0x22:
            inside = True
        elif byte in (0x7B, 0x5B):
            depth += 1
            deepest = max(deepest, depth)
        elif byte in (0x7D, 0x5D):
            depth -= 1
    return deepest


def _has_text(record: Mapping[str, Any]) -> bool:
    return isinstance(record.get("text"), str) or isinstance(record.get("html"), str)


def _page(of: str, record: Mapping[str, Any]) -> RawPage | Refusal:
    """One record as a page. Markup is preferred where a record gives both: the text was made from it."""
    source_id = _word(record.get("source_id")) or of
    markup = record.get("html")
    text = markup if isinstance(markup, str) and markup.strip() else record.get("text")
    if not isinstance(text, str):
        keys = ", ".join(sorted(map(str, record))[:12]) or "no keys"
        return refused(source_id, "missing-text", f"{of}: found {keys}; expected text or html with the page's words")
    title = _word(record.get("title"))
    if not text.strip() and not title:
        return refused(source_id, "empty", f"{of}: its text is empty and it has no title")
    return RawPage(
        source_id=source_id,
        raw=text.encode("utf-8", "replace"),
        kind="html" if text is markup else "text",
        url=_word(record.get("url")),
        title=title,
        published=next(filter(None, (_word(record.get(key)) for key in PUBLISHED)), None),
        publisher=_word(record.get("publisher")),
        language=_word(record.get("language")),
        charset="utf-8",
        capture=_capture(record),
    )


def _word(value: Any) -> str | None:
    """A field as text; None where it is empty or no plain value."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).encode("utf-8", "replace").decode().strip() or None


def _capture(record: Mapping[str, Any]) -> Capture | None:
    """A record may tell how its page was fetched: `captured_at`, `captured_by`, `captured_with`."""
    at, by, tool = (_word(record.get(f"captured_{key}")) for key in ("at", "by", "with"))
    moment = read_moment(at)
    return Capture(address=_word(record.get("url")), at=moment, by=by, tool=tool) if moment or by or tool else None
