"""The columns in memory hold what the ledger holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pytest
from holdings import RULES, holding
from making import KHARKIV, POLTAVA, actor, at, entry, weapon
from msgspec.structs import replace

from istor.incidents.incident import Incident
from istor.ledger.entry import Doubt
from istor.store.holding import Derived, Run
from istor.store.ledger import Ledger, open_ledger
from istor.store.panorama import NO_COUNT, NO_DAY

DOUBT = Doubt(kind="no date", weight=1.0, because="No page gives its day.")
ENTRIES = (
    replace(entry(f"incident-{1:016x}", "2025-03-04", killed=3), weapons=(weapon("drone"),), actors=(actor("RU"),)),
    replace(entry(f"incident-{2:016x}", None, place=at(POLTAVA)), doubts=(DOUBT,)),
    entry(f"incident-{3:016x}", "2025-03-01", place=at(KHARKIV), killed=0),
    entry(f"incident-{4:016x}", "2025-03-05", scope="aggregate", killed=90),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("l") / "l.db", create=True) as opened:
        run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        kept = holding("p1")
        opened.keep([kept], [], rules_id=RULES.id, run=run)
        told = kept.reading.sightings[0].id
        incidents = tuple(Incident(id=each.incident_id, sightings=(told,), scope=each.scope) for each in ENTRIES)
        opened.derive(Derived(incidents=incidents, entries=ENTRIES))
        yield opened


def test_rows_are_in_the_ledgers_order_without_aggregates(ledger: Ledger) -> None:
    seen = ledger.panorama()
    assert [seen.name(row) for row in range(len(seen))] == [each.id for each in ledger.incidents()]
    assert list(seen.earliest) == [dt.date(2025, 3, 1).toordinal(), dt.date(2025, 3, 4).toordinal(), NO_DAY]
    assert list(seen.counts["killed_best"]) == [0, 3, NO_COUNT]
    assert list(seen.doubt) == [0, 0, 1]


def test_words_and_aspects_are_counted_and_found(ledger: Ledger) -> None:
    seen = ledger.panorama()
    everything = np.ones(len(seen), dtype=bool)
    assert seen.words["country"].count(everything) == [("UA", 3)]
    assert seen.aspects["weapon"].count(everything) == [("drone", 1)]
    assert list(seen.aspects["actor"].mask(["RU"], len(seen))) == [False, True, False]
    assert list(seen.words["country"].mask(["FR"], len(seen))) == [False, False, False]


def test_rows_are_found_by_id(ledger: Ledger) -> None:
    seen = ledger.panorama()
    assert list(seen.row_of([seen.name(2), seen.name(0), "incident-none", f"incident-{4:016x}"])) == [2, 0]


def test_ids_give_their_incidents_in_order(ledger: Ledger) -> None:
    asked = [f"incident-{3:016x}", "incident-none", f"incident-{1:016x}"]
    assert [incident.id for incident, _ in ledger.pairs_of(asked)] == [asked[0], asked[2]]


def test_words_and_places_find_rows(ledger: Ledger) -> None:
    seen = ledger.panorama()
    assert seen.told_in(ledger.telling("depot")).sum() == 3
    assert not seen.told_in(ledger.telling("nowhere")).any() and not len(ledger.telling(""))
    assert list(seen.placed("poltAVA")) == [False, False, True]


def test_the_edition_changes_with_every_linking(ledger: Ledger) -> None:
    before = ledger.edition()
    assert ledger.panorama().edition == before
    incidents = tuple(Incident(id=each.incident_id, sightings=("s",), scope=each.scope) for each in ENTRIES)
    ledger.derive(Derived(incidents=incidents, entries=ENTRIES))
    assert ledger.edition() != before
