"""Points are as coarse as their kind of place asks for, and no coordinates are left in words."""

from __future__ import annotations

import pytest
from making import KHARKIV, at, target
from msgspec.structs import replace

from istor.publication.coarsening import WITHHELD_POINT, coarse, grid_of, grids, holds_points, without_points


@pytest.mark.parametrize(
    ("words", "kind", "grid_m"),
    [
        ("a street", "other", 1000),
        ("a school", "education", 1000),
        ("an apartment block", "residential", 2000),
        ("a field hospital", "medical", 2000),
        ("a bomb shelter in a school", "education", 5000),
        ("tents of the displaced", "other", 5000),
        ("aid trucks", "humanitarian", 5000),
        ("a barracks", "military", 10_000),
        ("firing positions", "other", 10_000),
    ],
)
def test_the_kind_of_place_says_how_coarse(words: str, kind: str, grid_m: int) -> None:
    assert grid_of([target(words, kind)], None) == grid_m


def test_the_most_guarded_place_counts_and_the_policy_can_only_make_it_coarser() -> None:
    several = [target("a street", "other"), target("a shelter", "other"), target("a flat", "residential")]
    assert grid_of(several, None) == 5000
    assert grid_of(several, None, least_m=20_000) == 20_000
    assert grid_of(several, None, least_m=1000) == 5000
    assert grid_of([], replace(at(KHARKIV), words="the camp near Kharkiv")) == 5000


def test_every_kind_has_a_grid_of_a_kilometre_or_more() -> None:
    assert min(grids().values()) == grids()["any"] == 1000


def test_all_points_of_a_cell_become_one() -> None:
    assert {coarse(49.98 + step / 1000, 36.24, grid_m=2000) for step in range(-8, 9)} == {(49.98, 36.24)}


@pytest.mark.parametrize(
    "written",
    [
        "49.98177, 36.25213",
        "49.98177 36.25213",
        "49.981N, 36.252E",
        "49°58'54\"N 36°15'10\"E",
        "49° 58.9′ N",
        "N 49.98 E 36.25",
        "49.98177",
        "-1.28333,36.81667",
        "37U CR 12345 67890",
        "8FX8+WR",
        "///filled.count.soap",
        "49.98%2C36.25",
    ],
)
def test_coordinates_are_taken_out_of_words(written: str) -> None:
    assert without_points(f"It fell at {written}, they wrote.") == f"It fell at {WITHHELD_POINT}, they wrote."
    assert holds_points(written)


@pytest.mark.parametrize(
    "words",
    [
        "1.5, 2.3 million people",
        "on 24.02.2022, 25.02.2022",
        "155 mm, 2.5 km",
        "36.6°C",
        "version 3.12.4",
        "2024, 36 hurt",
        "+3.1",
    ],
)
def test_other_numbers_stay(words: str) -> None:
    assert without_points(words) == words
