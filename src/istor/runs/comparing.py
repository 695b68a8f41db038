"""All pairs of sightings that are worth it, compared: in this process, or in several where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from istor.incidents.batches import Batch, batches, compare_batch, links_of, of_two_pages
from istor.incidents.blocking import Meetings
from istor.incidents.comparison import compare, is_telling
from istor.incidents.grounds import Context
from istor.incidents.incident import Link, Sighting
from istor.runs.executors import in_order
from istor.runs.journal import Progress, Watch, unwatched
from istor.runs.pairing import met

MANY = 20_000  # pairs; fewer are compared before another process has begun
NOTICE = 1000  # pairs from one sign of progress to the next


def compared(
    sightings: Mapping[str, Sighting], context: Context, *, jobs: int = 1, many: int = MANY, watch: Watch = unwatched
) -> Iterator[Link]:
    """The links between `sightings` (by id) that are worth keeping, in one order and the same for any number of `jobs`.

    Other processes are asked only where `many` pairs or more are to be compared.
    """
    meetings = met(sightings, context)
    if jobs > 1 and len(meetings.codes) >= many:
        yield from _in_processes(batches(meetings, sightings, context=context), jobs=jobs, watch=watch)
    else:
        yield from _here(meetings, sightings, context=context, watch=watch)


def _here(meetings: Meetings, sightings: Mapping[str, Sighting], *, context: Context, watch: Watch) -> Iterator[Link]:
    for number, (first, second) in enumerate(of_two_pages(meetings, sightings), start=1):
        link = compare(first, second, context=context)
        if is_telling(link):
            yield link
        if number % NOTICE == 0:
            watch(Progress(stage="linking", done=number))


def _in_processes(packed: Iterator[Batch], *, jobs: int, watch: Watch) -> Iterator[Link]:
    done = 0
    # A batch kills no worker; if something else does, twice, its pairs are compared here: no pair is lost.
    for batch, found in in_order(compare_batch, packed, lost=compare_batch, jobs=jobs):
        yield from links_of(batch, found)
        done += batch.pairs
        watch(Progress(stage="linking", done=done))
