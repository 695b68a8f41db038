"""What narrows a selection, one condition at a time: each in words, with the address that does without it."""

from __future__ import annotations

from collections.abc import Iterator

from istor.plainly import counted, day
from istor.provenance import Record
from istor.review.selection import FACETS, Selection, shown


class Condition(Record):
    """A condition in words, and the address's query without it."""

    words: str
    query: str


def conditions(chosen: Selection) -> tuple[Condition, ...]:
    """All that a selection asks for, its order and page excepted.

    >>> conditions(Selection(text="market").toggled("country", "UA"))[1]
    Condition(words='Country: Ukraine', query='q=market')
    """
    return tuple(Condition(words=words, query=without.query()) for words, without in _asked(chosen))


def _asked(chosen: Selection) -> Iterator[tuple[str, Selection]]:
    if chosen.text:
        yield f"Words: {chosen.text}", chosen.but(text="")
    if chosen.place:
        yield f"Place: {chosen.place}", chosen.but(place="")
    if chosen.day_from or chosen.day_to:
        yield days(chosen), chosen.but(day_from=None, day_to=None)
    if chosen.min_killed is not None:
        yield f"Killed: {chosen.min_killed} or more", chosen.but(min_killed=None)
    if chosen.reviewed is not None:
        yield "Reviewed" if chosen.reviewed else "Not reviewed", chosen.but(reviewed=None)
    for facet, value in chosen.facets:
        yield f"{FACETS[facet]}: {shown(facet, value)}", chosen.toggled(facet, value)
    yield from _drawn(chosen)
    if chosen.since:
        yield "Changed since a visit", chosen.but(since=None)


def _drawn(chosen: Selection) -> Iterator[tuple[str, Selection]]:
    if chosen.near:
        at = chosen.near
        yield f"Within {at.km:g} km of {at.lat:g}, {at.lon:g}", chosen.but(near=None)
    if chosen.within:
        yield f"In the polygon of {counted(len(chosen.within), 'corner')}", chosen.but(within=())
    if chosen.box:
        yield "Only what the map shows", chosen.but(box=None)


def days(chosen: Selection) -> str:
    """The days chosen, in words.

    >>> import datetime as dt
    >>> days(Selection(day_from=dt.date(2025, 3, 4))), days(Selection())
    ('From 4 Mar 2025', 'All days')
    """
    first, last = chosen.day_from, chosen.day_to
    if first and last:
        return day(first) if first == last else f"{day(first)} – {day(last)}"
    return f"From {day(first)}" if first else f"To {day(last)}" if last else "All days"
