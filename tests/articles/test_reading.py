"""Inputs of every kind, good and bad: a page, or a refusal that names the file and the reason."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from istor.articles.article import RawPage
from istor.articles.reading import read_inputs
from istor.articles.refusing import REASONS
from istor.articles.unpacking import ReadingOptions
from istor.errors import InputError
from istor.provenance import Refusal, encode

TEXT = "A drone hit a depot near Sumy on Tuesday, the governor said."
SMALL = ReadingOptions(page_bytes=2000, line_bytes=1000, input_bytes=20_000, nesting=5)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, options: ReadingOptions = ReadingOptions()) -> list[RawPage | Refusal]:  # noqa: B008
    return list(read_inputs([path], options=options))


def reasons(path: Path, options: ReadingOptions = ReadingOptions()) -> list[str]:  # noqa: B008
    """The reason of each refusal; "page" for each page."""
    found = read(path, options)
    assert all(
        row.because in REASONS and row.room == "articles" and path.name in row.detail
        for row in found
        if isinstance(row, Refusal)
    )
    return [row.because if isinstance(row, Refusal) else "page" for row in found]


def test_a_folder_is_read_in_order_by_path(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", TEXT)
    write(tmp_path / "a" / "z.html", f"<p>{TEXT}</p>")
    write(
        tmp_path / "a" / "c.jsonl", json.dumps({"text": TEXT}) + "\n" + json.dumps({"source_id": "own", "text": TEXT})
    )
    write(tmp_path / "picture.png", b"\x89PNG")  # what is no page of ours is passed over in a folder
    assert [row.source_id for row in read(tmp_path) if isinstance(row, RawPage)] == [
        "a/c.jsonl#1",
        "own",
        "a/z.html",
        "b.txt",
    ]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    assert read(write(tmp_path / "deep" / "a.txt", TEXT))[0] == RawPage(
        source_id="a.txt", raw=TEXT.encode(), kind="text"
    )


def test_a_missing_path_is_an_error_at_the_door(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        read_inputs([write(tmp_path / "a.txt", TEXT), tmp_path / "nowhere.txt"])


@pytest.mark.parametrize(
    ("raw", "kind", "count"),
    [
        (TEXT.encode(), "text", 1),
        (f"<!DOCTYPE html><html><body><p>{TEXT}</p></body></html>".encode(), "html", 1),
        (b'{"text": "One."}\n{"text": "Two."}\n', "text", 2),
        (b'\xef\xbb\xbf{"html": "<p>One.</p>"}', "html", 1),
        (gzip.compress(TEXT.encode(), mtime=0), "text", 1),
        (gzip.compress(b'{"text": "One."}\n{"text": "Two."}', mtime=0), "text", 2),
        (b'[{"text": "One."}, {"text": "Two."}]', "text", 2),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(raw: bytes, kind: str, count: int) -> None:
    found = list(read_inputs(["-"], stdin=io.BytesIO(raw)))
    assert [row.kind for row in found if isinstance(row, RawPage)] == [kind] * count


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("empty.txt", b"", ["empty"]),
        ("blank.html", b" \n\t ", ["empty"]),
        ("program.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00", ["binary"]),
        ("noise.txt", bytes(range(256)) * 4, ["binary"]),
        ("paper.html", b"%PDF-1.7 something", ["binary"]),
        ("wide.txt", TEXT.encode("utf-16"), ["page"]),
        ("long.txt", b"a" * 3000, ["too-large"]),
        ("long.jsonl", b'{"text": "' + b"a" * 3000 + b'"}', ["too-large"]),
        ("long.json", b'{"text": "' + b"a" * 3000, ["too-large"]),
        (
            "one-long.jsonl",
            b'{"text": "One."}\n{"text": "' + b"a" * 3000 + b'"}\n{"text": "Three."}',
            ["page", "too-large", "page"],
        ),
        ("bomb.txt.gz", gzip.compress(b"a" * 1_000_000, mtime=0), ["too-large"]),
        ("cut.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-12], ["broken-gzip"]),
        ("no.txt.gz", b"no gzip at all", ["broken-gzip"]),
        ("fine.txt.gz", gzip.compress(TEXT.encode(), mtime=0) + gzip.compress(b" More.", mtime=0), ["page"]),
        ("fine.jsonl.gz", gzip.compress(b'{"text": "One."}\n', mtime=0), ["page"]),
        ("deep.json", b"[" * 100 + b"]" * 100, ["nested"]),
        ("deep.jsonl", b'{"text": "One.", "x": ' + b"[" * 100 + b"]" * 100 + b"}", ["nested"]),
        ("twice.jsonl", b'{"text": "One.", "text": "Two."}\n{"text": "Three."}', ["duplicate-key", "page"]),
        ("broken.jsonl", b'{"text": "One."}\n{"text": "Two.\n\n{"text": "Three."}', ["page", "broken-json", "page"]),
        ("latin.jsonl", b'{"text": "caf\xe9"}', ["charset"]),
        (
            "nothing.jsonl",
            b'{"title": "One"}\n{"text": 3}\n[1]\n"x"\n',
            ["missing-text", "missing-text", "no-record", "no-record"],
        ),
        ("void.jsonl", b'{"text": "  "}\n{"text": "", "title": "Shell hits bus"}', ["empty", "page"]),
        ("list.json", b'[{"text": "One."}, 2, {"url": "u"}]', ["page", "no-record", "missing-text"]),
        ("under.json", b'{"articles": [{"text": "One."}, {"text": "Two."}]}', ["page", "page"]),
        ("pretty.json", b'{\n  "text": "One.",\n  "url": "https://example.org"\n}\n', ["page"]),
        ("surrogate.jsonl", b'{"text": "half \\ud83d a face"}', ["page"]),
        ("number.json", b"42", ["no-record"]),
        ("no.warc", b"this is no web archive", ["broken-warc"]),
        ("no.mhtml", b"From: me\n\njust words", ["broken-mhtml"]),
    ],
)
def test_bad_input_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, wanted: list[str]) -> None:
    path = write(tmp_path / name, content)
    assert reasons(path, SMALL) == wanted


def test_what_was_named_and_is_no_page_is_refused(tmp_path: Path) -> None:
    assert reasons(write(tmp_path / "picture.png", b"\x89PNG\r\n\x1a\n")) == ["binary"]
    assert reasons(write(tmp_path / "notes", TEXT)) == ["page"]


def test_the_rest_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"")
    write(tmp_path / "b.txt", TEXT)
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "up").symlink_to(tmp_path, target_is_directory=True)
    found = read(tmp_path)
    assert [(row.of, row.because) if isinstance(row, Refusal) else row.source_id for row in found] == [
        ("a.txt", "empty"),
        "b.txt",
        ("c.txt", "unreadable"),
        ("d/up", "directory-loop"),
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.txt", TEXT)
    path.chmod(0)
    assert reasons(path) == ["unreadable"]


def test_a_record_s_fields(tmp_path: Path) -> None:
    record = {
        "source_id": 7,
        "url": "https://example.org/a",
        "title": " Depot hit ",
        "publication_date": "11 June 2025",
        "publisher": "Steppe Monitor",
        "language": "en",
        "text": TEXT,
        "more": {"kept": False},
    }
    (page,) = read(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert page == RawPage(
        source_id="7",
        raw=TEXT.encode(),
        kind="text",
        url="https://example.org/a",
        title="Depot hit",
        published="11 June 2025",
        publisher="Steppe Monitor",
        language="en",
        charset="utf-8",
    )


def test_a_file_whose_name_is_no_utf8_is_read_under_a_name_that_can_be_kept(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "wb") as file:
        file.write(TEXT.encode())
    os.mkfifo(tmp_path / "pipe.txt")  # in a folder nobody will ever write into it
    os.symlink("nowhere", os.fsencode(tmp_path) + b"/\xfe.txt")
    found = read(tmp_path)
    assert [row.source_id if isinstance(row, RawPage) else (row.of, row.because) for row in found] == [
        ("pipe.txt", "unreadable"),
        ("\\udcfe.txt", "unreadable"),
        "\\udcff.txt",
    ]
    for row in found:
        encode(row)


def test_folders_in_folders_without_end(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    write(tmp_path / "z.txt", TEXT)
    assert "page" in [row.because if isinstance(row, Refusal) else "page" for row in read(tmp_path)]
