"""Times of capture, and the marks that savers leave in pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.captures import read_moment, saved_page_capture


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2024-05-03T08:00:00Z", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03 08:00", "2024-05-03T08:00:00+00:00"),
        ("Fri, 03 May 2024 11:00:00 +0300", "2024-05-03T08:00:00+00:00"),
        ("Fri May 03 2024 11:00:00 GMT+0300 (Eastern European Summer Time)", "2024-05-03T08:00:00+00:00"),
        ("08:00:00 May 03, 2024", "2024-05-03T08:00:00+00:00"),
        ("yesterday", None),
        (None, None),
    ],
)
def test_moments(words: str | None, moment: str | None) -> None:
    found = read_moment(words)
    assert (found.isoformat() if found else None) == moment


@given(st.text(max_size=40))
def test_no_words_crash(words: str) -> None:
    read_moment(words)


@pytest.mark.parametrize(
    ("raw", "address", "tool"),
    [
        (b"<!-- saved from url=(0021)https://example.org/a -->\n<html>", "https://example.org/a", None),
        (
            b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: Fri May 03 2024 11:00:00 GMT+0300 (EEST)\n-->",
            "https://example.org/a",
            "SingleFile",
        ),
        (
            b"<html><!-- Mirrored from example.org/a by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 03 May 2024 08:00:00 GMT -->",
            "http://example.org/a",
            "HTTrack Website Copier/3.x",
        ),
        (b"<html><p>Nothing.</p>", None, None),
    ],
)
def test_saved_pages(raw: bytes, address: str | None, tool: str | None) -> None:
    found = saved_page_capture(raw)
    assert (found.address if found else None, found.tool if found else None) == (address, tool)
