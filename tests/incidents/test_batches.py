"""What travels to another process and back says what was compared here."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from making import KHARKIV_REGION, POLTAVA, at, on, sighting

from istor.incidents.batches import batches, compare_batch, links_of, of_two_pages, together
from istor.incidents.blocking import keys
from istor.incidents.comparison import compare, is_telling
from istor.incidents.grounds import Context
from istor.incidents.meeting import keyed, meetings
from istor.incidents.rareness import Rareness

TOLD = [
    sighting("s1", killed=3, injured=14),
    sighting("s2", killed=3, injured=14, date=None),
    sighting("s3", type="Other", place=at(KHARKIV_REGION), killed=3, injured=14),
    sighting("s4", place=at(POLTAVA)),
    sighting("s5", place=at(POLTAVA), date=on("2025-03-05")),
    sighting("s6", place=at(POLTAVA), article_id="page-s5"),
    sighting("s7", date=on("2026-01-01")),
]
SIGHTINGS = {each.id: each for each in TOLD}
CONTEXT = Context(
    origins={"page-s4": "page-s5"},
    quotations={"page-s1": frozenset({"q"}), "page-s2": frozenset({"q"})},
    names={"page-s1": frozenset({"ada lark"}), "page-s3": frozenset({"ada lark"})},
    rare=Rareness(
        words={"page-s1": ("canoe", "quay"), "page-s2": ("canoe", "quay")}, tells={"canoe": 4.0, "quay": 3.0}
    ),
)
MET = together(meetings(keyed((each.id, keys(each)) for each in TOLD)))


@pytest.mark.parametrize("size", [1, 2, 100])
def test_batches_of_any_size_give_the_links_of_all_pairs(size: int) -> None:
    here = [compare(a, b, context=CONTEXT) for a, b in of_two_pages(MET, SIGHTINGS)]
    sent = [
        link
        for batch in batches(MET, SIGHTINGS, context=CONTEXT, size=size)
        for link in links_of(batch.ids, compare_batch(batch))
    ]
    assert sent == [link for link in here if is_telling(link)]
    assert len(sent) >= 3


def test_pairs_are_those_that_meet_in_an_order_that_the_input_does_not_change() -> None:
    shuffled = random.Random(3).sample(TOLD, len(TOLD))
    again = together(meetings(keyed((each.id, keys(each)) for each in shuffled)))
    assert list(of_two_pages(again, SIGHTINGS)) == list(of_two_pages(MET, SIGHTINGS))
    assert sorted(MET.codes.tolist()) == sorted(meetings(keyed((each.id, keys(each)) for each in TOLD)).codes.tolist())


def test_who_may_be_of_one_attack_comes_together() -> None:
    """Two towns in turn: all of one come first."""
    turns = [sighting(f"t{n}", place=at(POLTAVA) if n % 2 else sighting("s").place) for n in range(8)]
    met = together(meetings(keyed((each.id, keys(each)) for each in turns)))
    towns = [first.place.place.name for first, _ in of_two_pages(met, {each.id: each for each in turns})]  # type: ignore[union-attr]
    assert towns == ["Kharkiv"] * 6 + ["Poltava"] * 6


def test_of_a_long_chain_of_meetings_few_sightings_travel_twice() -> None:
    """A town is attacked every day, and another one on two of them."""
    days = [sighting(f"d{(n * 11) % 28 + 1:02}", date=on(f"2025-03-{n:02}")) for n in range(1, 29)]
    other = [sighting(f"e{n}", place=at(POLTAVA), date=on(f"2025-03-{n:02}")) for n in (5, 6)]
    told = {each.id: each for each in (*days, *other)}
    met = together(meetings(keyed((each.id, keys(each)) for each in told.values())))
    sent = [batch.ids for batch in batches(met, told, context=CONTEXT, size=9)]
    assert sum(map(len, sent)) <= 1.5 * len(told) and len(sent) > 3
    assert sum("e5" in ids for ids in sent) == 1


def test_pages_that_told_two_apart_are_not_asked() -> None:
    asked = {(a.id, b.id) for a, b in of_two_pages(MET, SIGHTINGS)}
    assert ("s5", "s6") not in asked
    assert asked < {(a.id, b.id) for a, b in combinations(TOLD, 2)}


def test_nothing_that_meets_makes_no_batch() -> None:
    alone = together(meetings(keyed([("s1", keys(SIGHTINGS["s1"]))])))
    assert not list(batches(alone, SIGHTINGS, context=CONTEXT))
