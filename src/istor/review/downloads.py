"""Exactly what is shown, as a file: the selection of the address in any format the ledger can be published in, redacted."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from istor.errors import ConfigError
from istor.review.rendering import render
from istor.review.visits import Refused, desk_of, is_partial, page, selected, visitor
from istor.runs.exporting import NARROW, Parcel, Wanted, checker, meanings

FORMATS = {
    "csv": ("CSV", "csv", "text/csv; charset=utf-8", "one row an incident, for spreadsheets and programs"),
    "xlsx": ("XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
             "the same rows, with a sheet that says what each column means"),
    "jsonl": ("JSON Lines", "jsonl", "application/x-ndjson", "the rows with every account and page they rest on"),
    "geojson": ("GeoJSON", "geojson", "application/geo+json", "points for a map; an incident without a place has none"),
    "gpkg": ("GeoPackage", "gpkg", "application/geopackage+sqlite3", "the same for desktop map programs, in one file"),
    "acled": ("ACLED’s shape", "csv", "text/csv; charset=utf-8", "31 columns; needs a day and a place"),
    "ged": ("UCDP GED’s shape", "csv", "text/csv; charset=utf-8", "49 columns; only with a reported death"),
    "hxl": ("HXL", "csv", "text/csv; charset=utf-8", "CSV with a row of hashtags for humanitarian tools"),
}  # fmt: skip
MADE = (2000, 1, 1, 0, 0, 0)  # the same ledger gives the same bytes: no clock is asked

router = APIRouter()


@router.get("/export", include_in_schema=False)
def choose(request: Request) -> Response:
    """What can be taken away of the selection, and what is withheld of it."""
    visitor(request)
    chosen, _ = selected(request)
    desk = desk_of(request)
    _, sifted = desk.sifted(chosen)
    facts: dict[str, Any] = {"formats": FORMATS, "total": len(sifted.rows), "narrow": NARROW, "options": desk.options}
    return page(request, "export.html", chosen=chosen, **facts)


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
    """What the format could not hold of the selection and what was withheld of it, in sentences."""
    visitor(request)
    parcel = _parcel(request, _known(format))
    facts: dict[str, Any] = {"told": parcel.losses(), "withheld": parcel.withheld()}
    if is_partial(request):
        return Response(render("export_report.html", **facts), media_type="text/html")
    return page(request, "export_report_page.html", title=FORMATS[format][0], **facts)


@router.get("/export/{format}/parcel", include_in_schema=False)
def parcel(request: Request, format: str) -> Response:
    """The selection as a ZIP: the file, its checksum, the report of what is not in it, and the codebook."""
    visitor(request)
    made = _parcel(request, _known(format))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(made.file, MADE), b"".join(made.content()), zipfile.ZIP_DEFLATED)
        for name, text in made.beside().items():
            packed.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    headers = {"Content-Disposition": f'attachment; filename="{made.file}.zip"'}
    return Response(into.getvalue(), media_type="application/zip", headers=headers)


@router.get("/export/{format}", include_in_schema=False)
def download(request: Request, format: str) -> Response:
    """The selection as a file."""
    visitor(request)
    made = _parcel(request, _known(format))
    headers = {"Content-Disposition": f'attachment; filename="{made.file}"', "X-Checksum-SHA256": made.checksum}
    return StreamingResponse(made.content(), media_type=FORMATS[format][2], headers=headers)


@router.get("/incidents/{name}/export/{format}", include_in_schema=False)
def one(request: Request, name: str, format: str) -> Response:
    """One incident as a file."""
    visitor(request)
    desk = desk_of(request)
    found = desk.ledger.incident(name)
    if found is None:
        raise Refused(404, f"The ledger holds no incident {name}: find it among the incidents, by its day or place.")
    _, ending, kind, _ = FORMATS[_known(format)]
    wanted = Wanted(names=[found[0].id], options=desk.options)
    made = Parcel(desk.ledger, format, wanted, file=f"{found[0].id}.{ending}")
    headers = {"Content-Disposition": f'attachment; filename="{made.file}"'}
    return StreamingResponse(made.content(), media_type=kind, headers=headers)


def _parcel(request: Request, format: str) -> Parcel:
    chosen, _ = selected(request)
    desk = desk_of(request)
    seen, sifted = desk.sifted(chosen)
    wanted = Wanted(names=[seen.name(int(row)) for row in sifted.rows], options=desk.options)
    ending = FORMATS[format][1]
    name = "incidents" if format == ending else f"incidents-{format}"
    return Parcel(desk.ledger, format, wanted, file=f"{name}.{ending}")


def _known(format: str) -> str:
    if format not in FORMATS:
        raise ConfigError(f"there is no export to {format!r}; choose one of {', '.join(FORMATS)}")
    return format
