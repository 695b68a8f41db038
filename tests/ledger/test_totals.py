"""Nobody is counted twice: barrages, totals and rejected rows are never added up."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from making import KHARKIV_REGION, POLTAVA, UKRAINE, article, at, on, sighting, toll
from msgspec.structs import replace

from istor.geography.place import Place
from istor.incidents.incident import Incident
from istor.ledger.accounting import account
from istor.ledger.entry import Entry
from istor.ledger.overlapping import shares, with_overlaps
from istor.ledger.totals import total


def entry(name: str, killed: int | None = 3, *, scope: str = "incident", **facts: Any) -> Entry:
    tolls = (toll(killed, facts.pop("high", -1)),) if killed is not None else ()
    page = sighting(name, scope=scope, tolls=tolls, **facts)
    incident = Incident(id=f"incident-{name}", sightings=(name,), scope=scope)  # type: ignore[arg-type]
    return account(incident, {name: page}, {page.article_id: article(page.article_id)}, ())


NATION = entry("wide", 40, scope="wide", place=at(UKRAINE), date=on("2025-03-03", "2025-03-04"))
CITY_DAY = entry("day", 9, scope="aggregate")


def test_only_single_attacks_are_added_up() -> None:
    rejected = replace(entry("c", 100), review="rejected")
    found = total([entry("a", 2), entry("b", None), NATION, CITY_DAY, rejected])
    assert (found.low, found.best, found.high) == (2, 2, 2)
    assert (found.counted, found.unknown, found.apart) == (1, 1, 3)


def test_or_more_keeps_a_sum_open() -> None:
    found = total([entry("a", 2), entry("b", 3, high=None)])
    assert (found.low, found.best, found.high) == (5, 5, None)


def test_rows_that_may_hold_the_same_people_say_so() -> None:
    local, elsewhere = entry("a"), entry("b", date=on("2025-03-09"))
    found = {each.incident_id: each.overlaps for each in with_overlaps([NATION, CITY_DAY, local, elsewhere])}
    assert found["incident-wide"] == found["incident-day"] == ("incident-a",)
    assert found["incident-a"] == ("incident-day", "incident-wide")
    assert found["incident-b"] == ()


def test_only_a_whole_and_its_part_name_one_another() -> None:
    region = entry("region", 9, scope="aggregate", place=at(KHARKIV_REGION))
    nation = entry("nation", 40, scope="wide", place=at(UKRAINE))
    inside, outside, beside = entry("a"), entry("b", place=at(POLTAVA)), entry("c")
    rows = [region, nation, inside, outside, beside]
    found = {each.incident_id: each.overlaps for each in with_overlaps(rows)}
    assert found["incident-region"] == ("incident-a", "incident-c")
    assert found["incident-nation"] == ("incident-a", "incident-b", "incident-c")
    assert found["incident-b"] == ("incident-nation",)
    for one, other in combinations(rows, 2):
        assert shares(one, other) == (other.incident_id in found[one.incident_id])


def test_a_citys_day_holds_the_strikes_on_its_quarters() -> None:
    quarter = Place(
        name="Mill Hill", kind="district", lat=50.02, lon=36.33, radius_m=3_000, country="UA", admin1_code="UA-63"
    )
    far = replace(quarter, name="Lakeside", lat=50.9)
    inside, outside = entry("a", place=at(quarter)), entry("b", place=at(far))
    found = {each.incident_id: each.overlaps for each in with_overlaps([CITY_DAY, inside, outside])}
    assert (found["incident-a"], found["incident-b"]) == (("incident-day",), ())
    assert shares(inside, CITY_DAY)


def test_a_total_over_a_season_names_nobody() -> None:
    season = entry("s", 900, scope="aggregate", date=on("2025-01-01", "2025-03-31"))
    assert all(not each.overlaps for each in with_overlaps([season, entry("a")]))


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["incident", "wide", "aggregate"])), max_size=6))
def test_a_sum_is_of_its_single_attacks(rows: list[tuple[int, str]]) -> None:
    entries = [entry(f"e{at}", count, scope=scope) for at, (count, scope) in enumerate(rows)]
    assert total(entries).best == sum(count for count, scope in rows if scope == "incident")
