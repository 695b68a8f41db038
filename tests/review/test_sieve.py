"""Which rows a selection takes, and what other values of a facet would give."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.panoramas import panorama

from istor.review.selection import Box, Circle, Selection
from istor.review.sieve import inside, near, sift

SEEN = panorama(
    {"day": "2025-03-01", "country": "UA", "type": "Attack", "lat": 50.0, "lon": 36.2, "killed_best": 3, "weapon": ("drone",)},
    {"day": "2025-03-02", "last": "2025-03-04", "country": "UA", "type": "Grenade", "lat": 49.0, "lon": 31.0, "weapon": ("drone", "missile")},
    {"day": "2025-03-05", "country": "SY", "type": "Attack", "lat": 35.9, "lon": 36.6, "killed_low": 2, "reviewed": True},
    {"country": "SY", "type": "Attack", "killed_best": 0, "doubt": ("no date", "no place")},
)  # fmt: skip

ROWS = [
    ("everything", Selection(), [0, 1, 2, 3]),
    ("from a day", Selection(day_from=dt.date(2025, 3, 3)), [1, 2]),
    ("to a day: what has no day is left out", Selection(day_to=dt.date(2025, 3, 2)), [0, 1]),
    ("a facet", Selection().toggled("country", "SY"), [2, 3]),
    (
        "two values of a facet are alternatives",
        Selection().toggled("weapon", "missile").toggled("weapon", "drone"),
        [0, 1],
    ),
    ("facets are joint", Selection().toggled("country", "UA").toggled("type", "Attack"), [0]),
    ("so many killed, or at least so many", Selection(min_killed=2), [0, 2]),
    ("reviewed", Selection(reviewed=True), [2]),
    ("within a circle", Selection(near=Circle(lat=50.0, lon=36.0, km=20)), [0]),
    ("within a polygon", Selection(within=((34.0, 35.0), (34.0, 40.0), (38.0, 40.0), (38.0, 35.0))), [2]),
    ("within a box", Selection(box=Box(west=30, south=48, east=37, north=51)), [0, 1]),
    ("within a box over the date line", Selection(box=Box(west=36.5, south=30, east=-170, north=60)), [2]),
    ("latest first, undated last", Selection(sort="-day"), [2, 1, 0, 3]),
    ("most killed first", Selection(sort="killed"), [0, 3, 1, 2]),
    ("most in doubt first", Selection(sort="doubt"), [3, 0, 1, 2]),
]


@pytest.mark.parametrize(("of", "chosen", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_rows(of: str, chosen: Selection, expected: list[int]) -> None:
    assert list(sift(SEEN, chosen).rows) == expected, of


def test_a_facets_own_choice_does_not_narrow_its_counts() -> None:
    facets = sift(SEEN, Selection().toggled("country", "UA")).facets
    assert dict(facets["country"]) == {"UA": 2, "SY": 2}
    assert dict(facets["type"]) == {"Attack": 1, "Grenade": 1}
    assert dict(facets["weapon"]) == {"drone": 2, "missile": 1}


def test_words_narrow_everything() -> None:
    found = sift(SEEN, Selection(), named=np.array([False, True, False, True]))
    assert list(found.rows) == [1, 3]
    assert dict(found.facets["country"]) == {"UA": 1, "SY": 1}


@given(st.sampled_from(["UA", "SY", "FR"]), st.sampled_from(["Attack", "Grenade"]), st.integers(0, 4))
def test_a_count_is_what_choosing_it_gives(country: str, kind: str, killed: int) -> None:
    chosen = Selection(min_killed=killed).toggled("type", kind)
    told = dict(sift(SEEN, chosen).facets["country"])
    assert told.get(country, 0) == len(sift(SEEN, chosen.toggled("country", country)).rows)


def test_what_has_no_point_lies_nowhere() -> None:
    assert not near(SEEN, Circle(lat=0, lon=0, km=20_000))[3]
    assert not inside(SEEN, ((-90.0, -180.0), (-90.0, 180.0), (90.0, 180.0), (90.0, -180.0)))[3]


def test_days_narrow_the_table_and_not_the_timeline() -> None:
    found = sift(SEEN, Selection(day_from=dt.date(2025, 3, 5)).toggled("country", "SY"))
    assert (list(np.flatnonzero(found.mask)), list(np.flatnonzero(found.any_day))) == ([2], [2, 3])
