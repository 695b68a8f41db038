"""A new page, or a decision, relinks only its neighbourhood, and the ledger is the one that linking everything makes."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from arriving import NAMES, VERBS, WORDS, decide, follow_near, index_of, keep, shown, told
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from istor.articles import syndication
from istor.incidents import echoes
from istor.incidents.corrections import overruled
from istor.incidents.rareness import Rareness, rarest
from istor.runs import nearing, pairing, refolding
from istor.runs.copying import copies_of
from istor.runs.following import remove
from istor.runs.nearing import relinked_near
from istor.runs.reckoning import standings
from istor.runs.relinking import bring_up, relink
from istor.store.ledger import Ledger, open_ledger


@pytest.fixture(autouse=True, scope="module")
def always_near() -> Iterator[None]:
    """However few pages there are; and what is common among few is so here among fewer."""
    with pytest.MonkeyPatch.context() as patched:
        for module, limits in ((nearing, {"LEAST": 0, "GROWTH": 1e9}), (echoes, {"NAMED": 3, "SAYING": 2})):
            for name, value in limits.items():
                patched.setattr(module, name, value)
        for each in (refolding, syndication):
            patched.setattr(each, "CROWD", 3)
        yield


SEEDS = st.one_of(st.integers(0, 24), st.integers(100, 124))  # pages, and later versions of some of them
REMOVE = st.tuples(st.just("remove"), st.integers(0, 99))
STEPS = st.lists(st.one_of(SEEDS, st.tuples(st.sampled_from(VERBS), st.integers(0, 99)), REMOVE), max_size=14)
Steps = list[int | tuple[str, int]]


def follow_all(ledger: Ledger, steps: Steps) -> None:
    """Pages and decisions one after the other, each with its neighbourhood alone."""
    for step in steps:
        if isinstance(step, int):
            keep(ledger, [told(step)])
        elif step[0] == "remove":
            pages = sorted(ledger.page_ids())
            remove(ledger, pages[step[1] % len(pages)], by="ann", why="asked to") if pages else None
        else:
            decide(ledger, *step)
        follow_near(ledger)


@settings(max_examples=15, derandomize=True)
@given(first=st.lists(SEEDS, min_size=1, max_size=8), steps=STEPS)
def test_near_is_as_whole(first: list[int], steps: Steps) -> None:
    """Whatever pages and decisions come one after the other, the ledger is as if everything were linked at the end."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in dict.fromkeys(first)])
        relink(ledger, copies_of(ledger))
        follow_all(ledger, steps)
        near, index = shown(ledger), index_of(ledger)
        relink(ledger, copies_of(ledger))
        assert shown(ledger) == near
        assert index_of(ledger) == index
        ledger.verify()


@settings(max_examples=8, derandomize=True)
@given(
    seeds=st.lists(st.integers(0, 24), min_size=2, max_size=9, unique=True), chance=st.randoms(use_true_random=False)
)
def test_pages_in_any_order_give_one_ledger(seeds: list[int], chance: random.Random) -> None:
    """One by one in one order, in another, or all at once: the incidents, figures and the index are the same."""
    found = []
    for order in (seeds, chance.sample(seeds, len(seeds)), None):
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "near.db", create=True) as ledger:
            keep(ledger, [told(seed) for seed in (seeds if order is None else order[:1])])
            relink(ledger, copies_of(ledger))
            follow_all(ledger, [] if order is None else list(order[1:]))
            found.append((shown(ledger), index_of(ledger)))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("seed", range(3))
def test_words_keep_what_they_told_until_all_pages_are_linked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Between two linkings of everything the ledger is the one that linking everything makes by the words' old weights."""
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(each) for each in range(75)])
        relink(ledger, copies_of(ledger))
        steps = [*range(75, 90), ("merge", 2), ("correct day", 3), ("reject", 4), ("undo", 5)]
        follow_all(ledger, random.Random(seed).sample(steps, len(steps)))
        near, index = shown(ledger), index_of(ledger)
        assert sum(rare != "[]" for *_, rare, _ in index["pages"]) > 40  # type: ignore[attr-defined,misc]
        words = [
            *WORDS,
            *(str(number) for number in range(100, 140)),
            *(part.lower() for part in " ".join(NAMES).split()),
        ]
        with ledger.vicinity() as vicinity:
            weights = vicinity.tells(words)
            crowd = vicinity.measure("crowd")

        def kept(used: Mapping[str, frozenset[str]], *, origins: Mapping[str, str]) -> Rareness:
            return Rareness({page: rarest(found, weights) for page, found in used.items()}, tells=weights, crowd=crowd)

        monkeypatch.setattr(pairing, "rareness", kept)
        relink(ledger, copies_of(ledger))
        assert (shown(ledger), index_of(ledger)) == (near, index)


