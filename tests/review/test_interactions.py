"""Every interaction that the documents claim is shown by a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d+) \| (\S.*?) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall((ROOT / "docs" / "interactions.md").read_text(encoding="utf8"))


@pytest.mark.parametrize(("number", "shown"), [(row[0], row[2]) for row in ROWS])
def test_an_interaction_is_shown_by_a_test_that_exists(number: str, shown: str) -> None:
    assert 1 <= int(number) <= 72
    named = re.findall(r"`([^`]+)::([^`]+)`", shown)
    assert named
    for path, name in named:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf8"), re.MULTILINE), f"{path}::{name}"


def test_each_interaction_has_one_row() -> None:
    numbers = [row[0] for row in ROWS]
    assert len(numbers) == len(set(numbers))
    lines = (ROOT / "docs" / "interactions.md").read_text(encoding="utf8").splitlines()
    assert len(ROWS) == sum(line.startswith("| ") for line in lines) - 1
