"""Whoever changes a figure in the file, whatever else he changes with it, is found out."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from holdings import TEXT, page, read

import istor
from istor.errors import BrokenLedger
from istor.runs.filling import Filling, take_in
from istor.runs.journal import Journal
from istor.runs.proving import proved
from istor.store.ledger import open_ledger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as ledger:
        pages = [page("p1", TEXT), page("p2", TEXT.replace("Three", "Two"))]
        take_in(pages, ledger, options=Filling(), journal=Journal(), read=read)
        istor.decide("correct", ledger.incidents()[0].id, path="type", value="Grenade", by="ana", ledger=ledger)
    return path


def test_a_whole_ledger_is_proved_under_any_rule(path: Path) -> None:
    with open_ledger(path) as ledger:
        assert proved(ledger) == ledger.verify()
    with open_ledger(path) as ledger:
        take_in([], ledger, options=Filling(rule="hierarchy: hospital > official"), journal=Journal(), read=read)
        assert proved(ledger).incidents == 1


@pytest.mark.parametrize(
    ("tamper", "field"),
    [
        ((r'"best":\d+', '"best":9'), "figures"),
        ((r'"origins":\d+', '"origins":7'), "origins"),
        ((r"Best reported: ", "Certainly: "), "figures"),
        ((r'"Grenade"', '"Other"'), "type"),
        ((r'"review":"reviewed"', '"review":"machine-read, unreviewed"'), "review"),
    ],
)
def test_what_does_not_follow_from_the_accounts_is_named(path: Path, tamper: tuple[str, str], field: str) -> None:
    with sqlite3.connect(path) as file:
        (entry,) = file.execute("SELECT entry FROM incident").fetchone()
        changed = re.sub(*tamper, entry)
        assert changed != entry
        best = int(re.findall(r'"best":(\d+)', changed)[0])
        kind = re.findall(r'"type":"([^"]+)"', changed)[0]
        row = (changed, best, kind)  # the column by which it is found along with it
        file.execute("UPDATE incident SET entry = ?, killed_best = ?, type = ?", row)
    file.close()
    with open_ledger(path) as ledger, pytest.raises(BrokenLedger, match=rf"accounts do \({field}\)"):
        proved(ledger)