def test_a_decision_changes_no_words_rareness(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(70)])
        relink(ledger, copies_of(ledger))
        for pick, verb in enumerate(("accept", "merge", "split", "reject", "undo")):
            decide(ledger, verb, pick)
            follow_near(ledger)
        near, index = shown(ledger), index_of(ledger)
        assert any(rare != "[]" for *_, rare, _ in index["pages"])  # type: ignore[attr-defined]
        relink(ledger, copies_of(ledger))
        assert (shown(ledger), index_of(ledger)) == (near, index)


def test_a_page_alone_is_compared_with_its_neighbours_alone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(40)])
        relink(ledger, copies_of(ledger))
        edition = ledger.edition()
        keep(ledger, [told(44)])
        near = relinked_near(ledger, ledger.waiting(), rule="best-placed")
        assert near is not None
        assert len(near.card.seats) < len(ledger.sightings()) / 2
        ledger.derive(near.derived, near.card)
        assert ledger.edition() != edition


@pytest.mark.parametrize("kind", ["pages", "rules", "removed"])
def test_much_or_another_rule_links_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(6)])
        relink(ledger, copies_of(ledger))
        keep(ledger, [told(8)])
        if kind == "pages":
            monkeypatch.setattr(nearing, "GROWTH", 0.1)
        if kind == "removed":
            ledger.remove("page 1", by="ann", why="asked")
        rule = "range" if kind == "rules" else "best-placed"
        assert relinked_near(ledger, ledger.waiting(), rule=rule) is None
        bring_up(ledger, rule=rule)
        assert not ledger.is_unlinked()
        assert ledger.waiting() == ()
        assert ledger.rule() == rule


def test_what_decisions_are_about_is_read_of_their_pages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(12)])
        relink(ledger, copies_of(ledger))
        for pick, verb in enumerate(("accept", "merge", "correct day", "split", "reject", "undo")):
            decide(ledger, verb, pick)
            follow_near(ledger)
        sightings = {each.id: each for each in ledger.sightings()}
        every = overruled(sightings, ledger.decisions(), articles=ledger.page_ids())[1]
        monkeypatch.setattr(Ledger, "sightings", None)
        assert standings(ledger) == every


SCANNED = ("VIRTUAL TABLE", "CONSTANT", "subquery", "waiting", "rules")  # lists, and what does not grow with the ledger


def test_neither_a_page_nor_a_decision_goes_through_a_table(tmp_path: Path) -> None:
    """Every statement finds its rows by an index, and by one that tells more than what most rows have in common."""
    said: list[str] = []

    def listen(opened: sqlite3.Connection, *_: object) -> None:
        opened.set_trace_callback(said.append)

    with open_ledger(tmp_path / "near.db", create=True) as ledger:
        keep(ledger, [told(seed) for seed in range(12)])
        relink(ledger, copies_of(ledger))
        event.listen(ledger._engine, "checkout", listen)
        for seed in (13, 14, 15):
            keep(ledger, [told(seed)])
            follow_near(ledger)
        for verb in ("accept", "merge", "correct day", "undo"):
            before = len(said)
            decide(ledger, verb, 1)
            del said[before:]  # the test looks at all incidents to choose one
            follow_near(ledger)
        event.remove(ledger._engine, "checkout", listen)
        plans = {each: _plan(ledger, each) for each in set(said) if each.split()[0] in ("SELECT", "UPDATE", "DELETE")}
    assert len(plans) > 40
    assert not {words: plan for words, plan in plans.items() if any(map(_is_wide, plan))}


def _plan(ledger: Ledger, words: str) -> list[str]:
    with ledger._engine.connect() as connection:
        raw = connection.connection.cursor()
        return [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {words}").fetchall()]


def _is_wide(step: str) -> bool:
    scans = step.startswith("SCAN") and not any(each in step for each in SCANNED)
    return scans or step.endswith(("(current=?)", "(scope=?)", "(newest=?)"))
