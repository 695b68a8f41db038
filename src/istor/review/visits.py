"""What every page needs of the request: the session, the desk, and the answer as a page or as a part of one."""

from __future__ import annotations

import hmac
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from istor.errors import IstorError
from istor.review.desk import Desk
from istor.review.gate import Gate
from istor.review.rendering import render
from istor.review.selection import Selection, read_selection
from istor.review.sessions import Role, Session

RANKS: dict[Role, int] = {"viewer": 0, "reviewer": 1, "admin": 2}


class Refused(IstorError):
    """A request that the desk does not answer as asked: with an HTTP status and a sentence that says what to do."""

    def __init__(self, status: int, because: str) -> None:
        super().__init__(because)
        self.status = status


def desk_of(request: Request) -> Desk:
    """The desk that answers."""
    found: Desk = request.app.state.desk
    return found


def gate_of(request: Request) -> Gate:
    """What knows who may come in."""
    found: Gate = request.app.state.gate
    return found


def address_of(request: Request) -> str:
    """The network address that asks; behind a proxy, the one that the proxy names."""
    return request.client.host if request.client else ""


def session_of(request: Request) -> Session | None:
    """The session that the request's cookie names, None where it has none."""
    gate = gate_of(request)
    return gate.session(request.cookies.get(gate.cookie))


def visitor(request: Request, *, at_least: Role = "viewer") -> Session:
    """The session. Raises Refused where there is none, or its role may not do this."""
    found = session_of(request)
    if found is None:
        team = gate_of(request).team is not None
        raise Refused(401, "Come in first." if team else "Open the desk by the address that `istor serve` printed.")
    if RANKS[found.role] < RANKS[at_least]:
        raise Refused(
            403, f"This needs a {at_least}; {found.user} is a {found.role}. Whoever runs the desk gives roles."
        )
    return found


def reader(request: Request) -> Session:
    """Who reads through the API: by a token of theirs, or in a session. Raises Refused where it is nobody."""
    told = request.headers.get("authorization", "")
    if not told:
        return visitor(request)
    found = gate_of(request).bearer(told, address_of(request))
    if isinstance(found, int):
        raise Refused(429, f"Too many tries. Wait {found} seconds, then try again.")
    if found is None:
        raise Refused(401, "This token opens nothing: `istor users token NAME` makes one.")
    return found


def changing(request: Request, *, mark: str = "", at_least: Role = "reviewer") -> Session:
    """The session of a request that changes something: it must come from the desk's own pages.

    `mark` is what a form sent as `csrf`; a script sends it in the header X-CSRF-Token. Raises Refused where neither is the
    session's, or where the browser says that another site asks.
    """
    found = visitor(request, at_least=at_least)
    told = request.headers.get("x-csrf-token") or mark
    if not hmac.compare_digest(told.encode(), found.csrf.encode()):
        raise Refused(403, "The page is older than this session: load it again, and do it once more.")
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refused(403, "The desk takes decisions from its own pages only: open this one anew, and do it there.")
    return found


def door_for(request: Request) -> str:
    """The address of the form to come in by, which goes on to what was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/login?then={quote(local(asked), safe='')}"


def local(then: str) -> str:
    """A path of this desk to go on to; anything else is the list of incidents.

    >>> local("/queue?country=UA"), local("https://elsewhere.example/"), local("//elsewhere.example")
    ('/queue?country=UA', '/incidents', '/incidents')
    """
    try:
        parts = urlsplit(then)
    except ValueError:  # brackets that are no address
        return "/incidents"
    fine = not parts.scheme and not parts.netloc and then.startswith("/") and not then.startswith(("//", "/\\"))
    return then if fine and then.isprintable() else "/incidents"


def selected(request: Request) -> tuple[Selection, tuple[str, ...]]:
    """The selection that the request's address says, and what of it could not be understood."""
    return read_selection(request.query_params.multi_items())


def is_partial(request: Request) -> bool:
    """Whether a script asks for a part of the page it already shows."""
    return request.headers.get("hx-request") == "true" and request.headers.get("hx-boosted") != "true"


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A whole page for whoever is at the desk."""
    session = session_of(request)
    ledger = desk_of(request).ledger.name if session else ""
    team = gate_of(request).team is not None
    made = render(
        template,
        session=session,
        team=team,
        ledger=ledger,
        path=request.url.path,
        look=request.app.state.review,
        **values,
    )
    return HTMLResponse(made, status_code=status, headers={"Vary": "HX-Request"})
