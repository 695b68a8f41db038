"""However many processes compare, the links are the same, in the same order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from holdings import RULES, TEXT, holding
from making import POLTAVA, at, on, sighting

from benchmarks.worlds import nothing_told, world
from istor.incidents.batches import of_two_pages
from istor.incidents.clustering import cluster
from istor.incidents.comparison import compare
from istor.incidents.grounds import Context
from istor.runs import comparing
from istor.runs.comparing import compared
from istor.runs.journal import Progress
from istor.runs.pairing import met
from istor.runs.relinking import relink
from istor.store.holding import Run
from istor.store.ledger import Ledger, open_ledger

DAYS = [on(f"2025-03-{day:02}") for day in range(1, 29)]
SIGHTINGS = {
    each.id: each
    for number in range(90)
    for each in [
        sighting(
            f"s{number:02}",
            date=DAYS[number * 7 % 28] if number % 9 else None,
            place=at(POLTAVA) if number % 2 else sighting("s").place,
            killed=number % 5,
            injured=number % 7,
        )
    ]
}
TOLD = list(SIGHTINGS.values())
CONTEXT = Context(names={f"page-s{number:02}": frozenset({f"ada lark {number % 11}"}) for number in range(90)})


def test_two_processes_find_what_one_finds() -> None:
    seen: list[Progress] = []
    here = list(compared(SIGHTINGS, CONTEXT).links)
    there = list(compared(SIGHTINGS, CONTEXT, jobs=2, many=1, watch=seen.append).links)
    backwards = list(compared(dict(reversed(SIGHTINGS.items())), CONTEXT, jobs=2, many=1).links)
    assert here == there == backwards
    assert len(here) > 50 and seen[-1].stage == "linking" and seen[-1].done >= len(here)
    several = [cluster(told, links, context=CONTEXT) for told, links in ((TOLD, here), (TOLD[::-1], there[::-1]))]
    assert several[0] == several[1] and len(several[0]) < len(TOLD)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True) as opened:
        pages = [holding(f"p{n}", TEXT.replace("Three", number)) for n, number in enumerate(("Three", "Four", "Two"))]
        run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        opened.keep(pages, [], rules_id=RULES.id, run=run)
        yield opened


def test_one_and_two_processes_make_one_ledger(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    relink(ledger)
    before = (ledger.incidents(), ledger.entries(), ledger.links())
    asked = []
    in_order = comparing.in_order
    monkeypatch.setattr(comparing.compared, "__kwdefaults__", {**(comparing.compared.__kwdefaults__ or {}), "many": 1})
    monkeypatch.setattr(comparing, "in_order", lambda *args, **facts: asked.append(facts) or in_order(*args, **facts))
    relink(ledger, jobs=2)
    assert (ledger.incidents(), ledger.entries(), ledger.links()) == before
    assert asked and asked[0]["jobs"] == 2


def test_a_larger_world_has_as_many_pairs_a_sighting_and_none_is_missed() -> None:
    """Ten regions for four of equal density; every pair of one attack that may be known as that is compared."""
    each = []
    for number in (4_800, 12_000):
        told = nothing_told()
        sightings = {sighting.id: sighting for sighting in world(number, told=told)}
        context = told.context()
        meet = {(a.id, b.id) for a, b in of_two_pages(met(sightings, context), sightings)}
        each.append(len(meet) / number)
        if number == 4_800:
            attacks: dict[str, list[str]] = {}
            for name, attack in told.attacks.items():
                attacks.setdefault(attack, []).append(name)
            true = [pair for names in attacks.values() for pair in combinations(sorted(names), 2)]
            links = {pair: compare(*(sightings[name] for name in pair), context=context) for pair in true}
            knowable = {
                pair for pair, link in links.items() if not any(one.reason == "ground" for one in link.agreements)
            }
            assert len(knowable & meet) >= 0.99 * len(knowable) > 0.9 * 0.99 * len(true)
    assert abs(each[1] / each[0] - 1) < 0.1
