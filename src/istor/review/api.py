"""The read API: the same selections as JSON, for programs with a token or a session. Unredacted, as the desk's own pages are."""

from __future__ import annotations

import math
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from istor import __version__
from istor.review.visits import Refused, desk_of, reader, selected

MOST_ROWS = 500

router = APIRouter(prefix="/api", tags=["read"])


class Incidents(BaseModel):
    """A page of the incidents that a selection takes."""

    total: int = Field(description="incidents that the selection takes")
    page: int
    pages: int
    incidents: list[dict[str, Any]] = Field(description="entries as docs/formats.md has them")


class Told(BaseModel):
    """What can be said of one incident, and the sightings it is put together from."""

    incident: dict[str, Any]
    entry: dict[str, Any]


class Log(BaseModel):
    """People's decisions, oldest first, each with what it is about now."""

    total: int
    decisions: list[dict[str, Any]] = Field(
        description="decisions as docs/deciding.md has them; undone, and stale: why"
    )


class Problem(BaseModel):
    """Why a request was not answered, and what to do."""

    error: str


ANSWERS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem} for code in (400, 401, 404, 413, 421, 422, 429, 503)
}


@router.get("/incidents", response_model=Incidents, responses=ANSWERS)
def incidents(
    request: Request,
    q: Annotated[str, Query(description="words in a page; quoted words stand together")] = "",
    rows: Annotated[int, Query(ge=1, le=MOST_ROWS, description="incidents a page")] = 100,
    page: Annotated[int, Query(ge=1, le=10_000_000)] = 1,
) -> Response:
    """The incidents of a selection, written as the desk's address bar writes it (country, type, from, to, near, …)."""
    reader(request)
    chosen, problems = selected(request)
    if problems:
        raise Refused(400, " ".join(problems))
    desk = desk_of(request)
    seen, sifted = desk.sifted(chosen)
    names = [seen.name(int(row)) for row in sifted.rows[(page - 1) * rows : page * rows]]
    entries = [msgspec.to_builtins(entry) for _, entry in desk.ledger.pairs_of(names)]
    pages = max(1, math.ceil(len(sifted.rows) / rows))
    return JSONResponse({"total": len(sifted.rows), "page": page, "pages": pages, "incidents": entries})


@router.get("/incidents/{name}", response_model=Told, responses=ANSWERS)
def incident(request: Request, name: str) -> Response:
    """One incident by its id, a former id, or the unmistakable beginning of one."""
    reader(request)
    found = desk_of(request).ledger.incident(name)
    if found is None:
        raise Refused(404, "The ledger holds no such incident: /api/incidents lists those it holds.")
    return JSONResponse({"incident": msgspec.to_builtins(found[0]), "entry": msgspec.to_builtins(found[1])})


@router.get("/articles/{name}", response_model=dict[str, Any], responses=ANSWERS)
def article(request: Request, name: str) -> Response:
    """What was read in an article, as `istor read --json` prints it."""
    reader(request)
    found = desk_of(request).ledger.article(name)
    if found is None:
        raise Refused(404, "The ledger holds no such article: an incident's accounts name those it holds.")
    return JSONResponse(found.to_json())


@router.get("/decisions", response_model=Log, responses=ANSWERS)
def decisions(request: Request) -> Response:
    """What people decided, who and why."""
    reader(request)
    told = desk_of(request).standings()
    return JSONResponse({"total": len(told), "decisions": [msgspec.to_builtins(each) for each in told]})


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """What the API can be asked."""
    reader(request)
    described = request.app.openapi()
    described["info"]["version"] = __version__
    return JSONResponse(described)
