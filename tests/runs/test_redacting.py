"""Every incident that leaves is redacted by what its own pages and those of the others say, and by what people decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import page
from test_exporting import with_persons

from istor.decisions import Verb
from istor.errors import RedactionError
from istor.publication import tables
from istor.publication.policy import Dead, PublicationOptions
from istor.publication.redaction import Published
from istor.runs import exporting
from istor.runs.exporting import FORMATS, Parcel, Wanted
from istor.runs.filling import Filling, take_in
from istor.runs.following import follow
from istor.runs.journal import Journal
from istor.runs.redacting import redacted_pairs
from istor.store.ledger import Ledger, open_ledger

NURSE = "A drone hit a depot in Kharkiv on Tuesday. Three people were killed, the prosecutor said. Olena Petrenko, 34, was among them."
LATER = "Olena Petrenko lived here. A drone hit a market in Kharkiv on Tuesday. Four people were killed, the prosecutor said."
SHEET = "https://daily.example/49.98177,36.25213/map"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        pages = [page("p1", NURSE, url="https://daily.example/nurse-olena-petrenko"), page("p2", LATER, url=SHEET)]
        take_in(pages, opened, options=Filling(), journal=Journal(), read=with_persons)
        if len(opened.incidents()) == 1:
            (one,) = opened.incidents()
            opened.decide("split", [one.id, one.sightings[1]], by="ana")
            follow(opened)
        yield opened


def written(ledger: Ledger, to: str = "jsonl", **options: str) -> str:
    wanted = Wanted(options=PublicationOptions(**options))  # type: ignore[arg-type]
    return b"".join(Parcel(ledger, to, wanted).content()).decode(errors="replace")


def decided(ledger: Ledger, verb: Verb, **told: str) -> None:
    nurse = next(each.id for each in ledger.incidents() if "nurse" in str(_addresses(ledger, each.sightings)))
    ledger.decide(verb, [nurse], by="Bohdan Sava", why="as Bohdan Sava asked Olena Petrenko's family", **told)  # type: ignore[arg-type]
    follow(ledger)


def _addresses(ledger: Ledger, sightings: tuple[str, ...]) -> list[str | None]:
    return [found.article.url for each in ledger.sightings(sightings) if (found := ledger.article(each.article_id))]


@pytest.mark.parametrize("to", FORMATS)
def test_no_format_holds_a_name_or_a_point(ledger: Ledger, to: str) -> None:
    decided(ledger, "correct", path="killed", value="5")
    text = written(ledger, to)
    for never in ("petrenko", "олена", "bohdan", "sava", "49.98177"):
        assert never not in text.lower(), never


@pytest.mark.parametrize(("names", "named"), [("withheld", False), ("minors-withheld", True), ("published", True)])
def test_the_policy_says_whether_the_dead_are_named(ledger: Ledger, names: Dead, named: bool) -> None:
    assert ("olena-petrenko" in written(ledger, names=names)) is named


def test_a_name_withheld_in_one_incident_is_withheld_in_all(ledger: Ledger) -> None:
    assert len(ledger.incidents()) == 2
    titles = [page.title for each in redacted_pairs(ledger) if each.published for page in each.published.pages]
    assert "[name withheld] lived here" in titles


def test_a_released_name_is_named_in_its_incident_alone(ledger: Ledger) -> None:
    decided(ledger, "release", value="Olena Petrenko")
    text = written(ledger)
    assert "nurse-olena-petrenko" in text and "[name withheld] lived here" in text


def test_what_is_restricted_stays_and_is_counted(ledger: Ledger) -> None:
    decided(ledger, "sensitivity", value="restricted")
    parcel = Parcel(ledger, "csv")
    assert parcel.losses().incidents == 1
    assert "Incidents that people marked restricted and that are left out: 1." in parcel.withheld()


def test_who_decided_is_named_where_that_was_chosen(ledger: Ledger) -> None:
    decided(ledger, "correct", path="grade", value="weak")
    assert "a reviewer" in written(ledger, "csv") and "Bohdan" not in written(ledger, "csv")
    assert "Bohdan Sava" in written(ledger, "csv", reviewers="published")


def test_a_format_that_lets_a_name_through_gives_out_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(incidents: Iterator[Published]) -> Iterator[str]:
        for each, line in zip(incidents, ("fine", "Petr&#101;nko"), strict=True):
            yield f"{each.entry.incident_id} {line}"

    monkeypatch.setattr(exporting, "EXPORTERS", {"csv": careless})
    with pytest.raises(RedactionError, match=r"^line \d \(incident-") as error:
        Parcel(ledger, "csv", file="out.csv").save(tmp_path)
    assert "petrenko" not in str(error.value).lower()
    assert not list(tmp_path.glob("*out.csv*"))


def test_a_workbook_and_a_geopackage_are_searched_too(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def searched(self: object, line: str, *, at: str) -> None:
        seen.append(line)

    seen: list[str] = []
    monkeypatch.setattr("istor.publication.combing.Comb.search", searched)
    for to in ("xlsx", "gpkg"):
        seen.clear()
        Parcel(ledger, to)
        assert sum("incident-" in line for line in seen) == 2


def test_the_tables_take_what_is_redacted_and_nothing_else(ledger: Ledger) -> None:
    published = [each.published for each in redacted_pairs(ledger) if each.published]
    assert "\n".join(tables.csv_lines(published)).count("\n") == 2
