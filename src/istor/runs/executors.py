"""Where work is done: in this process, or in several. The same function, the same results, in the same order.

A worker that dies takes nothing with it: what it held is tried again in a new one, alone, and an item that kills its
worker a second time is given to `lost` instead.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4  # items handed out for each worker: keeps it busy without holding many pages in memory


def in_order(
    work: Callable[[T], R], items: Iterable[T], *, lost: Callable[[T], R], jobs: int = 1
) -> Iterator[tuple[T, R]]:
    """Each item with `work(item)`, in the order of `items`, worked on by `jobs` processes (1: this one).

    With more jobs, `work` must be a module's function (or a partial of one), for each process finds it by name; `lost`
    gives the result of an item whose worker died twice. Items are taken from the iterable only as they are needed.

    >>> list(in_order(len, ["a", "bb"], lost=len))
    [('a', 1), ('bb', 2)]
    """
    if jobs > 1:
        yield from _Pool(work, lost=lost, jobs=jobs).run(iter(items))
        return
    for item in items:
        yield item, work(item)


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles while millions of records are made that hold none: it takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class _Pool(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], *, lost: Callable[[T], R], jobs: int) -> None:
        self.work = work
        self.lost = lost
        self.jobs = jobs
        self.pool = _open(jobs)

    def run(self, items: Iterator[T]) -> Iterator[tuple[T, R]]:
        waiting: deque[tuple[T, Future[R]]] = deque()
        try:
            while self._fill(waiting, items):
                item, future = waiting.popleft()
                try:
                    result = future.result()
                except BrokenProcessPool:
                    result = self._alone(item)
                    waiting = deque((each, self._submit(each)) for each, _ in waiting)
                yield item, result
        finally:
            self.pool.shutdown(wait=False, cancel_futures=True)

    def _fill(self, waiting: deque[tuple[T, Future[R]]], items: Iterator[T]) -> bool:
        while len(waiting) < self.jobs * AHEAD:
            try:
                item = next(items)
            except StopIteration:
                break
            waiting.append((item, self._submit(item)))
        return bool(waiting)

    def _submit(self, item: T) -> Future[R]:
        try:
            return self.pool.submit(self.work, item)
        except BrokenProcessPool:
            self.pool = _open(self.jobs)
            return self.pool.submit(self.work, item)

    def _alone(self, item: T) -> R:
        """The item in a worker of its own: if that one dies too, the item is to blame and not a neighbour."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.pool = _open(self.jobs)
        with _open(1) as single:
            try:
                return single.submit(self.work, item).result()
            except BrokenProcessPool:
                return self.lost(item)


def _open(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow_the_parent)


def _follow_the_parent() -> None:
    """Interrupts are the parent's to answer; a parent that was killed leaves no worker behind, holding memory and pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
