"""Incidents follow from the sightings and the decisions alone, and are swapped as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import RULES, TEXT, holding

from istor.articles.article import Copy
from istor.decisions import Decision
from istor.runs.relinking import relink
from istor.store.holding import Run
from istor.store.ledger import Ledger, open_ledger

PAGES = (holding("p1"), holding("p2", TEXT.replace("Three", "Four")), holding("p3", TEXT.replace("depot", "market")))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        keep(opened, *PAGES)
        yield opened


def keep(ledger: Ledger, *holdings) -> None:  # type: ignore[no-untyped-def]
    run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    ledger.keep(holdings, [], rules_id=RULES.id, run=run)


def test_linking_twice_changes_nothing(ledger: Ledger) -> None:
    relink(ledger)
    before = (ledger.incidents(), ledger.entries(), ledger.links())
    assert relink(ledger) == len(before[0])
    assert (ledger.incidents(), ledger.entries(), ledger.links()) == before
    assert not ledger.is_unlinked()


def test_copies_are_one_voice(ledger: Ledger) -> None:
    first, second, third = (each.reading.article.id for each in PAGES)
    copies = [Copy(article_id=each, of=first, kind="near", likeness=0.9, because="made") for each in (second, third)]
    relink(ledger, copies)
    assert [entry.copies for entry in ledger.entries()] == [2]
    assert list(ledger.copies()) == sorted(copies, key=lambda copy: copy.article_id)
    relink(ledger, copies[:1])
    assert len(ledger.copies()) == 1


def test_a_persons_split_is_obeyed_and_outlives_new_pages(ledger: Ledger) -> None:
    relink(ledger)
    (incident,) = ledger.incidents()
    ledger.append(
        Decision(
            verb="split", on=(incident.id, incident.sightings[-1]), by="ann", at=dt.datetime(2025, 3, 7, tzinfo=dt.UTC)
        )
    )
    assert ledger.is_unlinked()
    relink(ledger)
    assert len(ledger.incidents()) == 2
    keep(ledger, holding("p4", TEXT + " More to follow."))
    relink(ledger)
    assert len(ledger.incidents()) == 2
    assert incident.id in {each.id for each in ledger.incidents()}
    assert ledger.verify().decisions == 1


def test_what_was_shown_is_shown_until_all_is_swapped(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    relink(ledger)
    before = ledger.entries()
    keep(ledger, holding("p5", TEXT + " Again."))

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("istor.store.deriving.forget_fact", broken)
        with pytest.raises(KeyboardInterrupt):
            relink(ledger)
    assert ledger.entries() == before
    assert ledger.is_unlinked()


def test_pages_that_come_make_words_of_the_others_less_rare(ledger: Ledger) -> None:
    """All pages are filed anew, those that come beside them: as where all come at once."""
    rare = [holding(f"r{n}", f"{TEXT} Somebody saw a canoe{n // 2} and a thatch{n // 2}.") for n in range(60)]
    keep(ledger, *rare[:55])
    relink(ledger)
    keep(ledger, *rare[55:])
    relink(ledger)
    with open_ledger(Path(ledger.name).with_name("at-once.db"), create=True) as other:
        keep(other, *PAGES, *rare)
        relink(other)
        names = [each.reading.article.id for each in (*PAGES, *rare)]
        with ledger.vicinity() as late, other.vicinity() as once:
            assert late.filed(names) == once.filed(names)
            assert any(each.rare for each in once.filed(names).values())
        assert ledger.entries() == other.entries() and ledger.links() == other.links()
