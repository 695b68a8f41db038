"""Charsets, and the way back from characters to bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.decoding import Fragment, decode, pieces

RUSSIAN = "Уночі безпілотник влучив у склад біля річки. Двоє людей зазнали поранень, повідомили в поліції."


@pytest.mark.parametrize(
    ("raw", "declared", "markup", "charset", "text"),
    [
        (b"plain", None, False, "utf-8", "plain"),
        ("naïve".encode(), "latin-1", False, "utf-8", "naïve"),  # a wrong label: the bytes are UTF-8
        ("naïve".encode("latin-1"), "iso-8859-1", False, "cp1252", "naïve"),
        (b"\xef\xbb\xbfmark", None, False, "utf-8", "mark"),
        ("Суми".encode("utf-16"), None, False, "utf-16-le", "Суми"),
        ("Two people were hurt.".encode("utf-16-be"), None, False, "utf-16-be", "Two people were hurt."),
        (RUSSIAN.encode("cp1251"), None, False, "cp1251", RUSSIAN),
        (
            b'<meta charset="windows-1251">' + "Суми".encode("cp1251"),
            None,
            True,
            "cp1251",
            '<meta charset="windows-1251">Суми',
        ),
        ("Две новости".encode("koi8-r"), "koi8-r", False, "koi8-r", "Две новости"),
        (b"caf\xe9", "no-such-charset", False, None, None),  # a label nobody knows is passed over
        (b"caf\xe9", "zero\0inside", False, None, None),
        (b"caf\xe9 \\u0041", "unicode_escape", False, None, None),  # what Python calls a charset, and no page is in
        (b"caf\xe9", "undefined", False, None, None),
    ],
)
def test_charset(raw: bytes, declared: str | None, markup: bool, charset: str | None, text: str | None) -> None:
    found = decode(raw, declared=declared, markup=markup)
    if charset:
        assert (found.charset, found.text) == (charset, text)
    else:
        assert found.text


def test_a_cut_utf8_page_stays_utf8() -> None:
    raw = RUSSIAN.encode()[:-1]
    found = decode(raw)
    assert found.charset == "utf-8"
    assert found.text.startswith(RUSSIAN[:-1])


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "cp1251", "utf-16", "shift_jis", "big5", "x", "idna", "punycode", "\0"]),
)
def test_any_bytes_decode_and_lead_back(raw: bytes, declared: str | None) -> None:
    found = decode(raw, declared=declared)
    whole = [Fragment(found.text, 0, len(found.text))]
    for piece in pieces(whole, found):
        assert 0 <= piece.raw_start <= piece.raw_end <= len(raw)
        if piece.exact:
            assert raw[piece.raw_start : piece.raw_end].decode(found.charset, "surrogateescape") == found.text


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_pieces_point_at_their_bytes(text: str, a: int, b: int) -> None:
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return
    found = decode(raw)
    start, end = sorted((min(a, len(found.text)), min(b, len(found.text))))
    for piece in pieces([Fragment(found.text[start:end], start, end)], found):
        assert piece.exact
        assert raw[piece.raw_start : piece.raw_end].decode(found.charset) == found.text[start:end]
