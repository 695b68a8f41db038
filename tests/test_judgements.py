"""People decide on the command line: every verb takes effect in list, show and export, is undone, and refuses nonsense."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from holdings import TEXT, page, read
from test_cli import Istor

from istor import cli
from istor.provenance import sha256
from istor.runs.filling import Filling, take_in
from istor.runs.journal import Journal
from istor.store.ledger import open_ledger

PETRENKO = TEXT + " Olena Petrenko, 34, was among them."
FAR = TEXT.replace("Tuesday", "Tuesday, the 11th,").replace("Three", "Four")
Decide = Callable[..., str]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    fill(path, page("p1", PETRENKO, url="https://daily.example/one"), page("p2", TEXT.replace("Three", "Two")))
    return path


def fill(path: Path, *pages: Any) -> Any:
    with open_ledger(path, create=True) as opened:
        return take_in(pages, opened, options=Filling(), journal=Journal(), read=read)


@pytest.fixture
def istor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ledger: Path) -> Istor:
    def run(*arguments: object, on: Path | None = ledger) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["istor", *map(str, arguments), "--ledger", str(on)])
        try:
            cli.main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


@pytest.fixture
def decide(istor: Istor) -> Decide:
    """Takes a decision by ana and gives its id."""

    def run(*arguments: object) -> str:
        code, out, err = istor("decide", *arguments, "--by", "ana", "--why", "saw it", "--json")
        assert (code, err) == (0, "")
        return str(json.loads(out)["id"])

    return run


def unwrapped(shown: str) -> str:
    """What is shown, without the line breaks that a screen makes."""
    return " ".join(shown.split())


def rows(istor: Istor) -> list[dict[str, Any]]:
    return [json.loads(line) for line in istor("export", "--to", "jsonl")[1].splitlines()]


def listed(istor: Istor) -> list[dict[str, Any]]:
    return [json.loads(line) for line in istor("list", "--json")[1].splitlines()]


def the_incident(istor: Istor) -> dict[str, Any]:
    return json.loads(istor("show", listed(istor)[0]["incident_id"], "--json")[1])


def accounts(istor: Istor) -> list[str]:
    return list(the_incident(istor)["incident"]["sightings"])


def state(istor: Istor) -> tuple[Any, ...]:
    """What list, export and show say, decisions and doubts left out."""
    shown = [json.loads(istor("show", each["incident_id"], "--json")[1])["entry"] for each in listed(istor)]
    for each in shown:
        each.pop("verdicts"), each.pop("doubts")
    return listed(istor), rows(istor), shown


def test_accept_is_shown_and_undone(istor: Istor, decide: Decide) -> None:
    before = state(istor)
    made = decide("accept", listed(istor)[0]["incident_id"])
    assert rows(istor)[0]["review"] == listed(istor)[0]["review"] == "reviewed"
    assert "1 of them reviewed" in istor("list")[1]
    assert "ana: accept – saw it" in istor("show", listed(istor)[0]["incident_id"])[1]
    decide("undo", made)
    assert state(istor) == before


def test_reject_takes_an_incident_away_and_its_id_leads_to_it_still(istor: Istor, decide: Decide) -> None:
    before = state(istor)
    name = listed(istor)[0]["incident_id"]
    made = decide("reject", name)
    assert listed(istor) == rows(istor) == []
    assert "rejected" in istor("show", name)[1]
    decide("undo", made[:17])
    assert state(istor) == before


def test_the_last_word_counts_and_nothing_is_joined_to_what_was_rejected(istor: Istor, decide: Decide) -> None:
    name, second = listed(istor)[0]["incident_id"], accounts(istor)[1]
    decide("split", name, second)
    other = next(each["incident_id"] for each in listed(istor) if each["incident_id"] != name)
    decide("reject", name)
    assert [each["incident_id"] for each in listed(istor)] == [other]
    for arguments in (["merge", name, other], ["merge", name, second], ["move", name, second]):
        code, _, err = istor("decide", *arguments, "--by", "bo")
        assert code == 2 and f"{name} was rejected: accept it" in err
    code = istor("decide", "accept", name, "--by", "bo")[0]
    assert (code, len(listed(istor))) == (0, 2)
    shown = istor("show", name)[1]
    assert "ana: reject – saw it" in shown and "bo: accept" in shown
    decide("merge", name, other)
    assert [each["pages"] for each in listed(istor)] == [2]


def test_reject_of_an_account_leaves_the_other(istor: Istor, decide: Decide) -> None:
    first = the_incident(istor)["sightings"]
    three = next(each["id"] for each in first if each["final"]["killed"] == [3, 3])
    made = decide("reject", three)
    assert [each["best_reported"] for each in rows(istor)] == [2]
    decide("undo", made)
    assert rows(istor)[0]["killed_max"] == 3


def test_reject_of_a_claim_sets_its_figure_aside(istor: Istor, decide: Decide) -> None:
    claims = {each["final"]["killed"][0]: each["claims"][0] for each in the_incident(istor)["sightings"]}
    made = decide("reject", claims[3])
    (row,) = rows(istor)
    assert (row["best_reported"], row["pages"]) == (2, 2)
    assert "a figure set aside by a person" in row["killed_because"]
    decide("undo", made)
    assert "set aside" not in rows(istor)[0]["killed_because"]


@pytest.mark.parametrize(
    ("field", "to", "column", "value"),
    [
        ("killed", "5-7", "best_reported", 5),
        ("killed", "2-6-9", "best_reported", 6),
        ("killed", "12+", "killed_max", "open"),
        ("killed", "unknown", "best_reported", None),
        ("injured", "4", "injured_best_reported", 4),
        ("grade", "fair", "grade", "fair"),
        ("type", "Grenade", "type", "Grenade"),
        ("date", "2025-03-03", "date_from", "2025-03-03"),
        ("date", "unknown", "date_from", None),
        ("place.lat", "50.25", "latitude", 50.25),
        ("scope", "wide", "scope", "wide"),
    ],
)
def test_correct_sets_a_value_and_the_machines_stays_beside_it(
    istor: Istor, decide: Decide, field: str, to: str, column: str, value: Any
) -> None:
    before = state(istor)
    name = listed(istor)[0]["incident_id"]
    made = decide("correct", name, "--field", field, "--to", to)
    assert rows(istor)[0][column] == value
    out = istor("show", name)[1]
    assert f"ana: correct {field} is" in out
    if field in ("type", "date", "place.lat"):
        assert "was read as:" in out
    decide("undo", made)
    assert state(istor) == before


def test_correct_an_accounts_toll(istor: Istor, decide: Decide) -> None:
    three = next(each["id"] for each in the_incident(istor)["sightings"] if each["final"]["killed"] == [3, 3])
    decide("correct", three, "--field", "final.killed", "--to", "2")
    assert (rows(istor)[0]["killed_min"], rows(istor)[0]["killed_max"]) == (2, 2)


def test_split_merge_never_and_move(istor: Istor, decide: Decide) -> None:
    before = state(istor)
    name, (first, second) = listed(istor)[0]["incident_id"], accounts(istor)
    split = decide("split", name, second)
    assert len(listed(istor)) == len(rows(istor)) == 2
    merged = decide("merge", *(each["incident_id"] for each in listed(istor)))
    assert [each["pages"] for each in listed(istor)] == [2]
    decide("undo", merged)
    decide("undo", split)
    assert state(istor) == before
    never = decide("never", first, second)
    assert len(listed(istor)) == 2
    moved = decide("move", next(each["incident_id"] for each in listed(istor) if each["incident_id"] == name), second)
    assert [each["pages"] for each in listed(istor)] == [2]
    decide("undo", moved)
    assert len(listed(istor)) == 2
    decide("undo", never)
    assert state(istor) == before


def test_status_sensitivity_skip_and_comment(istor: Istor, decide: Decide) -> None:
    name = listed(istor)[0]["incident_id"]
    decide("status", name, "--to", "waiting")
    decide("sensitivity", name, "--to", "graphic")
    decide("skip", name)
    decide("comment", name)
    assert rows(istor)[0]["sensitivity"] == "graphic"
    out = istor("show", name)[1]
    assert "waiting" in out and "ana: skip" in out and "ana: comment – saw it" in out
    assert rows(istor)[0]["review"] == "machine-read, unreviewed"
    decide("sensitivity", name, "--to", "restricted")
    assert rows(istor) == [] and len(listed(istor)) == 1


def test_release_of_a_name_is_obeyed_and_the_name_is_not_copied(istor: Istor, decide: Decide, ledger: Path) -> None:
    quoting = page(
        "p9",
        PETRENKO.split(".")[0] + ". Olena Petrenko, 34, and others: Three people were killed, the prosecutor said.",
    )
    fill(ledger, quoting)
    name = listed(istor)[0]["incident_id"]
    made = decide("release", name, "--to", "Olena Petrenko")
    assert "Olena" not in istor("decisions", "--json")[1]
    with open_ledger(ledger) as opened:
        (standing,) = [each for each in opened.decisions() if each.id == made]
        assert standing.value is None
    decide("undo", made)


def test_decisions_are_listed_with_what_became_of_them(istor: Istor, decide: Decide) -> None:
    name = listed(istor)[0]["incident_id"]
    made = decide("accept", name)
    decide("undo", made)
    first, second = istor("decisions")[1].splitlines()
    assert "ana: accept incident" in first and first.endswith("(taken back)")
    assert "undo decision" in second
    assert len(istor("decisions", "--on", name)[1].splitlines()) == 1
    assert "No decision has lost its ground." in istor("decisions", "--stale")[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["bless", "I"], "no decision called 'bless'"),
        (["accept", "incident-none"], "holds no incident"),
        (["accept", "S1"], "is no incident"),
        (["merge", "I"], "at least 2"),
        (["merge", "I", "I"], "one and the same thing twice"),
        (["never", "I", "S1", "S2"], "takes 2 ids, and was given 3"),
        (["split", "I", "S1", "S2"], "a split leaves at least one behind"),
        (["move", "I", "S1"], "already"),
        (["correct", "I"], "needs --field"),
        (["correct", "I", "--field", "killed", "--to", "many"], "write a figure as"),
        (["correct", "I", "--field", "mood", "--to", "3"], "there is no 'mood'"),
        (["correct", "S1", "--field", "grade", "--to", "fair"], "there is no 'grade'"),
        (["correct", "I", "--field", "date", "--to", "tomorrow"], "write a day as"),
        (["correct", "I", "--field", "place.lat", "--to", "north"], "is a number"),
        (["correct", "I", "--field", "place.lat", "--to", "123"], "cannot be"),
        (["correct", "I", "--field", "type", "--to", "Party"], "types are"),
        (["status", "I", "--to", "finished"], "it cannot be"),
        (["status", "I"], "needs --to"),
        (["accept", "I", "--to", "5"], "takes no --to"),
        (["release", "I", "--to", "Nobody Named"], "no page of"),
        (["undo", "decision-0000"], "holds no incident"),
        (["remove", "p1"], "istor remove"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(istor: Istor, arguments: list[str], says: str) -> None:
    first, second = accounts(istor)
    known = {"I": listed(istor)[0]["incident_id"], "S1": first, "S2": second}
    code, out, err = istor("decide", *(known.get(each, each) for each in arguments), "--by", "ana", "--why", "so")
    assert (code, out) == (2, "")
    assert says in err
    assert "Nobody has decided anything." in istor("decisions")[1]


def test_somebody_must_decide_and_a_comment_has_words(istor: Istor) -> None:
    name = listed(istor)[0]["incident_id"]
    assert "who decides" in istor("decide", "accept", name, "--by", " ")[2]
    assert "a comment needs words" in istor("decide", "comment", name, "--by", "ana")[2]


def test_a_decision_outlives_new_pages(istor: Istor, decide: Decide, ledger: Path) -> None:
    name = listed(istor)[0]["incident_id"]
    decide("accept", name)
    fill(ledger, page("p7", TEXT.replace("Three", "Four")))
    assert listed(istor)[0]["review"] == "reviewed, with later pages"


def test_a_removed_page_is_gone_and_leaves_a_tombstone(istor: Istor, decide: Decide, ledger: Path) -> None:
    accepted = decide("accept", listed(istor)[0]["incident_id"])
    decide("release", listed(istor)[0]["incident_id"], "--to", "Olena Petrenko")
    assert b"Petrenko" in ledger.read_bytes()
    code, out, _ = istor("remove", "https://daily.example/one", "--by", "ana", "--why", "the family asked", "--json")
    tombstone = json.loads(out)
    assert code == 0
    assert (tombstone["value"], tombstone["why"]) == (sha256(PETRENKO.encode()), "the family asked")
    everything = b"".join(each.read_bytes() for each in ledger.parent.glob("l.db*"))
    assert b"Petrenko" not in everything and b"daily.example" not in everything
    assert istor("verify")[0] == 0
    assert [each["pages"] for each in listed(istor)] == [1]
    stale = [json.loads(line)["verb"] for line in istor("decisions", "--stale", "--json")[1].splitlines()]
    assert stale == ["release"]
    summary = fill(ledger, page("p1", PETRENKO, url="https://daily.example/one"))
    assert (summary.read, summary.refused) == (0, (("runs", "removed", 1),))
    assert b"daily.example" not in ledger.read_bytes()
    decide("undo", tombstone["id"])
    assert fill(ledger, page("p1", PETRENKO, url="https://daily.example/one")).read == 1
    assert accepted in istor("decisions", "--json")[1]


def test_a_removal_says_why(istor: Istor) -> None:
    code, _, err = istor("remove", "p2", "--by", "ana")
    assert code == 2 and "say why" in err
    assert "holds no" in istor("remove", "p99", "--by", "ana", "--why", "x")[2]


def test_the_head_is_kept_elsewhere_and_checked(istor: Istor, decide: Decide, ledger: Path) -> None:
    assert "no head" in istor("verify", "--head")[1]
    name = listed(istor)[0]["incident_id"]
    decide("accept", name)
    head = istor("verify", "--head")[1].strip()
    assert len(head) == 64
    decide("comment", name)
    code, out, _ = istor("verify", "--head", head)
    assert code == 0 and "all 1 decision" in unwrapped(out) and "1 came since" in unwrapped(out)
    assert (
        istor("verify", "--head", head[:12], "--json")[1]
        == json.dumps({"head": head[:12], "covered": 1, "since": 1}, separators=(",", ":")) + "\n"
    )
    assert istor("verify", "--head", "0" * 64)[0] == 4
    assert istor("verify", head)[0] == 2
    with sqlite3.connect(ledger) as database:
        database.execute("UPDATE decision SET record = replace(record, 'ana', 'eve') WHERE n = 1")
    code, _, err = istor("verify", "--head")
    assert code == 4 and "decision 1" in err


def test_another_rule_is_for_a_look(istor: Istor, ledger: Path) -> None:
    name = listed(istor)[0]["incident_id"]
    before = ledger.read_bytes()
    for arguments in (["list", "--json"], ["export", "--to", "jsonl"]):
        (row,) = [json.loads(line) for line in istor(*arguments, "--rule", "range")[1].splitlines()]
        assert row["best_reported"] == 3
    assert "Rule range v1" in row["killed_because"]
    assert "Rule range v1" in unwrapped(istor("show", name, "--rule", "range")[1])
    own = unwrapped(istor("show", name, "--rule", "hierarchy: official > prosecutor")[1])
    assert "hierarchy v1 (official > prosecutor)" in own
    assert istor("list", "--rule", "loudest")[0] == 2
    assert ledger.read_bytes() == before


def test_a_proposed_grade_is_for_the_reviewer_alone(istor: Istor) -> None:
    name = listed(istor)[0]["incident_id"]
    out = istor("show", name, "--proposed")[1]
    assert out.startswith("Proposed: weak, since a single origin.")
    assert "weak" not in istor("show", name)[1]
    assert json.loads(istor("show", name, "--proposed", "--json")[1])["grade"] == "weak"
    assert rows(istor)[0]["grade"] is None
