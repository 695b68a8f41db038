"""What each column of one format means, as a table beside the file; the types behind them are told by dictionary.py."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from istor.publication import acled, ged, hxl
from istor.publication.dictionary import VALUES
from istor.publication.rows import COLUMNS
from istor.publication.tables import csv_rows

LISTS: Mapping[str, Sequence[str]] = {
    **VALUES,
    "event_type": tuple(dict.fromkeys(acled.EVENT_TYPES.values())),
    "sub_event_type": VALUES["type"],
}
SHAPES: Mapping[str, Sequence[str]] = {"acled": acled.COLUMNS, "ged": ged.COLUMNS, "hxl": tuple(hxl.COLUMNS)}


def meanings(format: str) -> Mapping[str, str]:
    """What each column of the format means, in its order.

    >>> meanings("csv")["pages"], meanings("ged")["best"]
    ('pages that tell of it', 'people killed, as best reported')
    """
    if format not in SHAPES:
        return COLUMNS
    return {column: _shapes()[format, column] for column in SHAPES[format]}


def codebook_table(format: str) -> str:
    """The codebook of a format as CSV: a row a column, with the values it can have where these are few."""
    told = meanings(format)
    rows = (
        {"column": column, "meaning": meaning, "values": " | ".join(LISTS.get(column, ()))}
        for column, meaning in told.items()
    )
    return "".join(f"{line}\r\n" for line in csv_rows(("column", "meaning", "values"), rows))


@cache
def _shapes() -> Mapping[tuple[str, str], str]:
    content = (files("istor.publication") / "shapes.csv").read_text(encoding="utf8")
    return {(row["format"], row["column"]): row["meaning"] for row in csv.DictReader(io.StringIO(content))}
