"""One article: the stored text with every reading marked, what is no news dimmed, and the original as it was stored."""

from __future__ import annotations

from itertools import pairwise

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from istor.incidents.incident import Incident
from istor.ledger.entry import Entry
from istor.provenance import Record, sha256
from istor.publication.readings import Reading
from istor.review.incident_page import GUARDED
from istor.review.originals import POLICY, shown
from istor.review.visits import Refused, desk_of, page, visitor
from istor.store.ledger import Ledger

# What is marked; where two overlap, the earlier here wins, then the longer.
MARKS = ("toll", "person", "attack", "date", "place", "actor", "weapon", "target", "speaker")

router = APIRouter()


class Stretch(Record):
    """A stretch of an article's text that is shown alike. `mark` is what was read there, `kind` that of its block."""

    text: str
    start: int
    kind: str
    mark: str | None = None
    said: str = ""


@router.get("/articles/{name}", include_in_schema=False)
def article(request: Request, name: str) -> Response:
    """The page of an article by its id."""
    visitor(request)
    reading, ledger = _reading(request, name), desk_of(request).ledger
    raw = ledger.raw(reading.article.raw_sha256)
    incidents = incidents_of(ledger, reading)
    labels = sorted({entry.sensitivity for _, entry in incidents if entry.sensitivity in GUARDED})
    return page(
        request,
        "article.html",
        reading=reading,
        article=reading.article,
        stretches=stretches(reading),
        marks=MARKS,
        whole=None if raw is None else sha256(raw) == reading.article.raw_sha256,
        incidents=incidents,
        labels=labels,
    )


@router.get("/articles/{name}/original", include_in_schema=False)
def original(request: Request, name: str, form: str = "page") -> Response:
    """The page as it was stored, in a sandbox where nothing runs and nothing is fetched; with `form=bytes` its markup as text."""
    visitor(request)
    reading = _reading(request, name)
    raw = desk_of(request).ledger.raw(reading.article.raw_sha256)
    if raw is None:
        raise Refused(
            410,
            "The page's bytes are no longer held. What was read of it stands on the article's page, with its address.",
        )
    headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(shown(raw, reading.article.charset, as_bytes=form == "bytes"), headers=headers)


def incidents_of(ledger: Ledger, reading: Reading) -> list[tuple[Incident, Entry]]:
    """The incidents that an article tells of, in the order it does."""
    homes = dict.fromkeys(ledger.home_of(each.id) for each in reading.sightings)
    return list(ledger.pairs_of([home for home in homes if home is not None]))


def stretches(reading: Reading) -> list[Stretch]:
    """The article's text from first to last character, cut where blocks or marks begin and end."""
    text = reading.article.text
    marks = _marks(reading)
    borders = {0, len(text), *(at for start, end, *_ in marks for at in (start, end))}
    borders |= {at for block in reading.article.blocks for at in (block.start, block.end)}
    made = []
    order = sorted(at for at in borders if 0 <= at <= len(text))
    for start, end in pairwise(order):
        kind = next((b.kind for b in reading.article.blocks if b.start <= start < b.end), "between")
        mark = next((each for each in marks if each[0] <= start < each[1]), None)
        made.append(
            Stretch(
                text=text[start:end],
                start=start,
                kind=kind,
                mark=mark[2] if mark else None,
                said=mark[3] if mark else "",
            )
        )
    return made


def _marks(reading: Reading) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for each in reading.sightings:
        found += [(d.start, d.end, "date", f"read as {d.edtf}") for d in (each.date,) if d]
        read = {(p.start, p.end): p for p in (*each.places, each.place) if p}
        found += [(*span, "place", p.place.name if p.place else "no place known") for span, p in read.items()]
        found += [
            (t.span.start, t.span.end, "toll", f"{t.low}–{t.high if t.high is not None else ''} {t.group} {t.harm}")
            for t in each.tolls
        ]
        found += [(p.span.start, p.span.end, "person", p.harm) for p in each.persons]
        found += [(a.span.start, a.span.end, "actor", f"{a.key or 'not in the list'}, {a.stance}") for a in each.actors]
        found += [(w.span.start, w.span.end, "weapon", w.kind) for w in each.weapons]
        found += [(t.span.start, t.span.end, "target", t.kind) for t in each.targets]
        found += [
            (v.speaker.span.start, v.speaker.span.end, "speaker", v.speaker.kind) for v in each.voices if v.speaker
        ]
    found += [
        (c.attack.span.start, c.attack.span.end, "attack", c.attack.type or "told elsewhere")
        for c in reading.claims
        if c.attack
    ]
    kept: list[tuple[int, int, str, str]] = []
    for mark in sorted(set(found), key=lambda mark: (MARKS.index(mark[2]), mark[0] - mark[1], mark[0])):
        if mark[0] < mark[1] and all(mark[1] <= other[0] or other[1] <= mark[0] for other in kept):
            kept.append(mark)
    return sorted(kept)


def _reading(request: Request, name: str) -> Reading:
    found = desk_of(request).ledger.article(name)
    if found is None:
        raise Refused(
            404,
            f"The ledger holds no article {name}: it was removed, or is of another ledger. An incident leads to its pages.",
        )
    return found
