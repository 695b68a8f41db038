"""Decisions on an incident stand field by field, in the order they were taken."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.decisions import Decision, Verb
from istor.review.changes import field_of

NOON = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("verb", "path", "field"),
    [
        ("correct", "date", "date"),
        ("accept", None, "judgement"),
        ("split", None, "accounts"),
        ("status", None, "status"),
    ],
)
def test_each_decision_is_of_a_field(verb: Verb, path: str | None, field: str) -> None:
    assert field_of(Decision(verb=verb, on=("incident-1",), by="ada", at=NOON, path=path)) == field
