"""Whatever is changed behind istor's back is found, and named."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zlib
from pathlib import Path

import pytest
from holdings import RULES, holding

from istor.decisions import Decision
from istor.errors import BrokenLedger
from istor.incidents.incident import Incident
from istor.provenance import Span
from istor.runs.relinking import relink
from istor.store.holding import Derived, Run
from istor.store.keeping import digest
from istor.store.ledger import open_ledger
from istor.store.verifying import quoted


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as ledger:
        run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        ledger.keep([holding("p1"), holding("p2", "Nothing.")], [], rules_id=RULES.id, run=run)
        relink(ledger)
        for number in range(3):
            ledger.append(
                Decision(verb="comment", on=("x",), by="ann", at=dt.datetime(2025, 3, number + 1, tzinfo=dt.UTC))
            )
    return path


def test_a_whole_ledger_verifies(path: Path) -> None:
    with open_ledger(path) as ledger:
        found = ledger.verify()
    assert (found.pages, found.readings, found.incidents, found.decisions) == (2, 2, 1, 3)
    assert found.quotations > 5


PACKED = zlib.compress(b"another page").hex()


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (f"UPDATE raw SET bytes = x'{PACKED}'", "its bytes were changed"),
        ("UPDATE raw SET bytes = x'00'", "cannot be unpacked"),
        ("UPDATE reading SET text = replace(text, 'Three', 'Seven')", "its text or its claims were changed"),
        ("UPDATE claim SET record = replace(record, 'Three', 'Seven')", "its text or its claims were changed"),
        (
            "UPDATE sighting SET record = replace(record, '\"low\":3', '\"low\":9')",
            "its text or its claims were changed",
        ),
        ("UPDATE incident SET entry = replace(entry, '\"Three people\"', '\"Seven people\"')", "quotes “Seven people”"),
        ("UPDATE incident SET entry = replace(entry, '\"end\":55', '\"end\":999')", "beyond its"),
        ("UPDATE incident SET record = replace(record, 'sighting-', 'sightang-')", "which no page tells"),
        ("UPDATE decision SET record = replace(record, 'ann', 'bob') WHERE n = 2", "decision 2 "),
        ("DELETE FROM decision WHERE n = 1", "decision 1 "),
        ("DELETE FROM decision WHERE n = 3", "ends at decision 2, and not where"),
        ("DELETE FROM decision", "ends at decision 0"),
        ("UPDATE sighting SET record = '{}'", "cannot be read"),
        ("UPDATE sighting SET id = 'sighting-0'", "its record says 'sighting-"),
        ("UPDATE claim SET article_id = 'article-0'", "as its article_id"),
        ("UPDATE raw SET size = size + 1", "its row says"),
        ("UPDATE reading SET current = 0 WHERE n = 1", "no current reading"),
        ("UPDATE incident SET killed_best = 9", "9 as its killed_best, but its record says 3"),
        ("UPDATE incident SET reviewed = 1", "as its reviewed"),
        ("UPDATE incident SET rejected = 1", "as its rejected"),
        ("UPDATE incident SET earliest = '2025-01-01'", "as its earliest"),
        ("DELETE FROM member", "other accounts"),
        ("INSERT INTO incident_alias VALUES ('incident-0', 'incident-1')", "the former id incident-0 leads elsewhere"),
        ("UPDATE decision SET id = 'decision-0' WHERE n = 2", "decision 2 has 'decision-0' as its id"),
        ("DELETE FROM ground WHERE decision_n = 2", "decision 2 .* is not found by what it is about"),
        ("DELETE FROM raw", "is not there"),
    ],
)
def test_tampering_is_found_and_named(path: Path, tamper: str, says: str) -> None:
    file = sqlite3.connect(path)
    assert file.execute(tamper).rowcount > 0
    file.commit()
    file.close()
    with open_ledger(path) as ledger, pytest.raises(BrokenLedger, match=says) as caught:
        ledger.verify()
    assert caught.value.exit_code == 4


def test_a_ledger_of_an_istor_whose_records_had_fewer_fields_is_whole(path: Path) -> None:
    with sqlite3.connect(path) as file:  # as an earlier istor would have written it, its hash with it
        claims, sightings = (
            [row[0] for row in file.execute(f"SELECT record FROM {table} WHERE reading_n = 1 ORDER BY at")]
            for table in ("claim", "sighting")
        )
        text, packed = file.execute("SELECT text, packed FROM reading WHERE n = 1").fetchone()
        fewer = [record.replace('"damage":[],', "", 1) for record in sightings]
        assert fewer != sightings
        for before, after in zip(sightings, fewer, strict=True):
            file.execute("UPDATE sighting SET record = ? WHERE record = ?", (after, before))
        checksum = digest(text, zlib.decompress(packed).decode(), claims, fewer)
        file.execute("UPDATE reading SET digest = ? WHERE n = 1", (checksum,))
    with open_ledger(path) as ledger:
        assert ledger.verify().readings == 2


def test_a_damaged_file_is_found(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()
    damaged = bytearray(path.read_bytes())
    for at in range(8192, len(damaged), 4096):
        damaged[at : at + 64] = b"\xff" * 64
    path.write_bytes(damaged)
    with pytest.raises(Exception, match=r"damaged|malformed|restore") as caught, open_ledger(path) as ledger:
        ledger.verify()
    assert type(caught.value).__module__ == "istor.errors"


def test_quotations_are_found_wherever_they_stand() -> None:
    reading = holding("p1").reading
    words = {words for words, _ in quoted(reading.sightings)}
    assert {"Three people", "the prosecutor"} <= words
    assert all(isinstance(span, Span) for _, span in quoted(reading))


def test_an_incident_that_rests_on_nothing_is_found(path: Path) -> None:
    with open_ledger(path) as ledger:
        entry = ledger.entries()[0]
        lost = Incident(id=entry.incident_id, sightings=("sighting-lost",))
        ledger.derive(Derived(incidents=(lost,), entries=(entry,)))
        with pytest.raises(BrokenLedger, match="sighting-lost"):
            ledger.verify()
