"""A panorama that is brought up to date is the one that is read anew."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from holdings import TEXT, keep_all

from istor.runs import nearing
from istor.runs.following import follow
from istor.runs.relinking import relink
from istor.store import renewing
from istor.store.ledger import Ledger, open_ledger
from istor.store.panorama import Coded, Panorama

NUMBERS = ("Three", "Four", "One", "Two", "Three", "One")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    opened = open_ledger(tmp_path / "l.db", create=True)
    keep_all(opened, [(f"p{at}", TEXT.replace("Three", number)) for at, number in enumerate(NUMBERS)])
    relink(opened)
    return opened


def seen(panorama: Panorama) -> object:
    """What a panorama says, whatever the places of words among its labels."""

    def words(coded: Coded) -> list[str]:
        return [coded.labels[code] for code in coded.codes]

    def rows(coded: Coded) -> Counter[tuple[int, str]]:
        return Counter(zip([] if coded.rows is None else coded.rows.tolist(), words(coded), strict=True))

    plain = ("ids", "earliest", "latest", "lat", "lon", "radius_m", "reviewed", "doubt", "by_id", "pages")
    return (
        panorama.edition,
        {name: getattr(panorama, name).tolist() for name in plain},
        {name: counts.tolist() for name, counts in panorama.counts.items()},
        {name: words(coded) for name, coded in panorama.words.items()},
        {name: rows(coded) for name, coded in panorama.aspects.items()},
        Counter(zip(panorama.pages.tolist(), panorama.pages_of.tolist(), strict=True)),
    )


def test_it_follows_decisions_and_pages(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearing, "LEAST", 0)
    held = ledger.panorama()
    for at, verb in enumerate(("accept", "split", "reject", "undo", "comment", "page")):
        (first, *_) = ledger.incidents(everything=True)
        if verb == "page":
            keep_all(ledger, [("p9", TEXT.replace("Kharkiv on Tuesday", "Kharkiv, again, on Tuesday"))])
        elif verb == "undo":
            ledger.decide("undo", ledger.decisions()[-1].id, by="ann")
        else:
            on = [first.id, first.sightings[-1]] if verb == "split" else [first.id]
            ledger.decide(verb, on, by="ann", why=f"step {at}")  # type: ignore[arg-type]
        follow(ledger)
        held = ledger.panorama(held)
        assert seen(held) == seen(ledger.panorama())


def test_only_what_changed_is_read(ledger: Ledger) -> None:
    held = ledger.panorama()
    with ledger._engine.connect() as connection:
        edition = int(held.edition)
        assert renewing.changed_since(connection, edition, edition) == ()
        assert renewing.changed_since(connection, edition - 5, edition) is None
    ledger.decide("accept", ledger.incidents()[0].id, by="ann")
    follow(ledger)
    with ledger._engine.connect() as connection:
        changed = renewing.changed_since(connection, edition, edition + 1)
    assert changed == (ledger.incidents()[0].id,)
    assert np.array_equal(ledger.panorama(held).ids, held.ids)
