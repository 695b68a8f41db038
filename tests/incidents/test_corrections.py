"""A person's corrections change a field, are named, and never break a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import sighting, span, toll

from istor.decisions import Decision
from istor.incidents.corrections import SETTERS, corrected, divided, overruled

NOON = dt.datetime(2025, 3, 5, 12, tzinfo=dt.UTC)


def verdict(path: str, value: Any, *, on: str = "s1", verb: str = "correct") -> Decision:
    return Decision(verb=verb, on=(on,), by="ana", at=NOON, path=path, value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "value", "look"),
    [
        ("type", "Grenade", lambda s: s.type == "Grenade"),
        ("role", "background", lambda s: s.role == "background"),
        ("scope", "wide", lambda s: s.scope == "wide"),
        ("final.killed", "12", lambda s: s.final.killed == (12, 12)),
        ("final.killed", "12+", lambda s: s.final.killed == (12, None)),
        ("final.injured", "3-5", lambda s: s.final.injured == (3, 5)),
        ("final.killed", None, lambda s: s.final.killed is None),
        ("date", "2025-03-01/2025-03-02", lambda s: s.date.range.days == 2),
        ("date", None, lambda s: s.date is None),
        ("place", None, lambda s: s.place is None),
        ("place.lat", 50.1, lambda s: s.place.lat == 50.1),
        ("place.radius_m", 300, lambda s: s.place.radius_m == 300),
    ],
)
def test_a_correction_is_applied_and_named(path: str, value: Any, look: Any) -> None:
    decision = verdict(path, value)
    changed = corrected(sighting("s1"), [decision])
    assert look(changed) and changed.corrected == (decision.id,)
    undo = Decision(verb="undo", on=(decision.id,), by="ana", at=NOON)
    assert overruled({"s1": sighting("s1")}, [decision, undo])[0] == {"s1": sighting("s1")}


@pytest.mark.parametrize("value", [None, "2025-03-01"])
def test_a_corrected_day_has_no_hour_of_the_old_one(value: str | None) -> None:
    timed = sighting("s1", utc_earliest=NOON, utc_latest=NOON)
    changed = corrected(timed, [verdict("date", value)])
    assert (changed.utc_earliest, changed.utc_latest) == (None, None)


def test_others_decisions_leave_it_alone() -> None:
    machine = {"s1": sighting("s1"), "s2": sighting("s2")}
    found, _ = overruled(machine, [verdict("type", "Grenade", on="s2")])
    assert (found["s1"], found["s2"].type) == (sighting("s1"), "Grenade")


def test_a_corrected_toll_is_the_one_that_is_counted() -> None:
    page = sighting("s1", killed=2, tolls=(toll(2), toll(2, hedged=True, start=9), toll(5, harm="injured", start=20)))
    changed = corrected(page, [verdict("final.killed", "3")])
    assert [(each.harm, each.low, each.high) for each in changed.tolls] == [("killed", 3, 3), ("injured", 5, 5)]
    unknown = corrected(page, [verdict("final.killed", None)])
    assert {each.superseded for each in unknown.tolls if each.harm == "killed"} == {True}


def test_a_moved_claim_takes_its_figures_along() -> None:
    spans = (span("p", 0, 30), span("p", 40, 80))
    page = sighting(
        "s1", article_id="p", tolls=(toll(2, article_id="p", start=3), toll(7, article_id="p", start=50)), spans=spans
    )
    left, moved = divided(page, span("p", 40, 80)) or (None, None)
    assert left is not None and moved is not None
    assert ([each.low for each in left.tolls], [each.low for each in moved.tolls]) == ([2], [7])
    assert (left.id, left.final.killed, moved.final.killed) == ("s1", (2, 2), (7, 7))
    assert divided(page, span("p", 90, 99)) is None


@given(
    st.sampled_from([*SETTERS, "final.killed", "place.lat", "place.candidate", "place.radius_m", "nothing"]),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
)
def test_no_value_breaks_a_record(path: str, value: Any) -> None:
    changed = corrected(sighting("s1"), [verdict(path, value)])
    assert changed.place is None or changed.place.lat is None or abs(changed.place.lat) <= 90
