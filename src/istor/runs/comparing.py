"""All pairs of sightings that are worth it, compared: in this process, or in several where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from istor.incidents.batches import Batch, Compared, batches, compare_batch, links_of
from istor.incidents.grounds import Context
from istor.incidents.incident import Link, Sighting
from istor.runs.executors import in_order, uncollected
from istor.runs.journal import Progress, Watch, unwatched
from istor.runs.pairing import met

MANY = 20_000  # pairs; fewer are compared before another process has begun


def compared(
    sightings: Mapping[str, Sighting], context: Context, *, jobs: int = 1, many: int = MANY, watch: Watch = unwatched
) -> Iterator[Link]:
    """The links between `sightings` (by id) that are worth keeping, in one order and the same for any number of `jobs`.

    Other processes are asked only where `many` pairs or more are to be compared.
    """
    meetings = met(sightings, context)
    packed = batches(meetings, sightings, context=context)
    several = jobs if len(meetings.codes) >= many else 1
    done = 0
    # A batch kills no worker; if something else does, twice, its pairs are compared here: no pair is lost.
    for batch, found in in_order(_compared, packed, lost=_compared, jobs=several):
        yield from links_of(batch, found)
        done += batch.pairs
        watch(Progress(stage="linking", done=done))


def _compared(batch: Batch) -> Compared:
    with uncollected():
        return compare_batch(batch)
