"""How loosely an incident's pages hold together is told of its weakest member, by that member's best link."""

from __future__ import annotations

from making import entry

from istor.incidents.incident import Incident, Link
from istor.runs.doubting import doubted, weakest

INCIDENTS = (Incident(id="incident-1", sightings=("a", "b", "c")), Incident(id="incident-2", sightings=("d",)))


def link(a: str, b: str, score: float) -> Link:
    return Link(a=a, b=b, score=score, agreements=(), joined=True)


LINKS = (link("a", "b", 9.0), link("b", "c", 2.0), link("a", "c", 3.0), link("c", "d", 1.0))


def test_the_weakest_member_counts_by_its_best_link() -> None:
    assert weakest(INCIDENTS, LINKS) == {"incident-1": 3.0}


def test_entries_get_their_doubts() -> None:
    entries = [entry("incident-1", "2025-03-04"), entry("incident-2", "2025-03-04")]
    found = list(doubted(entries, INCIDENTS, LINKS))
    assert ["weak link" in {doubt.kind for doubt in each.doubts} for each in found] == [True, False]
