"""The ledger leaves the building: redaction first, then a format, then what was written is searched for what had to be withheld."""

from __future__ import annotations

import hashlib
import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from openpyxl import load_workbook

from istor.errors import ConfigError
from istor.publication import acled, checking, dictionary, ged, geojson, hxl, tables
from istor.publication.codebook import codebook_table
from istor.publication.combing import Comb
from istor.publication.geopackage import TABLE, geopackage
from istor.publication.losses import LOST, Losses
from istor.publication.policy import SAFE, PublicationOptions
from istor.publication.redaction import Published
from istor.publication.reporting import CREDITS, Tally
from istor.publication.workbook import workbook
from istor.runs.redacting import redacted_pairs
from istor.store.holding import Filter
from istor.store.ledger import Ledger

Exporter = Callable[[Iterable[Published]], Iterator[str]]
IN_MEMORY = 20_000_000  # bytes of an export that are held in memory; more are in a file without a name

EXPORTERS: Mapping[str, Exporter] = {
    "acled": acled.lines,
    "csv": tables.csv_lines,
    "ged": ged.lines,
    "geojson": geojson.lines,
    "hxl": hxl.lines,
    "jsonl": tables.json_lines,
}
WORKBOOK, GEOPACKAGE = "xlsx", "gpkg"
BINARY = (WORKBOOK, GEOPACKAGE)  # formats that are no text
FORMATS = tuple(sorted((*EXPORTERS, *BINARY)))
NARROW = tuple(LOST)  # formats with less room than the ledger


class Wanted(NamedTuple):
    """What is asked to leave: incidents by a filter, or by their ids in the order they are to have; their figures as `rule` has
    them (None: as the ledger does); under which policy."""

    filter: Filter | None = None
    names: Sequence[str] | None = None
    rule: str | None = None
    options: PublicationOptions = SAFE


EVERYTHING = Wanted()


class Parcel:
    """One export, written and searched, with what goes beside it. `file` is what it is called, `checksum` its SHA-256."""

    def __init__(self, ledger: Ledger, to: str, wanted: Wanted = EVERYTHING, *, file: str = "") -> None:
        """Writes the incidents asked for. The same ledger gives the same bytes. Raises ConfigError for a format or a rule there is
        not, and RedactionError where what was written holds what must be withheld."""
        if to not in FORMATS:
            raise ConfigError(f"there is no export to {to!r}; choose one of {', '.join(FORMATS)}")
        self.format = to
        self.file = file or f"incidents.{to}"
        self._comb, self._tally = Comb(), Tally(to, wanted.options)
        self._content = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (open as long as it is read)
        incidents = self._noted(ledger, wanted)
        digest = hashlib.sha256()
        for piece in self._binary(incidents) if to in BINARY else self._text(incidents):
            digest.update(piece)
            self._content.write(piece)
        self.checksum = digest.hexdigest()

    def content(self) -> Iterator[bytes]:
        """The file's bytes, piece by piece."""
        self._content.seek(0)
        while piece := self._content.read(65_536):
            yield piece

    def lines(self) -> Iterator[str]:
        """The file's lines without their ends."""
        self._content.seek(0)
        for line in self._content:
            yield line.decode().removesuffix("\n")

    def save(self, folder: Path) -> list[Path]:
        """Writes the file and what goes beside it into a folder; nothing that is there is half overwritten. Gives their paths."""
        made = []
        for name, pieces in ((self.file, self.content()), *((n, iter([t.encode()])) for n, t in self.beside().items())):
            path, part = folder / name, folder / f".{name}.part"
            with part.open("wb") as into:
                into.writelines(pieces)
            part.replace(path)
            made.append(path)
        return made

    def beside(self) -> dict[str, str]:
        """What goes beside the file, by name: checksum, report, codebook."""
        return {
            f"{self.file}.sha256": f"{self.checksum}  {self.file}\n",
            f"{self.file}.report.txt": self._tally.report(self.file, self.checksum),
            f"{self.file}.codebook.csv": codebook_table(self.format),
        }

    def losses(self) -> Losses:
        """What the format could not hold."""
        return self._tally.losses()

    def withheld(self) -> list[str]:
        """What was withheld, in sentences that name nobody."""
        return self._tally.withheld()

    def _noted(self, ledger: Ledger, wanted: Wanted) -> Iterator[Published]:
        for each in redacted_pairs(ledger, wanted.filter, names=wanted.names, rule=wanted.rule, options=wanted.options):
            if each.published is None:
                self._tally.restricted += 1
                continue
            self._comb.note(each.published.entry.incident_id, each.held, each.points)
            self._tally.note(each.published)
            yield each.published

    def _text(self, incidents: Iterator[Published]) -> Iterator[bytes]:
        for number, line in enumerate(EXPORTERS[self.format](incidents), start=1):
            self._comb.search(line, at=f"line {number}")
            yield f"{line}\n".encode()

    def _binary(self, incidents: Iterator[Published]) -> Iterator[bytes]:
        credit = " ".join(CREDITS)
        made = (workbook if self.format == WORKBOOK else geopackage)(incidents, credit=credit)
        rows = _rows_of_workbook(made) if self.format == WORKBOOK else _rows_of_geopackage(made)
        for number, line in enumerate(rows, start=1):
            self._comb.search(line, at=f"row {number}")
        yield made


def format_of(file: Path | None) -> str:
    """The format that a file's name says, CSV where it says none.

    >>> format_of(Path("sumy.geojson")), format_of(Path("sumy.txt")), format_of(None)
    ('geojson', 'csv', 'csv')
    """
    ending = file.suffix.lstrip(".").lower() if file else ""
    return ending if ending in FORMATS else "csv"


def export(ledger: Ledger, *, to: str, wanted: Wanted = EVERYTHING) -> Iterator[str]:
    """The incidents asked for as lines (without their ends) of the format `to`, a key of EXPORTERS.

    Nothing is given out before all of it was searched. Raises as Parcel does.
    """
    if to not in EXPORTERS:
        raise ConfigError(f"there is no export to {to!r} in lines; choose one of {', '.join(sorted(EXPORTERS))}")
    return Parcel(ledger, to, wanted).lines()


def meanings() -> Iterator[str]:
    """The lines of the codebook of exports, as Markdown: what each column and key means, generated from the types."""
    return dictionary.codebook_page()


def checker() -> bytes:
    """The one file by which whoever has an export checks it, without istor."""
    return Path(checking.__file__).read_bytes()


def published(ledger: Ledger, wanted: Wanted = EVERYTHING) -> Iterator[Published]:
    """The incidents asked for as they may be published, in the ledger's order; or those of `wanted.names`, in theirs.

    What a person marked as restricted is left out, and names that a person released for an incident stay in it.
    """
    for each in redacted_pairs(ledger, wanted.filter, names=wanted.names, rule=wanted.rule, options=wanted.options):
        if each.published is not None:
            yield each.published


def _rows_of_workbook(made: bytes) -> Iterator[str]:
    book = load_workbook(io.BytesIO(made), read_only=True)
    for cells in book["incidents"].iter_rows(values_only=True):
        yield _line(cells)


def _rows_of_geopackage(made: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.gpkg"
        path.write_bytes(made)
        connection = sqlite3.connect(path)
        try:
            for cells in connection.execute(f"SELECT * FROM {TABLE} ORDER BY fid"):
                yield _line(each for each in cells if not isinstance(each, bytes))
        finally:
            connection.close()


def _line(cells: Iterable[object]) -> str:
    return msgspec.json.encode(["" if cell is None else cell for cell in cells]).decode()
