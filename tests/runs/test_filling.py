"""A ledger is filled once, in any order, whatever happens on the way."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import TEXT, page, read
from msgspec.structs import replace

from istor.articles.article import RawPage
from istor.errors import ConfigError, InputError
from istor.provenance import Refusal
from istor.publication.readings import Reading
from istor.runs import filling
from istor.runs.filling import Filling, build, reread, take_in
from istor.runs.journal import Change, Journal, Progress
from istor.store.ledger import Ledger, open_ledger

TWO = TEXT.replace("Three", "Two")
FOUR = TEXT.replace("Three", "Four")
TORN = Refusal(of="torn.html", room="articles", because="truncated", detail="ends in a tag")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        yield opened


def fill(ledger: Ledger, *pages: RawPage | Refusal, jobs: int = 1, **rest):  # type: ignore[no-untyped-def]
    return take_in(iter(pages), ledger, options=Filling(jobs=jobs), journal=Journal(), read=read, **rest)


def seen(ledger: Ledger) -> list[object]:
    return [
        *ledger.incidents(everything=True),
        *ledger.entries(everything=True),
        *ledger.articles(),
        *ledger.refusals(),
    ]


def test_pages_become_one_incident_with_its_range(ledger: Ledger) -> None:
    summary = fill(ledger, page("p1"), page("p2", TWO), TORN, page("p3", "Nothing here."))
    assert (summary.read, summary.telling, summary.incidents) == (3, 2, 1)
    assert summary.refused == (("articles", "junk", 1), ("articles", "truncated", 1))
    (entry,) = ledger.entries()
    figure = entry.figure("killed")
    assert figure is not None
    assert (figure.low, figure.high, entry.pages) == (2, 3, 2) or figure.low == figure.high
    assert ledger.verify().pages == 3


def test_the_same_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    pages = (page("p1"), page("p2", TWO, url="https://daily.example/2"), TORN)
    fill(ledger, *pages)
    before, runs = seen(ledger), ledger.runs()
    summary = fill(ledger, *pages, *pages)
    assert (summary.read, summary.known) == (0, 4)
    assert seen(ledger) == before
    assert ledger.runs() == runs


def test_order_and_batches_do_not_matter(tmp_path: Path) -> None:
    pages = [page("p1"), page("p2", TWO), page("p3", FOUR), page("p4", "Nothing.", published=None), TORN]
    found = []
    for number, order in enumerate(list(itertools.permutations(pages))[::17]):
        with open_ledger(tmp_path / f"{number}.db", create=True) as ledger:
            cut = number % len(pages)
            fill(ledger, *order[:cut])
            fill(ledger, *order[cut:])
            found.append(seen(ledger))
            ids = [{id for incident in ledger.incidents() for id in (incident.id, *incident.aliases)}]
    assert all([*map(_without_ids, each)] == [*map(_without_ids, found[0])] for each in found)
    assert ids


def _without_ids(record: object) -> object:
    """An incident's id may be that of whichever page came first; what is said of it may not."""
    changes = {"id": "", "aliases": (), "incident_id": ""}
    fields = getattr(record, "__struct_fields__", ())
    if "sightings" in fields:
        changes["sightings"] = tuple(sorted(record.sightings))  # type: ignore[attr-defined]
    return replace(
        record,
        **{
            key: value
            for key, value in changes.items()
            if (key in fields and key != "id") or (key == "id" and "aliases" in fields)
        },
    )  # type: ignore[type-var]


def test_one_page_that_cannot_be_read_does_not_stop_the_others(ledger: Ledger) -> None:
    summary = fill(ledger, page("p1"), page("p2", "This will crash."), page("p3", TWO))
    assert summary.read == 2
    assert summary.refused == (("runs", "failed", 1),)
    (refusal,) = ledger.refused_pages()
    assert (refusal.of, refusal.detail) == ("p2", "RuntimeError: this page cannot be read")


def interrupted_at(number: int):  # type: ignore[no-untyped-def]
    count = itertools.count()

    def reading(page: RawPage, *, published: dt.date | None = None) -> Reading:
        if next(count) == number:
            raise KeyboardInterrupt
        return read(page)

    return reading


def test_an_interrupt_keeps_what_was_finished_and_the_next_build_goes_on(ledger: Ledger) -> None:
    pages = [page(f"p{number}", f"{TEXT} Number {number}.") for number in range(6)]
    with pytest.raises(KeyboardInterrupt):
        take_in(pages, ledger, options=Filling(), journal=Journal(), read=interrupted_at(4))
    assert ledger.counts()["pages"] == 4
    assert ledger.is_unlinked()
    assert ledger.entries() == ()
    assert ledger.verify().readings == 4
    summary = fill(ledger, *pages)
    assert (summary.read, summary.known, summary.incidents) == (2, 4, 1)
    assert not ledger.is_unlinked()


