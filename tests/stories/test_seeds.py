"""Five real pages with the ledger a careful reader takes from them; the pages stay outside the project."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import istor
from stories.test_stories import check, facts

HERE = Path(__file__).parent / "seeds"
PAGES = Path(__file__).resolve().parents[3] / "shared" / "seeds"
STORIES = sorted(HERE.glob("*.toml"))

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the seed pages are not beside this checkout")


@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
def test_seed(path: Path, tmp_path: Path) -> None:
    check(tomllib.loads(path.read_text(encoding="utf8")), tmp_path, pages=PAGES)


def test_four_days_in_kharkiv_stay_four(tmp_path: Path) -> None:
    istor.build([PAGES], ledger=tmp_path / "seeds.db")
    with istor.open(tmp_path / "seeds.db") as ledger:
        kharkiv = [
            entry for entry in ledger.entries() if facts(entry)["settlement"] == "Kharkiv" and entry.scope == "incident"
        ]
        assert all(entry.pages == 1 for entry in kharkiv)
        assert len(kharkiv) == 6
