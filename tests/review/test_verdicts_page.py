"""Decisions through the desk: obeyed at once, undone and redone, never over somebody else's head."""

from __future__ import annotations

import pytest
from review.desks import Visitor, opened_by

from istor.review.visits import local
from istor.store.ledger import Ledger


def first(ledger: Ledger) -> str:
    return ledger.incidents()[0].id


def test_an_accepted_incident_is_reviewed_and_undo_takes_it_back(ledger: Ledger, ana: Visitor) -> None:
    name = first(ledger)
    assert ana.decide("accept", name) == 303
    assert ledger.incidents()[0].reviewed
    assert "ana" in ana.get(f"/incidents/{name}").text
    assert ana.undo() == 303
    assert not ledger.incidents()[0].reviewed
    assert ana.undo() == 409
    assert ana.undo(again=True) == 303
    assert ledger.incidents()[0].reviewed


def test_a_toll_is_corrected_and_the_machines_stays_beside_it(ledger: Ledger, ana: Visitor) -> None:
    name = first(ledger)
    assert ana.decide("correct", name, path="killed", value="5-6", why="counted") == 303
    figure = ledger.entries()[0].figure("killed")
    assert figure is not None and (figure.low, figure.high) == (5, 6)
    assert "Three" in ana.get(f"/incidents/{name}").text


def test_nonsense_is_refused_with_a_sentence(ledger: Ledger, ana: Visitor) -> None:
    name = first(ledger)
    assert ana.decide("remove", name) == 400
    assert ana.decide("accept", "incident-none") == 400
    assert ana.decide("correct", name, path="killed", value="many") == 400
    assert len(ledger.decisions()) == 0


def test_a_form_of_another_site_decides_nothing(ledger: Ledger, ana: Visitor) -> None:
    data = {"verb": "accept", "on": first(ledger), "at": "0"}
    assert ana.post("/decide", data={**data, "csrf": "wrong"}).status_code == 403
    other = {"Sec-Fetch-Site": "cross-site"}
    assert ana.post("/decide", data={**data, "csrf": ana.mark()}, headers=other).status_code == 403
    assert len(ledger.decisions()) == 0


def test_a_viewer_decides_nothing(ledger: Ledger) -> None:
    assert opened_by(ledger, "vera", role="viewer").decide("accept", first(ledger)) == 403


def test_two_reviewers_see_each_other(ledger: Ledger, ana: Visitor) -> None:
    name = first(ledger)
    ben = opened_by(ledger, "ben", desk=ana)
    assert ana.decide("accept", name) == 303
    assert ben.decide("reject", name, at=0) == 409
    assert len(ledger.decisions()) == 1
    assert ben.decide("reject", name) == 303


def test_the_log_is_shown_with_what_was_undone(ledger: Ledger, ana: Visitor) -> None:
    ana.decide("comment", first(ledger), why="<script>alert(1)</script>")
    ana.undo()
    text = ana.get("/decisions").text
    assert "2 decisions" in text and "undone" in text and "<script>alert" not in text


@pytest.mark.parametrize(
    "then", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:x", "", "/a\nb"]
)
def test_one_goes_on_inside_the_desk(then: str) -> None:
    assert local(then) == "/incidents"
