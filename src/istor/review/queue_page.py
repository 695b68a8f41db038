"""The queue: the incident that most needs a person, one at a time, with all that is needed to decide and the keys for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from istor.decisions import Decision, undone
from istor.incidents.incident import Incident, Link
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.review.desk import Desk
from istor.review.incident_page import shown_of
from istor.review.visits import desk_of, page, selected, visitor
from istor.store.dossiers import Dossier, gather

NEIGHBOURS = 5
GRAPHIC = ("graphic", "restricted")

router = APIRouter()


class Neighbour(Record):
    """Another incident that this one was compared with and kept apart from."""

    incident: Incident
    entry: Entry
    link: Link


@router.get("/queue", include_in_schema=False)
def queue(request: Request, done: str = "") -> Response:
    """The next incident of the selection to look at; those already skipped come back when the skip is undone."""
    visitor(request)
    chosen, problems = selected(request)
    desk = desk_of(request)
    log = desk.ledger.decisions()
    seen, sifted = desk.sifted(chosen.but(sort="doubt", reviewed=False))
    left = sifted.rows[~np.isin(sifted.rows, seen.row_of(skipped(log)))]
    facts: dict[str, Any] = {"chosen": chosen, "problems": problems, "left": len(left), "at": len(log), "done": _done(log, done)}
    if not len(left):
        return page(request, "queue_empty.html", **facts)
    found = desk.ledger.incident(seen.name(int(left[0])))
    if found is None:  # linked anew since the panorama was read: the next request reads it again
        return page(request, "queue_empty.html", **facts)
    dossier = gather(desk.ledger, *found)
    return page(request, "queue.html", neighbours=neighbours(desk, dossier), **facts, **shown_of(dossier))


def skipped(log: Sequence[Decision]) -> set[str]:
    """The incidents that somebody looked at and left undecided."""
    void = undone(log)
    return {name for each in log if each.verb == "skip" and each.id not in void for name in each.on}


def neighbours(desk: Desk, dossier: Dossier) -> list[Neighbour]:
    """The incidents that come closest to this one without being it, the closest first."""
    own = set(dossier.incident.sightings)
    best: dict[str, Link] = {}
    for link in dossier.links:
        other = link.b if link.a in own else link.a
        if other in own or any(each.veto for each in link.agreements):
            continue
        home = desk.ledger.home_of(other)
        if home is not None and (home not in best or best[home].score < link.score):
            best[home] = link
    closest = sorted(best, key=lambda home: -best[home].score)[:NEIGHBOURS]
    pairs = desk.ledger.pairs_of(closest)
    return [Neighbour(incident=incident, entry=entry, link=best[incident.id]) for incident, entry in pairs]


def _done(log: Sequence[Decision], name: str) -> Decision | None:
    return next((each for each in reversed(log) if each.id == name), None)
