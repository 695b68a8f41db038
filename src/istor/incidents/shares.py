"""All sightings cut into shares: what can be of one attack lies in one share, nearly always, so that a process blocks, compares
and answers for a share on its own. What meets across shares is known when all have answered, and comes in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from istor.incidents.batches import Compared, compare_pairs, packed, pages_of, together, unpacked
from istor.incidents.blocking import NOTHING, blocks_of, printed_again
from istor.incidents.grounds import Context, days_of
from istor.incidents.incident import Sighting
from istor.incidents.meeting import Keyed, Meetings, keyed, meetings
from istor.incidents.profiles import profiled

SIGHTINGS = 4_000  # of a share: a fifth of a second's work, some three megabytes on their way


class Share(NamedTuple):
    """Sightings by `ids`, packed in that order, with what linking knows of their pages, packed."""

    ids: tuple[str, ...]
    sightings: bytes
    context: bytes


class Answered(NamedTuple):
    """What a share answers: its sightings' blocks, the links between them, and how many pairs were compared."""

    keyed: Keyed
    compared: Compared
    pairs: int


def shares(sightings: Mapping[str, Sighting], *, context: Context, size: int = SIGHTINGS) -> Iterator[Share]:
    """The sightings (by id) in shares of some `size`, in an order that theirs does not change."""
    again = printed_again(context.origins)
    ordered = sorted(sightings.values(), key=_where_and_when)
    for start in range(0, len(ordered), size):
        told = ordered[start : start + size]
        pages = {one.article_id for one in told}
        known = context.of(pages)
        origins = {**{page: page for page in pages & again}, **known.origins}  # whose copies may be in other shares
        yield Share(tuple([each.id for each in told]), *packed(told, replace(known, origins=origins)))


def link_share(share: Share) -> Answered:
    """The blocks of the share's sightings, and those links between them that are worth keeping."""
    import numpy

    sightings, context = unpacked(share.sightings, share.context)
    found = keyed((each.id, blocks_of(each, context, NOTHING)) for each in sightings)
    met = together(meetings(found))
    places = {name: at for at, name in enumerate(share.ids)}
    place = numpy.array([places[name] for name in met.ids], dtype="u4")
    first, second = place[met.codes >> 32], place[met.codes & 0xFFFFFFFF]
    pages = pages_of(sightings)
    kept = pages[first] != pages[second]
    profiles = [profiled(each, context) for each in sightings]
    compared = compare_pairs(profiles, zip(first[kept].tolist(), second[kept].tolist(), strict=True))
    return Answered(found, compared, len(met.codes))


def across(of: Keyed, *, sizes: Sequence[int]) -> Meetings:
    """Who meets across shares, given the blocks of all their sightings, share after share, and how many are in each."""
    import numpy

    met = meetings(of)
    home = dict(zip(of.ids, numpy.repeat(numpy.arange(len(sizes)), sizes).tolist(), strict=True))
    homes = numpy.array([home[name] for name in met.ids], dtype="u4")
    return Meetings(met.ids, met.codes[homes[met.codes >> 32] != homes[met.codes & 0xFFFFFFFF]])


def _where_and_when(sighting: Sighting) -> tuple[Any, ...]:
    """The region of a sighting and its day, or its page's; of equals its id."""
    place = sighting.place.place if sighting.place else None
    days = days_of(sighting)
    day = days.earliest if days else sighting.published
    region = (place.country, place.admin1_code or place.admin1) if place else (None, None)
    return (*[each or "" for each in region], day.toordinal() if day else 0, sighting.id)
