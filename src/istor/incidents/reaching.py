"""Which sightings can end in one incident at all: those that links which join, and people's decisions, connect.

Whatever is decided within one such neighbourhood changes nothing in another, so each is put together on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from istor.incidents.comparison import joins
from istor.incidents.incident import Link


class Neighbourhood(NamedTuple):
    """Sightings, by id and sorted, that may end together; all links among them; the pairs of them that people put
    together."""

    sightings: tuple[str, ...]
    links: tuple[Link, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()


def neighbourhoods(
    sightings: Iterable[str], links: Sequence[Link], *, joined: Sequence[tuple[str, str]] = ()
) -> list[Neighbourhood]:
    """The neighbourhoods of all `sightings`, each sighting in exactly one.

    `joined` are pairs that people put together; links and pairs of sightings that are not among them are left out.

    >>> [found.sightings for found in neighbourhoods(["s1", "s2", "s3"], (), joined=[("s1", "s3")])]
    [('s1', 's3'), ('s2',)]
    """
    above = {each: each for each in sightings}
    links = [link for link in links if link.a in above and link.b in above]
    joined = [pair for pair in joined if pair[0] in above and pair[1] in above]
    _connect(above, joined)
    _connect(above, [(link.a, link.b) for link in links if joins(link)])
    members = _members(above)
    among: dict[str, list[Link]] = {lowest: [] for lowest in members}
    for link in links:
        if (lowest := above[link.a]) == above[link.b]:
            among[lowest].append(link)
    decided: dict[str, list[tuple[str, str]]] = {}
    for pair in joined:
        decided.setdefault(above[pair[0]], []).append(pair)
    return [
        Neighbourhood(tuple(sorted(members[each])), tuple(among[each]), tuple(decided.get(each, ())))
        if each in members
        else Neighbourhood((each,))
        for each in sorted([each for each, lowest in above.items() if each == lowest])
    ]


def _members(above: dict[str, str]) -> dict[str, list[str]]:
    """Those that hang together, by the lowest of them, which each is now put directly under; who is alone is left out."""
    members: dict[str, list[str]] = {}
    for each, higher in above.items():
        if each != higher:
            above[each] = lowest = _top(above, higher)
            members.setdefault(lowest, [lowest]).append(each)
    return members


def _connect(above: dict[str, str], edges: Iterable[tuple[str, str]]) -> None:
    for first, second in edges:
        one, other = _top(above, first), _top(above, second)
        if one < other:
            above[other] = one
        elif other < one:
            above[one] = other


def _top(above: dict[str, str], each: str) -> str:
    while above[each] != each:
        above[each] = each = above[above[each]]
    return each
