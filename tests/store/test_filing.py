"""The index of linking: the same rows however many are written at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from istor.incidents.blocking import Blocks, listed
from istor.incidents.meeting import keyed, packed
from istor.store.filing import _in_order, _only, unpacked_keys

number = st.integers(-(1 << 63), (1 << 63) - 1)
blocks = st.builds(Blocks, *[st.frozensets(number, max_size=5)] * 3)


@given(st.lists(blocks, max_size=4))
def test_what_is_packed_is_unpacked(several: list[Blocks]) -> None:
    named = {f"s{at}": each for at, each in enumerate(several)}
    kept = {name: tuple(unpacked_keys(keys)) for name, keys in packed(keyed(named.items()))}
    assert kept == {name: listed(each) for name, each in named.items()}


@given(st.lists(blocks, max_size=4), st.lists(blocks, max_size=4))
def test_blocks_are_written_in_the_order_of_their_table(now: list[Blocks], before: list[Blocks]) -> None:
    """Those that a seat had before stand there already."""
    seats, others = (
        {name: {"n": int(name), "keys": keys} for name, keys in packed(keyed((str(at), each) for at, each in of))}
        for of in (enumerate(now), enumerate(before))
    )
    assert list(_in_order(seats, others)) == sorted(_only(seats, others))
    assert sorted(_in_order(seats, {})) == sorted(
        (key, at, standing) for at, each in enumerate(now) for key, standing in listed(each)
    )
