"""Records: what a question to the ledger gives back, a sequence that can become a pandas frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from istor.errors import IstorError
from istor.ledger.entry import Entry, Figure

T = TypeVar("T")
DAYS = (dt.date, dt.datetime, dt.time)  # a frame knows these as they are


class Records(tuple[T, ...]):
    """Typed records in a fixed order. A tuple in every way, with `to_frame()`.

    >>> Records([1, 2])
    Records of 2
    """

    _row: Callable[[T], dict[str, Any]] | None

    def __new__(cls, items: Iterable[T] = (), *, row: Callable[[T], dict[str, Any]] | None = None) -> Records[T]:
        """`row` says which columns a record has in a frame; None: one a field, nested fields joined by a dot."""
        made = super().__new__(cls, items)
        made._row = row
        return made

    def __repr__(self) -> str:
        return f"Records of {len(self)}"

    def to_frame(self) -> Any:
        """A pandas.DataFrame with a row a record. Raises IstorError where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise IstorError("to_frame() needs pandas: install it with `pip install pandas`") from error
        if self._row is not None:
            return pandas.DataFrame([self._row(each) for each in self])
        return pandas.json_normalize([msgspec.to_builtins(each, builtin_types=DAYS) for each in self])


def incident_row(entry: Entry) -> dict[str, Any]:
    """An entry as one flat row, its columns named as those of the exports: what, when, where, how many, on how many voices.

    None: not known; of a maximum also that no upper limit was set, which `killed_open` and `injured_open` say.
    """
    days = entry.date.range if entry.date else None
    reading, place = entry.place, entry.place.place if entry.place else None
    return {
        "incident_id": entry.incident_id,
        "review": entry.review,
        "scope": entry.scope,
        "type": entry.type,
        "date_from": days.earliest if days else None,
        "date_to": days.latest if days else None,
        "date_edtf": entry.date.edtf if entry.date else None,
        "place": place.name if place else None,
        "place_words": reading.words if reading else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "latitude": reading.lat if reading else None,
        "longitude": reading.lon if reading else None,
        "radius_m": reading.radius_m if reading else None,
        **_bounds(entry.figure("killed"), "killed", best="best_reported"),
        **_bounds(entry.figure("injured"), "injured", best="injured_best_reported"),
        "pages": entry.pages,
        "publishers": entry.publishers,
        "origins": entry.origins,
        "copies": entry.copies,
    }


def _bounds(figure: Figure | None, harm: str, *, best: str) -> dict[str, int | bool | None]:
    known = figure is not None and figure.best is not None
    return {
        best: figure.best if figure else None,
        f"{harm}_min": figure.low if figure else None,
        f"{harm}_max": figure.high if figure else None,
        f"{harm}_open": known and figure is not None and figure.high is None,
    }
