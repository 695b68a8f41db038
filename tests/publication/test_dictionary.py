"""The codebook of exports says what there is: every column, every key, and values of the kinds it names."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from test_redaction import told

from istor.publication.dictionary import BESIDE, INNER, KINDS, VALUES, codebook_page
from istor.publication.redaction import redact_entry
from istor.publication.rows import COLUMNS, row
from istor.publication.tables import json_lines

TEXT = "\n".join(codebook_page())
IS: dict[str, Callable[[Any], object]] = {
    "whole number": lambda value: isinstance(value, int),
    "whole number or `open`": lambda value: isinstance(value, int) or value == "open",
    "number": lambda value: isinstance(value, int | float),
    "day": dt.date.fromisoformat,
    "one of a list": lambda value: value,
    "text": lambda value: isinstance(value, str),
}


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_its_kind(column: str) -> None:
    value = row(redact_entry(replace(told(), status="done"), []))[column]
    kind = KINDS.get(column, "text")
    assert f"| `{column}` | {kind} | {COLUMNS[column]} |" in TEXT
    assert value is None or IS[kind](value) is not False
    assert value is None or column not in VALUES or value in VALUES[column]


def test_every_key_is_told() -> None:
    (line,) = json_lines([redact_entry(told(), [])])
    found = json.loads(line)
    assert set(BESIDE) == set(found) - set(COLUMNS)
    for name in {*BESIDE, *INNER}:
        assert f"### `{name}`" in TEXT
    for name in ("figures", "history", "dissents", "page_list"):
        for key in (key for each in found[name] for key in each):
            assert f"| `{key}` | " in TEXT.partition(f"### `{name}`")[2].partition("###")[0], f"{name}.{key}"


def test_no_cell_breaks_the_table() -> None:
    assert not [line for line in TEXT.splitlines() if line.startswith("| ") and line.count(" | ") not in (1, 2)]
    assert ">>>" not in TEXT and "None" not in TEXT
