"""Whole journeys: each story names demo pages (or tells its own) and the ledger they must give.

A story is a TOML file beside this one. `pages` are files of demo/pages; `[[page]]` tables hold pages of the story's own
(`name`, `text`, and `published` where the page says it). Each `[[incident]]` states what must be true of one incident;
keys that are left out are not checked. Incidents that no table describes fail the story.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import istor

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "demo" / "pages"
STORIES = sorted(HERE.glob("*.toml"))


@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
def test_story(path: Path, tmp_path: Path) -> None:
    check(tomllib.loads(path.read_text(encoding="utf8")), tmp_path, pages=PAGES)


def check(story: dict[str, Any], folder: Path, *, pages: Path) -> None:
    """Build the story's ledger and compare it, incident by incident."""
    entries = ledger_of(story, folder, pages=pages)
    left = list(entries)
    for expected in story.get("incident", []):
        differences = {entry.incident_id: differing(expected, entry) for entry in left}
        found = next((entry for entry in left if not differences[entry.incident_id]), None)
        assert found, f"{story['lesson']}\n{expected}\nwas not found among:\n" + "\n".join(
            f"{told(entry)}: {differences[entry.incident_id]}" for entry in left
        )
        left.remove(found)
    assert not left, f"{story['lesson']}\nand nothing besides, but found: {[told(entry) for entry in left]}"


def ledger_of(story: dict[str, Any], folder: Path, *, pages: Path) -> list[Any]:
    """The entries of a ledger built from the story's pages; totals over days are no incidents."""
    inputs = [pages / name for name in story.get("pages", [])]
    for page in story.get("page", []):
        own = folder / page["name"]
        own.write_text(page["text"], encoding="utf8")
        inputs.append(own)
    istor.build(inputs, ledger=folder / "story.db", published=story.get("published"))
    with istor.open(folder / "story.db") as ledger:
        entries = [entry for entry in ledger.entries() if entry.scope != "aggregate"]
        assert ungrounded(entries, ledger) == []
        return entries


def ungrounded(entries: list[Any], ledger: istor.Ledger) -> list[Any]:
    """The accounts of figures that no claim of their sighting makes: there must be none."""
    claims = {claim.id: claim for claim in ledger.claims()}
    sightings = {sighting.id: sighting for sighting in ledger.sightings()}
    accounts = [account for entry in entries for figure in entry.figures for account in figure.accounts]
    return [
        account
        for account in accounts
        if not any(
            toll.span == account.span for name in sightings[account.sighting_id].claims for toll in claims[name].tolls
        )
    ]


def facts(entry: Any) -> dict[str, Any]:
    """An entry as flat facts, named as the stories name them."""
    place = entry.place.place if entry.place else None
    days = entry.date.range if entry.date else None
    figures = {figure.harm: figure for figure in entry.figures if figure.group == "all" and not figure.side}
    flat: dict[str, Any] = {
        "settlement": place.name if place and place.kind in ("settlement", "district") else None,
        "admin1_code": place.admin1_code if place else None,
        "country": place.country if place else None,
        "date": [days.earliest, days.latest] if days else None,
        "edtf": entry.date.edtf if entry.date else None,
        "type": entry.type,
        "scope": entry.scope,
        "pages": entry.pages,
        "origins": entry.origins,
        "actors": [actor.words for actor in entry.actors],
        "dissent": bool(entry.dissents),
        "overlaps": len(entry.overlaps),
    }
    for harm in ("killed", "injured"):
        figure = figures.get(harm)
        known = figure is not None and figure.best is not None
        flat[harm] = [figure.low, figure.best, figure.high] if known else []
        flat[f"{harm}_best"] = figure.best if figure else None
        flat[f"{harm}_low"] = figure.low if figure else None
    return flat


def differing(expected: dict[str, Any], entry: Any) -> dict[str, Any]:
    """What is otherwise than expected: key → what was found."""
    found = facts(entry)
    wrong = {
        key: found[key] for key, value in expected.items() if key in found and key != "actors" and found[key] != value
    }
    if "date_within" in expected:
        first, last = expected["date_within"]
        if not found["date"] or found["date"][0] < first or found["date"][1] > last:
            wrong["date_within"] = found["date"]
    for word in expected.get("actors", []):
        if not any(word.lower() in words.lower() for words in found["actors"]):
            wrong["actors"] = found["actors"]
    if expected.get("scope", "incident") != entry.scope:
        wrong["scope"] = entry.scope
    return wrong


def told(entry: Any) -> str:
    """One line about an entry, for a failing story."""
    found = facts(entry)
    where = found["settlement"] or (entry.place.words if entry.place else "?")
    return (
        f"{where} {found['edtf']} {entry.type} killed {found['killed']} injured {found['injured']} pages {entry.pages}"
    )


def test_stories_state_only_known_facts() -> None:
    known = {"date_within", "killed_best", "killed_low", "injured_best", "injured_low"}
    flat = {"settlement", "admin1_code", "country", "date", "edtf", "type", "scope", "pages", "origins", "actors", "dissent", "overlaps", "killed", "injured"}  # fmt: skip
    for path in [*STORIES, *HERE.glob("seeds/*.toml")]:
        story = tomllib.loads(path.read_text(encoding="utf8"))
        assert {"title", "lesson"} <= set(story), path.name
        for incident in story.get("incident", []):
            assert set(incident) <= known | flat, path.name
