"""Keys grow with doubt; pairs are found wherever a comparison could join."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from making import KHARKIV_REGION, POLTAVA, at, on, sighting, toll

from istor.dates.daterange import DateReading
from istor.geography.place import Place
from istor.incidents.blocking import WEEKDAY, Blocks, keys
from istor.incidents.comparison import compare, joins
from istor.incidents.grounds import second_grounds
from istor.incidents.meeting import pairs


def test_a_day_apart_still_meets() -> None:
    late, early = sighting("s2", date=on("2025-03-05")), sighting("s1")
    assert keys(late).open & keys(early).open


def test_undated_and_region_only_meet_on_a_second_ground() -> None:
    whole = sighting("s1", killed=3, injured=14)
    undated = sighting("s2", date=None, killed=3, injured=14)
    region = sighting("s3", place=at(KHARKIV_REGION), killed=3, injured=14)
    bare = sighting("s4", date=None)
    blocks = {sighting.id: keys(sighting) for sighting in (whole, undated, region, bare)}
    assert sorted(pairs(blocks.items())) == [("s1", "s2"), ("s1", "s3"), ("s2", "s3")]


def test_a_common_toll_brings_no_dated_strikes_together() -> None:
    march, april = sighting("s1", injured=14), sighting("s2", injured=14, date=on("2025-04-04"))
    assert not list(pairs({"s1": keys(march), "s2": keys(april)}.items()))


def test_one_quotation_of_two_months_brings_only_the_undated_together() -> None:
    quoted = frozenset({"q"})
    march, april = sighting("s1"), sighting("s2", date=on("2025-04-04"))
    undated = sighting("s3", date=None)
    blocks = {sighting.id: keys(sighting, echoes=quoted, origin="o") for sighting in (march, april, undated)}
    assert sorted(pairs(blocks.items())) == [("s1", "s3"), ("s2", "s3")]


def test_one_quotation_of_two_towns_brings_only_those_together_that_may_be_there() -> None:
    quoted = frozenset({"q"})
    undated, elsewhere = sighting("s1", date=None), sighting("s2", date=None, place=at(POLTAVA))
    region = sighting("s3", place=at(KHARKIV_REGION))
    blocks = {sighting.id: keys(sighting, echoes=quoted) for sighting in (undated, elsewhere, region)}
    assert sorted(pairs(blocks.items())) == [("s1", "s3"), ("s2", "s3")]


def test_a_rare_word_beside_a_weekday_brings_only_the_undated_together() -> None:
    known = {"cookout": [f"{WEEKDAY}1"]}
    march, april = sighting("s1"), sighting("s2", date=on("2025-04-08"))
    undated = sighting("s3", date=None)
    blocks = {sighting.id: keys(sighting, known_by=known) for sighting in (march, april, undated)}
    assert sorted(pairs(blocks.items())) == [("s1", "s3"), ("s2", "s3")]


def test_a_region_s_day_meets_its_towns_on_a_figure_of_that_day() -> None:
    region = sighting("s1", place=at(KHARKIV_REGION), killed=5)
    town, next_day, elsewhere = (
        sighting("s2", killed=5),
        sighting("s3", killed=5, date=on("2025-03-05")),
        sighting("s4", killed=5, place=at(POLTAVA)),
    )
    blocks = {each.id: keys(each) for each in (region, town, next_day, elsewhere)}
    assert ("s1", "s2") in set(pairs(blocks.items()))
    assert not {("s1", "s3"), ("s1", "s4")} & set(pairs(blocks.items()))


def test_who_tells_a_weekday_alone_seeks_a_large_figure_of_it_in_the_region() -> None:
    told = DateReading(words="on Tuesday", start=0, end=1, edtf="XXXX-XX-XX", rule="made", anchor="none")
    tuesday, wednesday = sighting("s1", killed=7), sighting("s2", killed=7, date=on("2025-03-05"))
    later = sighting("s3", killed=7, date=on("2025-04-08"))
    undated = sighting("s4", killed=7, date=told, place=at(KHARKIV_REGION))
    found = set(pairs({each.id: keys(each) for each in (tuesday, wednesday, later, undated)}.items()))
    assert {("s1", "s4"), ("s3", "s4")} <= found
    assert not {("s2", "s4"), ("s1", "s3")} & found


def test_a_small_toll_is_no_ground() -> None:
    assert not second_grounds(sighting("s1", killed=2, injured=3))
    assert not second_grounds(sighting("s1", injured=4))
    assert second_grounds(sighting("s1", injured=5))
    assert not second_grounds(sighting("s1", injured=9, place=at(KHARKIV_REGION)))


def test_each_pair_once_in_a_fixed_order() -> None:
    blocks = {"c": Blocks({7, 3}), "a": Blocks({7, 3}), "b": Blocks({3})}
    assert list(pairs(blocks.items())) == [("a", "b"), ("a", "c"), ("b", "c")]


def somewhere(lat: float, lon: float, radius: int) -> Place:
    return Place(name=f"{lat:.3f} {lon:.3f}", kind="settlement", lat=lat, lon=lon, radius_m=radius, country="UA")


@settings(max_examples=200)
@given(
    st.floats(-60, 60), st.floats(-170, 170), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3),
    st.integers(200, 50_000), st.integers(200, 50_000), st.integers(-2, 2), st.integers(0, 3),
)  # fmt: skip
def test_what_would_join_is_compared(
    lat: float, lon: float, up: float, right: float, r1: int, r2: int, late: int, wide: int
) -> None:
    day = dt.date(2025, 3, 4)
    a = sighting("s1", place=at(somewhere(lat, lon, r1)), date=on(day.isoformat()))
    first = day + dt.timedelta(days=late)
    b = sighting(
        "s2",
        place=at(somewhere(lat + up, lon + right, r2)),
        date=on(first.isoformat(), (first + dt.timedelta(days=wide)).isoformat()),
    )
    if joins(compare(a, b)):
        assert list(pairs({"s1": keys(a), "s2": keys(b)}.items()))


def test_an_age_beside_the_dead_of_a_town_is_a_ground() -> None:
    aged = sighting("s1", date=None, killed=1, tolls=(toll(1, ages=(27,)),))
    other = sighting("s2", date=None, killed=1, tolls=(toll(1, ages=(31,)),))
    again = sighting("s3", killed=1, tolls=(toll(1, ages=(27,)),))
    blocks = {one.id: keys(one) for one in (aged, other, again)}
    assert list(pairs(blocks.items())) == [("s1", "s3")]
    assert joins(compare(aged, again)) and not joins(compare(other, again))
