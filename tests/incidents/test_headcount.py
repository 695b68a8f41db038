"""People told of one by one are added up where nobody counts them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import toll

import istor
from istor.claims.claim import Toll
from istor.incidents.headcount import headcounts

WORDS = "x" * 3000


def sums(*tolls: Toll) -> dict[str, int]:
    return {one.harm: one.low for one in headcounts(tolls, WORDS)}


@pytest.mark.parametrize(
    ("why", "tolls", "expected"),
    [
        ("two ages", (toll(1, ages=(19,)), toll(1, start=50, ages=(22,))), {"killed": 2}),
        ("one age", (toll(1, ages=(19,)), toll(1, start=50, ages=(19,))), {}),
        ("a man and a woman", (toll(1, group="men"), toll(1, start=50, group="women")), {"killed": 2}),
        ("the man told of before", (toll(1, group="children"), toll(1, start=50, group="men", part=True)), {}),
        ("two men may be one", (toll(1, group="men"), toll(1, start=50, group="men")), {}),
        ("a medic may be the man", (toll(1, group="men"), toll(1, start=50, group="medics")), {}),
        ("somebody counts", (toll(3), toll(1, start=50, ages=(19,)), toll(1, start=90, ages=(22,))), {}),
        ("far apart", (toll(1, ages=(19,)), toll(1, start=2000, ages=(22,))), {}),
        ("an attacker", (toll(1, ages=(19,)), toll(1, start=50, ages=(22,), side="attacker")), {}),
        (
            "one dead, one hit",
            (toll(1, ages=(19,)), toll(1, harm="casualties", start=50, ages=(22,))),
            {"casualties": 2},
        ),
        ("dead and hurt are no sum of the hit", (toll(1, ages=(19,)), toll(1, harm="injured", start=50, ages=(22,))), {}),
    ],
)  # fmt: skip
def test_headcounts(why: str, tolls: tuple[Toll, ...], expected: dict[str, int]) -> None:
    assert sums(*tolls) == expected, why


@pytest.mark.parametrize(
    ("text", "hit", "injured"),
    [
        ("Gunmen shot one woman at a bus stop in Kharkiv. Three other adults were also shot.", 4, None),
        ("A woman was killed and five others were shot at a bus stop in Kharkiv.", 6, None),
        ("Gunmen wounded a man at a bus stop in Kharkiv. Two more people were wounded at the school.", None, 3),
        ("Gunmen shot four people at a bus stop in Kharkiv. The other two were unhurt.", 4, None),
        ("A shell hurt two people in Kharkiv, a doctor said. Three others were injured.", None, 5),
        ("Gunmen killed a man and wounded five others in Kharkiv. The five others were shot in the leg.", None, 5),
        ("A shell hurt five people in Kharkiv. Two are in hospital. Three others were injured.", None, 5),
    ],
)
def test_others_come_on_top(text: str, hit: int | None, injured: int | None) -> None:
    (found,) = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    assert [bounds and bounds[0] for bounds in (found.final.casualties, found.final.injured)] == [hit, injured]


def test_a_sum_quotes_the_words_of_each() -> None:
    text = "A 19-year-old man was wounded at a market in Kharkiv on Tuesday. A 42-year-old man was also wounded."
    (found,) = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    (added,) = [one for one in found.tolls if one.derived]
    assert found.final.injured == (2, 2)
    assert [text[part.start : part.end] for part in added.parts] == ["A 19-year-old man", "A 42-year-old man"]
    assert text[added.span.start : added.span.end] == added.words


def people() -> Iterator[st.SearchStrategy[Toll]]:
    for harm in ("killed", "injured", "casualties"):
        yield st.builds(
            lambda age, start, group, part, harm=harm: toll(
                1, harm=harm, ages=(age,) if age else (), start=start, group=group, part=part
            ),
            st.integers(0, 4),
            st.integers(0, 40),
            st.sampled_from(("all", "men", "women", "children")),
            st.booleans(),
        )


@given(st.lists(st.one_of(*people()), max_size=8))
def test_never_more_than_are_told_of(tolls: list[Toll]) -> None:
    for added in headcounts(tolls, WORDS):
        assert 2 <= added.low == added.high == len(added.parts) <= len(tolls)
        assert set(added.parts) <= {one.span for one in tolls}


def test_an_age_in_months_is_the_same_childs() -> None:
    text = "A 1-year-old boy was shot dead in Kharkiv on Monday. The 20-month-old died at home."
    (found,) = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    assert found.final.killed == (1, 1)
