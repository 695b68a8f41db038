"""Attackers who die by their own hand."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse

TOLD = [
    ("He shot three neighbours dead and then took his own life.", True),
    ("The man killed his wife before turning the gun on himself.", True),
    ("He shot three neighbours dead and threatened that he would then himself burn the house.", False),
    ("Three neighbours were shot dead.", False),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_an_attackers_own_death_has_a_side_of_its_own(text: str, told: bool) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert any(toll.side == "attacker" and toll.low == toll.high == 1 for toll in tolls) is told
    assert any(toll.side is None for toll in tolls)
