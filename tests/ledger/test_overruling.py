"""What people decided stands in the entry, with what was there before beside it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from making import article, sighting, speaker, toll

from istor.decisions import Decision, Standing
from istor.incidents.incident import Incident
from istor.ledger.accounting import account
from istor.ledger.entry import Entry

NOON = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)
PAGES = {name: sighting(name, tolls=(toll(3, who=speaker("the mayor", "official")),)) for name in ("s1", "s2")}


def standing(verb: str, *sightings: str, on: str = "incident-1", **facts: Any) -> Standing:
    decision = Decision(verb=verb, on=(on,), by="ana", at=NOON, why="she was there", **facts)  # type: ignore[arg-type]
    return Standing(decision=decision, groups=(sightings or ("s1", "s2"),))


def entry_of(*standings: Standing, **facts: Any) -> Entry:
    incident = Incident(id="incident-1", sightings=("s1", "s2"), **facts)
    articles = {each.article_id: article(each.article_id) for each in PAGES.values()}
    return account(incident, PAGES, articles, (), standings=standings)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("4", (4, 4, 4)), ("2-4", (2, 3, 4)), ("5-9", (5, 5, 9)), ("1-2", (1, 2, 2)), ("2-4-5", (2, 4, 5)), ("12+", (12, 12, None)),
     (None, (None, None, None)), (7, (7, 7, 7))],
)  # fmt: skip
def test_a_corrected_figure_stands_beside_the_machines(value: Any, expected: tuple[int | None, ...]) -> None:
    found = entry_of(standing("correct", path="killed", value=value)).figure("killed")
    assert found is not None
    assert (found.low, found.best, found.high) == expected
    assert found.because.startswith("Decided by ana on 2025-03-06: ")
    assert "As read: Best reported: 3 killed." in found.because


def test_a_figure_that_nobody_read_can_be_decided() -> None:
    found = entry_of(standing("correct", path="injured.children", value="2"))
    figure = found.figure("injured", "children")
    assert figure is not None and figure.best == 2 and figure.accounts == ()
    assert found.verdicts[0].before is None


def test_grade_status_and_sensitivity_are_a_persons() -> None:
    found = entry_of(
        standing("correct", path="grade", value="fair"),
        standing("status", value="waiting"),
        standing("sensitivity", value="graphic"),
    )
    assert found.grade is not None
    assert (found.grade.grade, found.grade.by, found.grade.criterion) == ("fair", "ana", "she was there")
    assert (found.status, found.sensitivity) == ("waiting", "graphic")
    assert [each.verb for each in found.verdicts] == ["correct", "status", "sensitivity"]


def test_what_was_decided_of_an_incident_follows_its_first_account() -> None:
    """After a split a value belongs to the part with the first account; the other part only lists the decision."""
    whole = standing("status", "s9", "s1", value="waiting")
    found = entry_of(whole)
    assert found.status is None
    assert [each.verb for each in found.verdicts] == ["status"]


@pytest.mark.parametrize(
    ("standings", "review"),
    [
        ((), "machine-read, unreviewed"),
        ((standing("comment"), standing("skip"), standing("status", value="open")), "machine-read, unreviewed"),
        ((standing("accept"),), "reviewed"),
        ((standing("accept", "s1"),), "reviewed, with later pages"),
        ((standing("correct", "s1", on="sighting-1", path="type", value="Grenade"),), "reviewed"),
    ],
    ids=["nothing", "talk", "accepted", "accepted before", "an account"],
)
def test_a_reader_is_told_how_far_it_was_reviewed(standings: tuple[Standing, ...], review: str) -> None:
    assert entry_of(*standings).review == review
    assert entry_of(*standings, rejected=True).review == "rejected"
