"""The page of an incident takes every decision, and shows what people decided before."""

from __future__ import annotations

import re

from review.desks import Visitor, opened_by, parted

from istor.store.ledger import Ledger


def test_every_decision_has_its_form(ledger: Ledger, ana: Visitor) -> None:
    text = ana.get(f"/incidents/{ledger.incidents()[0].id}").text
    for verb in ("accept", "reject", "correct", "merge", "never", "move", "status", "sensitivity", "comment"):
        assert f'value="{verb}"' in text, verb
    assert "as proposed" in text


def test_who_only_looks_has_no_forms(ledger: Ledger) -> None:
    vera = opened_by(ledger, "vera", role="viewer")
    for path in (f"/incidents/{ledger.incidents()[0].id}", "/queue", "/incidents"):
        assert 'action="/decide"' not in vera.get(path).text


def test_merged_by_the_beginning_of_an_id(ledger: Ledger, ana: Visitor) -> None:
    one, other = (each.id for each in parted(ledger).incidents()[:2])
    assert ana.decide("merge", one, other.removeprefix("incident-")[:12]) == 303
    assert len(ledger.incidents()) == 1
    assert ana.get(f"/incidents/{other}").status_code == 200


def test_never_again(ledger: Ledger, ana: Visitor) -> None:
    one, other = (each.id for each in parted(ledger).incidents()[:2])
    assert ana.decide("merge", one, other) == 303
    ana.undo()
    assert ana.decide("never", one, other) == 303
    assert len(ledger.incidents()) == 2


def test_split_and_moved(ledger: Ledger, ana: Visitor) -> None:
    names = [each.id for each in ledger.incidents()]
    whole = next(each for each in ledger.incidents() if len(each.sightings) > 1)
    assert ana.decide("split", whole.id, whole.sightings[1]) == 303
    assert len(ledger.incidents()) == len(names) + 1
    other = next(each for each in ledger.incidents() if whole.sightings[0] not in each.sightings)
    assert ana.decide("move", other.id, whole.sightings[0]) == 303
    assert any({whole.sightings[0], *other.sightings} <= set(each.sightings) for each in ledger.incidents())


def test_a_claim_is_moved_with_its_figures(ledger: Ledger, ana: Visitor) -> None:
    one, other = parted(ledger).incidents()[:2]
    claim = next(name for each in ledger.sightings(other.sightings) for name in each.claims)
    assert claim in ana.get(f"/incidents/{other.id}").text
    assert ana.decide("move", one.id, claim) == 303


def test_why_they_were_linked(ledger: Ledger, ana: Visitor) -> None:
    whole = next(each for each in ledger.incidents() if len(each.sightings) > 1)
    text = ana.get(f"/incidents/{whole.id}").text
    assert "Why were these linked?" in text and "bits" in text


def test_a_grade_is_proposed_and_decided(ledger: Ledger, ana: Visitor) -> None:
    name = ledger.incidents()[0].id
    assert ledger.entries()[0].grade is None
    found = re.search(r'name="value" value="(\w+)" class="good"', ana.get(f"/incidents/{name}").text)
    assert found is not None
    assert ana.decide("correct", name, path="grade", value=found[1], why="as proposed") == 303
    assert f"{found[1]}, decided by" in ana.get(f"/incidents/{name}").text


def test_graphic_content_is_guarded(ledger: Ledger, ana: Visitor) -> None:
    name = ledger.incidents()[0].id
    assert "data-guard" not in ana.get(f"/incidents/{name}").text
    assert ana.decide("sensitivity", name, value="graphic") == 303
    text = ana.get(f"/incidents/{name}").text
    assert '<details class="guard" data-guard>' in text and "may distress" in text


def test_a_comment_is_kept_with_its_writer(ledger: Ledger, ana: Visitor) -> None:
    name = ledger.incidents()[0].id
    assert ana.decide("comment", name, why="ask <b>the mayor</b>") == 303
    text = ana.get(f"/incidents/{name}").text
    assert "ask &lt;b&gt;the mayor" in text and "<td><bdi>ana</bdi></td>" in text


def test_the_history_of_a_field(ledger: Ledger, ana: Visitor) -> None:
    name = ledger.incidents()[0].id
    ana.decide("correct", name, path="killed", value="5", why="counted again")
    ana.decide("correct", name, path="killed", value="6", why="one more died")
    ana.undo()
    table = ana.get(f"/incidents/{name}").text.split("field by field")[1]
    assert table.index("counted again") < table.index("one more died")
    assert "undone" in table and "counts" in table


def test_undo_and_redo_outlive_the_desk(ledger: Ledger, ana: Visitor) -> None:
    name = ledger.incidents()[0].id
    values = ["5", "6", "7"]
    for value in values:
        ana.decide("correct", name, path="killed", value=value)
    later = opened_by(ledger, "ana")  # another desk over the same ledger, as after a restart

    def killed() -> int | None:
        found = ledger.incident(name)
        figure = found[1].figure("killed") if found else None
        return figure.best if figure else None

    for value in ("6", "5"):
        later.undo()
        assert killed() == int(value)
    later.undo()
    assert later.undo() == 409
    again = opened_by(ledger, "ana")
    for value in values:
        again.undo(again=True)
        assert killed() == int(value)
    assert again.undo(again=True) == 409
