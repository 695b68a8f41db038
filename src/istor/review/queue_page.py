"""The queue: the incident that most needs a person, one at a time, with all that is needed to decide and the keys for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from istor.decisions import STATUSES, Decision, undone
from istor.review.incident_page import shown_of
from istor.review.offering import choices, waiting
from istor.review.visits import desk_of, page, selected, visitor
from istor.store.dossiers import gather

ASIDE = ("waiting", "done")  # statuses that take an incident out of the queue until somebody asks for them
SETTLING = ("accept", "reject", "merge", "split", "move")  # after these, one goes on to the next incident

router = APIRouter()


@router.get("/queue", include_in_schema=False)
def queue(request: Request, done: str = "", status: str = "") -> Response:
    """The next incident of the selection to look at; those already skipped come back when the skip is undone.

    `status` asks for the incidents that people gave this status, whether looked at or not.
    """
    visitor(request)
    chosen, problems = selected(request)
    desk = desk_of(request)
    log = desk.log()
    now = desk.now(name for each in log if each.verb in (*SETTLING, "status", "skip") for name in each.on)
    given = statuses(log, now)
    asked = status if status in STATUSES else ""
    seen, sifted = desk.sifted(chosen.but(sort="doubt", reviewed=None if asked else False))
    late = waiting(request)
    out = (
        {name for name, at in given.items() if at in ASIDE}
        | skipped(log, now)
        | (judged(log, now) if late["pending"] else set())
    )
    named = {name for name, at in given.items() if at == asked} if asked else out
    left = sifted.rows[np.isin(sifted.rows, seen.row_of(named), invert=not asked)]
    facts: dict[str, Any] = {"chosen": chosen, "problems": problems, "left": len(left), "done": _done(log, done)}
    facts |= {"asked": asked, "given": {each: list(given.values()).count(each) for each in STATUSES}}
    facts["then"] = "?".join(
        filter(None, ("/queue", "&".join(filter(None, (chosen.query(), asked and f"status={asked}")))))
    )
    found = desk.ledger.incident(seen.name(int(left[0]))) if len(left) else None
    if found is None:  # none left; or linked anew since the panorama was read: the next request reads it again
        return page(request, "queue_empty.html", **facts)
    dossier = gather(desk.ledger, *found)
    return page(request, "queue.html", **facts, **choices(request, dossier), **shown_of(dossier))


def statuses(log: Sequence[Decision], now: Mapping[str, str]) -> dict[str, str]:
    """The status that each incident was last given, by the id it has `now`; so the others below."""
    void = undone(log)
    given = (each for each in log if each.verb == "status" and each.id not in void)
    return {now[name]: str(each.value) for each in given for name in each.on if name in now}


def judged(log: Sequence[Decision], now: Mapping[str, str]) -> set[str]:
    """The incidents that somebody decided on: while the ledger has not followed yet, nobody is asked about them again."""
    void = undone(log)
    return {
        now[name] for each in log if each.verb in SETTLING and each.id not in void for name in each.on if name in now
    }


def skipped(log: Sequence[Decision], now: Mapping[str, str]) -> set[str]:
    """The incidents that somebody looked at and left undecided."""
    void = undone(log)
    return {now[name] for each in log if each.verb == "skip" and each.id not in void for name in each.on if name in now}


def _done(log: Sequence[Decision], name: str) -> Decision | None:
    return next((each for each in reversed(log) if each.id == name), None)
