"""An address says a selection, and a selection its address."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.review.selection import FACETS, SORTS, Box, Circle, Mark, Selection, read_selection

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20).map(str.strip)
DEGREES = st.tuples(st.integers(-90, 90), st.integers(-180, 180)).map(lambda pair: (float(pair[0]), float(pair[1])))
SELECTIONS = st.builds(
    Selection,
    text=WORDS,
    place=WORDS,
    day_from=st.none() | st.dates(),
    day_to=st.none() | st.dates(),
    min_killed=st.none() | st.integers(0, 10_000),
    reviewed=st.none() | st.booleans(),
    facets=st.lists(st.tuples(st.sampled_from(sorted(FACETS)), WORDS), unique=True, max_size=4).map(
        lambda pairs: tuple(sorted(pairs))
    ),
    near=st.none() | st.builds(lambda at, km: Circle(lat=at[0], lon=at[1], km=float(km)), DEGREES, st.integers(1, 500)),
    within=st.just(()) | st.lists(DEGREES, min_size=3, max_size=6).map(tuple),
    box=st.none()
    | st.builds(
        Box,
        west=st.integers(-180, 180).map(float),
        south=st.integers(-90, 0).map(float),
        east=st.integers(-180, 180).map(float),
        north=st.integers(1, 90).map(float),
    ),
    since=st.none() | st.builds(Mark, readings=st.integers(0, 9_999), decisions=st.integers(0, 9_999)),
    sort=st.sampled_from(sorted(SORTS)),
    page=st.integers(1, 500),
)


@given(SELECTIONS)
def test_a_selection_comes_back_from_its_address(chosen: Selection) -> None:
    back, problems = read_selection(parse_qsl(chosen.query(), keep_blank_values=True))
    assert (back, problems) == (chosen, ())


@given(
    st.lists(
        st.tuples(st.sampled_from(["q", "from", "near", "within", "page", "sort", "type", "x"]), st.text(max_size=30))
    )
)
def test_no_address_is_refused_whole(pairs: list[tuple[str, str]]) -> None:
    chosen, problems = read_selection(pairs)
    assert isinstance(chosen, Selection)
    assert all(problem.endswith(".") for problem in problems)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "4 March"), ("min_killed", "-1"), ("min_killed", "1e3"), ("reviewed", "maybe"), ("near", "91,0,5"),
        ("near", "49,36,nan"), ("near", "49,36,-1"), ("within", "1,1;2,2"), ("sort", "name"), ("page", "two"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said(key: str, value: str) -> None:
    chosen, problems = read_selection([(key, value)])
    assert chosen == Selection()
    assert problems and problems[0].startswith(f"{key}={value}: ")


def test_another_condition_starts_on_the_first_page() -> None:
    chosen = Selection(page=4, day_from=dt.date(2025, 3, 1)).toggled("country", "UA")
    assert (chosen.page, chosen.values("country")) == (1, ("UA",))
    assert chosen.toggled("country", "UA").facets == ()
