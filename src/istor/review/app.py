"""The desk as one ASGI application: its rooms' pages, the guard before them, and errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from istor import __version__
from istor.errors import IstorError, LedgerBusy
from istor.publication.policy import SAFE, PublicationOptions
from istor.review import (
    account_page,
    api,
    article_page,
    door,
    downloads,
    facet_page,
    imports_page,
    incident_page,
    incidents_page,
    methodology_page,
    queue_page,
    verdicts_page,
)
from istor.review.catchup import Following
from istor.review.desk import Desk
from istor.review.gate import Gate
from istor.review.guarding import HEADERS, Guard
from istor.review.rendering import HERE
from istor.review.sessions import Sessions
from istor.review.team import Team
from istor.review.tiling import ReviewOptions
from istor.review.visits import Refused, door_for, gate_of, is_partial, page
from istor.store.ledger import Ledger

ROUTERS = (
    door.router,
    account_page.router,
    incidents_page.router,
    facet_page.router,
    incident_page.router,
    article_page.router,
    queue_page.router,
    verdicts_page.router,
    downloads.router,
    methodology_page.router,
    imports_page.router,
    api.router,
)


def create_app(
    ledger: Ledger,
    *,
    hosts: Iterable[str],
    sessions: Sessions | None = None,
    team: Team | None = None,
    https: bool = False,
    options: PublicationOptions = SAFE,
) -> FastAPI:
    """The desk over an open ledger. `hosts` are the Host headers it answers, as "127.0.0.1:8000".

    With a `team` its people come in by password, without one whoever holds a token of `sessions`. `https`: a proxy speaks it.
    `options` say what is withheld of whatever leaves.
    """
    app = FastAPI(
        title="istor",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(Guard, hosts=tuple(hosts), https=https)],
    )
    app.state.desk = Desk(ledger, options=options)
    app.state.review = ReviewOptions()
    app.state.following = Following(ledger)
    app.state.gate = Gate(sessions, team=team, https=https)
    app.state.sessions = app.state.gate.sessions
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Static(directory=HERE / "static"), name="static")
    for error in (IstorError, HTTPException, RequestValidationError):
        app.add_exception_handler(error, explained)
    app.add_exception_handler(Exception, broken)
    return app


class Static(StaticFiles):
    """The desk's own files: kept by the browser, and modules served as what they are."""

    def file_response(self, *args: object, **facts: object) -> Response:
        """A file with its headers."""
        answer = super().file_response(*args, **facts)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = "public, max-age=3600"
        if str(args[0]).endswith(".mjs"):
            answer.headers["Content-Type"] = "text/javascript; charset=utf-8"
        return answer


async def explained(request: Request, error: Exception) -> Response:
    """An error as a page, or as JSON where a script asks, with a sentence that says what to do."""
    status = (
        error.status if isinstance(error, Refused) else error.status_code if isinstance(error, HTTPException) else 400
    )
    because = str(error)
    if isinstance(error, HTTPException):
        because = "There is no such page: go on from the incidents." if status == 404 else str(error.detail)
    if isinstance(error, LedgerBusy):
        status = 503
    if isinstance(error, RequestValidationError):
        because = f"The request cannot be understood. {_wanted(error)}."
    if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
        return JSONResponse({"error": because}, status_code=status)
    if status == 401 and request.method == "GET" and gate_of(request).team is not None:
        if is_partial(request):
            return Response(status_code=401, headers={"HX-Redirect": "/login"})
        return RedirectResponse(door_for(request), status_code=303)
    return page(request, "error.html", status=status, code=status, because=because)


def _wanted(error: RequestValidationError) -> str:
    told = [(".".join(str(part) for part in each["loc"][1:]), each["msg"]) for each in error.errors()[:5]]
    return "; ".join(f"{name}: {said[:1].lower()}{said[1:]}" if name else said for name, said in told)


async def broken(request: Request, error: Exception) -> Response:
    """A fault of the desk's own: said without a word of what went wrong, which is in the log of whoever runs it."""
    words = (
        "This is a fault in istor itself. What was decided is kept; whoever runs the desk finds the fault in its log."
    )
    return PlainTextResponse(words, status_code=500, headers=HEADERS)
