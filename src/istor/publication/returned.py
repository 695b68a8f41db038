"""A table that comes back from a spreadsheet: CSV or XLSX → its rows as text, with what spreadsheets do to cells undone.

They turn days into numbers or into their own country's way of writing them, 3 into 3.0, the comma into a semicolon, and they
drop or keep the apostrophe before a cell that looked like a formula. What can be undone without a guess is; the rest is left
as it is, and refused by whoever compares it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from istor.errors import InputError
from istor.provenance import Record

SHEET = "incidents"
KEY = "incident_id"
MOST_ROWS = 200_000
MOST_UNPACKED = 200_000_000  # bytes: a packed spreadsheet may be a bomb
EPOCH = dt.date(1899, 12, 30)  # day 0 of spreadsheets' numbers for days, from March 1900 on
SERIALS = range(20_000, 80_000)  # numbers that can be days: 1954 to 2119
_WHOLE = re.compile(r"(-?\d+)\.0+")
_SLASHED = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")


class Table(Record):
    """An edited table: its columns as written, and its rows by column, every cell as text ("": empty)."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]


def read_table(content: bytes) -> Table:
    """The table in the bytes of a CSV or XLSX file; which of them is told by how it begins.

    Raises InputError for what is neither, or has no column `incident_id`.

    >>> read_table(b"incident_id;best_reported\\nincident-1;3.0\\n").rows
    ({'incident_id': 'incident-1', 'best_reported': '3'},)
    """
    lines = _workbook(content) if content.startswith(b"PK") else _text(content)
    heading = next(lines, ())
    columns = tuple(cell.strip() for cell in heading)
    if KEY not in columns:
        raise InputError(f"the table has no column {KEY!r}, so no row can be told; export it anew and edit that")
    if len({each for each in columns if each}) < len([each for each in columns if each]):
        raise InputError("a column stands in the table twice; leave each once")
    rows: list[dict[str, str]] = []
    for cells in lines:
        if any(cells):
            rows.append({name: cell for name, cell in zip(columns, cells, strict=False) if name})
        if len(rows) > MOST_ROWS:
            raise InputError(f"the table has more than {MOST_ROWS:,} rows; bring it back in parts")
    return Table(columns=tuple(each for each in columns if each), rows=tuple(rows))


def days_meant(cell: str) -> tuple[str, ...]:
    """Every day, ISO, that a spreadsheet may have turned into this cell; one alone where the cell is a day as istor writes it.

    >>> days_meant("2025-03-04"), days_meant("45720"), days_meant("04/03/2025")
    (('2025-03-04',), ('2025-03-04',), ('2025-03-04', '2025-04-03'))
    """
    try:
        return (dt.date.fromisoformat(cell.partition(" ")[0].partition("T")[0]).isoformat(),)
    except ValueError:
        pass
    if cell.isascii() and cell.isdecimal() and len(cell) < 7 and int(cell) in SERIALS:
        return ((EPOCH + dt.timedelta(days=int(cell))).isoformat(),)
    found = _SLASHED.fullmatch(cell)
    if found is None:
        return ()
    one, other, year = (int(part) for part in found.groups())
    year += 2000 if year < 100 else 0
    return tuple(
        dict.fromkeys(day for month, number in ((other, one), (one, other)) if (day := _day(year, month, number)))
    )


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _text(content: bytes) -> Iterator[Sequence[str]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("the table is no UTF-8; save it as “CSV UTF-8” or as XLSX") from None
    first = text.partition("\n")[0]
    parted = max((",", ";", "\t"), key=first.count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True):
            yield [_cell(each) for each in cells]
    except csv.Error as error:
        raise InputError(f"the table cannot be read as CSV ({error}); save it as “CSV UTF-8” or as XLSX") from None


def _workbook(content: bytes) -> Iterator[Sequence[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise InputError(f"the spreadsheet holds more than {MOST_UNPACKED:,} bytes; bring it back in parts")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        for cells in sheet.iter_rows(values_only=True):
            yield [_cell(each) for each in cells]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError, OSError) as error:
        raise InputError(f"the file cannot be read as XLSX ({error}); save it as “CSV UTF-8” instead") from None


def _cell(value: Any) -> str:
    """A cell as the export wrote it, as far as that can be told."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    text = str(value).strip()
    if text.startswith("'"):
        text = text[1:]
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def columns_unknown(table: Table, known: Iterable[str]) -> tuple[str, ...]:
    """The table's columns that no export has, in their order."""
    held = set(known)
    return tuple(each for each in table.columns if each not in held)
