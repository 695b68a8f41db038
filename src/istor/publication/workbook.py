"""Incidents as a spreadsheet (XLSX): the rows, and a sheet that says what each column means. No cell is a formula."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from istor.publication.redaction import Published
from istor.publication.rows import COLUMNS, row
from istor.publication.tables import harmless

MADE = dt.datetime(2000, 1, 1)  # the same ledger gives the same bytes: no clock is asked
LONGEST = 32_000  # characters: a spreadsheet's cell holds no more than 32,767
WIDE = ("killed_because", "injured_because", "addresses")


def workbook(incidents: Iterable[Published], *, credit: str) -> bytes:
    """The bytes of an XLSX file with the sheets `incidents` and `columns`; `credit` stands under the latter."""
    book = Workbook()
    sheet = book.active
    sheet.title = "incidents"
    sheet.append(list(COLUMNS))
    for each in incidents:
        sheet.append([_cell(value) for value in row(each).values()])
    _dressed(sheet)
    meanings = book.create_sheet("columns")
    meanings.append(["column", "what it means"])
    for name, meaning in COLUMNS.items():
        meanings.append([name, meaning])
    meanings.append([])
    meanings.append([credit])
    _dressed(meanings)
    meanings.column_dimensions["B"].width = 90
    book.properties.creator = "istor"
    book.properties.created = book.properties.modified = MADE
    return _bytes(book)


def _cell(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", str(harmless(value)))[:LONGEST]


def _dressed(sheet: Any) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    for at, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = 60 if cell.value in WIDE else 18


def _bytes(book: Workbook) -> bytes:
    """The file with every time in it set to MADE: the writer puts in its own."""
    saved, into = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as held, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(held.namelist()):
            content = held.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            made.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()
