"""The index of linking: the same rows however many are written at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from istor.store.filing import _in_order, packed_keys, unpacked_keys

number = st.integers(-(1 << 63), (1 << 63) - 1)


@given(st.lists(st.tuples(number, st.integers(0, 2)), max_size=5))
def test_what_is_packed_is_unpacked(several: list[tuple[int, int]]) -> None:
    assert unpacked_keys(packed_keys(several)) == several


@given(st.lists(st.tuples(number, st.integers(1, 1 << 40), st.integers(0, 2)), max_size=9))
def test_blocks_are_written_in_the_order_of_their_table(blocks: list[tuple[int, int, int]]) -> None:
    assert list(_in_order(iter(blocks))) == sorted(blocks)
