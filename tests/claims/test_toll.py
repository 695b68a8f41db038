"""The arithmetic of tolls, as the codebook has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.claims import toll

NEARLY = [
    (60, (50, 59)),
    (15, (10, 14)),
    (32, (30, 31)),
    (3500, (3000, 3499)),
    (100, (90, 99)),
    (500, (400, 499)),
    (1, (0, 0)),
]


@pytest.mark.parametrize(("number", "wanted"), NEARLY)
def test_nearly_counts_from_the_next_rounder_number(number: int, wanted: toll.Bounds) -> None:
    assert toll.nearly(number) == wanted


@pytest.mark.parametrize(
    ("rule", "number", "wanted"),
    [
        ("exactly", 12, (12, 12)),
        ("at_least", 12, (12, None)),
        ("more_than", 80, (81, None)),
        ("up_to", 5, (0, 5)),
        ("fewer_than", 5, (0, 4)),
        ("about", 100, (90, 110)),
        ("about", 935, (842, 1028)),
    ],
)
def test_each_modifier_has_its_rule(rule: str, number: int, wanted: toll.Bounds) -> None:
    assert toll.RULES[rule](number) == wanted


@given(st.integers(min_value=0, max_value=10**7), st.sampled_from(sorted(toll.RULES)))
def test_no_rule_gives_an_impossible_range(number: int, rule: str) -> None:
    low, high = toll.RULES[rule](number)
    assert low >= 0
    assert high is None or low <= high


BOUNDS = st.tuples(st.integers(0, 500), st.none() | st.integers(0, 500)).map(
    lambda pair: (pair[0], None if pair[1] is None else pair[0] + pair[1])
)


@given(st.lists(BOUNDS, max_size=6))
def test_a_sum_holds_its_parts_and_what_is_left_never_falls_below_nought(parts: list[toll.Bounds]) -> None:
    whole = toll.total(parts)
    assert whole[0] == sum(low for low, _ in parts)
    for part in parts:
        low, high = toll.less(whole, part)
        assert low >= 0
        assert high is None or high >= low


@given(BOUNDS, BOUNDS)
def test_figures_that_meet_share_a_number_and_the_envelope_holds_both(a: toll.Bounds, b: toll.Bounds) -> None:
    assert toll.meet(a, b) == toll.meet(b, a)
    around = toll.envelope([a, b])
    assert around is not None
    assert around[0] == min(a[0], b[0])
    assert around[1] is None or (a[1] is not None and b[1] is not None)


def test_tolls_rise() -> None:
    assert toll.may_rise_to((3, 3), (5, 5))
    assert not toll.may_rise_to((5, 5), (3, 3))
    assert toll.floor_of((17, 17)) == (17, None)


@pytest.mark.parametrize("value", ["many", "4-2", "-3", "1-2-3-4", "3.5", True, "", "12345678901", "٣"])
def test_what_a_person_writes_and_is_no_figure_is_none(value: object) -> None:
    assert toll.as_decided(value) is None
