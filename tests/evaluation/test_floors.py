"""A change that lowers a score below its floor fails. The corpora stay outside the project: where they are absent, so
are these tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.flooring import Floor, corpus_hash, fallen, floors

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@pytest.mark.parametrize("floor", floors(), ids=lambda floor: floor.folder)
def test_floor(floor: Floor) -> None:
    folder = CORPORA / floor.folder
    if not folder.exists():
        pytest.skip(f"the corpus {floor.folder} is not beside this checkout")
    if corpus_hash(folder) != floor.sha256:
        pytest.skip(f"the corpus {floor.folder} is another version than the floor was set on")
    assert not fallen(floor, CORPORA)