def test_an_interrupt_between_reading_and_linking_is_made_good(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(filling, "bring_up", stopped)
        with pytest.raises(KeyboardInterrupt):
            fill(ledger, page("p1"))
    assert fill(ledger, page("p1")).incidents == 1


def test_progress_is_told(ledger: Ledger) -> None:
    told: list[Progress] = []
    fill(ledger, page("p1"), page("p2", TWO), watch=told.append)
    assert [each.done for each in told if each.stage == "reading"] == [1, 2]
    assert told[-1].stage == "linking"


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    pages = [page(f"p{number}", f"{TEXT} Number {number}.") for number in range(5)]
    found = []
    for jobs in (1, 2):
        with open_ledger(tmp_path / f"{jobs}.db", create=True) as ledger:
            fill(ledger, *pages, page("bad", "crash"), jobs=jobs)
            found.append(seen(ledger))
    assert found[0] == found[1]


def less(page: RawPage, *, published: dt.date | None = None) -> Reading:
    """What newer rules might see: the pages of two dead no longer tell of an attack."""
    reading = read(page)
    return replace(reading, sightings=(), claims=()) if "Two" in reading.article.text else reading


def test_rereading_keeps_old_readings_and_says_what_changed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger, page("p1"), page("p2", TWO))
    assert reread(ledger, read=less).read == 0  # the same rules: nothing to do
    newer = replace(filling.rules_now(), id="rules-newer")
    monkeypatch.setattr(filling, "rules_now", lambda: newer)
    summary = reread(ledger, read=less)
    assert summary.read == 2
    assert summary.changes == (Change(source_id="p2", before=1, after=0),)
    assert ledger.entries()[0].pages == 1
    article = ledger.article("p2")
    assert article is not None
    assert [len(reading.sightings) for _, reading in ledger.history(article.article.id)] == [1, 0]
    assert ledger.verify().readings == 4


def test_the_users_day_is_assumed_again_when_rereading(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[dt.date | None] = []

    def reading(page: RawPage, *, published: dt.date | None = None) -> Reading:
        days.append(published)
        return read(page)

    day = dt.date(2025, 3, 5)
    take_in([page("p1", published=None)], ledger, options=Filling(published=day), journal=Journal(), read=reading)
    newer = replace(filling.rules_now(), id="rules-newer")
    monkeypatch.setattr(filling, "rules_now", lambda: newer)
    reread(ledger, read=reading)
    assert days == [day, day]


def test_an_unknown_rule_is_refused_before_anything_is_read(ledger: Ledger) -> None:
    with pytest.raises(ConfigError, match=r"best-placed"):
        build([], ledger, options=Filling(rule="loudest"))


def test_an_input_that_is_not_there_is_named(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        build([tmp_path / "nowhere"], ledger)


def test_a_real_page_goes_all_the_way(ledger: Ledger, tmp_path: Path) -> None:
    text = "Two shops burnt down after a missile struck the centre of Poltava on Sunday, and four people were killed, police said."
    (tmp_path / "one.json").write_text(json.dumps({"text": text, "published": "2025-06-02", "source_id": "x1"}))
    (tmp_path / "two.txt").write_bytes(b"\xff\xfe\x00\x01" * 200)
    summary = build([tmp_path / "one.json", tmp_path / "two.txt"], ledger)
    assert summary.read >= 1
    (entry,) = ledger.entries()
    figure = entry.figure("killed")
    assert figure is not None
    assert (figure.best, entry.place.place.name) == (4, "Poltava")  # type: ignore[union-attr]
    assert ledger.verify().incidents == 1


def _hears_interrupts() -> None:
    """Whoever started the tests in the background may have told all their children to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_from_outside_can_be_gone_on_with(tmp_path: Path, kind: signal.Signals) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(300):
        text = f"{number} houses. A drone hit a depot in Sumy on Tuesday and killed two guards, police said. " * 8
        (folder / f"{number:03}.txt").write_text(text)
    command = [sys.executable, "-m", "istor", "build", str(folder), "--ledger", str(tmp_path / "l.db")]
    child = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_hears_interrupts
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and _pages(tmp_path / "l.db") == 0:
        time.sleep(0.1)
    os.kill(child.pid, kind)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == (130 if kind == signal.SIGINT else -signal.SIGKILL)
    assert b"Traceback" not in errors
    with open_ledger(tmp_path / "l.db") as ledger:
        kept = ledger.verify().readings
        assert 0 < kept < 300


def _pages(path: Path) -> int:
    try:
        with open_ledger(path) as ledger:
            return ledger.counts()["pages"]
    except Exception:
        return 0


def test_another_rule_judges_what_is_stored_anew(ledger: Ledger) -> None:
    """The same pages again, under another rule: nothing is read, the figures follow the rule."""
    pages = [page("p1", f"{TEXT} Once more.")]
    fill(ledger, *pages)
    summary = take_in(pages, ledger, options=Filling(rule="conservative"), journal=Journal())
    assert (summary.read, summary.known) == (0, 1)
    assert {figure.rule for entry in ledger.entries() for figure in entry.figures} == {"conservative v1"}
