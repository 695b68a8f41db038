"""The record for the public holds nothing that must be withheld; the team's holds everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from holdings import page
from test_exporting import NAMED, with_persons

from istor.publication.policy import PublicationOptions
from istor.runs.filling import Filling, take_in
from istor.runs.following import follow
from istor.runs.journal import Journal
from istor.runs.recording import record
from istor.store.ledger import Ledger, open_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        pages = [page("p1", NAMED, url="https://daily.example/nurse-olena-petrenko")]
        take_in(pages, opened, options=Filling(), journal=Journal(), read=with_persons)
        yield opened


def written(ledger: Ledger, *, public: bool, **options: str) -> str:
    made = record(ledger, ledger.incidents()[0].id, public=public, options=PublicationOptions(**options))  # type: ignore[arg-type]
    return msgspec.json.encode(made).decode()


def test_the_team_sees_everything(ledger: Ledger) -> None:
    text = written(ledger, public=False)
    assert "Olena Petrenko, 34 years" in text and "nurse-olena-petrenko" in text and "SHA-256" in text


def test_the_public_sees_what_the_policy_says(ledger: Ledger) -> None:
    text = written(ledger, public=True)
    assert "petrenko" not in text.lower() and "name withheld, 34 years" in text
    assert "Olena Petrenko, 34 years" in written(ledger, public=True, names="published")


def test_what_is_restricted_has_no_public_record(ledger: Ledger) -> None:
    name = ledger.incidents()[0].id
    ledger.decide("sensitivity", [name], by="ana", value="restricted")
    follow(ledger)
    assert record(ledger, name, public=True) is None
    assert record(ledger, name, public=False) is not None
    assert record(ledger, "incident-none", public=False) is None
