"""The values of a facet: those beside the table, and a page of all of them where they are many."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from istor.provenance import Record
from istor.review.selection import FACETS, Selection, shown
from istor.review.visits import Refused, desk_of, page, selected, visitor
from istor.store.panorama import NOT_TOLD

VALUES = 200  # of a facet on a page

router = APIRouter()


class FacetValue(Record):
    """A value of a facet: how many incidents it would give, and the address that chooses it, or leaves it."""

    label: str
    count: int
    chosen: bool
    query: str


def facet_values(chosen: Selection, facet: str, counts: tuple[tuple[str, int], ...]) -> list[FacetValue]:
    """The values of a facet as they are shown: the chosen ones first, then the commonest."""
    picked = chosen.values(facet)
    told = dict(counts)
    order = [*picked, *(label for label, _ in counts if label not in picked)]
    return [
        FacetValue(
            label=shown(facet, label),
            count=told.get(label, 0),
            chosen=label in picked,
            query=chosen.toggled(facet, label).query(),
        )
        for label in order
        if label != NOT_TOLD or told.get(label)
    ]


@router.get("/facets/{name}", include_in_schema=False)
def facet(request: Request, name: str) -> Response:
    """All values of a facet for the selection of the address; `named` finds those that hold its words, `part` turns the pages."""
    visitor(request)
    if name not in FACETS:
        raise Refused(404, f"There is nothing called {name} to narrow down by.")
    chosen, _ = selected(request)
    _, sifted = desk_of(request).sifted(chosen)
    named = request.query_params.get("named", "").strip()
    counts = sifted.facets[name]
    found = tuple(each for each in counts if named.casefold() in shown(name, each[0]).casefold()) if named else counts
    told = request.query_params.get("part", "1")
    last = max(1, math.ceil(len(found) / VALUES))
    part = min(max(1, int(told)), last) if told.isascii() and told.isdigit() and len(told) < 9 else 1
    pairs = parse_qsl(chosen.query(), keep_blank_values=True)
    here = urlencode([*pairs, *([("named", named)] if named else [])])
    facts: dict[str, Any] = {
        "chosen": chosen, "pairs": pairs, "here": here, "facet": name, "title": FACETS[name], "named": named,
        "number": len(found), "part": part, "last": last,
        "values": facet_values(chosen, name, found[(part - 1) * VALUES : part * VALUES]),
    }  # fmt: skip
    return page(request, "facet.html", **facts)
