"""An edited export comes back as decisions; what a spreadsheet did to it does not."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook

from istor.errors import InputError
from istor.runs.exporting import Parcel, Wanted, export
from istor.runs.filling import build
from istor.runs.following import follow
from istor.runs.importing import Comparison, compare, decide_all, notes_on, read_table
from istor.store.ledger import Ledger, open_ledger

STORY = (
    "A drone hit a depot in Kharkiv on 4 March 2025. Three people were killed and five injured, the prosecutor said."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        (tmp_path / "p1.txt").write_text(STORY)
        build([tmp_path / "p1.txt"], opened)
        yield opened


def rows(ledger: Ledger) -> list[dict[str, str]]:
    return list(csv.DictReader(export(ledger, to="csv")))


def written(told: list[dict[str, str]], *, parted: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(told[0]), delimiter=parted)
    writer.writeheader()
    writer.writerows(told)
    return out.getvalue().encode()


def edited(ledger: Ledger, **cells: str) -> Comparison:
    (row,) = rows(ledger)
    return compare(ledger, read_table(written([{**row, **cells}])))


@pytest.mark.parametrize(
    ("cells", "decision"),
    [
        ({"best_reported": "4"}, ("correct", "killed", "4")),
        ({"killed_min": "2", "best_reported": "3", "killed_max": "6"}, ("correct", "killed", "2-3-6")),
        ({"killed_min": "4", "best_reported": "4", "killed_max": "open"}, ("correct", "killed", "4+")),
        ({"killed_min": "", "best_reported": "", "killed_max": ""}, ("correct", "killed", None)),
        ({"injured_best_reported": "7.0"}, ("correct", "injured", "7")),
        ({"date_from": "2025-03-05", "date_to": "2025-03-06"}, ("correct", "date", "2025-03-05/2025-03-06")),
        ({"date_from": "2025-03-05"}, ("correct", "date", "2025-03-05")),
        ({"date_from": "", "date_to": ""}, ("correct", "date", None)),
        ({"type": "Suicide bomb"}, ("correct", "type", "Suicide bomb")),
        ({"grade": "weak"}, ("correct", "grade", "weak")),
        ({"latitude": "50,25"}, ("correct", "place.lat", 50.25)),
        ({"latitude": "", "longitude": ""}, ("correct", "place", None)),
        ({"review": "reviewed"}, ("accept", None, None)),
        ({"review": "rejected"}, ("reject", None, None)),
        ({"sensitivity": "graphic"}, ("sensitivity", None, "graphic")),
    ],
)
def test_an_edit_is_the_decision_it_would_be(
    ledger: Ledger, cells: dict[str, str], decision: tuple[str, str | None, object]
) -> None:
    found = edited(ledger, **cells)
    assert [(each.verb, each.path, each.value) for each in found.edits] == [decision]
    assert notes_on(found) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"best_reported": "3.0"},
        {"date_from": "45720"},  # a spreadsheet's number for the day
        {"date_from": "2025-03-04 00:00:00", "date_to": "4/3/2025"},
        {"latitude": "50", "longitude": "36.3"},  # rounded once more
        {"publishers": "1.0"},
        {"killed_because": "[name withheld] was there"},
        {"addresses": "daily.example [address withheld: it names a victim]"},
    ],
)
def test_what_a_spreadsheet_or_the_export_did_is_no_edit(ledger: Ledger, cells: dict[str, str]) -> None:
    found = edited(ledger, **cells)
    assert (found.edits, notes_on(found), found.same) == ((), [], 1)


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"best_reported": "four"}, "write a figure as 3"),
        ({"best_reported": "1,000"}, "write a figure as 3"),
        ({"killed_min": "5", "best_reported": "3"}, "least first"),
        ({"killed_min": "2", "killed_max": "open"}, "alike"),
        ({"date_from": "04/05/2025"}, "write it as 2025-03-04"),
        ({"date_to": "45730"}, "write it as 2025-03-04"),
        ({"date_from": "soon", "date_to": "later"}, "write a day as"),
        ({"latitude": "north"}, "is no number"),
        ({"latitude": "95"}, "place.lat"),
        ({"type": "Meteor"}, "types are"),
        ({"review": "fine"}, "reviewed or rejected"),
        ({"sensitivity": "secret"}, "is one of"),
        ({"place_words": "Sumy", "weapons": "none"}, "follow from the pages"),
        ({"colour": "red"}, "No export has the column colour"),
        ({"incident_id": "incident-0000000000000000"}, "Rows of no incident"),
    ],
)
def test_what_is_no_decision_is_refused_with_a_sentence(ledger: Ledger, cells: dict[str, str], why: str) -> None:
    found = edited(ledger, **cells)
    assert found.edits == ()
    assert why in " ".join(notes_on(found))


def test_a_table_that_nobody_edited_says_nothing_otherwise(ledger: Ledger) -> None:
    for content in (
        "\n".join(export(ledger, to="csv")).encode(),
        b"".join(Parcel(ledger, "xlsx").content()),
        written(rows(ledger), parted=";"),
        b"\xef\xbb\xbf" + written(rows(ledger)),
    ):
        found = compare(ledger, read_table(content))
        assert (found.edits, notes_on(found), found.same) == ((), [], 1)


def test_decisions_from_a_table_are_obeyed_and_then_no_difference_is_left(ledger: Ledger) -> None:
    (row,) = rows(ledger)
    table = read_table(written([{**row, "best_reported": "4", "date_to": "2025-03-05", "type": "Attack"}]))
    made = decide_all(ledger, compare(ledger, table).edits, by="ana", why="the morgue's list")
    follow(ledger)
    (after,) = rows(ledger)
    assert [each.by for each in made] == ["ana"] * 3
    assert (after["best_reported"], after["date_to"], after["type"]) == ("4", "2025-03-05", "Attack")
    assert after["review"] == "reviewed"
    assert after["killed_because"].startswith(
        "Decided by a reviewer on "
    )  # who decided stands in the log, not in exports


def test_against_the_table_before_only_what_was_edited_counts(ledger: Ledger) -> None:
    (before,) = rows(ledger)
    ledger.decide("correct", before["incident_id"], by="bo", path="killed", value="9")
    follow(ledger)
    table = read_table(written([{**before, "injured_best_reported": "6"}]))
    found = compare(ledger, table, against=read_table(written([before])))
    assert [each.path for each in found.edits] == ["injured"]
    assert {each.path for each in compare(ledger, table).edits} == {"injured", "killed"}


def test_a_spreadsheet_is_read_as_it_was_edited(ledger: Ledger) -> None:
    book = load_workbook(io.BytesIO(b"".join(Parcel(ledger, "xlsx").content())))
    sheet = book["incidents"]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["best_reported"]).value = 4.0
    saved = io.BytesIO()
    book.save(saved)
    assert [each.value for each in compare(ledger, read_table(saved.getvalue())).edits] == ["4"]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"PK\x03\x04 nothing", b"\xffincident_id", b"incident_id,a,a\n"]
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_table(content)


def test_a_workbook_without_the_sheet_is_read_by_its_first(ledger: Ledger) -> None:
    book = Workbook()
    book.active.append(["incident_id", "grade"])  # type: ignore[union-attr]
    book.active.append([rows(ledger)[0]["incident_id"], "fair"])  # type: ignore[union-attr]
    saved = io.BytesIO()
    book.save(saved)
    assert [each.value for each in compare(ledger, read_table(saved.getvalue())).edits] == ["fair"]


def test_a_row_that_stands_twice_is_taken_once(ledger: Ledger) -> None:
    (row,) = rows(ledger)
    found = compare(ledger, read_table(written([{**row, "grade": "fair"}, {**row, "grade": "weak"}])))
    assert [each.value for each in found.edits] == ["fair"]
    assert "twice" in found.refused[0]


def test_a_table_of_another_rule_is_compared_under_it(ledger: Ledger) -> None:
    table = read_table("\n".join(export(ledger, to="csv", wanted=Wanted(rule="conservative"))).encode())
    (row,) = table.rows
    assert (
        compare(
            ledger, replace(table, rows=({**row, "best_reported": row["best_reported"]},)), rule="conservative"
        ).edits
        == ()
    )
