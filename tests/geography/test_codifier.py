"""Ukraine's official codifier as it is read: how many of each kind, and what lies in what."""

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from istor.errors import GazetteerError
from istor.geography import codifier
from istor.geography.codifier import SETTLEMENTS, Entry, read_codifier, workbook

ENTRIES = read_codifier(workbook())


def test_every_level_is_read() -> None:
    counts = Counter(entry.category for entry in ENTRIES)
    assert counts["O"] + counts["K"] == 27 and counts["P"] == 136
    assert sum(counts[category] for category in SETTLEMENTS) == 29_703  # with Kyiv and Sevastopol


def test_a_settlement_knows_what_it_lies_in() -> None:
    by_code = {entry.code: entry for entry in ENTRIES}
    for entry in ENTRIES:
        if entry.category in ("M", "X", "C"):
            assert [by_code[code].category for code in entry.above][:1] in (["O"], ["K"])
            assert len(entry.above) == 3 or entry.above[0].startswith(("UA80", "UA85"))


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("UA01000000000013043", "UA-43"),
        ("UA44000000000018893", "UA-09"),
        ("UA73000000000044923", "UA-77"),
        ("UA80000000000093317", "UA-30"),
        ("UA63000000000041885", "UA-63"),
    ],
)
def test_region_in_iso_letters(code: str, region: str) -> None:
    assert Entry(code, "O", "…", ()).region == region


def test_a_workbook_of_a_few_rows(tmp_path: Path) -> None:
    path = tmp_path / "few.xlsx"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    code = "UA63000000000041885"
    cells = '<c r="A1" t="s"><v>0</v></c><c r="F1" t="s"><v>1</v></c><c r="G1" t="s"><v>2</v></c><c r="H1"><v>7</v></c>'
    with zipfile.ZipFile(path, "w") as archive:
        shared = "".join(f"<si><t>{text}</t></si>" for text in (code, "O", " Харківська "))
        archive.writestr("xl/sharedStrings.xml", f"<sst {space}>{shared}</sst>")
        sheet = f'<sheetData><row r="1">{cells}</row><row r="2"><c r="A2"/></row></sheetData>'
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}>{sheet}</worksheet>")
    assert read_codifier(path) == (Entry(code, "O", "Харківська", ()),)


def test_without_the_package_the_reader_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codifier, "find_spec", lambda name: None)
    with pytest.raises(GazetteerError, match=r"requirements/gazetteer\.txt"):
        workbook()
