"""A person's corrections change a field, are named, and never break a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import sighting

from istor.decisions import Decision
from istor.incidents.corrections import SETTERS, corrected

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
    assert corrected(sighting("s1"), [decision, undo]) == sighting("s1")


def test_others_decisions_leave_it_alone() -> None:
    assert corrected(sighting("s1"), [verdict("type", "Grenade", on="s2")]) == sighting("s1")


@given(
    st.sampled_from([*SETTERS, "final.killed", "place.lat", "place.candidate", "place.radius_m", "nothing"]),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
)
def test_no_value_breaks_a_record(path: str, value: Any) -> None:
    changed = corrected(sighting("s1"), [verdict(path, value)])
    assert changed.place is None or changed.place.lat is None or abs(changed.place.lat) <= 90
