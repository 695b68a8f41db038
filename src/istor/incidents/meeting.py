"""Which sightings meet: those that share a block, unless both only hold it. Keys of many are sorted as numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from istor.incidents.blocking import Blocks

OPEN, HOLDING, SEEKING = 0, 1, 2  # how a sighting stands in a block
STANDINGS = len(Blocks._fields)


class Keyed(NamedTuple):
    """The blocks of sightings, side by side: the sightings' `ids`, all `keys` as an array of 64-bit numbers, and as another
    array how many of them each sighting has open, holds and seeks (`numbers`, three a sighting).

    A million sightings have some 15 million keys, in 120 MB."""

    ids: tuple[str, ...]
    keys: Any
    numbers: Any


class Meetings(NamedTuple):
    """Which sightings meet. `ids` are all of them, sorted; `codes` the pairs to compare, each once and in order: an array
    of 64-bit numbers with the lower id's place among `ids` in the upper half and the other's in the lower."""

    ids: tuple[str, ...]
    codes: Any


def meet(one: int, other: int) -> bool:
    """Whether two who stand so in one block are compared: who only hold a second ground do not meet one another there.

    >>> meet(HOLDING, HOLDING), meet(HOLDING, SEEKING), meet(OPEN, OPEN)
    (False, True, True)
    """
    return one != HOLDING or other != HOLDING


def keyed(blocks: Iterable[tuple[str, Blocks]]) -> Keyed:
    """The blocks of sightings, given their ids with theirs.

    >>> keyed([("s1", Blocks({7}, seeking={3}))]).numbers.tolist()
    [1, 0, 1]
    """
    import numpy

    ids: list[str] = []
    keys, numbers = array("q"), array("I")
    for sighting_id, standings in blocks:
        ids.append(sighting_id)
        for held in standings:
            keys.extend(held)
            numbers.append(len(held))
    return Keyed(tuple(ids), numpy.asarray(keys, dtype="i8"), numpy.asarray(numbers, dtype="u4"))


def all_keyed(several: Sequence[Keyed]) -> Keyed:
    """The same of all their sightings.

    >>> all_keyed([keyed([("s1", Blocks({7}))]), keyed([("s2", Blocks({7}))])]).ids
    ('s1', 's2')
    """
    import numpy

    if not several:
        return keyed(())
    ids = tuple([each for one in several for each in one.ids])
    return Keyed(ids, *(numpy.concatenate(each) for each in list(zip(*several, strict=True))[1:]))


def packed(of: Keyed) -> Iterator[tuple[str, bytes]]:
    """Each sighting with its keys as they are kept: sorted, nine bytes each, of which the last says how it stands there.

    >>> ((name, kept),) = packed(keyed([("s1", Blocks({7}, seeking={3}))]))
    >>> name, list(kept)
    ('s1', [3, 0, 0, 0, 0, 0, 0, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0])
    """
    import numpy

    owners, kinds = _standing(of)
    order = numpy.lexsort((kinds, of.keys, owners))
    rows = numpy.empty(len(order), dtype=[("key", "<i8"), ("standing", "i1")])
    rows["key"], rows["standing"] = of.keys[order], kinds[order]
    whole, start = rows.tobytes(), 0
    for name, end in zip(of.ids, (_several(of).cumsum() * rows.itemsize).tolist(), strict=True):
        yield name, whole[start:end]
        start = end


def pairs(blocks: Iterable[tuple[str, Blocks]]) -> Iterator[tuple[str, str]]:
    """Each pair of sighting ids to compare, once, the lower id first, in order. `blocks` are the sightings' ids with theirs.

    >>> list(pairs([("s2", Blocks({7})), ("s1", Blocks({7, 3})), ("s3", Blocks({5}))]))
    [('s1', 's2')]
    """
    ids, codes = meetings(keyed(blocks))
    for code in codes.tolist():
        yield ids[code >> 32], ids[code & 0xFFFFFFFF]


def meetings(of: Keyed) -> Meetings:
    """Which of the sightings meet.

    >>> meetings(keyed([("s2", Blocks({7})), ("s1", Blocks({7, 3}))])).codes.tolist()
    [1]
    """
    import numpy

    ordered = sorted(range(len(of.ids)), key=of.ids.__getitem__)
    ranks = numpy.empty(len(of.ids), dtype="u4")
    ranks[ordered] = numpy.arange(len(of.ids), dtype="u4")
    owners, kinds = _standing(of)
    return Meetings(tuple([of.ids[at] for at in ordered]), _met(of.keys, ranks[owners], kinds))


def _standing(of: Keyed) -> tuple[Any, Any]:
    """Of each key whose it is, as a place in `ids`, and how that one stands there."""
    import numpy

    owners = numpy.repeat(numpy.arange(len(of.ids), dtype="u4"), _several(of))
    kinds = numpy.tile(numpy.array([OPEN, HOLDING, SEEKING], dtype="u1"), len(of.ids))
    return owners, numpy.repeat(kinds, of.numbers)


def _several(of: Keyed) -> Any:
    """How many keys each sighting has."""
    return of.numbers.reshape(-1, STANDINGS).sum(axis=1, dtype="i8")


def _met(keys: Any, ranks: Any, kinds: Any) -> Any:
    """The pairs that share a block as sorted codes, the lower rank in the upper 32 bits."""
    import numpy

    order = numpy.argsort(keys)
    keys, ranks, kinds = keys[order], ranks[order], kinds[order]
    found = [numpy.empty(0, dtype="u8")]
    first = numpy.flatnonzero(keys[1:] == keys[:-1])
    for step in range(1, len(keys)):
        first = first[: numpy.searchsorted(first, len(keys) - step)]
        first = first[keys[first] == keys[first + step]]  # blocks lie together: who ends here ends for good
        if not len(first):
            break
        meeting = first[(kinds[first] != HOLDING) | (kinds[first + step] != HOLDING)]
        low, high = ranks[meeting].astype("u8"), ranks[meeting + step].astype("u8")
        found.append(_once((numpy.minimum(low, high) << 32 | numpy.maximum(low, high))[low != high]))
    return _once(numpy.concatenate(found))


def _once(codes: Any) -> Any:
    """Each of them once, in order: sorted in its place, which takes a third of the time of numpy's own way."""
    import numpy

    codes.sort()
    return codes[numpy.concatenate(([True], codes[1:] != codes[:-1]))] if len(codes) else codes
