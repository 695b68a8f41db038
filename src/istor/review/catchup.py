"""The ledger follows decisions without anybody waiting: one thread puts incidents together anew, once for many decisions."""

from __future__ import annotations

import threading

from istor.errors import IstorError, LedgerBusy
from istor.runs.following import follow
from istor.store.ledger import Ledger

PATIENCE_S = 2.0  # a small ledger has followed by then, and the next page shows it
AGAIN_S = 1.0  # while another process builds the ledger


class Following:
    """Follows when asked, in the background. `problem` is the sentence of the last attempt that failed, "" if none did."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.problem = ""
        self._wanted = threading.Event()
        self._done = threading.Event()
        self._done.set()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def pending(self) -> bool:
        """Whether decisions were taken that the incidents do not show yet."""
        return not self._done.is_set()

    def ask(self, *, patience_s: float = PATIENCE_S) -> bool:
        """Asks that the ledger follow, and waits a little. False: it has not followed yet."""
        with self._lock:
            self._done.clear()
            self._wanted.set()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="istor-following", daemon=True)
                self._thread.start()
        return self._done.wait(patience_s)

    def close(self) -> None:
        """Lets the thread end after what it is doing."""
        self._closed.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _work(self) -> None:
        while not self._closed.is_set():
            self._wanted.wait()
            if self._closed.is_set():
                return
            self._wanted.clear()
            try:
                follow(self.ledger)
                self.problem = ""
            except LedgerBusy as busy:
                self.problem = str(busy)
                self._wanted.set()
                self._closed.wait(AGAIN_S)
                continue
            except IstorError as error:
                self.problem = str(error)
            with self._lock:
                if not self._wanted.is_set():
                    self._done.set()
