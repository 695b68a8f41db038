"""The public names: few, sorted, documented, and imported only when they are used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from holdings import RULES, TEXT, holding

import istor


def test_the_public_names_are_sorted_and_about_twenty() -> None:
    assert istor.__all__ == sorted(istor.__all__)
    assert 15 <= len(istor.__all__) <= 25


@pytest.mark.parametrize("name", istor.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    found = getattr(istor, name)
    assert name == "__version__" or (found.__doc__ or "").strip()


def test_a_name_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        istor.frobnicate  # noqa: B018


HEAVY = ("msgspec", "numpy", "pandas", "rich", "spacy", "sqlalchemy", "trafilatura", "typer")


@pytest.mark.parametrize(
    "line", ["import istor", "import sys; sys.argv = ['istor', '--version']; import istor.cli; istor.cli.main()"]
)
def test_nothing_heavy_is_imported_before_it_is_used(line: str) -> None:
    check = f"{line}; import sys; print([each for each in {HEAVY!r} if each in sys.modules])"
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"


def test_pages_to_incidents_to_frame(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "one.txt").write_text("A rocket killed two nurses in Kherson on 3 May 2025, police said.")
    summary = istor.build(pages, ledger=tmp_path / "l.db")
    assert (summary.read, summary.incidents) == (1, 1)
    with istor.open(tmp_path / "l.db") as ledger:
        (entry,) = ledger.entries()
        assert entry.incident_id == ledger.incidents()[0].id
        assert [article.source_id for article in ledger.articles()] == ["one.txt"]
        assert ledger.claims()
        assert ledger.refusals() is not None
        frame = ledger.entries().to_frame()
        assert list(frame["best_reported"]) == [2]
        assert len(ledger.claims().to_frame()) == len(ledger.claims())
        assert istor.export(ledger, to="csv").count("\n") == 2
    assert istor.reread(ledger=tmp_path / "l.db").read == 0


def test_reading_a_text_stores_nothing() -> None:
    reading = istor.read(TEXT, published="2025-03-05", source_id="x")
    assert reading.article.source_id == "x"
    assert reading.to_json()["sightings"]


def test_a_ledger_that_is_open_stays_open(tmp_path: Path) -> None:
    from istor.store.ledger import open_ledger

    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        assert istor.export(ledger, to="jsonl") == ""
        assert ledger.counts()["pages"] == 0


def test_a_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from istor.store.frames import Records

    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(istor.IstorError, match="pip install pandas"):
        Records([holding().reading, RULES]).to_frame()
