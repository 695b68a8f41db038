"""News and the past told beside it, on everyday pages of our own."""

from __future__ import annotations

import pytest

import istor

LEAD = "A drone hit a bakery in Sumy on Sunday, killing two people.\n\n"
BARE = "A drone hit a bakery in Sumy, killing two people.\n\n"


def roles(text: str) -> dict[str, str]:
    """Role by place words, of every sighting."""
    return {s.place.words: s.role for s in istor.read(text).sightings if s.place}


@pytest.mark.parametrize(
    ("text", "place", "role"),
    [
        (LEAD + "On Friday, shells fell on a farm in Poltava and injured three men.", "Poltava", "background"),
        (LEAD + "Also on Sunday, shells fell on a farm in Poltava and injured three men.", "Poltava", "main"),
        (BARE + "Earlier today, rockets hit a farm in Poltava and injured three men.", "Poltava", "background"),
        (BARE + "Last Tuesday, rockets hit a farm in Poltava and injured three men.", "Poltava", "background"),
        (BARE + "On Tuesday, rockets hit a farm in Poltava and injured three men.", "Poltava", "background"),
        (BARE + "Yesterday, rockets hit a farm in Poltava. The rockets injured three men.", "Poltava", "background"),
        (BARE + "Last Tuesday, rockets hit a farm in Poltava and injured three men. In that incident, shells also hit a "
         "mill in Kharkiv at around 1 a.m. and killed a clerk.", "Kharkiv", "background"),
        (BARE + "On 24 April, rockets hit a farm in Poltava and injured three men. Shells also hit a mill in "
         "Kharkiv and killed a clerk.", "Kharkiv", "background"),
        (BARE + "On 24 April, rockets hit a farm in Poltava and injured three men.\n\nOn that day, shells hit a mill "
         "in Kharkiv and killed a clerk.", "Kharkiv", "background"),
        (BARE + "On 24 April, rockets hit a farm in Poltava and injured three men.\n\nShells also hit a mill in "
         "Kharkiv and killed a clerk.", "Kharkiv", "main"),
    ],
)  # fmt: skip
def test_a_step_back_holds_until_the_story_comes_forward(text: str, place: str, role: str) -> None:
    assert roles(text)[place] == role


TOWNS = ("Poltava", "Kharkiv", "Chernihiv", "Zhytomyr", "Lutsk")


def listed(days: tuple[str, ...]) -> set[str]:
    """The roles of a list of attacks under a piece of undated news."""
    lines = "\n\n".join(
        f"On {day}, 2021, a drone hit a mill in {town} and killed a clerk."
        for day, town in zip(days, TOWNS, strict=True)
    )
    found = roles(BARE + lines)
    return {found[town] for town in TOWNS}


def test_a_list_over_months_is_history_one_over_days_is_a_round_up() -> None:
    assert listed(("January 22", "April 4", "July 11", "August 14", "October 28")) == {"background"}
    assert listed(("May 2", "May 3", "May 4", "May 5", "May 6")) == {"main"}
    assert listed(("January 9", "May 3", "May 4", "May 5", "May 6")) == {"main"}
