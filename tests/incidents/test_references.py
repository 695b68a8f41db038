"""Whether two places named may be one scene."""

from __future__ import annotations

import pytest
from placing import read

from istor.incidents.references import Site, folded, nearness


def site(*names: str) -> Site:
    chain = tuple(reading for name in names for reading in read(name, name))
    return Site(reading=chain[0], chain=chain)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (site("Kharkiv"), site("Kharkiv"), "same"),
        (site("Kharkiv"), site("Poltava"), "apart"),
        (site("Kharkiv"), site("Ukraine"), "within"),
        (site("Stepove", "Kharkiv"), site("Kharkiv"), "within"),
        (site("Stepove"), site("the village of Stepove"), "same"),
        (site("Stepove"), site("Luhove"), "apart"),
    ],
)
def test_nearness_is_symmetric(a: Site, b: Site, expected: str) -> None:
    assert nearness(a, b) == nearness(b, a) == expected


def test_folded_keeps_what_tells() -> None:
    assert folded("the city of Kharkiv") == folded("Kharkiv city’s") == "kharkiv"
    assert folded("the village") == "the village"
