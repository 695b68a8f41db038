"""What is put in comes out as it was, older versions and readings beside the newer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from holdings import LATER, RULES, TEXT, holding, page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from istor.decisions import Decision, chain_hashes
from istor.provenance import Refusal, sha256
from istor.store.holding import Holding, Run
from istor.store.ledger import Ledger, open_ledger

START = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        yield opened


def keep(ledger: Ledger, *holdings: Holding, rules=RULES, hour: int = 0, refusals: tuple[Refusal, ...] = ()) -> None:  # type: ignore[no-untyped-def]
    run = ledger.begin(Run(verb="build", started=START + dt.timedelta(hours=hour)), rules)
    ledger.keep(holdings, refusals, rules_id=rules.id, run=run)


def test_a_page_comes_out_as_it_went_in(ledger: Ledger) -> None:
    given_in = holding("p1", url="https://daily.example/a")
    keep(ledger, given_in)
    assert [each.page for each in ledger.pages()] == [given_in.page]
    assert ledger.article("p1") == given_in.reading
    assert ledger.article("https://daily.example/a") == given_in.reading
    assert ledger.article(given_in.reading.article.id[:14]) == given_in.reading
    assert list(ledger.articles()) == [given_in.reading.article]
    assert list(ledger.claims()) == list(given_in.reading.claims)
    assert list(ledger.sightings()) == list(given_in.reading.sightings)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300), words=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_bytes_and_any_words_come_out_as_they_went_in(ledger: Ledger, raw: bytes, words: str) -> None:
    base = holding("p1")
    article = replace(
        base.reading.article, id=f"article-{sha256(raw + words.encode())}", text=words, raw_sha256=sha256(raw)
    )
    article = replace(article, title=words, blocks=())
    odd = Holding(
        page=replace(base.page, raw=raw),
        reading=replace(base.reading, article=article, claims=(), sightings=(), dates=(), places=()),
    )
    keep(ledger, odd)
    found = ledger.article(article.id)
    assert found is not None
    assert found.article == article
    assert odd.page in [each.page for each in ledger.pages()]


def test_the_same_bytes_under_one_address_are_known(ledger: Ledger) -> None:
    keep(ledger, holding("p1"), holding("p2", url="https://daily.example/a"))
    checksum = sha256(TEXT.encode())
    assert ledger.knows(page("p1"), checksum)
    assert ledger.knows(page("elsewhere", url="https://daily.example/a"), checksum)
    assert not ledger.knows(page("p3"), checksum)
    assert not ledger.knows(page("p2"), checksum)
    assert not ledger.knows(page("p1"), sha256(b"other bytes"))


OLD, NEW = TEXT, TEXT.replace("Three", "Four")
URL = "https://daily.example/a"


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ({"text": OLD}, {"text": NEW}, "Four"),  # nobody says when they were captured: the later run's is the newer
        ({"text": NEW}, {"text": OLD}, "Three"),
        ({"text": NEW, "captured": START}, {"text": OLD, "captured": START - dt.timedelta(days=9)}, "Four"),
        ({"text": OLD, "captured": START - dt.timedelta(days=9)}, {"text": NEW, "captured": START}, "Four"),
    ],
)
def test_of_two_versions_both_are_kept_and_the_newer_is_read(ledger: Ledger, first, second, read) -> None:  # type: ignore[no-untyped-def]
    keep(ledger, holding("p1", url=URL, **first))
    keep(ledger, holding("p1", url=URL, **second), hour=1)
    assert len(list(ledger.pages())) == 2
    assert len(list(ledger.readings())) == 1
    assert [article.text.count(read) for article in ledger.articles()] == [1]


def test_pages_without_an_address_are_never_versions_of_each_other(ledger: Ledger) -> None:
    keep(ledger, holding("p1", OLD), holding("p1", NEW))
    assert len(ledger.articles()) == 2


def test_a_later_reading_steps_forward_and_the_former_is_kept(ledger: Ledger) -> None:
    before = holding("p1")
    after = replace(before, reading=replace(before.reading, sightings=()))
    keep(ledger, before)
    keep(ledger, after, rules=LATER)
    assert ledger.article("p1") == after.reading
    assert ledger.sightings() == ()
    assert ledger.history(before.reading.article.id) == ((RULES.id, before.reading), (LATER.id, after.reading))
    assert ledger.rules() == {RULES: 0, LATER: 1}
    assert list(ledger.pages(not_read_by=LATER.id)) == []


def test_the_same_reading_twice_is_one(ledger: Ledger) -> None:
    keep(ledger, holding("p1"))
    keep(ledger, holding("p1"))
    assert len(ledger.history(holding("p1").reading.article.id)) == 1


def test_a_page_refused_once_and_read_later_is_no_longer_refused(ledger: Ledger) -> None:
    torn = Refusal(of="p1", room="articles", because="unreadable", detail="torn")
    other = Refusal(of="p9", room="articles", because="unreadable", detail="torn")
    keep(ledger, refusals=(torn, other))
    assert list(ledger.refused_pages()) == [torn, other]
    assert ledger.unknown([torn]) == ()
    keep(ledger, holding("p1"))
    assert list(ledger.refused_pages()) == [other]


def test_decisions_are_chained_and_kept_once(ledger: Ledger) -> None:
    log = tuple(Decision(verb="comment", on=("x",), by="ann", at=START, why=str(number)) for number in range(3))
    for decision in (*log, log[1]):
        ledger.append(decision)
    assert tuple(ledger.decisions()) == log
    assert ledger.verify().head == chain_hashes(log)[-1]


def test_runs_are_recorded_with_what_they_counted(ledger: Ledger) -> None:
    run = Run(verb="build", started=START, inputs=("pages",))
    number = ledger.begin(run, RULES)
    done = replace(run, finished=START, counts=(("read", 2),))
    ledger.end(number, done)
    assert list(ledger.runs()) == [done]
