"""The same results in the same order, in one process or in several, also when a worker dies."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from istor.runs.executors import in_order, uncollected


def double(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return 2 * number


def die_at(number: int, *, at: int, once: str | None) -> int:
    """Kills its own process at one number: always, or, with a file to remember by, only the first time."""
    if number == at and (once is None or not Path(once).exists()):
        if once is not None:
            Path(once).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def given_up(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(double, range(20), lost=given_up, jobs=jobs)) == [(n, 2 * n) for n in range(20)]


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = []

    def items():  # type: ignore[no-untyped-def]
        for number in range(1000):
            taken.append(number)
            yield number

    stream = in_order(double, items(), lost=given_up, jobs=2)
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert len(taken) < 20


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    work = partial(die_at, at=5, once=str(tmp_path / "died"))
    assert list(in_order(work, range(12), lost=given_up, jobs=2)) == [(n, 2 * n) for n in range(12)]


def test_an_item_that_kills_every_worker_is_given_up_and_no_other() -> None:
    work = partial(die_at, at=5, once=None)
    assert list(in_order(work, range(12), lost=given_up, jobs=2)) == [(n, -5 if n == 5 else 2 * n) for n in range(12)]


HELD = """
import sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from test_executors import given_up, stay
from istor.runs.executors import in_order, uncollected
if __name__ == "__main__":
    list(in_order(stay, [{note!r}] * 2, lost=given_up, jobs=1 + 1))
"""


def stay(note: str) -> int:
    """Writes down its process, and stays."""
    Path(note).write_text(str(os.getpid()))
    time.sleep(60)
    return 0


def test_a_killed_run_leaves_no_workers_behind(tmp_path: Path) -> None:
    note, script = tmp_path / "pid", tmp_path / "run.py"
    script.write_text(HELD.format(here=str(Path(__file__).parent), note=str(note)))
    parent = subprocess.Popen([sys.executable, str(script)])
    wait_until(lambda: note.exists() and note.read_text() != "")
    parent.kill()
    parent.wait()
    wait_until(lambda: not Path(f"/proc/{note.read_text()}").exists())


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("before", [True, False])
def test_cycles_are_searched_for_afterwards_as_before(before: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if before else gc.disable)()
        with pytest.raises(KeyError), uncollected():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() == before
    finally:
        (gc.enable if was else gc.disable)()
