"""One incident: its figures with every account behind them, down to the words on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from istor.articles.article import Article
from istor.geography.place import PlaceReading
from istor.incidents.incident import Link
from istor.ledger.entry import Account
from istor.provenance import Record
from istor.review.juxtaposing import FIELDS, side_by_side
from istor.review.offering import choices
from istor.review.visits import Refused, desk_of, page, visitor
from istor.runs.recording import record
from istor.store.dossiers import Dossier, gather

GUARDED = ("graphic", "restricted")  # shown only to whoever asks to see it
CONTEXT = 160  # characters around the words of an account, so that they can be judged where they stand
SHOWN = 6  # candidates of a place

router = APIRouter()


class Quotation(Record):
    """Words as they stand on a page, with what stands before and after them in their paragraph, in whole words; `cut` where there
    is more of it. `language`: the page's; None: not known."""

    before: str
    words: str
    after: str
    language: str | None = None
    cut_before: bool = False
    cut_after: bool = False


class Origin(Record):
    """One independent origin: its accounts of one figure, the first of them in front; the others repeat it."""

    name: str
    first: Account
    others: tuple[Account, ...]


@router.get("/incidents/{name}", include_in_schema=False)
def incident(request: Request, name: str) -> Response:
    """The page of the incident of this id; a former id leads to the incident it became."""
    visitor(request)
    ledger = desk_of(request).ledger
    found = ledger.incident(name)
    if found is None:
        raise Refused(404, f"The ledger holds no incident {name}: find it among the incidents, by its day or place.")
    if found[0].id != name:
        return RedirectResponse(f"/incidents/{found[0].id}", status_code=302)
    dossier = gather(ledger, *found)
    then = f"/incidents/{name}"
    return page(request, "incident.html", then=then, **choices(request, dossier), **shown_of(dossier))


@router.get("/incidents/{name}/sheet", include_in_schema=False)
def sheet(request: Request, name: str, public: bool = True) -> Response:
    """The minimum record of an incident on one page, for print: as it may be published or, with `public=no`, whole."""
    visitor(request)
    desk = desk_of(request)
    made = record(desk.ledger, name, public=public, options=desk.options)
    if made is None and desk.ledger.incident(name) is not None:
        raise Refused(
            403,
            "This incident is marked restricted: it has no sheet for the public. Ask for the whole record with `?public=no`.",
        )
    if made is None:
        raise Refused(404, f"The ledger holds no incident {name}: find it among the incidents, by its day or place.")
    return page(request, "minimum.html", made=made)


def shown_of(dossier: Dossier) -> dict[str, Any]:
    """What a page needs to show an incident down to its words."""
    return {
        "dossier": dossier,
        "entry": dossier.entry,
        "quoted": {span: quotation(dossier, *span) for span in _spans(dossier)},
        "by_origin": {
            (figure.harm, figure.group, figure.side): origins(figure.accounts) for figure in dossier.entry.figures
        },
        "joined": strongest(dossier),
        "beside": side_by_side(dossier),
        "fields": tuple(FIELDS),
        "spot": spot(dossier.entry.place),
        "guarded": dossier.entry.sensitivity in GUARDED,
    }


def spot(place: PlaceReading | None) -> str | None:
    """What a map shows of a place, as JSON: its point, metres of doubt and the points it was taken rather than. None: no point."""
    if place is None or place.lat is None or place.lon is None:
        return None
    others = [
        {"name": each.place.name, "lat": each.place.lat, "lon": each.place.lon, "score": round(each.score, 3)}
        for each in place.candidates[:SHOWN]
        if each.place != place.place
    ]
    told = {"lat": place.lat, "lon": place.lon, "radius_m": place.radius_m or 0, "others": others}
    return msgspec.json.encode(told).decode()


def origins(accounts: Sequence[Account]) -> tuple[Origin, ...]:
    """The accounts of a figure by who could know, those that count first."""
    grouped: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda each: not each.used):
        grouped.setdefault(account.origin, []).append(account)
    return tuple(Origin(name=name, first=found[0], others=tuple(found[1:])) for name, found in grouped.items())


def quotation(dossier: Dossier, article_id: str, start: int, end: int) -> Quotation | None:
    """The words at a span with their surroundings; None where the page is no longer held."""
    article: Article | None = dossier.articles.get(article_id)
    if article is None:
        return None
    before = article.text[:start].rpartition("\n")[2]
    after = article.text[end:].partition("\n")[0]
    near, beyond = shortened(before[::-1]), shortened(after)
    return Quotation(
        before=near[::-1],
        words=article.text[start:end],
        after=beyond,
        language=article.language,
        cut_before=near != before[::-1],
        cut_after=beyond != after,
    )


def shortened(text: str, most: int = CONTEXT) -> str:
    """As many whole words from the beginning of a text as fit into `most` characters; where not one does, so many characters.

    >>> shortened("two words", most=5), shortened("words", most=3), shortened("all", most=3)
    ('two', 'wor', 'all')
    """
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0] or text[:most]


def strongest(dossier: Dossier) -> list[Link]:
    """The links that hold the incident's sightings together, the strongest first: one fewer than there are sightings."""
    group = {each.id: each.id for each in dossier.sightings}
    kept: list[Link] = []
    for link in sorted(dossier.links, key=lambda link: -link.score):
        if link.joined and link.a in group and link.b in group and group[link.a] != group[link.b]:
            one, other = group[link.a], group[link.b]
            group = {name: one if at == other else at for name, at in group.items()}
            kept.append(link)
    return kept


def _spans(dossier: Dossier) -> set[tuple[str, int, int]]:
    accounts = [account for figure in dossier.entry.figures for account in figure.accounts]
    spans = [*(each.span for each in accounts), *(each.span for each in dossier.entry.dissents)]
    return {(span.article_id, span.start, span.end) for span in spans}
