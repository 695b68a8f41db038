"""The desk over one ledger: its panorama, renewed when the ledger changes, and what the last selections took."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from msgspec.structs import replace

from istor.review.selection import Selection
from istor.review.sieve import Mask, Sifted, sift
from istor.store.ledger import Ledger
from istor.store.panorama import Panorama

REMEMBERED = 64  # selections; going back and forth between two asks for the same ones


class Desk:
    """What all pages of the desk draw on. Its ledger may be built or decided on by others meanwhile."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._seen: Panorama | None = None
        self._sifted: OrderedDict[Selection, Sifted] = OrderedDict()

    def panorama(self) -> Panorama:
        """All incidents at a glance, as the ledger stands now."""
        edition = self.ledger.edition()
        with self._lock:
            if self._seen is None or self._seen.edition != edition:
                self._seen = self.ledger.panorama()
                self._sifted.clear()
            return self._seen

    def sifted(self, chosen: Selection) -> tuple[Panorama, Sifted]:
        """The panorama and what a selection takes of it."""
        seen = self.panorama()
        asked = replace(chosen, page=1)
        with self._lock:
            if (held := self._sifted.get(asked)) is not None and self._seen is seen:
                self._sifted.move_to_end(asked)
                return seen, held
        made = sift(seen, asked, named=self._named(seen, asked))
        with self._lock:
            if self._seen is seen:
                self._sifted[asked] = made
                while len(self._sifted) > REMEMBERED:
                    self._sifted.popitem(last=False)
        return seen, made

    def _named(self, seen: Panorama, chosen: Selection) -> Mask | None:
        """The rows that the selection's words find; None where it has no words."""
        asked = [self.ledger.telling(chosen.text)] if chosen.text else []
        asked += [self.ledger.placed(chosen.place)] if chosen.place else []
        if not asked:
            return None
        named = np.ones(len(seen), dtype=bool)
        for names in asked:
            told = np.zeros(len(seen), dtype=bool)
            told[seen.row_of(names)] = True
            named &= told
        return named
