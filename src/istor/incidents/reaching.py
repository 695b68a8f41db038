"""Which sightings can end in one incident at all: those that links which join, and people's decisions, connect.

Whatever is decided within one such neighbourhood changes nothing in another, so each is put together on its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from istor.incidents.comparison import joins
from istor.incidents.incident import Link


class Neighbourhood(NamedTuple):
    """Sightings, by id and sorted, that may end together; all links among them, strongest first; the pairs of them that
    people put together."""

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
    top = {each: _top(above, each) for each in above}
    members: dict[str, list[str]] = {}
    for each, lowest in top.items():
        members.setdefault(lowest, []).append(each)
    among: dict[str, list[Link]] = {lowest: [] for lowest, several in members.items() if len(several) > 1}
    for link in links:
        if (lowest := top[link.a]) == top[link.b]:
            among[lowest].append(link)
    decided: dict[str, list[tuple[str, str]]] = {}
    for pair in joined:
        decided.setdefault(top[pair[0]], []).append(pair)
    return [_near(members[each], among.get(each, ()), decided.get(each, ())) for each in sorted(members)]


def _near(sightings: Sequence[str], links: Sequence[Link], joined: Sequence[tuple[str, str]]) -> Neighbourhood:
    if len(sightings) == 1:
        return Neighbourhood(tuple(sightings))
    once = {(link.a, link.b): link for link in links}.values()
    return Neighbourhood(tuple(sorted(sightings)), tuple(sorted(once, key=_strength)), tuple(joined))


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


def _strength(link: Link) -> tuple[float, str, str]:
    return -link.score, link.a, link.b
