"""All pairs of sightings that are worth it, compared: in this process, or in several where there are many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from istor.incidents.batches import Batch, Compared, batches, compare_batch, links_of, together
from istor.incidents.grounds import Context
from istor.incidents.incident import Link, Sighting
from istor.incidents.meeting import Keyed, all_keyed
from istor.incidents.shares import Answered, Share, across, link_share, shares
from istor.runs.executors import in_order, uncollected
from istor.runs.journal import Progress, Watch, unwatched

T = TypeVar("T")
R = TypeVar("R")

MANY = 20_000  # sightings, or pairs; fewer are compared before another process has begun


class Linked(NamedTuple):
    """The links between sightings that are worth keeping, in one order and the same for any number of processes; and the
    sightings' blocks."""

    links: tuple[Link, ...]
    keyed: Keyed


def compared(
    sightings: Mapping[str, Sighting], context: Context, *, jobs: int = 1, many: int = MANY, watch: Watch = unwatched
) -> Linked:
    """What links the `sightings` (by id). Other processes are asked only where there are `many` or more."""
    run = _Run(jobs, watch)
    links: list[Link] = []
    blocks: list[Keyed] = []
    for share, answer in run.through(_linked, shares(sightings, context=context), several=len(sightings) >= many):
        blocks.append(answer.keyed._replace(ids=share.ids))  # the same texts, held once
        links += links_of(share.ids, answer.compared)
        run.tell(answer.pairs)
    keyed, sizes = all_keyed(blocks), [len(each.ids) for each in blocks]
    blocks.clear()  # a hundred megabytes of a million sightings
    if len(sizes) > 1:
        met = together(across(keyed, sizes=sizes))
        packed = batches(met, sightings, context=context)
        for batch, found in run.through(_compared, packed, several=len(met.codes) >= many):
            links += links_of(batch.ids, found)
            run.tell(batch.pairs)
    return Linked(tuple(links), keyed)


class _Run:
    """Work given out, and how far it has come."""

    def __init__(self, jobs: int, watch: Watch) -> None:
        self.jobs = jobs
        self.watch = watch
        self.done = 0

    def through(self, work: Callable[[T], R], items: Iterable[T], *, several: bool) -> Iterator[tuple[T, R]]:
        """Each item with what was made of it, by `several` processes or by this one.

        No item kills its worker; if something else does, twice, it is worked on here."""
        return in_order(work, items, lost=work, jobs=self.jobs if several else 1)

    def tell(self, pairs: int) -> None:
        """Say how many pairs were compared, these with them."""
        self.done += pairs
        self.watch(Progress(stage="linking", done=self.done))


def _linked(share: Share) -> Answered:
    with uncollected():
        return link_share(share)


def _compared(batch: Batch) -> Compared:
    with uncollected():
        return compare_batch(batch)
