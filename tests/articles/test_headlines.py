"""The headline in a scraped title, and in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.headlines import clean_title, find_headline, same_headline
from istor.articles.lines import split


@pytest.mark.parametrize(
    ("title", "site", "cleaned"),
    [
        ("Drone hits depot in Sumy", None, "Drone hits depot in Sumy"),
        ("Drone hits depot in Sumy Drone hits depot in Sumy", None, "Drone hits depot in Sumy"),
        ("Drone hits depot in Sumy | Steppe Monitor News", None, "Drone hits depot in Sumy"),
        ("Drone hits depot in Sumy - Harbour Herald", "The Harbour Herald", "Drone hits depot in Sumy"),
        (
            "Drone hits depot in Sumy – Steppe Monitor Drone hits depot in Sumy",
            "Steppe Monitor",
            "Drone hits depot in Sumy",
        ),
        ("STPM | Drone hits depot in Sumy", None, "Drone hits depot in Sumy"),
        ("Toll rises | Depot strike kills a third man", None, "Toll rises | Depot strike kills a third man"),
        ("\n\n", None, None),
        (None, None, None),
    ],
)
def test_cleaning(title: str | None, site: str | None, cleaned: str | None) -> None:
    assert clean_title(title, site=site) == cleaned


@given(st.text(max_size=120))
def test_cleaning_twice_changes_nothing(title: str) -> None:
    once = clean_title(title)
    assert once is None or clean_title(once) == once


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Drone hits depot in Sumy", "Drone hits depot in Sumy", True),
        ("Drone hits depot’s gate in Sumy", "Drone hits depot's gate in Sumy", True),
        ("Drone hits depot in Sumy", "Drone hits depot in Sumy, one hurt", True),
        ("Drone hits depot in Sumy", "Drone hits school in Odesa", False),
        ("Drone hits depot in Sumy", "Sumy", False),
        ("", "Sumy", False),
    ],
)
def test_same(a: str, b: str, same: bool) -> None:
    assert same_headline(a, b) is same


def test_the_line_printed_twice_is_the_headline() -> None:
    lines = split(
        "Latest from the coast today\nDrone hits depot in Sumy\n2 min read\nDrone hits depot in Sumy\nOne man was hurt on Monday, police said."
    )
    assert find_headline(lines, None) == 1
