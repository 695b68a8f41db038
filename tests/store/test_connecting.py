"""A ledger opens, or the message says what the file is and what to do; a kill at any moment leaves it whole."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from holdings import RULES, holding

from istor.errors import LedgerBusy, NewerLedger, NotALedger, StoreError
from istor.store.connecting import address_of, file_of, shown
from istor.store.holding import Run
from istor.store.ledger import Ledger, open_ledger
from istor.store.schema import SCHEMA_VERSION

RUN = Run(verb="build", started=dt.datetime(2025, 3, 6, tzinfo=dt.UTC))


def test_a_new_ledger_is_marked_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_ledger(path, create=True).close()
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA application_id").fetchone() == (0x6973746F,)
    assert file.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    file.close()
    with open_ledger(path) as ledger:
        assert ledger.counts() == {"pages": 0, "incidents": 0, "refusals": 0}


def some_other_database(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE cats (name TEXT)")
    file.close()


def a_later_istor(path: Path) -> None:
    open_ledger(path, create=True).close()
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 99")
    file.close()


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda path: path.write_text("a shopping list"), NotALedger, "is no istor ledger"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"rubbish" * 50), NotALedger, "damaged, or no ledger"),
        (some_other_database, NotALedger, "some other program's database"),
        (a_later_istor, NewerLedger, "update istor"),
        (lambda path: path.mkdir(), NotALedger, "a folder"),
        (os.mkfifo, NotALedger, "no file"),
    ],
)
def test_what_is_no_ledger_is_named_and_left_alone(tmp_path: Path, make, error, says) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(error, match=says) as caught:
        open_ledger(path, create=True)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("name", ["l?mode=ro.db", "100%.db", "a%20b.db", "a#b.db", "file:x.db", "é ü.db"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / name, create=True) as ledger:
        assert ledger.name == str(tmp_path / name)
        ledger.begin(RUN, RULES)
    assert name in [path.name for path in tmp_path.iterdir()]
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_ledger(tmp_path / name) as ledger:  # as on a read-only medium
        assert len(ledger.runs()) == 1
        with pytest.raises(StoreError, match="cannot be written"):
            ledger.begin(RUN, RULES)


@pytest.mark.parametrize(
    ("address", "says"),
    [("://", "no address"), ("mysql://x/y", "not in mysql"), ("foo://", "foo")],
)
def test_an_address_that_leads_nowhere_is_named(address: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        open_ledger(address)


def test_reading_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="istor build FOLDER"):
        open_ledger(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nowhere does not exist"):
        open_ledger(tmp_path / "nowhere" / "l.db", create=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    open_ledger(path, create=True).close()
    path.chmod(0)
    with pytest.raises(StoreError, match="permissions"):
        open_ledger(path)


def test_two_builds_at_once_are_refused_and_the_second_goes_on_later(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as first, open_ledger(path) as second:
        with first.building(), pytest.raises(LedgerBusy, match=f"process {os.getpid()}"), second.building():
            pass
        with second.building():
            pass
    assert not (tmp_path / "l.db-lock").exists()


def test_readers_are_not_kept_waiting_by_a_builder(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as builder, builder.building(), open_ledger(path) as other:
        assert other.counts()["pages"] == 0


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as ledger:
        run = ledger.begin(RUN, RULES)
        ledger.keep([holding("p1")], [], rules_id=RULES.id, run=run)
        _fill_the_disk(ledger)
        noise = os.urandom(300_000).hex()
        with pytest.raises(StoreError, match="disk is full"):
            ledger.keep([holding("p2"), holding("p3", f"Two people were {noise}")], [], rules_id=RULES.id, run=run)
        assert [article.source_id for article in ledger.articles()] == ["p1"]
        assert ledger.verify().pages == 1


def _fill_the_disk(ledger: Ledger) -> None:
    """No page of the file may be added from now on: as on a full disk."""
    from sqlalchemy import event

    def limit(connection, _record) -> None:  # type: ignore[no-untyped-def]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(ledger._engine, "connect", limit)
    ledger._engine.dispose()


KILLED = textwrap.dedent("""
    import datetime as dt, os, signal, sys
    sys.path[:0] = sys.argv[2:]
    from holdings import RULES, holding
    from istor.store.holding import Run
    from istor.store.ledger import open_ledger
    ledger = open_ledger(sys.argv[1], create=True)
    with ledger.building():
        run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        number = 0
        while True:
            number += 1
            ledger.keep([holding(f"p{number}-{part}") for part in range(5)], [], rules_id=RULES.id, run=run)
            print(number, flush=True)
""")


@pytest.mark.parametrize("batches", [1, 4])
def test_kill_nine_leaves_whole_batches_only(tmp_path: Path, batches: int) -> None:
    path = tmp_path / "l.db"
    here = str(Path(__file__).resolve().parents[1])
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), here], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert child.stdout is not None
    watchdog = threading.Timer(60, child.kill)
    watchdog.start()
    for line in child.stdout:
        if int(line) >= batches:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    watchdog.cancel()
    with open_ledger(path) as ledger, ledger.building():  # the dead process holds nothing
        found = ledger.verify()
        assert found.pages == 1  # the same bytes, kept once
        assert found.readings >= 5 * batches
        assert found.readings % 5 == 0


@pytest.mark.parametrize(
    ("given", "address", "file"),
    [
        ("istor.db", "sqlite:///istor.db", Path("istor.db")),
        ("/a/b.db", "sqlite:////a/b.db", Path("/a/b.db")),
        ("sqlite:///x.db", "sqlite:///x.db", Path("x.db")),
        ("sqlite://", "sqlite://", None),
    ],
)
def test_addresses(given: str, address: str, file: Path | None) -> None:
    assert address_of(given) == address
    assert file_of(address) == file


def test_a_password_is_never_shown() -> None:
    assert "secret" not in shown("postgresql+psycopg://me:secret@host/ledger")
