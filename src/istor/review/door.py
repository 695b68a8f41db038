"""Coming in and going out: the address that `istor serve` printed opens a session, once."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.review.sessions import Sessions
from istor.review.visits import COOKIE, Refused, session_of, visitor

router = APIRouter()


@router.get("/", include_in_schema=False)
def enter(request: Request, token: str = "") -> Response:
    """Turns a token into a session; whoever has one goes on to the incidents."""
    sessions: Sessions = request.app.state.sessions
    if token:
        key = sessions.redeem(token)
        if key is None and session_of(request) is None:
            raise Refused(401, "This address was used already: `istor serve` prints a new one each time it starts.")
        answer = RedirectResponse("/incidents", status_code=303)
        if key is not None:
            answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/")
        return answer
    visitor(request)
    return RedirectResponse("/incidents", status_code=303)


@router.post("/leave", include_in_schema=False)
def leave(request: Request) -> Response:
    """Closes the session."""
    sessions: Sessions = request.app.state.sessions
    sessions.end(request.cookies.get(COOKIE))
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer
