"""Which incidents a filter finds, and which one a name means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from holdings import RULES, holding
from hypothesis import given
from hypothesis import strategies as st
from making import POLTAVA, at, entry

from istor.incidents.incident import Incident
from istor.store.holding import Derived, Filter, Run
from istor.store.ledger import Ledger, open_ledger
from istor.store.searching import match

ENTRIES = (
    entry("incident-aaaa1", "2025-03-04", killed=3),
    entry("incident-aaab2", "2025-03-06", killed=0, place=at(POLTAVA)),
    entry("incident-cccc3", None, type="Shelling/artillery/missile attack"),
    entry("incident-dddd4", "2025-03-05", scope="aggregate", killed=90),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("l") / "l.db", create=True) as opened:
        run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        kept = holding("p1")
        opened.keep([kept], [], rules_id=RULES.id, run=run)
        told = kept.reading.sightings[0].id
        incidents = tuple(
            Incident(
                id=each.incident_id,
                scope=each.scope,
                sightings=(told if each.incident_id == "incident-aaaa1" else each.incident_id,),
                aliases=("incident-old1",) if each.incident_id == "incident-aaab2" else (),
            )
            for each in ENTRIES
        )
        opened.derive(Derived(incidents=incidents, entries=ENTRIES))
        yield opened


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, "aaaa1 aaab2 cccc3"),
        ({"date_from": dt.date(2025, 3, 5)}, "aaab2"),
        ({"date_to": dt.date(2025, 3, 4)}, "aaaa1"),
        ({"date_from": dt.date(2025, 3, 4), "date_to": dt.date(2025, 3, 6)}, "aaaa1 aaab2"),
        ({"places": ("POLTAVA",)}, "aaab2"),
        ({"places": ("Nowhere", "kharkiv")}, "aaaa1 cccc3"),
        ({"places": ("100%",)}, ""),
        ({"type": "missile"}, "cccc3"),
        ({"min_killed": 1}, "aaaa1"),
        ({"min_killed": 0}, "aaaa1 aaab2"),
        ({"text": "depot prosecutor"}, "aaaa1"),
        ({"text": '"prosecutor depot"'}, ""),
        ({"text": "Ελλάδα"}, ""),
        ({"text": 'odd " quote* OR NEAR('}, ""),
        ({"text": '"'}, ""),  # no word stands in no page
        ({"text": "'; DROP TABLE incident; --"}, ""),
    ],
)
def test_filters(ledger: Ledger, wanted: dict[str, object], found: str) -> None:
    assert [each.id.removeprefix("incident-") for each in ledger.incidents(Filter(**wanted))] == found.split()  # type: ignore[arg-type]


def test_totals_are_no_incidents_unless_asked_for(ledger: Ledger) -> None:
    assert "incident-dddd4" in [each.incident_id for each in ledger.entries(everything=True)]


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("incident-aaaa1", "incident-aaaa1"),
        ("incident-old1", "incident-aaab2"),
        ("aaaa1", "incident-aaaa1"),
        ("cccc", "incident-cccc3"),
        ("incident-aaa", None),  # two begin so
        ("aaa", None),  # too short to be meant
        ("%", None),
        ("____", None),
        ("incident-____", None),
        ("", None),
    ],
)
def test_names(ledger: Ledger, name: str, means: str | None) -> None:
    found = ledger.incident(name)
    assert (found[0].id if found else None) == means


@given(st.text(max_size=40))
def test_any_words_can_be_searched_for(words: str) -> None:
    import sqlite3

    file = sqlite3.connect(":memory:")
    file.execute("CREATE VIRTUAL TABLE search USING fts5(text)")
    query = match(words)
    if query:
        file.execute("SELECT * FROM search WHERE search MATCH ?", (query,)).fetchall()
