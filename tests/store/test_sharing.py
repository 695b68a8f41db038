"""A ledger on a server is the one in a file. Runs where ISTOR_TEST_SERVER holds the address of a PostgreSQL server on which
databases may be made (postgresql+psycopg://me@localhost/postgres); elsewhere the tests of the file are all there are."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from arriving import VERBS, decide, follow_near, index_of, keep, shown, told
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

import istor
from istor.errors import LedgerBusy
from istor.runs import nearing
from istor.runs.copying import copies_of
from istor.runs.relinking import relink
from istor.store import sharing
from istor.store.ledger import open_ledger

SERVER = os.environ.get("ISTOR_TEST_SERVER", "")
PAGES = {
    "early.txt": "A drone hit a bus depot in Sumy on 4 March 2025, killing two people, the mayor said.",
    "late.txt": "A drone struck a bus depot in Sumy on 4 March 2025. Three people were killed, the regional prosecutor said.",
    "other.txt": "Shells landed on a school in Nikopol on 6 March 2025, wounding four people, the governor said.",
}
pytestmark = pytest.mark.skipif(not SERVER, reason="ISTOR_TEST_SERVER names no PostgreSQL server")


@pytest.fixture
def address() -> Iterator[str]:
    """A new, empty database, which is gone afterwards."""
    name = f"istor_test_{os.getpid()}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    server.dispose()


def journey(ledger: str | Path, folder: Path) -> list[object]:
    """What a ledger shows from the first page to a removed one; days of decisions apart."""
    for name, words in PAGES.items():
        (folder / name).write_text(words, encoding="utf8")
    paths = [folder / name for name in PAGES]
    seen: list[object] = [istor.build(paths[:2], ledger=ledger), istor.build(paths, ledger=ledger)]
    with istor.open(ledger) as opened:
        sumy, nikopol = opened.incidents()
        istor.decide("split", [sumy.id, sumy.sightings[1]], by="ana", why="two depots", ledger=opened)
        istor.decide("correct", nikopol.id, by="ana", path="injured", value="5", ledger=opened)
        seen += [shown_of(opened), list(opened.panorama().ids), opened.counts()]
        seen += [len(opened.telling("school")), len(opened.telling('"bus depot"')), opened.verify().decisions]
        seen.append(len(opened.entries(istor.Filter(places=("Sumy",), min_killed=1))))
        istor.remove("other.txt", by="ana", why="asked to", ledger=opened)
        seen += [shown_of(opened), opened.counts(), len(opened.telling("school")), opened.verify().pages]
    return [*seen, istor.build(paths, ledger=ledger)]


def shown_of(ledger: istor.Ledger) -> list[tuple[object, ...]]:
    return [(each.date, each.place, each.figures, each.pages, each.review) for each in ledger.entries()]


def test_a_journey_is_the_same_on_a_server_as_in_a_file(address: str, tmp_path: Path) -> None:
    assert journey(address, tmp_path) == journey(tmp_path / "file.db", tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_near_is_as_whole_on_a_server(address: str, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(nearing, "LEAST", 0)
    monkeypatch.setattr(nearing, "GROWTH", 1e9)
    chance = random.Random(seed)
    with open_ledger(address, create=True) as ledger:
        keep(ledger, [told(each) for each in range(10)])
        relink(ledger, copies_of(ledger))
        for at in range(10, 20):
            keep(ledger, [told(at)])
            follow_near(ledger)
            decide(ledger, chance.choice(VERBS), chance.randrange(100))
            follow_near(ledger)
        near, index = shown(ledger), index_of(ledger)
        relink(ledger, copies_of(ledger))
        assert (shown(ledger), index_of(ledger)) == (near, index)
        ledger.verify()


def test_one_builds_while_another_waits(address: str) -> None:
    with open_ledger(address, create=True) as one, open_ledger(address) as other:
        with one.building(), pytest.raises(LedgerBusy, match="another istor"), other.building():
            pass
        with other.building():
            pass


def test_those_who_decide_at_once_decide_one_after_the_other(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        keep(ledger, [told(each) for each in range(10)])
        relink(ledger, copies_of(ledger))
        names = [each.id for each in ledger.incidents()]

        def accept(name: str) -> None:
            ledger.decide("accept", name, by="ana")

        threads = [threading.Thread(target=accept, args=(name,)) for name in names]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert ledger.verify().decisions == len(names)


def test_a_writer_waits_no_longer_than_it_should(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "WAIT_MS", 50)
    with open_ledger(address, create=True) as one, open_ledger(address) as other:
        busy = pytest.raises(LedgerBusy, match="another program")
        with one._writing(), busy:
            keep(other, [])
