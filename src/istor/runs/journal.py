"""What a run did, counted as it goes: read, known, refused and why. Nothing vanishes unrecorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from istor.incidents.incident import Sighting
from istor.provenance import Record, Refusal
from istor.publication.readings import Reading


class Change(Record):
    """What new rules made of one page: how many sightings it had under the former ones and has now."""

    source_id: str
    before: int
    after: int


Spread = tuple[int | None, int | None, int | None]  # low, best, high


class Shift(Record):
    """A figure that is another one now: (low, best, high) before and after, None for not known or, as `high`, open."""

    incident_id: str
    harm: str
    before: Spread
    after: Spread


class Summary(Record):
    """What a run came to. Numbers are of pages unless said otherwise.

    `read` were read now, `known` were in the ledger already; `telling` are pages read now that tell of at least one attack.
    `refused` counts what was kept out or left unread, as (room, reason, number). `incidents_before` and `incidents` are of the
    whole ledger, and so are the `decisions` that people made. `changes` are the pages that a reread made something else of; `outdated` those read under older rules.
    `shifts` are the figures of incidents that were there before and are another now, by whatever cause.
    """

    read: int = 0
    known: int = 0
    telling: int = 0
    refused: tuple[tuple[str, str, int], ...] = ()
    incidents_before: int = 0
    incidents: int = 0
    changes: tuple[Change, ...] = ()
    outdated: int = 0
    shifts: tuple[Shift, ...] = ()
    decisions: int = 0


class Progress(Record):
    """How far a run has come: `done` of `total` (None: not known) pages or pairs, at which `stage`."""

    stage: str
    done: int
    total: int | None = None


Watch = Callable[[Progress], None]


def shifts(before: Mapping[str, tuple[Spread, ...]], after: Mapping[str, tuple[Spread, ...]]) -> tuple[Shift, ...]:
    """What has changed between two states of the ledger's figures of killed and injured, by incident id.

    >>> shifts({"i": ((1, 1, 1), (None, None, None))}, {"i": ((1, 2, 2), (None, None, None))})[0].after
    (1, 2, 2)
    """
    return tuple(
        Shift(incident_id=name, harm=harm, before=one, after=other)
        for name in sorted(before.keys() & after.keys())
        for harm, one, other in zip(("killed", "injured"), before[name], after[name], strict=True)
        if one != other
    )


def unwatched(_: Progress) -> None:
    """The Watch of a run that nobody looks at."""


class Journal:
    """Counts what happens to pages while a run goes on."""

    def __init__(self, *, total: int | None = None) -> None:
        self.total = total
        self.read = 0
        self.known = 0
        self.telling = 0
        self.changes: list[Change] = []
        self._refused: Counter[tuple[str, str]] = Counter()

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Counts refusals by room and reason."""
        self._refused.update((refusal.room, refusal.because) for refusal in refusals)

    def note(self, reading: Reading) -> None:
        """Counts a page that was read."""
        self.read += 1
        self.telling += bool(reading.sightings)
        self.refuse(reading.refusals)

    def compare(self, former: tuple[Sighting, ...], reading: Reading) -> None:
        """Notes what new rules made of a page that was read before."""
        if former != reading.sightings:
            change = Change(source_id=reading.article.source_id, before=len(former), after=len(reading.sightings))
            self.changes.append(change)

    def progress(self, done: int) -> Progress:
        """How far the reading has come, `done` pages being dealt with."""
        return Progress(stage="reading", done=done, total=self.total)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """The counts as the ledger's record of the run keeps them."""
        refused = sum(self._refused.values())
        return (("known", self.known), ("read", self.read), ("refused", refused), ("telling", self.telling))

    def summary(
        self, *, incidents_before: int, incidents: int, outdated: int = 0, shifts: tuple[Shift, ...] = ()
    ) -> Summary:
        """The counts so far, with what the ledger says of itself."""
        return Summary(
            read=self.read,
            known=self.known,
            telling=self.telling,
            refused=tuple((room, because, number) for (room, because), number in sorted(self._refused.items())),
            incidents_before=incidents_before,
            incidents=incidents,
            changes=tuple(self.changes),
            outdated=outdated,
            shifts=shifts,
        )
