"""WARC and MHTML: the page, and how it was fetched."""

from __future__ import annotations

import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from istor.articles.archives import mhtml_page, warc_pages
from istor.articles.article import RawPage
from istor.articles.unpacking import ReadingOptions
from istor.provenance import Refusal

HTML = "<title>Depot hit</title><p>Дрон влучив у склад.</p>".encode("cp1251")


def archive(*pages: tuple[str, str, bytes, str], packed: bool = True) -> bytes:
    """A WARC file of (address, content type, body, status)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "our own crawler"}))
    for url, kind, body, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Server", "small")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2024-05-03T08:00:00Z"},
            )
        )
    return out.getvalue()


PAGE = ("https://example.org/a", "text/html; charset=windows-1251", HTML, "200 OK")


@pytest.mark.parametrize("packed", [True, False])
def test_responses_become_pages_with_their_capture(packed: bool) -> None:
    raw = archive(
        PAGE,
        ("https://example.org/p.png", "image/png", b"\x89PNG", "200 OK"),
        ("https://example.org/old", "text/html", b"moved", "301 Moved"),
        packed=packed,
    )
    (page,) = warc_pages("a.warc.gz", io.BytesIO(raw), ReadingOptions())
    assert isinstance(page, RawPage)
    assert page.source_id.startswith("urn:uuid:")
    assert (page.raw, page.charset, page.kind, page.url) == (HTML, "windows-1251", "html", "https://example.org/a")
    assert page.capture is not None
    assert page.capture.at is not None
    assert page.capture.at.isoformat() == "2024-05-03T08:00:00+00:00"
    assert ("Server", "small") in page.capture.headers


def test_what_stood_before_a_broken_record_is_kept() -> None:
    raw = archive(PAGE, PAGE, packed=False)
    cut = raw[: raw.rindex(b"WARC/1.0")] + b"this is no record\r\n\r\n"
    found = list(warc_pages("a.warc", io.BytesIO(cut), ReadingOptions()))
    assert isinstance(found[0], RawPage)
    assert isinstance(found[-1], Refusal)
    assert found[-1].because == "broken-warc"


def test_a_page_too_large_is_refused_and_the_next_is_read() -> None:
    raw = archive(("https://example.org/b", "text/html", b"a" * 3000, "200 OK"), PAGE)
    found = list(warc_pages("a", io.BytesIO(raw), ReadingOptions(page_bytes=2000)))
    assert [row.because if isinstance(row, Refusal) else "page" for row in found] == ["too-large", "page"]


def test_an_archive_without_pages_says_so() -> None:
    (found,) = warc_pages("a", io.BytesIO(archive()), ReadingOptions())
    assert isinstance(found, Refusal)
    assert found.because == "empty"


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/a
Subject: Depot hit
Date: Fri, 3 May 2024 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----cut"

------cut
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/a

<p>A drone hit a de=
pot =E2=80=94 twice.</p>
------cut
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------cut--
"""


def test_mhtml() -> None:
    page = mhtml_page("a.mhtml", MHTML)
    assert isinstance(page, RawPage)
    assert page.raw.decode().strip() == "<p>A drone hit a depot — twice.</p>"
    assert page.url == "https://example.org/a"
    assert page.capture is not None
    assert page.capture.by == "Saved by Blink"
