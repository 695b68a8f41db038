"""An edited table comes back through the desk: shown first, taken only when a person says so."""

from __future__ import annotations

import html
import re
from pathlib import Path

from desks import Visitor, filled, opened_by


def uploaded(desk: Visitor, content: bytes, **data: str) -> tuple[int, str]:
    told = {"csrf": desk.mark(), **data}
    answer = desk.post("/import", files={"table": ("edited.csv", content, "text/csv")}, data=told)
    return answer.status_code, answer.text


def ticked(shown: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'name="edit" value="([^"]*)"', shown)]


def test_a_table_is_shown_first_and_taken_when_a_person_says_so(tmp_path: Path) -> None:
    ledger = filled(tmp_path)
    desk = opened_by(ledger, "ana")
    table = desk.get("/export/csv").text
    first = table.splitlines()[1].partition(",")[0]
    edited = f"incident_id,grade,colour\n{first},fair,red\nincident-none,weak,red\n".encode()
    status, shown = uploaded(desk, edited)
    assert status == 200 and len(ledger.decisions()) == 0
    assert "No export has the column colour" in shown and "incident-none" in shown
    edits = ticked(shown)
    assert len(edits) == 1
    data = {"csrf": desk.mark(), "at": "0", "edit": edits, "why": "the archive"}
    assert desk.post("/import/take", data=data, follow_redirects=False).status_code == 303
    (made,) = ledger.decisions()
    assert (made.by, made.path, made.value, made.why) == ("ana", "grade", "fair", "the archive")


def test_nothing_is_taken_over_somebody_elses_head(tmp_path: Path) -> None:
    ledger = filled(tmp_path)
    desk = opened_by(ledger, "ana")
    name = desk.get("/export/csv").text.splitlines()[1].partition(",")[0]
    _, shown = uploaded(desk, f"incident_id,grade\n{name},fair\n".encode())
    ledger.decide("correct", name, by="bo", path="grade", value="weak")
    data = {"csrf": desk.mark(), "at": "0", "edit": ticked(shown)}
    assert desk.post("/import/take", data=data, follow_redirects=False).status_code == 409
    assert len(ledger.decisions()) == 1


def test_a_table_needs_the_mark_of_the_session_and_a_reviewer(tmp_path: Path) -> None:
    desk = opened_by(filled(tmp_path), "ana")
    assert uploaded(desk, b"incident_id\n", csrf="of another page")[0] == 403
    viewer = opened_by(desk.app.state.desk.ledger, "eve", role="viewer")  # type: ignore[attr-defined]
    assert uploaded(viewer, b"incident_id\n")[0] == 403


def test_what_is_no_table_is_said_in_a_sentence(tmp_path: Path) -> None:
    desk = opened_by(filled(tmp_path), "ana")
    status, shown = uploaded(desk, b"<html>")
    assert status == 400 and "has no column" in shown
    for edit in (["{}"], ['{"incident":"i","columns":[],"old":"","new":"","verb":"release"}'], []):
        data = {"csrf": desk.mark(), "at": "0", "edit": edit}
        assert desk.post("/import/take", data=data).status_code == 400
