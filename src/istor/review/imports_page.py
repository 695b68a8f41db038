"""An edited export comes back: it is uploaded, its differences are shown as decisions, and those that a person ticks are taken."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import APIRouter, Form, UploadFile
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.review.catchup import Following
from istor.review.verdicts_page import meanwhile
from istor.review.visits import Refused, changing, desk_of, page
from istor.runs.importing import Edit, compare, decide_all, notes_on, read_table

MOST = 900  # decisions a form can hold; more come through the command line

router = APIRouter()


@router.post("/import", include_in_schema=False)
def preview(
    request: Request, table: UploadFile, before: UploadFile | None = None, csrf: Annotated[str, Form()] = ""
) -> Response:
    """What an edited table says otherwise than the ledger, each difference as the decision it would be. Nothing is decided."""
    changing(request, mark=csrf)
    ledger = desk_of(request).ledger
    at = len(ledger.decisions())
    original = before.file.read() if before and before.filename else b""
    found = compare(
        ledger,
        read_table(table.file.read()),
        against=read_table(original) if original else None,
        options=desk_of(request).options,
    )
    if len(found.edits) > MOST:
        raise Refused(
            413, f"The table differs in {len(found.edits):,} places; a page holds {MOST}. Use `istor import`."
        )
    name = (table.filename or "a table")[:100]
    told = [(each, msgspec.json.encode(each).decode()) for each in found.edits]
    return page(request, "import.html", found=found, told=told, notes=notes_on(found), name=name, at=at)


class Ticked(BaseModel):
    """What the form of the preview says: the edits that were ticked, each as JSON, and how many decisions there were then."""

    at: int
    edit: list[str] = []
    why: str = ""
    csrf: str = ""


@router.post("/import/take", include_in_schema=False)
def take(request: Request, told: Annotated[Ticked, Form()]) -> Response:
    """Takes the decisions that were ticked; none of them where somebody else decided on one of their incidents meanwhile."""
    session = changing(request, mark=told.csrf)
    ledger = desk_of(request).ledger
    try:
        edits = [msgspec.json.decode(each, type=Edit) for each in told.edit]
    except msgspec.DecodeError:
        raise Refused(400, "The form cannot be understood: upload the table again.") from None
    if not edits:
        raise Refused(400, "Nothing is ticked, so nothing was decided. Go back, and tick what is to be decided.")
    if {each.verb for each in edits} - {"correct", "accept", "reject", "sensitivity"}:
        raise Refused(400, "A table brings corrections and judgements only: upload it again.")
    if meanwhile(ledger.decisions(), [each.incident for each in edits], at=told.at, by=session.user):
        raise Refused(
            409, "Somebody else decided on one of these incidents since: nothing was done. Upload the table again."
        )
    decide_all(ledger, edits, by=session.user, why=told.why)
    following: Following = request.app.state.following
    following.ask()
    return RedirectResponse("/decisions", status_code=303)
