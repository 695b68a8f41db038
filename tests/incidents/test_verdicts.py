"""Decisions outlive ids: what they are about is found by its words, and what has gone is listed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import POLTAVA, at, sighting, span
from msgspec.structs import replace

from istor.decisions import Decision, Ground, Standing
from istor.incidents.clustering import cluster
from istor.incidents.incident import Incident, Sighting
from istor.incidents.verdicts import ruled, set_aside, weigh

NOON = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)
FAR = {
    "s1": sighting("s1", spans=(span("page-s1", 0, 50),)),
    "s2": sighting("s2", place=at(POLTAVA), spans=(span("page-s2", 0, 40), span("page-s2", 60, 90))),
    "s3": sighting("s3", place=at(POLTAVA), spans=(span("page-s3", 0, 40),)),
}


def verdict(verb: str, *on: str, minute: int = 0, **facts: Any) -> Decision:
    ground = tuple(Ground(of=name, sighting=name, spans=FAR[name].spans) for name in on if name in FAR)
    at = NOON + dt.timedelta(minutes=minute)
    return Decision(verb=verb, on=on, by="ada", at=at, **{"ground": ground, **facts})  # type: ignore[arg-type]


def one(decision: Decision, sightings: dict[str, Sighting] = FAR, **facts: Any) -> Standing:
    return weigh([decision], sightings, **facts)[0]


def groups(*decisions: Decision) -> set[frozenset[str]]:
    found = cluster(list(FAR.values()), (), verdicts=ruled(weigh(decisions, FAR)))
    return {frozenset(incident.sightings) for incident in found}


def test_a_sighting_that_is_read_anew_is_found_by_its_words() -> None:
    reread = {"s9": replace(FAR["s1"], id="s9", spans=(span("page-s1", 10, 80),))}
    assert one(verdict("accept", "s1"), reread).groups == (("s9",),)


def test_what_is_told_nowhere_any_more_is_stale_and_does_nothing() -> None:
    elsewhere = {"s9": replace(FAR["s1"], id="s9", spans=(span("page-s1", 100, 120),))}
    found = one(verdict("reject", "s1"), elsewhere)
    assert found.stale == "nothing is read any more where s1 was"
    assert ruled([found]).rejected == ()


def test_two_that_are_read_as_one_now_need_no_merging() -> None:
    whole = {"s9": replace(FAR["s2"], id="s9")}
    merged = verdict("merge", "a", "b", ground=(
        Ground(of="a", sighting="x", spans=(span("page-s2", 0, 40),)), Ground(of="b", sighting="y", spans=(span("page-s2", 60, 90),)),
    ))  # fmt: skip
    assert one(merged, whole).stale == "what was told as two is read as one now"


def test_an_incidents_name_stands_for_its_sightings_of_then() -> None:
    former = Incident(id="incident-1", sightings=("s1", "s2"), aliases=("incident-0",))
    assert one(verdict("accept", "incident-0"), previous=[former]).groups == (("s1", "s2"),)


def test_undoing_an_undo_brings_it_back() -> None:
    merge = verdict("merge", "s1", "s2")
    undo = verdict("undo", merge.id, minute=1)
    redo = verdict("undo", undo.id, minute=2)
    assert groups(merge) == groups(merge, undo, redo) == {frozenset({"s1", "s2"}), frozenset({"s3"})}
    assert groups(merge, undo) == groups()
    assert one(verdict("undo", "decision-nowhere")).stale


def test_the_last_word_on_a_pair_counts() -> None:
    merge, never = verdict("merge", "s1", "s2"), verdict("never", "s1", "s2", minute=1)
    assert groups(merge, never) == groups()
    assert groups(never, merge) == groups(merge)


def test_a_decision_is_not_gone_around() -> None:
    """Two merges do not join what a later decision keeps apart."""
    chain = [
        verdict("merge", "s1", "s2"),
        verdict("merge", "s2", "s3", minute=1),
        verdict("never", "s1", "s3", minute=2),
    ]
    assert not any({"s1", "s3"} <= group for group in groups(*chain))


def test_a_moved_account_leaves_its_companions() -> None:
    merged = verdict("merge", "s1", "s2")
    move = verdict("move", "s3", "s2", minute=1, ground=(
        *verdict("accept", "s3", "s2").ground, Ground(of="former", sighting="s1", spans=FAR["s1"].spans),
    ))  # fmt: skip
    assert groups(merged, move) == {frozenset({"s1"}), frozenset({"s2", "s3"})}


def test_an_accept_after_a_reject_takes_it_back_for_what_it_is_about() -> None:
    reject, accept = verdict("reject", "s1", "s2"), verdict("accept", "s1", minute=1)
    assert ruled(weigh([reject, accept], FAR)).rejected == (("s2",),)
    assert ruled(weigh([accept, reject], FAR)).rejected == (("s1",), ("s2",))


def test_what_is_split_off_stays_together() -> None:
    grounds = tuple(Ground(of="whole", sighting=name, spans=FAR[name].spans) for name in FAR)
    both = verdict("accept", "s1", "s2").ground
    split = verdict("split", "whole", "s1", "s2", minute=1, ground=(*grounds, *both))
    assert groups(split) == {frozenset({"s1", "s2"}), frozenset({"s3"})}


@pytest.mark.parametrize("verb", ["accept", "correct"])
def test_who_judges_an_incident_keeps_its_accounts_together(verb: str) -> None:
    grounds = tuple(Ground(of="incident-1", sighting=name, spans=FAR[name].spans) for name in ("s1", "s2"))
    judged = verdict(verb, "incident-1", ground=grounds, path="killed" if verb == "correct" else None)
    assert groups(judged) == {frozenset({"s1", "s2"}), frozenset({"s3"})}


def test_of_two_readings_on_its_words_the_one_on_most_of_them_is_the_heir() -> None:
    reread = {
        "s7": replace(FAR["s1"], id="s7", spans=(span("page-s1", 0, 9),)),
        "s8": replace(FAR["s1"], id="s8", spans=(span("page-s1", 9, 50),)),
    }
    assert one(verdict("accept", "s1"), reread).groups == (("s8",),)


def test_a_rejected_incident_keeps_its_name() -> None:
    former = Incident(id="incident-7", sightings=("s1", "s2"))
    (found,) = set_aside(ruled([one(verdict("reject", "incident-7"), previous=[former])]), FAR, [former])
    assert (found.id, found.sightings, found.rejected) == ("incident-7", ("s1", "s2"), True)


VERBS = st.sampled_from(["merge", "split", "never"])
PAIRS = st.sampled_from([("s1", "s2"), ("s2", "s3"), ("s1", "s3")])


@given(st.lists(st.tuples(VERBS, PAIRS), max_size=5))
def test_undoing_everything_restores(told: list[tuple[str, tuple[str, str]]]) -> None:
    log = [verdict(verb, *pair, minute=minute) for minute, (verb, pair) in enumerate(told)]
    undone = [verdict("undo", each.id, minute=20 + minute) for minute, each in enumerate(reversed(log))]
    assert groups(*log, *undone) == groups()


@given(st.lists(st.tuples(VERBS, PAIRS), max_size=4), PAIRS)
def test_merge_then_split_is_identity_where_they_were_apart(
    told: list[tuple[str, tuple[str, str]]], pair: tuple[str, str]
) -> None:
    log = [verdict(verb, *both, minute=minute) for minute, (verb, both) in enumerate(told)]
    before = groups(*log)
    if any(set(pair) <= group for group in before):
        return
    sides = {name: next(group for group in before if name in group) for name in pair}
    grounds = tuple(
        Ground(of=name, sighting=each, spans=FAR[each].spans) for name in pair for each in sorted(sides[name])
    )
    merge = verdict("merge", *pair, minute=10, ground=grounds)
    both = tuple(
        Ground(of="incident-x", sighting=each, spans=FAR[each].spans) for name in pair for each in sorted(sides[name])
    )
    left = tuple(ground for ground in grounds if ground.of == pair[1])
    split = verdict("split", "incident-x", pair[1], minute=11, ground=(*both, *left))
    assert groups(*log, merge, split) == before
