"""How the figures of the open ledger came about, filled from its own rules and counts."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from istor.review.visits import desk_of, page, visitor
from istor.runs.methodology import method

router = APIRouter()


@router.get("/methodology", include_in_schema=False)
def methodology(request: Request) -> Response:
    """The page, as of now."""
    visitor(request)
    desk = desk_of(request)
    reviewed = int(desk.panorama().reviewed.sum())
    return page(request, "methodology.html", told=method(desk.ledger), reviewed=reviewed)
