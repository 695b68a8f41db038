"""ACLED's, UCDP's and HXL's shapes: their columns and codes, nothing made up, and what they cannot hold is told."""

from __future__ import annotations

import csv
import io

import pytest
from making import POLTAVA, at, on
from msgspec.structs import replace
from test_redaction import told

from istor.ledger.entry import Entry
from istor.publication import acled, ged, hxl
from istor.publication.losses import losses
from istor.publication.redaction import Published, redact_entry
from istor.publication.workbook import workbook

PLACED = replace(at(POLTAVA), geo_precision=1, where_prec=1)
DATED = replace(on("2025-03-04"), time_precision=1, date_prec=1)


def published(**facts: object) -> Published:
    entry: Entry = replace(told(), place=PLACED, date=DATED, **facts)  # type: ignore[arg-type]
    return redact_entry(entry, [])


def table(lines: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("\n".join(lines) + "\n")))  # type: ignore[arg-type]


def test_the_shapes_have_their_columns() -> None:
    assert (len(acled.COLUMNS), len(ged.COLUMNS)) == (31, 49)
    for shape in (acled, ged):
        (row,) = table(shape.lines([published()]))
        assert tuple(row) == shape.COLUMNS


def test_acled_codes() -> None:
    (row,) = table(acled.lines([published()]))
    assert (row["event_date"], row["year"], row["time_precision"]) == ("2025-03-04", "2025", "1")
    assert (row["iso"], row["country"], row["location"], row["geo_precision"]) == ("804", "Ukraine", "Poltava", "1")
    assert row["event_type"] in acled.EVENT_TYPES.values()
    assert row["fatalities"] == "1"


@pytest.mark.parametrize(
    ("words", "expected"), [("dozens of people", 12), ("hundreds", 100), ("Hundreds, not dozens", 12), ("several", 3)]
)
def test_vague_dead_are_counted_as_the_codebook_says(words: str, expected: int) -> None:
    figure = told().figures[0]
    account = replace(figure.accounts[0], words=words, used=False)
    vague = replace(figure, best=None, low=3, high=None, accounts=(account,))
    assert acled.fatalities(replace(told(), figures=(vague,))) == expected


def test_nobody_speaking_of_the_dead_is_no_zero() -> None:
    (row,) = table(acled.lines([published(figures=())]))
    assert row["fatalities"] == ""


def test_ged_needs_a_death() -> None:
    none = replace(told().figures[0], low=0, best=0, high=0)
    assert table(ged.lines([published(figures=(none,)), published(figures=())])) == []
    (row,) = table(ged.lines([published()]))
    assert (row["best"], row["low"], row["high"], row["deaths_civilians"], row["deaths_unknown"]) == (
        "1",
        "1",
        "1",
        "0",
        "1",
    )
    assert row["geom_wkt"].startswith("POINT (")


def test_hxl_has_its_row_of_tags() -> None:
    lines = list(hxl.lines([published()]))
    assert lines[1].split(",") == list(hxl.COLUMNS.values())
    assert all(tag.startswith("#") for tag in hxl.COLUMNS.values())


def test_what_has_no_day_or_place_is_left_out_and_told() -> None:
    incidents = [
        published(),
        redact_entry(replace(told(), date=None), []),
        redact_entry(replace(told(), place=None), []),
    ]
    assert len(table(acled.lines(incidents))) == 1
    report = losses("acled", incidents)
    assert (report.incidents, sum(count for _, count in report.left_out)) == (3, 2)
    assert any("no day is told" in sentence for sentence in report.sentences())
    assert losses("csv", incidents).sentences() == []


def test_a_refused_incident_has_no_row() -> None:
    with pytest.raises(ValueError, match="no day"):
        acled.row(redact_entry(replace(told(), date=None), []))


def test_a_workbook_says_what_its_columns_mean_and_runs_nothing() -> None:
    from openpyxl import load_workbook

    made = workbook([published(type="Attack")], credit="Credit")
    assert made == workbook([published(type="Attack")], credit="Credit")
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["incidents", "columns"]
    heading, values = (list(row) for row in book["incidents"].iter_rows(values_only=True))
    assert dict(zip(heading, values, strict=True))["best_reported"] == 1
    assert not [cell for row in book["incidents"] for cell in row if cell.data_type == "f"]
