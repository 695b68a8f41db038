"""Coming in and going out: alone by the address that `istor serve` printed, which opens a session once; in a team by password."""

from __future__ import annotations

import hmac
import secrets
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.review.visits import Refused, address_of, changing, gate_of, local, page, session_of, visitor

WRONG = "No such name with that password. Names and passwords are written exactly as they were given."
STALE = "The page lay open too long, or the browser keeps no cookies: try once more."

router = APIRouter()


class Entrance(BaseModel):
    """What the form at the door says. `csrf` must be what the form's own cookie holds."""

    name: str = Field(default="", max_length=200)
    password: str = Field(default="", max_length=2000)
    csrf: str = ""
    then: str = "/incidents"


@router.get("/", include_in_schema=False)
def enter(request: Request, token: str = "") -> Response:
    """Turns a token into a session; whoever has one goes on to the incidents."""
    gate = gate_of(request)
    if token and gate.team is None:
        key = gate.sessions.redeem(token)
        if key is None and session_of(request) is None:
            raise Refused(401, "This address was used already: `istor serve` prints a new one each time it starts.")
        return _in(request, key, "/incidents")
    visitor(request)
    return RedirectResponse("/incidents", status_code=303)


@router.get("/login", include_in_schema=False)
def login(request: Request, then: str = "/incidents") -> Response:
    """The form for name and password, where a team works at the desk."""
    if gate_of(request).team is None:
        raise Refused(404, "This desk has no team: it is opened by the address that `istor serve` printed.")
    return _form(request, local(then))


@router.post("/login", include_in_schema=False)
def come_in(request: Request, told: Annotated[Entrance, Form()]) -> Response:
    """Opens a session for a name and password. A wrong name is answered as a wrong password is, and takes as long."""
    gate, then = gate_of(request), local(told.then)
    kept = request.cookies.get(_form_cookie(request), "")
    if gate.team is None or not kept or not hmac.compare_digest(kept.encode(), told.csrf.encode()):
        return _form(request, then, status=403, because=STALE)
    entered = gate.enter(told.name, told.password, address_of(request))
    if isinstance(entered, int):
        minutes = -(-entered // 60)
        again = f"Too many tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again."
        answer = _form(request, then, status=429, because=again)
        answer.headers["Retry-After"] = str(entered)
        return answer
    if entered is None:
        return _form(request, then, status=401, because=WRONG)
    gate.sessions.end(request.cookies.get(gate.cookie))
    answer = _in(request, entered, then)
    answer.delete_cookie(_form_cookie(request), path="/", secure=gate.https, httponly=True, samesite="strict")
    return answer


@router.post("/leave", include_in_schema=False)
def leave(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """Closes the session, here and in the browser."""
    changing(request, mark=csrf, at_least="viewer")
    gate = gate_of(request)
    gate.sessions.end(request.cookies.get(gate.cookie))
    answer = RedirectResponse("/login" if gate.team else "/", status_code=303)
    answer.delete_cookie(gate.cookie, path="/", secure=gate.https, httponly=True, samesite="strict")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def keep(request: Request, answer: Response, name: str, value: str) -> None:
    """Gives the browser a cookie that scripts cannot read and no other site can send."""
    answer.set_cookie(name, value, httponly=True, samesite="strict", path="/", secure=gate_of(request).https)


def _in(request: Request, key: str | None, then: str) -> Response:
    answer = RedirectResponse(then, status_code=303)
    if key is not None:
        keep(request, answer, gate_of(request).cookie, key)
    return answer


def _form(request: Request, then: str, *, status: int = 200, because: str = "") -> Response:
    """The form with a new mark, which its cookie holds, too: another site can set neither."""
    mark = secrets.token_urlsafe(24)
    answer = page(request, "login.html", status=status, mark=mark, then=then, because=because)
    keep(request, answer, _form_cookie(request), mark)
    return answer


def _form_cookie(request: Request) -> str:
    return f"{gate_of(request).cookie}_door"
