"""The incidents: table, timeline, map and facets of one selection. Drawn on the server; scripts only swap parts of it."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from istor.decisions import STATUSES
from istor.review.centring import centred, written
from istor.review.clusters import View, features
from istor.review.conditions import conditions, days
from istor.review.facet_page import facet_values
from istor.review.rendering import render
from istor.review.selection import FACETS, SORTS, Selection
from istor.review.timeline import Timeline, timeline
from istor.review.visits import Refused, desk_of, is_partial, page, selected, visitor

ROWS = 50  # a page of the table
SHOWN = 12  # values of a facet before "more"
UNSEEN = ("within", "box", "since", "reviewed")  # parts of a selection that no field of the form shows
LOWEST = 3.0  # percent of the height: one incident is seen beside a thousand
WORLD = View(west=-180, south=-85, east=180, north=85, zoom=1)

router = APIRouter()


@router.get("/incidents", include_in_schema=False)
def incidents(request: Request) -> Response:
    """The page, or the part of it that another selection changes."""
    session = visitor(request)
    chosen, problems = selected(request)
    chosen, said = centred(chosen, request.query_params)
    desk = desk_of(request)
    seen, sifted = desk.sifted(chosen)
    last = max(1, math.ceil(len(sifted.rows) / ROWS))
    chosen = chosen.but(page=min(chosen.page, last))
    rows = sifted.rows[(chosen.page - 1) * ROWS : chosen.page * ROWS]
    shown: dict[str, Any] = {
        "chosen": chosen,
        "problems": (*problems, *([said] if said else ())),
        "conditions": conditions(chosen),
        "kept": [pair for pair in parse_qsl(chosen.query()) if pair[0] in UNSEEN],
        "around": written(chosen.near),
        "mark": desk.mark().words(),
        "pairs": desk.ledger.pairs_of([seen.name(int(row)) for row in rows]),
        "total": len(sifted.rows),
        "whole": len(seen),
        "last": last,
        "facets": {name: (title, facet_values(chosen, name, sifted.facets[name])) for name, title in FACETS.items()},
        "timeline": drawn(timeline(seen, sifted.any_day, days=(chosen.day_from, chosen.day_to)), chosen),
        "sorts": SORTS,
        "shown": SHOWN,
        "at": len(desk.log()),
        "statuses": STATUSES,
    }
    if is_partial(request):
        return Response(
            render("incidents_part.html", session=session, **shown),
            media_type="text/html",
            headers={"Vary": "HX-Request"},
        )
    return page(request, "incidents.html", **shown)


@router.get("/map/incidents.json", include_in_schema=False)
def on_the_map(request: Request) -> Response:
    """The selection's incidents in the part of the world that `view` names: west,south,east,north,zoom."""
    visitor(request)
    chosen, _ = selected(request)
    seen, sifted = desk_of(request).sifted(chosen)
    return JSONResponse(features(seen, sifted.mask, _view(request.query_params.get("view", ""))))


def drawn(bars: Timeline, chosen: Selection) -> dict[str, object]:
    """The timeline with each bar's place and height in percent and the address that chooses its days.

    `span` are the place and width of the days chosen (None: all are), `starts` the first days of all bars, empty ones too.
    """
    highest = max((bar.count for bar in bars.bars), default=0)
    width = 100 / max(1, len(bars.bars))
    first, last = chosen.day_from or dt.date.min, chosen.day_to or dt.date.max
    inside = [at for at, bar in enumerate(bars.bars) if bar.last >= first and bar.first <= last]
    narrowed = chosen.day_from or chosen.day_to
    return {
        "unit": bars.unit,
        "undated": bars.undated,
        "before": bars.before,
        "beyond": bars.beyond,
        "days": days(chosen),
        "starts": ",".join(bar.first.isoformat() for bar in bars.bars),
        "span": (round(inside[0] * width, 3), round(len(inside) * width, 3)) if narrowed and inside else None,
        "bars": [
            {
                "x": round(at * width, 3),
                "width": round(width * 0.86, 3),
                "whole": round(width, 3),
                "height": round(max(LOWEST, 100 * bar.count / highest), 2) if bar.count else 0,
                "first": bar.first,
                "last": bar.last,
                "count": bar.count,
                "inside": at in inside,
                "query": chosen.but(day_from=bar.first, day_to=bar.last).query(),
            }
            for at, bar in enumerate(bars.bars)
        ],
    }


def _view(words: str) -> View:
    if not words:
        return WORLD
    try:
        west, south, east, north, zoom = (float(part) for part in words.split(","))
        if not all(math.isfinite(each) for each in (west, south, east, north, zoom)) or not 0 <= zoom <= 24:
            raise ValueError(words)
    except ValueError:
        raise Refused(400, "Give view as west,south,east,north,zoom.") from None
    return View(west=west, south=south, east=east, north=north, zoom=zoom)
