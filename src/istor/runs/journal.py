"""What a run did, counted as it goes: read, known, refused and why. Nothing vanishes unrecorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from istor.incidents.incident import Sighting
from istor.provenance import Record, Refusal
from istor.publication.readings import Reading


class Change(Record):
    """What new rules made of one page: how many sightings it had under the former ones and has now."""

    source_id: str
    before: int
    after: int


class Summary(Record):
    """What a run came to. Numbers are of pages unless said otherwise.

    `read` were read now, `known` were in the ledger already; `telling` are pages read now that tell of at least one attack.
    `refused` counts what was kept out or left unread, as (room, reason, number). `incidents_before` and `incidents` are of the
    whole ledger. `changes` are the pages that a reread made something else of; `outdated` those read under older rules.
    """

    read: int = 0
    known: int = 0
    telling: int = 0
    refused: tuple[tuple[str, str, int], ...] = ()
    incidents_before: int = 0
    incidents: int = 0
    changes: tuple[Change, ...] = ()
    outdated: int = 0


class Progress(Record):
    """How far a run has come: `done` of `total` (None: not known) pages or pairs, at which `stage`."""

    stage: str
    done: int
    total: int | None = None


Watch = Callable[[Progress], None]


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

    def summary(self, *, incidents_before: int, incidents: int, outdated: int = 0) -> Summary:
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
        )
