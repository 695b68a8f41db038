"""Pairs to compare, packed so that another process can take them: what it is sent, and what it sends back.

Sightings that may be of one attack go together, so that few of them travel twice; the links come back as arrays, and
what is said of many pairs is sent once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from istor.incidents.comparison import tells, weighed
from istor.incidents.grounds import Context
from istor.incidents.incident import Agreement, Link, Sighting
from istor.incidents.meeting import Meetings
from istor.incidents.profiles import Profile, profiled

PAIRS = 8000  # of a batch: a tenth of a second's work, some six megabytes on their way
_sightings = msgspec.msgpack.Decoder(list[Sighting])
_context = msgspec.msgpack.Decoder(Context)
_agreements = msgspec.msgpack.Decoder(list[Agreement])
_pack = msgspec.msgpack.Encoder().encode


class Batch(NamedTuple):
    """Sightings by `ids`, packed in that order, with what linking knows of their pages, packed; and the pairs to compare:
    `first` and `second` are 32-bit places in `ids`, the lower id first."""

    ids: tuple[str, ...]
    sightings: bytes
    context: bytes
    first: bytes
    second: bytes

    @property
    def pairs(self) -> int:
        """How many pairs there are to compare."""
        return len(self.first) // 4


class Compared(NamedTuple):
    """Links that tell something, among sightings: 32-bit places of their sightings, their scores as 64-bit floats, and their
    reasons: of each link how many, and their 32-bit places in the packed `agreements`."""

    first: bytes
    second: bytes
    scores: bytes
    numbers: bytes
    said: bytes
    agreements: bytes


def together(met: Meetings) -> Meetings:
    """The same pairs in another fixed order: those of sightings that meet, or meet the same ones, follow one another."""
    import numpy

    low, high = met.codes >> 32, met.codes & 0xFFFFFFFF
    lowest = numpy.arange(len(met.ids), dtype="u8")  # that each meets; in two steps, for in more half a ledger is one
    numpy.minimum.at(lowest, high, low)
    return Meetings(met.ids, met.codes[numpy.argsort(lowest[lowest][low], kind="stable")])


def of_two_pages(met: Meetings, sightings: Mapping[str, Sighting]) -> Iterator[tuple[Sighting, Sighting]]:
    """The pairs that meet, in order; two of one page are left out, for it has told them apart."""
    for start in range(0, len(met.codes), PAIRS):
        for code in met.codes[start : start + PAIRS].tolist():
            first, second = sightings[met.ids[code >> 32]], sightings[met.ids[code & 0xFFFFFFFF]]
            if first.article_id != second.article_id:
                yield first, second


def batches(
    met: Meetings, sightings: Mapping[str, Sighting], *, context: Context, size: int = PAIRS
) -> Iterator[Batch]:
    """The same pairs, packed, some `size` of them together."""
    import numpy

    for start in range(0, len(met.codes), size):
        codes = met.codes[start : start + size]
        distinct, places = numpy.unique(numpy.concatenate((codes >> 32, codes & 0xFFFFFFFF)), return_inverse=True)
        ids = tuple([met.ids[place] for place in distinct.tolist()])
        told = [sightings[each] for each in ids]
        first, second = numpy.split(places.astype("u4"), 2)
        pages = pages_of(told)
        kept = pages[first] != pages[second]
        known = context.of({one.article_id for one in told})
        yield Batch(ids, *packed(told, known), first[kept].tobytes(), second[kept].tobytes())


def pages_of(sightings: Iterable[Sighting]) -> Any:
    """The pages of sightings, as an array of numbers that are equal where the pages are.

    >>> pages_of([Sighting(id="s1", article_id="a", type="Other"), Sighting(id="s2", article_id="a", type="Other")])
    array([0, 0])
    """
    import numpy

    numbers: dict[str, int] = {}
    return numpy.array([numbers.setdefault(each.article_id, len(numbers)) for each in sightings])


def compare_batch(batch: Batch) -> Compared:
    """The links of the batch that are worth keeping, in the order of its pairs."""
    sightings, context = unpacked(batch.sightings, batch.context)
    profiles = [profiled(each, context) for each in sightings]
    return compare_pairs(profiles, zip(_ints(batch.first), _ints(batch.second), strict=True))


def packed(sightings: Sequence[Sighting], context: Context) -> tuple[bytes, bytes]:
    """Sightings and a context as they travel."""
    return _pack(sightings), _pack(context)


def unpacked(sightings: bytes, context: bytes) -> tuple[list[Sighting], Context]:
    """What `packed` packed."""
    return _sightings.decode(sightings), _context.decode(context)


def compare_pairs(profiles: Sequence[Profile], pairs: Iterable[tuple[int, int]]) -> Compared:
    """The links that are worth keeping of pairs, told as places among the profiles, the lower id first; in their order."""
    first, second, scores, numbers, said = array("I"), array("I"), array("d"), array("I"), array("I")
    agreements: list[Agreement] = []
    places: dict[int, int] = {}  # of what is said, by identity: what is said of many pairs is one record
    for a, b in pairs:
        score, reasons = weighed(profiles[a], profiles[b])
        if tells(score):
            first.append(a)
            second.append(b)
            scores.append(score)
            numbers.append(len(reasons))
            try:
                said.extend([places[id(each)] for each in reasons])
            except KeyError:
                said.extend(_placed(reasons, places, agreements))
    return Compared(
        first=first.tobytes(),
        second=second.tobytes(),
        scores=scores.tobytes(),
        numbers=numbers.tobytes(),
        said=said.tobytes(),
        agreements=_pack(agreements),
    )


def _placed(reasons: Iterable[Agreement], places: dict[int, int], agreements: list[Agreement]) -> list[int]:
    """The places of the reasons, those told for the first time put at the end."""
    for each in reasons:
        if places.setdefault(id(each), len(agreements)) == len(agreements):
            agreements.append(each)
    return [places[id(each)] for each in reasons]


def links_of(ids: Sequence[str], compared: Compared) -> Iterator[Link]:
    """The links that were found among the sightings of these `ids`."""
    agreements = _agreements.decode(compared.agreements)
    said = map(agreements.__getitem__, _ints(compared.said))
    scores, numbers = array("d", compared.scores), _ints(compared.numbers)
    rows = zip(_ints(compared.first), _ints(compared.second), scores, numbers, strict=True)
    for a, b, score, number in rows:
        yield Link(a=ids[a], b=ids[b], score=score, agreements=tuple(islice(said, number)))


def _ints(packed: bytes) -> array[int]:
    return array("I", packed)
