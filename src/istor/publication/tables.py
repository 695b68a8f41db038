"""Incidents as tables: CSV, one flat row an incident, and JSON Lines, the row with its accounts and pages beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from istor.publication.redaction import Published
from istor.publication.rows import COLUMNS, row

ESCAPED = {
    code: f"\\u{code:04x}"
    for code in (
        *range(0x7F, 0xA0),
        0x61C,
        0x200E,
        0x200F,
        0x2028,
        0x2029,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
}
SHOWN = {
    code: f"⟨U+{code:04X}⟩" for code in (*ESCAPED, *range(0x20), 0x200B, 0x2060, 0xFEFF) if chr(code) not in "\t\n\r"
}
# A spreadsheet takes a cell that begins so for a formula, and runs it; the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(incidents: Iterable[Published]) -> Iterator[str]:
    """A heading and a row an incident. Unknown is empty; text that a spreadsheet would run is put behind an apostrophe."""
    yield from csv_rows(tuple(COLUMNS), (row(incident) for incident in incidents))


def csv_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, under: Sequence[str] = ()) -> Iterator[str]:
    """A heading and a line a row, each cell harmless. `under` is a second line of the heading, such as HXL's hashtags."""
    yield _line(columns)
    if under:
        yield _line(under)
    for values in rows:
        yield _line([harmless(values[column]) for column in columns])


def json_lines(incidents: Iterable[Published]) -> Iterator[str]:
    """An object an incident: the row's columns, and under `figures`, `history`, `dissents` and `page_list` what they rest on."""
    for incident in incidents:
        entry = incident.entry
        yield json_text(
            {
                **row(incident),
                "figures": msgspec.to_builtins(entry.figures),
                "history": msgspec.to_builtins(entry.history),
                "dissents": msgspec.to_builtins(entry.dissents),
                "page_list": msgspec.to_builtins(incident.pages),
            }
        )


def json_text(value: Any) -> str:
    """JSON on one line with letters as they are, and the marks that turn or split a line for whoever looks at it escaped.

    >>> json_text({"what": "шахта \u202e"})
    '{"what": "шахта \\\\u202e"}'
    """
    return json.dumps(value, ensure_ascii=False).translate(ESCAPED)


def harmless(value: str | int | float | None) -> str | int | float | None:
    """A cell that no spreadsheet takes for a formula, without hidden marks. Numbers stay numbers.

    >>> harmless("=HYPERLINK(1)"), harmless(-3), harmless("a-b")
    ("'=HYPERLINK(1)", -3, 'a-b')
    """
    if not isinstance(value, str):
        return value
    shown = visible(value)
    return f"'{shown}" if shown.lstrip(" \u00a0").startswith(FORMULA) else shown


def visible(text: str) -> str:
    """Words with the marks that turn, split or hide what stands around them shown as such.

    >>> visible("depot \u202egnp.exe")
    'depot ⟨U+202E⟩gnp.exe'
    """
    return text.translate(SHOWN)


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return buffer.getvalue()
