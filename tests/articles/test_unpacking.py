"""Gzip within bounds."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.unpacking import ReadingOptions, TooLarge, gunzip, read_limited

OPTIONS = ReadingOptions(input_bytes=1000)


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4))
def test_members_are_joined(parts: list[bytes]) -> None:
    assert gunzip(io.BytesIO(b"".join(map(gzip.compress, parts))), OPTIONS, what="a") == b"".join(parts)


def test_bomb_cut_and_broken() -> None:
    packed = gzip.compress(b"a" * 1001)
    with pytest.raises(TooLarge, match="1,000"):
        gunzip(io.BytesIO(packed), OPTIONS, what="a")
    with pytest.raises(EOFError):
        gunzip(io.BytesIO(gzip.compress(b"abc")[:-4]), OPTIONS, what="a")
    with pytest.raises(OSError, match="header"):
        gunzip(io.BytesIO(b"no gzip"), OPTIONS, what="a")


def test_limit_is_inclusive() -> None:
    assert read_limited(io.BytesIO(b"abcd"), 4, what="a") == b"abcd"
    with pytest.raises(TooLarge, match="split it"):
        read_limited(io.BytesIO(b"abcde"), 4, what="a")
