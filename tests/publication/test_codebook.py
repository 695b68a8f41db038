"""Every column of every format is explained, with the values it can have."""

from __future__ import annotations

import csv
import io

import pytest

from istor.publication.codebook import SHAPES, _shapes, codebook_table, meanings
from istor.publication.rows import COLUMNS
from istor.runs.exporting import FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_every_column_has_a_meaning(format: str) -> None:
    told = list(csv.DictReader(io.StringIO(codebook_table(format))))
    assert [row["column"] for row in told] == list(SHAPES.get(format, COLUMNS))
    assert all(row["meaning"] for row in told)


def test_no_column_is_made_up() -> None:
    assert set(_shapes()) == {(format, column) for format, columns in SHAPES.items() for column in columns}


def test_closed_lists_are_told() -> None:
    told = {row["column"]: row["values"] for row in csv.DictReader(io.StringIO(codebook_table("csv")))}
    assert "Suicide bomb" in told["type"] and told["review"].startswith("machine-read, unreviewed")
    assert "aggregate" not in told["scope"] and "restricted" not in told["sensitivity"]
    assert meanings("hxl")["killed_max"].startswith("highest")
