"""Decisions are taken and taken back: one form for every verb, and the log of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from istor.decisions import VERBS, Decision, undone
from istor.review.catchup import Following
from istor.review.visits import Refused, changing, desk_of, local, page, visitor
from istor.runs.recording import log_lines

NEWEST = 500  # decisions on the page of the log
ADMINS = ("release",)  # who is named cannot be unnamed: not every reviewer's to decide

router = APIRouter()


class Verdict(BaseModel):
    """What a form of the desk says of a decision. `at` is how many decisions there were when its page was drawn."""

    verb: str
    on: list[str]
    at: int
    csrf: str = ""
    why: str = ""
    path: str = ""
    value: str = ""
    then: str = "/incidents"


@router.post("/decide", include_in_schema=False)
def decide(request: Request, told: Annotated[Verdict, Form()]) -> Response:
    """Takes a decision and goes on to `then`. Where others decided on the same incidents since the page was drawn, nothing
    is done, and their decisions are shown."""
    session = changing(request, mark=told.csrf, at_least="admin" if told.verb in ADMINS else "reviewer")
    ledger = desk_of(request).ledger
    verb = next((known for known in VERBS if known == told.verb and known != "remove"), None)
    if verb is None:
        raise Refused(400, f"There is no decision {told.verb!r}; choose one of {', '.join(VERBS)}.")
    names = [name for name in told.on if name]
    log = ledger.decisions()
    since = meanwhile(log, names, at=told.at, by=session.user)
    if since:
        form = told.model_copy(update={"on": names, "then": local(told.then)})
        return page(request, "meanwhile.html", status=409, since=since, form=form, at=len(log))
    value = told.value if told.value else None
    made = ledger.decide(verb, names, by=session.user, why=told.why, path=told.path or None, value=value)
    following: Following = request.app.state.following
    following.ask()
    return RedirectResponse(_with(local(told.then), made), status_code=303)


@router.post("/undo", include_in_schema=False)
def undo(
    request: Request,
    csrf: Annotated[str, Form()] = "",
    again: Annotated[bool, Form()] = False,
    then: Annotated[str, Form()] = "/incidents",
) -> Response:
    """Takes back this person's last decision that stands; with `again`, the last taking back."""
    session = changing(request, mark=csrf)
    ledger = desk_of(request).ledger
    last = last_to_undo(ledger.decisions(), by=session.user, again=again)
    if last is None:
        raise Refused(
            409,
            "There is nothing of yours to take back: the log takes back what others decided."
            if not again
            else "There is nothing to do again: you took nothing back last.",
        )
    ledger.decide("undo", last.id, by=session.user)
    following: Following = request.app.state.following
    following.ask()
    return RedirectResponse(local(then), status_code=303)


@router.get("/decisions/table", include_in_schema=False)
def table(request: Request) -> Response:
    """The log as CSV, for the team."""
    visitor(request)
    lines = (f"{line}\n" for line in log_lines(desk_of(request).ledger))
    headers = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/decisions", include_in_schema=False)
def decisions(request: Request) -> Response:
    """The log, newest first: who decided what, when and why; what was undone, and what is stale."""
    visitor(request)
    ledger = desk_of(request).ledger
    told = list(reversed(desk_of(request).standings()))
    stale = [each for each in told if each.stale and not each.undone]
    return page(
        request,
        "decisions.html",
        told=told[:NEWEST],
        stale=stale,
        whole=len(told),
        verbs=VERBS,
        at=len(told),
        head=ledger.head(),
    )


def meanwhile(log: Sequence[Decision], names: Sequence[str], *, at: int, by: str) -> list[Decision]:
    """The decisions of others, taken after the first `at`, on any of these ids or on what those stood for."""
    wanted = set(names)
    return [
        each for each in log[at:] if each.by != by and wanted & {*each.on, *(ground.sighting for ground in each.ground)}
    ]


def last_to_undo(log: Sequence[Decision], *, by: str, again: bool = False) -> Decision | None:
    """The last decision of a person that stands; with `again`, the last taking back of one, unless that was taken back
    itself. None: there is none."""
    void = undone(log)
    undoing = {each.id for each in log if each.verb == "undo"}
    mine = (each for each in reversed(log) if each.by == by and each.id not in void)
    if again:
        return next((each for each in mine if each.id in undoing and undoing.isdisjoint(each.on)), None)
    return next((each for each in mine if each.id not in undoing), None)


def _with(then: str, made: Decision) -> str:
    return f"{then}{'&' if '?' in then else '?'}done={made.id}"
