"""What leaves the ledger: the incidents asked for, redacted, the same bytes each time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import TEXT, page, read
from msgspec.structs import replace
from openpyxl import load_workbook

from istor.articles.article import RawPage
from istor.claims.claim import Person
from istor.errors import ConfigError
from istor.provenance import Span
from istor.publication.readings import Reading
from istor.runs.exporting import EXPORTERS, Parcel, Wanted, export, published
from istor.runs.filling import Filling, take_in
from istor.runs.journal import Journal
from istor.store.holding import Filter
from istor.store.ledger import Ledger, open_ledger

NAMED = TEXT + " Olena Petrenko, 34, a nurse, was among them."


def with_persons(page: RawPage, **rest: object) -> Reading:
    reading = read(page)
    start = reading.article.text.find("Olena Petrenko")
    if start < 0:
        return reading
    span = Span(article_id=reading.article.id, start=start, end=start + len("Olena Petrenko"))
    person = Person(words="Olena Petrenko", span=span, harm="killed", age=34)
    return replace(reading, sightings=tuple(replace(each, persons=(person,)) for each in reading.sightings))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        pages = [page("p1", NAMED, url="https://daily.example/nurse-olena-petrenko"), page("p2")]
        take_in(pages, opened, options=Filling(), journal=Journal(), read=with_persons)
        yield opened


@pytest.mark.parametrize("to", sorted(EXPORTERS))
def test_every_format_is_redacted_and_repeatable(ledger: Ledger, to: str) -> None:
    written = "\n".join(export(ledger, to=to))
    assert "petrenko" not in written.lower()
    assert "machine-read, unreviewed" in written
    assert "\n".join(export(ledger, to=to)) == written


def test_a_workbook_is_redacted_and_repeatable(ledger: Ledger) -> None:
    made = b"".join(Parcel(ledger, "xlsx").content())
    assert b"".join(Parcel(ledger, "xlsx").content()) == made
    sheet = load_workbook(io.BytesIO(made))["incidents"]
    written = " ".join(str(cell.value) for row in sheet for cell in row)
    assert "petrenko" not in written.lower() and "machine-read, unreviewed" in written


def test_what_a_shape_cannot_hold_is_told(ledger: Ledger) -> None:
    assert Parcel(ledger, "csv").losses().sentences() == []
    assert all("of" in sentence for sentence in Parcel(ledger, "acled").losses().sentences())


def test_incidents_may_be_named(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    assert [each.entry.incident_id for each in published(ledger, Wanted(names=[incident.id, "incident-none"]))] == [
        incident.id
    ]


def test_only_what_is_asked_for_is_written(ledger: Ledger) -> None:
    assert len(list(csv.reader(export(ledger, to="csv")))) == 2
    assert len(list(csv.reader(export(ledger, to="csv", wanted=Wanted(Filter(places=("Odesa",))))))) == 1


def test_a_format_there_is_not_is_refused_with_those_there_are(ledger: Ledger) -> None:
    with pytest.raises(ConfigError, match="csv, ged, geojson, gpkg, hxl, jsonl, xlsx"):
        Parcel(ledger, "xls")
