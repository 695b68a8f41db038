"""A person's decisions outlive a re-read: the whole journey, from pages to a ledger that was judged and read anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

import istor
from istor.decisions import Decision
from istor.provenance import content_id
from istor.publication.readings import Reading
from istor.runs import filling
from istor.runs.plan import read_page
from istor.runs.reckoning import standings

PAGES = {
    "early.txt": "A drone hit a bus depot in Sumy on 4 March 2025, killing two people, the mayor said.",
    "late.txt": "A drone struck a bus depot in Sumy on 4 March 2025. Three people were killed, the regional prosecutor said.",
    "other.txt": "Shells landed on a school in Nikopol on 6 March 2025, wounding four people, the governor said.",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf8")
    istor.build([tmp_path / name for name in PAGES], ledger=tmp_path / "story.db")
    return tmp_path / "story.db"


def renamed(page: istor.Article, **facts: object) -> Reading:
    """A page as other rules would read it: every sighting has another id."""
    reading = read_page(page, **facts)  # type: ignore[arg-type]
    seen = tuple(replace(each, id=content_id("sighting", "anew", each.id)) for each in reading.sightings)
    return replace(reading, sightings=seen)


def test_decisions_outlive_a_reading_under_other_rules(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with istor.open(ledger) as opened:
        sumy, nikopol = opened.incidents()
        istor.decide("split", [sumy.id, sumy.sightings[1]], by="ana", why="two depots", ledger=opened)
        istor.decide("correct", nikopol.id, by="ana", path="injured", value="5", why="the list", ledger=opened)
        before = {entry.place.words: entry.pages for entry in opened.entries() if entry.place}
        anew = replace(filling.rules_now(), id="rules-anew", code="anew")
        monkeypatch.setattr(filling, "rules_now", lambda: anew)
        filling.reread(opened, read=renamed)
        assert not any(standing.stale for standing in standings(opened))
        entries = opened.entries()
        assert len(entries) == 3
        assert {entry.place.words: entry.pages for entry in entries if entry.place} == before
        found = next(entry.figure("injured") for entry in entries if entry.figure("injured"))
        assert found is not None and found.best == 5 and "As read: Best reported: 4 injured." in found.because
        assert opened.verify().decisions == 2


def test_a_decision_whose_page_is_read_otherwise_is_listed_and_not_dropped(ledger: Path) -> None:
    with istor.open(ledger) as opened:
        (nikopol,) = [each.incident_id for each in opened.entries() if each.figure("injured")]
        istor.decide("accept", nikopol, by="ana", ledger=opened)
        istor.remove("other.txt", by="ana", why="asked to", ledger=opened)
        stale = [(standing.decision.verb, bool(standing.stale)) for standing in standings(opened)]
        assert stale == [("accept", True), ("remove", False)]
        assert all(isinstance(each, Decision) for each in opened.decisions())
        assert len(opened.entries()) == 1
