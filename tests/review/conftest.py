"""A small ledger and a reviewer at its desk, for every page of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from review.desks import Visitor, filled, opened_by

from istor.store.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path) as opened:
        yield opened


@pytest.fixture
def ana(ledger: Ledger) -> Visitor:
    return opened_by(ledger, "ana")
