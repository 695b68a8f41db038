"""A person's decisions outlive a re-read: the whole journey, from pages to a ledger that was judged and read anew."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import istor
from istor.decisions import Decision, undone
from istor.errors import IstorError
from istor.provenance import content_id
from istor.publication.readings import Reading
from istor.runs import filling
from istor.runs.copying import copies_of
from istor.runs.plan import read_page
from istor.runs.reckoning import standings
from istor.runs.relinking import relink

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


def test_what_is_accepted_after_all_is_linked_as_it_is_read_then(ledger: Path) -> None:
    """While it was rejected, the correction that had parted it from another page was taken back."""
    with istor.open(ledger) as opened:
        (sumy,) = [each for each in opened.incidents() if len(each.sightings) == 2]
        parted = istor.decide("correct", sumy.sightings[1], path="date", by="ana", value=None, ledger=opened)
        (alone,) = [each for each in opened.incidents() if each.sightings == sumy.sightings[1:]]
        istor.decide("reject", alone.id, by="ana", ledger=opened)
        istor.decide("undo", parted.id, by="bo", ledger=opened)
        assert len(opened.incidents()) == 2
        istor.decide("accept", alone.id, by="bo", ledger=opened)
        near = held(opened)
        relink(opened, copies_of(opened))
        assert held(opened) == near
        assert opened.incident(alone.id)[0].id == sumy.id  # type: ignore[index]


SETTINGS = (
    ("killed", "2-4"),
    ("killed", None),
    ("final.killed", "1"),
    ("date", "2025-03-03"),
    ("place.lat", 50.2),
    ("type", "Grenade"),
    ("scope", "wide"),
    ("grade", "fair"),
)


def held(opened: istor.Ledger) -> dict[str, Any]:
    """What is shown of each incident by its id, decisions left out; and of the rejected ones that they are."""
    entries = {each.incident_id: each for each in opened.entries()}
    return {
        each.id: (
            frozenset(each.sightings),
            each.rejected,
            each.id in entries and replace(entries[each.id], verdicts=(), doubts=()),
        )
        for each in opened.incidents(everything=True)
    }


def decide_something(opened: istor.Ledger, chance: random.Random) -> None:
    """Some decision on some incident, account or claim of the ledger; what makes no sense is refused."""
    incidents = opened.incidents(everything=True)
    whole = chance.choice([name for each in incidents for name in (each.id, *each.aliases)])
    account = chance.choice([name for each in incidents for name in each.sightings])
    claim = chance.choice([name for each in opened.sightings() for name in each.claims])
    verb = chance.choice(
        ["accept", "reject", "correct", "merge", "split", "move", "never", "status", "comment", "undo"]
    )
    on = {
        "reject": [chance.choice([whole, account, claim])],
        "correct": [chance.choice([whole, account])],
        "merge": [whole, account],
        "never": [whole, account],
        "split": [whole, account],
        "move": [whole, chance.choice([account, claim])],
        "undo": [each.id for each in opened.decisions()][-1:] or ["decision-none"],
    }.get(verb, [whole])
    path, value = chance.choice(SETTINGS) if verb == "correct" else (None, "waiting" if verb == "status" else None)
    who = chance.choice(["ana", "bo"])
    try:
        istor.decide(verb, on, by=who, why="so it is", path=path, value=value, ledger=opened)  # type: ignore[arg-type]
    except IstorError:
        return


@pytest.mark.parametrize("seed", range(6))
def test_any_decisions_leave_every_id_leading_somewhere_and_undone_they_leave_no_trace(ledger: Path, seed: int) -> None:
    chance = random.Random(seed)
    with istor.open(ledger) as opened:
        before, ever = held(opened), set()
        for _ in range(6):
            decide_something(opened, chance)
            ever |= {name for each in opened.incidents(everything=True) for name in (each.id, *each.aliases)}
            assert all(opened.incident(name) for name in ever)
        now = held(opened)
        relink(opened, copies_of(opened))
        assert held(opened) == now, "what one decision reaches is what all together give"
        while left := [
            each for each in opened.decisions() if each.verb != "undo" and each.id not in undone(opened.decisions())
        ]:
            istor.decide("undo", left[-1].id, by="ana", ledger=opened)
        assert held(opened) == before
        assert all(opened.incident(name) for name in ever)
        assert opened.verify().decisions == len(opened.decisions())
