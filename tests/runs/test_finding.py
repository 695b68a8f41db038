"""A user's words become a filter, or are refused with what was meant."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.errors import ConfigError
from istor.runs.finding import day, gazetteer_facts, kind_of, look_up, spelled, wanted
from istor.store.holding import Filter


@pytest.mark.parametrize("name", ["Kharkiv", "Kharkov", "Харків", "Харьков"])
def test_a_place_is_found_in_any_spelling(name: str) -> None:
    assert {name, "Kharkiv"} <= set(spelled(name))


def test_a_place_nobody_knows_is_still_looked_for_as_written() -> None:
    assert spelled("Xyzzyville") == ("Xyzzyville",)


@pytest.mark.parametrize("words", ["drone", "DRONE", "missile", "Armed clash"])
def test_kinds(words: str) -> None:
    assert kind_of(words) == words


@pytest.mark.parametrize(
    ("words", "meant"), [("shellng", "Shelling"), ("grenad3", "Grenade"), ("zzz", "there are: Air")]
)
def test_a_kind_there_is_not(words: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=meant):
        kind_of(words)


@pytest.mark.parametrize("words", ["", "4.3.2025", "2025-13-01", "yesterday", "2025-3-4"])
def test_days_are_not_guessed_at(words: str) -> None:
    with pytest.raises(ConfigError, match="year-month-day"):
        day(words)


def test_nothing_asked_for_is_an_empty_filter() -> None:
    assert wanted() == Filter()
    with pytest.raises(ConfigError, match="exchange"):
        wanted(days=(dt.date(2025, 3, 5), dt.date(2025, 3, 4)))


@pytest.mark.parametrize("words", ["", "  ", '"', "%", "|", "\udcff\udcfe", "a\udcffb", "a" * 100_000])
def test_what_holds_no_words_to_look_for_is_no_filter(words: str) -> None:
    for option in ("place", "text", "kind"):
        with pytest.raises(ConfigError, match=rf"--{'type' if option == 'kind' else option}"):
            wanted(**{option: words})  # type: ignore[arg-type]


def test_more_killed_than_there_are_people_is_still_a_number() -> None:
    assert (wanted(min_killed=10**30).min_killed or 0) < 2**31


def test_the_gazetteer_is_credited() -> None:
    assert "GeoNames" in gazetteer_facts()["credit"]
    assert look_up("Odesa")[0].country == "UA"


@pytest.mark.parametrize(
    ("point", "code"),
    [
        ("49.99,36.23", "UA-63"), (" 35.93 36.63 ", "SY-ID"), ("-33.45; -70.66", "CL-RM"), ("+50.45, +30.52", "UA-30"),
        ("36, 37", "SY-HL"),
    ],
)  # fmt: skip
def test_a_point_is_looked_up_by_the_region_it_lies_in(point: str, code: str) -> None:
    assert [place.admin1_code for place in look_up(point)] == [code]


@pytest.mark.parametrize("point", ["91, 10", "10, 181", "999 999"])
def test_a_point_beyond_the_globe_is_refused(point: str) -> None:
    with pytest.raises(ConfigError, match="latitude"):
        look_up(point)
