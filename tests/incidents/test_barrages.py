"""A barrage holds the strikes of its country and night, and only those."""

from __future__ import annotations

import pytest
from making import KHARKIV, UKRAINE, at, on, sighting

from istor.geography.place import Place
from istor.incidents.barrages import with_parts
from istor.incidents.incident import Incident, Sighting

MOLDOVA = Place(name="Balti", kind="settlement", lat=47.76, lon=27.93, radius_m=5_000, country="MD")
BARRAGE = sighting("wide", scope="wide", place=at(UKRAINE), date=on("2025-03-03", "2025-03-04"))


def parts(barrage: Sighting, *strikes: Sighting) -> tuple[str, ...]:
    told = {each.id: each for each in (barrage, *strikes)}
    incidents = [Incident(id=f"i-{name}", sightings=(name,)) for name in told]
    found = with_parts(incidents, told)
    assert [incident.scope for incident in found] == [told[name].scope for name in told]
    assert not any(incident.parts for incident in found[1:])
    return found[0].parts


def test_strikes_of_the_night_are_parts_in_a_fixed_order() -> None:
    before, after = sighting("s2", date=on("2025-03-03")), sighting("s1")
    assert parts(BARRAGE, before, after) == ("i-s1", "i-s2")


@pytest.mark.parametrize(
    "facts",
    [
        {"date": on("2025-03-20")},
        {"date": None},
        {"place": at(MOLDOVA)},
        {"place": None},
        {"type": "Armed clash"},
        {"scope": "aggregate"},
        {"scope": "wide", "place": at(UKRAINE)},
    ],
)
def test_others_are_no_parts(facts: dict[str, object]) -> None:
    barrage, other = BARRAGE, sighting("s1", **facts)
    if other.scope == "wide":
        incidents = [Incident(id=f"i-{each.id}", sightings=(each.id,)) for each in (barrage, other)]
        assert not any(one.parts for one in with_parts(incidents, {each.id: each for each in (barrage, other)}))
    else:
        assert parts(barrage, other) == ()


def test_a_barrage_without_a_day_holds_nothing() -> None:
    assert parts(sighting("wide", scope="wide", place=at(UKRAINE), date=None), sighting("s1", place=at(KHARKIV))) == ()


def test_a_strike_of_several_days_is_one_part() -> None:
    assert parts(BARRAGE, sighting("s1", date=on("2025-03-02", "2025-03-06"))) == ("i-s1",)
