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


def losses(format: str, incidents: Iterable[Published]) -> Losses:
    """What the format loses of these incidents; the formats of istor's own hold every column of the table."""
    total, out, narrowed = 0, Counter[str](), Counter[str]()
    refused, lost = REFUSED.get(format), LOST.get(format)
    for published in incidents:
        total += 1
        why = refused(published) if refused else None
        if why is not None:
            out[why] += 1
        elif lost is not None:
            narrowed.update(lost(published))
    return Losses(
        format=format, incidents=total, left_out=tuple(out.most_common()), narrowed=tuple(narrowed.most_common())
    )
