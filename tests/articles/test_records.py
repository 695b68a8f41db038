"""JSON records: how a file is told to be one record, a list, or a record a line."""

from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from istor.articles.article import RawPage
from istor.articles.records import record_pages
from istor.articles.unpacking import ReadingOptions

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=200))
def test_no_bytes_crash(raw: bytes) -> None:
    list(record_pages("a.jsonl", io.BytesIO(raw), ReadingOptions()))


@given(VALUES)
def test_no_json_crashes(value: object) -> None:
    list(record_pages("a.json", io.BytesIO(json.dumps(value).encode()), ReadingOptions()))


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=5), st.booleans())
def test_every_record_becomes_a_page_in_order(texts: list[str], lines: bool) -> None:
    rows = [{"text": text} for text in texts]
    raw = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows, indent=1)
    found = list(record_pages("a", io.BytesIO(raw.encode()), ReadingOptions()))
    assert [page.source_id for page in found if isinstance(page, RawPage)] == [
        f"a#{n}" for n in range(1, len(texts) + 1)
    ]
    assert [page.raw.decode() for page in found if isinstance(page, RawPage)] == [
        text.encode("utf-8", "replace").decode() for text in texts
    ]


def test_a_capture_told_by_the_record() -> None:
    row = {
        "text": "One.",
        "url": "https://example.org",
        "captured_at": "2024-05-03T08:00:00Z",
        "captured_by": "archive team",
    }
    (page,) = record_pages("a", io.BytesIO(json.dumps(row).encode()), ReadingOptions())
    assert isinstance(page, RawPage)
    assert page.capture is not None
    assert (page.capture.address, page.capture.by) == ("https://example.org", "archive team")
    assert page.capture.at is not None
    assert page.capture.at.isoformat() == "2024-05-03T08:00:00+00:00"
