"""The queue gives what most needs a person, and each incident once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from review.desks import Visitor, filled, opened_by, parted

from istor.runs.following import follow
from istor.store.ledger import Ledger


def shown(visitor: Visitor, query: str = "") -> str | None:
    found = re.search(r'data-incident="([^"]+)"', visitor.get(f"/queue{query}").text)
    return found[1] if found else None


def test_the_most_doubtful_comes_first(ledger: Ledger, ana: Visitor) -> None:
    weights = {entry.incident_id: sum(doubt.weight for doubt in entry.doubts) for entry in ledger.entries()}
    assert weights[shown(ana) or ""] == max(weights.values())


def test_every_incident_comes_once_until_none_is_left(ledger: Ledger, ana: Visitor) -> None:
    seen = []
    while (name := shown(ana)) is not None:
        seen.append(name)
        assert ana.decide("skip" if len(seen) % 2 else "accept", name) == 303
    assert sorted(seen) == sorted(each.id for each in ledger.incidents())
    assert "Nothing waits" in ana.get("/queue").text
    ana.undo()
    assert shown(ana) == seen[-1]


def test_the_queue_of_a_selection(ana: Visitor) -> None:
    assert shown(ana, "?country=FR") is None
    assert shown(ana, "?country=UA") is not None


def test_keys_are_on_the_screen(ana: Visitor) -> None:
    text = ana.get("/queue").text
    for key in ("a", "r", "s", "c", "u"):
        assert f"<kbd>{key}</kbd>" in text


def test_what_waits_is_out_of_the_queue_and_listed(ana: Visitor) -> None:
    name = shown(ana) or ""
    assert ana.decide("status", name, value="waiting") == 303
    assert shown(ana) != name
    assert "Waiting (1)" in ana.get("/queue").text
    assert shown(ana, "?status=waiting") == name
    ana.undo()
    assert shown(ana) == name


def test_nobody_is_asked_twice_while_the_ledger_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with filled(tmp_path) as opened:
        asked_once(opened_by(opened, "ana"), monkeypatch)


def asked_once(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    name = shown(ana) or ""
    following = ana.app.state.following  # type: ignore[attr-defined]
    monkeypatch.setattr(following, "ask", lambda: False)
    monkeypatch.setattr(type(following), "pending", True)
    assert ana.decide("accept", name) == 303
    assert shown(ana) != name


@pytest.mark.parametrize("verb", ["skip", "status"])
def test_what_was_said_of_an_incident_follows_it_when_its_id_changes(tmp_path: Path, verb: str) -> None:
    with filled(tmp_path) as opened:
        before = {each.id for each in opened.incidents()}
        visitor = opened_by(parted(opened), "ana")
        (part,) = {each.id for each in opened.incidents()} - before
        assert visitor.decide(verb, part, value="waiting" if verb == "status" else "") == 303
        opened.decide("undo", [opened.decisions()[0].id], by="old")
        follow(opened)
        (whole,) = [each.id for each in opened.incidents() if part in each.aliases]
        assert shown(visitor) != whole
        if verb == "status":
            assert shown(visitor, "?status=waiting") == whole
