"""What a format could not hold: told beside every export, so that nobody takes a narrower file for the whole ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from istor.provenance import Record
from istor.publication import acled, ged, hxl
from istor.publication.redaction import Published


class Shape(Protocol):
    """A format narrower than the ledger: what of an incident it loses."""

    def __call__(self, published: Published) -> tuple[str, ...]:
        """Sentences that are the same for all incidents they are true of."""


class Losses(Record):
    """What a format left out: whole incidents with why, and parts of the others; each with the number of incidents."""

    format: str
    incidents: int
    left_out: tuple[tuple[str, int], ...] = ()
    narrowed: tuple[tuple[str, int], ...] = ()

    def sentences(self) -> list[str]:
        """The report in words, the most frequent first; empty where nothing was lost."""
        out = [f"{count} of {self.incidents} incidents are not in it: {why}." for why, count in self.left_out]
        return out + [f"Not in it, of {count} incidents: {what}." for what, count in self.narrowed]


LOST: Mapping[str, Shape] = {"acled": acled.lost, "ged": ged.lost, "hxl": hxl.lost}
REFUSED = {"acled": acled.refused, "ged": ged.refused}


class Losing:
    """What a format loses, counted incident by incident as they pass."""

    def __init__(self, format: str) -> None:
        self.format = format
        self._total = 0
        self._out: Counter[str] = Counter()
        self._narrowed: Counter[str] = Counter()

    def note(self, published: Published) -> None:
        """One more incident."""
        self._total += 1
        refused, lost = REFUSED.get(self.format), LOST.get(self.format)
        why = refused(published) if refused else None
        if why is not None:
            self._out[why] += 1
        elif lost is not None:
            self._narrowed.update(lost(published))

    def told(self) -> Losses:
        """What was lost of those that have passed."""
        return Losses(
            format=self.format,
            incidents=self._total,
            left_out=tuple(self._out.most_common()),
            narrowed=tuple(self._narrowed.most_common()),
        )


def losses(format: str, incidents: Iterable[Published]) -> Losses:
    """What the format loses of these incidents; the formats of istor's own hold every column of the table."""
    losing = Losing(format)
    for published in incidents:
        losing.note(published)
    return losing.told()
