"""An export is checked with nothing but itself and one file: what holds is said to hold, what was changed is found."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review.desks import filled

from istor.provenance import sha256
from istor.publication import checking
from istor.runs.exporting import export

Change = Callable[[dict[str, Any]], object]
ALONE = [sys.executable, "-I", "-S", checking.__file__]  # without istor, without any package


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A small ledger in two formats, by format."""
    with filled(tmp_path_factory.mktemp("l")) as ledger:
        return {each: "".join(f"{line}\n" for line in export(ledger, to=each)) for each in ("jsonl", "csv")}


def changed(exported: dict[str, str], change: Change) -> list[str]:
    """What is found of the lines when their first incident was changed so."""
    first, *rest = (json.loads(line) for line in exported["jsonl"].splitlines())
    told = copy.deepcopy(first)
    change(told)
    return list(checking.check(json.dumps(each) for each in (told, *rest)))


def test_an_export_holds(exported: dict[str, str]) -> None:
    assert list(checking.check(exported["jsonl"].splitlines())) == []
    assert list(checking.differences(exported["jsonl"].splitlines(), exported["csv"].splitlines())) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: row.update(best_reported=9), "best_reported is 9"),
        (lambda row: row["figures"][0].update(best=99), "the best, 99, is not from"),
        (lambda row: row["figures"][0].update(accounts=[]), "rests on nobody's words"),
        (lambda row: row["figures"][0].update(low=0), "nobody who counts says as few as 0"),
        (lambda row: row["figures"][0]["accounts"][0].update(words=""), "points at no words"),
        (lambda row: row.update(page_list=[]), "is quoted, and not listed"),
        (lambda row: row.update(pages=7), "7 pages are counted"),
        (lambda row: row.update(latitude=0, longitude=0), "the point is 0, 0"),
        (lambda row: row.update(latitude=None), "is no point"),
        (lambda row: row.update(date_to="2020-01-01"), "no days in their order"),
        (lambda row: row.pop("figures"), "has no figures"),
        (lambda row: row.pop("incident_id"), "line 1 is no incident"),
    ],
)
def test_what_was_changed_is_found(exported: dict[str, str], change: Change, said: str) -> None:
    assert any(said in each for each in changed(exported, change))


def test_an_incident_stands_once(exported: dict[str, str]) -> None:
    lines = exported["jsonl"].splitlines()
    assert "a second time" in " ".join(checking.check([*lines, lines[0]]))


def test_it_needs_nothing_but_itself(exported: dict[str, str], tmp_path: Path) -> None:
    paths = [tmp_path / f"out.{each}" for each in exported]
    for path, text in zip(paths, exported.values(), strict=True):
        path.write_text(text, encoding="utf8")
        path.with_name(path.name + ".sha256").write_text(f"{sha256(text.encode())}  {path.name}\n")
    fine = subprocess.run([*ALONE, *paths], capture_output=True, text=True, check=False)
    assert fine.returncode == 0 and "all holds" in fine.stdout
    paths[1].write_text(exported["csv"].replace("Kharkiv", "Sumy"), encoding="utf8")
    broken = subprocess.run([*ALONE, *paths], capture_output=True, text=True, check=False)
    assert (
        broken.returncode == 1 and "place is 'Sumy' in the table" in broken.stdout and "out.csv.sha256" in broken.stdout
    )
    paths[0].write_text("[1, 2]\nno", encoding="utf8")
    assert subprocess.run([*ALONE, *paths], capture_output=True, check=False).returncode == 2


def test_it_says_how_it_is_called() -> None:
    assert checking.main([]) == 2
    assert checking.main(["nowhere.jsonl"]) == 2
