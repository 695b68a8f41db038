"""Which pages near new ones repeat another one: what `copying.copies_of` says of all pages, asked of a neighbourhood.

A page can change what is a copy among those with which it shares a key, and among the pages of a key that it makes too
common to mean anything, or takes below that. Whoever is folded with one of these is folded anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import combinations

import msgspec

from istor.articles.article import Copy
from istor.articles.syndication import CROWD, Fingerprint, compare, fold
from istor.provenance import Record
from istor.runs.copying import WORDS, meeting
from istor.store.vicinity import Vicinity

Shelves = dict[int, set[str]]  # pages by the key that they share


class Refolded(Record):
    """The pages that were folded anew, with the copies among them; under which id each was folded before and is now
    (missing: under none), and the keys under which the new pages meet their copies."""

    pages: frozenset[str] = frozenset()
    copies: tuple[Copy, ...] = ()
    before: Mapping[str, str] = {}
    now: Mapping[str, str] = {}
    bands: Mapping[str, tuple[int, ...]] = {}

    @property
    def moved(self) -> frozenset[str]:
        """The pages that stand otherwise to their copies: folded under another one, or printed again."""
        names = self.before.keys() | self.now.keys() | {*self.before.values(), *self.now.values()}
        return frozenset(each for each in names if _place(each, self.before) != _place(each, self.now))


def refolded(near: Vicinity, fresh: Collection[str], gone: Collection[str]) -> Refolded:
    """What folds otherwise since the pages `fresh` came or changed and `gone` went (article ids)."""
    prints = _prints(near, fresh)
    bands = {page: meeting(each) for page, each in prints.items()}
    shelving = _Shelving(near, bands, gone)
    meeting_now = [(page, mate) for page in fresh for mate in shelving.mates(page)] + shelving.freed()
    prints |= _prints(near, {page for pair in meeting_now for page in pair} - prints.keys())
    alike = {page for pair in meeting_now if _alike(prints, pair) for page in pair}
    former = _groups(near, {*fresh, *alike, *gone, *shelving.parted()})
    pages = frozenset({*fresh, *alike, *former, *former.values()})
    left = pages - set(gone)
    prints |= _prints(near, left - prints.keys())
    crowded = shelving.crowded(left)
    copies = fold((prints[page] for page in sorted(left) if page in prints), crowded=crowded)
    return Refolded(
        pages=pages, copies=copies, before=former, now={copy.article_id: copy.of for copy in copies}, bands=bands
    )


class _Shelving:
    """The pages of each key before and after a change."""

    def __init__(self, near: Vicinity, bands: Mapping[str, tuple[int, ...]], gone: Collection[str]) -> None:
        self.near = near
        self.bands = dict(bands)
        self.out = {*bands, *gone}
        self.most = CROWD + len(self.out)
        former = {page: each.bands for page, each in near.filed(self.out).items()}
        self.before: Shelves = {}
        self.after: Shelves = {}
        self.touched = {band for each in (*former.values(), *bands.values()) for band in each}
        self._new: Shelves = defaultdict(set)
        for page, each in bands.items():
            for band in each:
                self._new[band].add(page)
        self._look(self.touched)

    def parted(self) -> set[str]:
        """The pages of the keys that became common: they no longer meet by these."""
        turned = (band for band in self._turned() if _is_crowd(self.after[band]))
        return {page for band in turned for page in self.before[band]}

    def freed(self) -> list[tuple[str, str]]:
        """The pairs of pages that meet by keys that are no longer common."""
        turned = (band for band in self._turned() if not _is_crowd(self.after[band]))
        return [pair for band in turned for pair in combinations(sorted(self.after[band]), 2)]

    def _turned(self) -> list[int]:
        return [
            band
            for band in sorted(self.touched)
            if band < WORDS and _is_crowd(self.before[band]) != _is_crowd(self.after[band])
        ]

    def mates(self, page: str) -> set[str]:
        """The pages that may be copies of this one; of those word for word the same, one stands for all that were here."""
        self._know([page])
        mine = self.bands.get(page, ())
        self._look(mine)
        found: set[str] = set()
        for band in mine:
            shelf = self.after[band]
            if band >= WORDS:
                found |= {*sorted(shelf - self.out)[:1], *(shelf & self.out)}
            elif not _is_crowd(shelf):
                found |= shelf
        return found - {page}

    def crowded(self, pages: Collection[str]) -> frozenset[int]:
        """The keys of the pages that are too common to mean anything."""
        self._know(pages)
        known = {band for page in pages for band in self.bands.get(page, ()) if band < WORDS}
        self._look(known)
        return frozenset(band for band in known if _is_crowd(self.after[band]))

    def _know(self, pages: Collection[str]) -> None:
        unknown = [page for page in pages if page not in self.bands]
        self.bands |= {page: each.bands for page, each in self.near.filed(unknown).items()}

    def _look(self, bands: Collection[int]) -> None:
        unknown = [band for band in bands if band not in self.before]
        found = self.near.on_bands(unknown, most=self.most)
        for band in unknown:
            self.before[band] = found.get(band, set())
            self.after[band] = (self.before[band] - self.out) | self._new.get(band, set())


def _alike(prints: Mapping[str, Fingerprint], pair: tuple[str, str]) -> bool:
    first, second = (prints.get(page) for page in pair)
    return first is not None and second is not None and compare(first, second) is not None


def _is_crowd(shelf: set[str]) -> bool:
    return len(shelf) > CROWD


def _groups(near: Vicinity, pages: Collection[str]) -> dict[str, str]:
    """Every page that was folded with one of these, with what it was folded under."""
    found = near.copies(pages)
    origins = {*(copy.of for copy in found.values()), *pages}
    return {copy.article_id: copy.of for copy in near.copies_of(origins)}


def _prints(near: Vicinity, pages: Collection[str]) -> dict[str, Fingerprint]:
    kept = near.fingerprints(pages)
    return {page: msgspec.msgpack.decode(each, type=Fingerprint) for page, each in kept.items()}


def _place(page: str, folded: Mapping[str, str]) -> str | None:
    """Under what id a page stands among its copies; None: it has none."""
    return folded.get(page) or (page if page in folded.values() else None)
