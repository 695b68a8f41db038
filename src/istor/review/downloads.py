"""Exactly what is shown, as a file: the selection of the address in any format the ledger can be published in, redacted."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from istor.errors import ConfigError
from istor.review.rendering import render
from istor.review.visits import desk_of, is_partial, page, selected, visitor
from istor.runs.exporting import NARROW, WORKBOOK, checker, export, export_workbook, lost, meanings

FORMATS = {
    "csv": ("CSV", "csv", "text/csv; charset=utf-8", "one row an incident, for spreadsheets and programs"),
    "xlsx": ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "the same rows, with a sheet that says what each column means"),
    "jsonl": ("JSON Lines", "jsonl", "application/x-ndjson", "the rows with every account and page they rest on"),
    "geojson": ("GeoJSON", "geojson", "application/geo+json", "points for a map; an incident without a place has none"),
    "acled": ("ACLED’s shape", "csv", "text/csv; charset=utf-8", "31 columns; needs a day and a place"),
    "ged": ("UCDP GED’s shape", "csv", "text/csv; charset=utf-8", "49 columns; only with a reported death"),
    "hxl": ("HXL", "csv", "text/csv; charset=utf-8", "CSV with a row of hashtags for humanitarian tools"),
}  # fmt: skip

router = APIRouter()


@router.get("/export", include_in_schema=False)
def choose(request: Request) -> Response:
    """What can be taken away of the selection, and what is withheld of it."""
    visitor(request)
    chosen, _ = selected(request)
    _, sifted = desk_of(request).sifted(chosen)
    total = len(sifted.rows)
    return page(request, "export.html", chosen=chosen, formats=FORMATS, total=total, narrow=NARROW)


@router.get("/export/codebook", include_in_schema=False)
def dictionary(request: Request) -> Response:
    """What each column and key of an export means, as Markdown."""
    visitor(request)
    headers = {"Content-Disposition": 'attachment; filename="codebook.md"'}
    return Response("\n".join(meanings()), media_type="text/markdown; charset=utf-8", headers=headers)


@router.get("/export/checker", include_in_schema=False)
def verifier(request: Request) -> Response:
    """The one file by which whoever has an export checks it without istor."""
    visitor(request)
    headers = {"Content-Disposition": 'attachment; filename="check_export.py"'}
    return Response(checker(), media_type="text/x-python; charset=utf-8", headers=headers)


@router.get("/export/{format}/report", include_in_schema=False)
def report(request: Request, format: str) -> Response:
    """What the format could not hold of the selection, in sentences."""
    visitor(request)
    told = lost(desk_of(request).ledger, to=_known(format), names=_names(request))
    if is_partial(request):
        return Response(render("export_report.html", told=told), media_type="text/html")
    return page(request, "export_report_page.html", told=told, title=FORMATS[format][0])


@router.get("/export/{format}", include_in_schema=False)
def download(request: Request, format: str) -> Response:
    """The selection as a file."""
    visitor(request)
    _, ending, kind, _ = FORMATS[_known(format)]
    name = "incidents" if format == ending else f"incidents-{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    ledger, names = desk_of(request).ledger, _names(request)
    if format == WORKBOOK:
        return Response(export_workbook(ledger, names=names), media_type=kind, headers=headers)
    lines = (f"{line}\n" for line in export(ledger, to=format, names=names))
    return StreamingResponse(lines, media_type=kind, headers=headers)


def _names(request: Request) -> list[str]:
    chosen, _ = selected(request)
    seen, sifted = desk_of(request).sifted(chosen)
    return [seen.name(int(row)) for row in sifted.rows]


def _known(format: str) -> str:
    if format not in FORMATS:
        raise ConfigError(f"there is no export to {format!r}; choose one of {', '.join(FORMATS)}")
    return format
