"""What an article leaves standing, figure by figure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import speaker, toll
from msgspec.structs import replace

from istor.claims.claim import Toll
from istor.incidents.finals import final, merged, overtaken

MAYOR = speaker("the mayor", "official")
DOCTOR = speaker("a doctor", "hospital")


@pytest.mark.parametrize(
    ("tolls", "killed"),
    [
        ([toll(3)], (3, 3)),
        ([toll(3, None)], (3, None)),
        ([toll(3), toll(5, who=MAYOR)], (3, 5)),  # rivals stand both
        ([toll(3, who=MAYOR), toll(5, None)], (3, None)),
        ([toll(4), toll(1), toll(2)], (4, 4)),  # in one voice: the four, one of them, two of them
        ([toll(2, group="civilians")], (2, 2)),  # a lone group carries
        ([toll(2, group="civilians"), toll(4, group="military")], (6, 6)),
        ([toll(1, group="men"), toll(2, group="women")], (3, 3)),
        ([toll(4), toll(1, group="children")], (4, 4)),
        ([toll(14, group="civilians", who=MAYOR), toll(9, group="civilians", who=MAYOR)], (14, 14)),
        ([toll(14, group="civilians", who=MAYOR), toll(9, group="civilians", who=DOCTOR)], (9, 14)),
        ([toll(4, group="men"), toll(1, group="men", ages=(20,)), toll(1, group="men", ages=(31,))], (4, 4)),
        ([toll(24, None, vague=True), toll(7)], (7, 7)),
        ([toll(24, None, vague=True)], None),
        ([toll(9, hedged=True), toll(7)], (7, 7)),
        ([toll(9, hedged=True)], (9, 9)),
        ([toll(0, None, none_reported=True)], None),
        ([toll(0)], (0, 0)),
        ([toll(0, group="civilians")], None),  # says nothing of the others
        ([toll(17, partial=True, who=DOCTOR)], (17, None)),
        ([toll(17, partial=True), toll(20)], (20, 20)),
        ([toll(4, superseded=True), toll(6)], (6, 6)),
        ([toll(1, side="daesh"), toll(6)], (6, 6)),
        ([], None),
    ],
)
def test_final(tolls: list[Toll], killed: tuple[int, int | None] | None) -> None:
    assert final(tolls, attackers=frozenset({"daesh"})).killed == killed


def test_a_person_told_of_is_no_rival_of_a_count() -> None:
    """ "Four were hurt", and the police: "a fourth person was hurt in the arm"."""
    person = replace(toll(1, who=MAYOR), words="A fourth person")
    badly = replace(toll(3, who=DOCTOR), words="The three most badly hurt")
    assert final((toll(4), person)).killed == final((toll(4), badly)).killed == (4, 4)
    assert final((toll(2, group="men"), replace(toll(1), words="a body"))).killed == (2, 2)


def test_those_hit_stand_beside_the_dead() -> None:
    """ "Six people were shot, one of them fatally" leaves six hit and one dead."""
    found = final((toll(6, harm="casualties"), toll(1, part=True)))
    assert (found.killed, found.injured, found.casualties) == ((1, 1), None, (6, 6))


def test_in_a_clash_both_sides_count() -> None:
    both = [toll(2, group="military", side="sdf"), toll(3, group="military", side="daesh"), toll(5)]
    assert final(both, attackers=frozenset({"sdf", "daesh"})).killed == (5, 5)


def test_the_dead_of_two_sides_are_added_and_no_rivals() -> None:
    """ "Two Turkish soldiers died. Five Kurdish fighters fell." """
    apart = (toll(2, group="military", side="TR"), toll(5, group="military", side="ypg", start=9))
    assert final(apart).killed == (7, 7)


def test_merged_keeps_one_of_each_figure_under_a_speaker() -> None:
    found = merged([toll(3), toll(3, who=MAYOR), toll(4), toll(3, harm="injured")])
    assert [(t.harm, t.low) for t in found] == [("killed", 3), ("killed", 4), ("injured", 3)]
    assert found[0].attribution.speaker == MAYOR


def test_what_is_told_as_former_is_overtaken_by_what_stands() -> None:
    assert [t.superseded for t in overtaken([toll(4), toll(7)], frozenset({0}))] == [True, False]
    assert [t.superseded for t in overtaken([toll(4), toll(7, harm="injured")], frozenset({0}))] == [False, False]


def test_who_died_since_is_hurt_no_longer() -> None:
    boy, girl = (
        replace(toll(1, harm="injured", group="children", part=True), words=words) for words in ("the boy", "the girl")
    )
    dead = replace(toll(1, group="children", part=True), words="The boy")
    assert [one.superseded for one in overtaken([boy, girl, dead], frozenset())] == [True, False, False]


def test_a_speaker_who_raises_his_own_figure() -> None:
    raised = overtaken([toll(4, who=MAYOR), toll(6, who=MAYOR), toll(5, who=DOCTOR)], frozenset())
    assert [t.superseded for t in raised] == [True, False, False]


figures: Any = st.builds(
    lambda low, more, flags: toll(low, None if more is None else low + more, **flags),
    st.integers(0, 500),
    st.none() | st.integers(0, 50),
    st.fixed_dictionaries(
        {
            "group": st.sampled_from(["all", "civilians", "men", "children"]),
            "vague": st.booleans(),
            "hedged": st.booleans(),
            "partial": st.booleans(),
            "superseded": st.booleans(),
        }
    ),
)


@given(st.lists(figures, max_size=8))
def test_final_is_a_possible_range_and_does_not_mind_repetition(tolls: list[Toll]) -> None:
    left = final(merged(tolls)).killed
    assert left is None or (left[0] >= 0 and (left[1] is None or left[1] >= left[0]))
    assert final(merged([*tolls, *tolls])).killed == left
