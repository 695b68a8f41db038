"""One's own account: name, role, tokens, and a new password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.errors import InputError
from istor.review.door import keep
from istor.review.passwords import SHORTEST
from istor.review.team import Team
from istor.review.visits import Refused, address_of, changing, gate_of, page, visitor

router = APIRouter()


class NewPassword(BaseModel):
    """What the form says: the password that was, and twice the one that is to be."""

    was: str = Field(default="", max_length=2000)
    new: str = Field(default="", max_length=2000)
    again: str = Field(default="", max_length=2000)
    csrf: str = ""


@router.get("/account", include_in_schema=False)
def account(request: Request, done: bool = False) -> Response:
    """Who one is to the desk."""
    session = visitor(request)
    return _page(request, _team(request), session.user, said="The password is changed." if done else "")


@router.post("/account/password", include_in_schema=False)
def change(request: Request, told: Annotated[NewPassword, Form()]) -> Response:
    """Sets a new password where the former one is given; all other sessions of this person end."""
    session = changing(request, mark=told.csrf, at_least="viewer")
    gate, team = gate_of(request), _team(request)
    wait_s = gate.throttle.wait_s(session.user, address_of(request))
    if wait_s:
        raise Refused(429, f"Too many tries. Wait {-(-wait_s // 60)} minutes, then try again.")
    if team.check(session.user, told.was) is None:
        return _page(request, team, session.user, because="The present password is another.", status=403)
    gate.throttle.forgive(session.user, address_of(request))
    if told.new != told.again:
        return _page(request, team, session.user, because="The new password is not twice the same.", status=400)
    try:
        person = team.change(session.user, password=told.new)
    except InputError as weak:
        return _page(request, team, session.user, because=str(weak), status=400)
    answer = RedirectResponse("/account?done=true", status_code=303)
    keep(request, answer, gate.cookie, gate.begin(person))
    return answer


def _team(request: Request) -> Team:
    team = gate_of(request).team
    if team is None:
        raise Refused(404, "This desk has no team and no accounts: it is open for whoever holds its address.")
    return team


def _page(request: Request, team: Team, name: str, *, said: str = "", because: str = "", status: int = 200) -> Response:
    person = team.known(name)
    return page(request, "account.html", status=status, person=person, said=said, because=because, shortest=SHORTEST)
