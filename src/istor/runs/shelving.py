"""Pages and readings go into the ledger in batches, each all or nothing, so that a run can be cut short at any moment."""

from __future__ import annotations

import datetime as dt
import time
from types import TracebackType
from typing import Self

import msgspec

from istor.provenance import Refusal
from istor.runs.journal import Journal
from istor.store.holding import Holding, Rules, Run
from istor.store.ledger import Ledger

BATCH_SECONDS = 1.0  # a kill loses at most this much work
BATCH_PAGES = 64


class Shelf:
    """Where a run lays what it has read. Used in a `with` statement: what was laid down is kept even if the run is interrupted.

    The run is recorded with the first thing kept: a build that finds nothing new leaves the ledger as it was.
    """

    def __init__(
        self, ledger: Ledger, journal: Journal, *, verb: str, rules: Rules, inputs: tuple[str, ...] = ()
    ) -> None:
        self.ledger = ledger
        self.journal = journal
        self.rules = rules
        self.run = Run(verb=verb, started=dt.datetime.now(dt.UTC), inputs=inputs)
        self._number: int | None = None
        self._holdings: list[Holding] = []
        self._refusals: list[Refusal] = []
        self._since = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(
            error, Exception
        ):  # a KeyboardInterrupt still keeps what is finished; an error may be the ledger's own
            self._flush()
        if self._number is not None and kind is None:
            self.ledger.end(self._number, self._closed())

    def lay(self, outcome: Holding | Refusal) -> None:
        """A page that was read, or one that was refused at the door."""
        if isinstance(outcome, Refusal):
            self._refusals.append(outcome)
            self.journal.refuse([outcome])
        else:
            self._holdings.append(outcome)
            if self.run.verb == "reread":
                self.journal.compare(self.ledger.sightings_of(outcome.reading.article.id), outcome.reading)
            self.journal.note(outcome.reading)
        if len(self._holdings) >= BATCH_PAGES or time.monotonic() - self._since > BATCH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        holdings, refusals = self._holdings, self.ledger.unknown(self._refusals)
        if holdings or refusals:
            if self._number is None:
                self._number = self.ledger.begin(self.run, self.rules)
            self.ledger.keep(holdings, refusals, rules_id=self.rules.id, run=self._number)
        self._holdings, self._refusals = [], []  # after keeping: what an interrupt cut short is tried once more
        self._since = time.monotonic()

    def _closed(self) -> Run:
        return msgspec.structs.replace(self.run, finished=dt.datetime.now(dt.UTC), counts=self.journal.counts())
