"""The desk over one ledger: its panorama, renewed when the ledger changes, and what the last selections took."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace

from istor.decisions import Decision, Standing
from istor.publication.policy import SAFE, PublicationOptions
from istor.review.selection import Mark, Selection
from istor.review.sieve import Mask, Sifted, sift
from istor.runs.reckoning import standings
from istor.store.ledger import Ledger
from istor.store.panorama import Panorama, numbers_of

PATIENCE_S = 0.5  # a small ledger is read anew by then
REMEMBERED = 64  # selections; going back and forth between two asks for the same ones


class Desk:
    """What all pages of the desk draw on. Its ledger may be built or decided on by others meanwhile."""

    def __init__(self, ledger: Ledger, *, options: PublicationOptions = SAFE) -> None:
        self.ledger = ledger
        self.options = options  # what may leave the desk as a file
        self._lock = threading.Lock()
        self._seen: Panorama | None = None
        self._renewing: threading.Thread | None = None
        self._weighed: tuple[tuple[str, int], tuple[Standing, ...]] | None = None
        self._sifted: OrderedDict[Selection, Sifted] = OrderedDict()
        self._renamed: tuple[str, dict[str, str | None]] = ("", {})  # of an edition: what former ids became

    def panorama(self) -> Panorama:
        """All incidents at a glance: as the ledger stands now or, while a large one is read anew, as it stood before."""
        edition = self.ledger.edition()
        with self._lock:
            if self._seen is None:
                self._seen = self.ledger.panorama()
            if self._seen.edition == edition:
                return self._seen
            if self._renewing is None or not self._renewing.is_alive():
                self._renewing = threading.Thread(target=self._renew, name="istor-panorama", daemon=True)
                self._renewing.start()
            renewing = self._renewing
        renewing.join(PATIENCE_S)
        return self._seen

    def _renew(self) -> None:
        made = self.ledger.panorama(self._seen)
        with self._lock:
            self._seen = made
            self._sifted.clear()

    def log(self) -> tuple[Decision, ...]:
        """Every decision taken so far, in order."""
        return tuple(self.ledger.decisions())

    def standings(self) -> tuple[Standing, ...]:
        """Every decision with what it is about now; worked out anew when somebody decided, or incidents followed."""
        at = (self.ledger.edition(), len(self.log()))
        with self._lock:
            if self._weighed is not None and self._weighed[0] == at:
                return self._weighed[1]
        found = standings(self.ledger)
        with self._lock:
            self._weighed = (at, found)
        return found

    def mark(self) -> Mark:
        """How far the ledger has come, so that at the next visit it can be asked what changed since."""
        pages = self.panorama().pages
        return Mark(readings=int(pages[-1]) if len(pages) else 0, decisions=len(self.log()))

    def now(self, names: Iterable[str]) -> dict[str, str]:
        """What incidents are called now, by the ids that decisions name them by: a former id leads to what it became, and what
        is an incident no more is left out."""
        told = list(dict.fromkeys(names))
        seen = self.panorama()
        rows = seen.rows_of(numbers_of(told)) if told else ()
        found = {name: name for name, row in zip(told, rows, strict=True) if row >= 0}
        with self._lock:
            if self._renamed[0] != seen.edition:
                self._renamed = (seen.edition, {})
            became = self._renamed[1]
        for name in told:
            if name not in found and name not in became:
                led = self.ledger.incident(name) if name.startswith("incident-") else None
                became[name] = led[0].id if led is not None else None
        return found | {name: home for name in told if name not in found and (home := became.get(name)) is not None}

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
        """The rows that the selection's words and its mark find; None where it has neither."""
        masks = []
        if chosen.text:
            masks.append(seen.told_in(self.ledger.telling(chosen.text)))
        if chosen.place:
            masks.append(seen.placed(chosen.place))
        if chosen.since:
            masks.append(self._changed(seen, chosen.since))
        return np.logical_and.reduce(masks) if masks else None

    def _changed(self, seen: Panorama, since: Mark) -> Mask:
        """The rows of which a page was read, or somebody decided, after the ledger had come so far."""
        mask = np.zeros(len(seen), dtype=bool)
        mask[seen.pages_of[np.searchsorted(seen.pages, since.readings, side="right") :]] = True
        about = {name for decision in self.log()[since.decisions :] for name in decision.on}
        homes = {name: self.ledger.home_of(name) for name in about if name.startswith("sighting-")}
        mask[seen.row_of([homes.get(name) or name for name in about])] = True
        return mask
