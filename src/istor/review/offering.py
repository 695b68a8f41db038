"""All that a person can decide on one incident, and what is proposed: what the forms of a page are filled with."""

from __future__ import annotations

from typing import Any, get_args

from starlette.requests import Request

from istor.claims.claim import Claim
from istor.decisions import SENSITIVITIES, STATUSES
from istor.ledger.entry import GradeName
from istor.review.catchup import Following
from istor.review.changes import changes
from istor.review.neighbouring import neighbours
from istor.review.visits import desk_of
from istor.runs.reckoning import proposal
from istor.store.dossiers import Dossier

GRADES: tuple[str, ...] = get_args(GradeName)
LONGEST = 160  # characters of a claim's words in a form


def choices(request: Request, dossier: Dossier) -> dict[str, Any]:
    """What the forms of decisions on this incident need, and what was decided on it before."""
    desk = desk_of(request)
    log = desk.log()
    proposed, cautions = proposal(dossier.entry)
    return {
        "at": len(log),
        "neighbours": neighbours(desk, dossier),
        "told": {each.id: claims_of(dossier, each.claims) for each in dossier.sightings},
        "names": names(dossier),
        "proposed": proposed,
        "cautions": cautions,
        "grades": GRADES,
        "statuses": STATUSES,
        "sensitivities": SENSITIVITIES,
        "changes": changes(dossier, log),
        **waiting(request),
    }


def waiting(request: Request) -> dict[str, Any]:
    """Whether the incidents shown are behind the decisions, and why they stay behind ("": nothing went wrong)."""
    following: Following = request.app.state.following
    return {"pending": following.pending, "problem": following.problem}


def claims_of(dossier: Dossier, wanted: tuple[str, ...]) -> list[tuple[Claim, str]]:
    """These claims with their words; those whose page is no longer held are left out."""
    found = []
    for claim in dossier.claims:
        page = dossier.articles.get(claim.article_id)
        if claim.id in wanted and page is not None:
            words = " ".join(page.text[claim.span.start : claim.span.end].split())
            found.append((claim, words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"))
    return found


def names(dossier: Dossier) -> list[str]:
    """The people that its pages name, as they write them."""
    return list(dict.fromkeys(person.words for each in dossier.sightings for person in each.persons))
