"""The same rows as CSV and JSON Lines; no cell runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_redaction import told

from istor.claims.claim import Weapon
from istor.provenance import Span
from istor.publication.redaction import Published, redact_entry
from istor.publication.rows import COLUMNS, row
from istor.publication.tables import csv_lines, harmless, json_lines, json_text, visible


def published(weapon: str = "drone", **facts: object) -> Published:
    arms = Weapon(words=weapon, span=Span(article_id="a", start=0, end=1), kind="drone")
    return redact_entry(replace(told(), weapons=(arms,), **facts), [])


def rows(*incidents: Published) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("\n".join(csv_lines(incidents)) + "\n")))


def test_a_row_says_what_is_known_and_nothing_else() -> None:
    (known, unknown) = rows(published(), published(date=None, place=None, figures=()))
    assert (known["best_reported"], known["killed_min"], known["killed_max"]) == ("1", "1", "1")
    assert (known["latitude"], known["longitude"], known["date_from"]) == ("49.98", "36.24", "2025-03-04")
    assert [unknown[c] for c in ("best_reported", "latitude", "date_from", "date_edtf", "killed_because")] == [""] * 5
    assert {known["review"], unknown["review"]} == {"machine-read, unreviewed"}


def test_an_open_figure_is_said_to_be_open() -> None:
    figure = replace(told().figures[0], high=None)
    assert row(published(figures=(figure,)))["killed_max"] == "open"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "=cmd|' /C calc'!A0"])
def test_formulas_are_neutralised(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert rows(published(cell))[0]["weapons"].startswith("'")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_words_come_back_whole_and_harmless(words: str) -> None:
    text = "\r\n".join(csv_lines([published(words)])) + "\r\n"
    (found,) = csv.DictReader(io.StringIO(text, newline=""))
    assert found["weapons"] in (visible(words), f"'{visible(words)}")
    assert not found["weapons"].lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_json_lines_hold_the_row_and_what_it_rests_on() -> None:
    (line,) = json_lines([published()])
    found = json.loads(line)
    assert list(found)[: len(COLUMNS)] == list(COLUMNS)
    assert found["figures"][0]["accounts"][0]["because"]
    assert found["page_list"] == []


def test_every_column_is_described() -> None:
    assert list(row(published())) == list(COLUMNS)
    assert all(COLUMNS.values())


@given(st.text(max_size=40))
def test_json_turns_no_line_and_loses_nothing(words: str) -> None:
    line = json_text([words])
    assert json.loads(line) == [words]
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f\u2028\x1b\x9b\n")
