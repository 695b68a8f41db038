"""A profile leaves nothing out: who is asked only what both sides tell of says what all reasons would say."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import KHARKIV, KHARKIV_REGION, POLTAVA, actor, at, on, sighting, target, toll, weapon, yearless
from msgspec.structs import replace

from istor.claims.claim import Person
from istor.geography.place import Candidate
from istor.incidents.comparison import REASONS, compare, findings, matched
from istor.incidents.grounds import Context
from istor.incidents.incident import Sighting
from istor.incidents.profiles import BITS, distance_m, known_alike, profiled
from istor.incidents.rareness import Rareness
from istor.provenance import Span

PAGES = ("p1", "p2", "p3", "p4")
SOMEBODY = Person(words="Ada Lark", span=Span(article_id="p1", start=0, end=8), harm="killed", age=31)
EITHER = tuple(Candidate(place=place, score=0.5, because="made") for place in (KHARKIV, POLTAVA))
DOUBTED = replace(at(KHARKIV), candidates=EITHER)
CONTEXT = Context(
    origins={"p1": "p2"},
    quotations={"p2": frozenset({"q"}), "p3": frozenset({"q"})},
    names={
        "p1": frozenset({"ada lark", "willow lane"}),
        "p2": frozenset({"ada lark"}),
        "p3": frozenset({"willow lane"}),
    },
    rare=Rareness(
        words=dict.fromkeys(("p1", "p2", "p4"), ("canoe", "quay", "thatch")),
        tells={"canoe": 4.0, "quay": 3.0, "thatch": 2.0},
    ),
)
facts = st.fixed_dictionaries(
    {"article_id": st.sampled_from(PAGES)},
    optional={
        "role": st.sampled_from(["main", "background"]),
        "scope": st.sampled_from(["incident", "wide"]),
        "type": st.sampled_from(["Air/drone strike", "Other", "Armed clash"]),
        "date": st.sampled_from([None, yearless("03-04"), on("2025-03-01"), on("2025-03-04", hours=(6, 7))]),
        "place": st.sampled_from([None, at(POLTAVA), at(KHARKIV_REGION), DOUBTED]),
        "places": st.sampled_from([(), (at(POLTAVA),)]),
        "published": st.sampled_from([None, dt.date(2025, 3, 5), dt.date(2025, 6, 1)]),
        "killed": st.sampled_from([None, 0, 1, 6, (3, None)]),
        "injured": st.sampled_from([None, 0, 14]),
        "tolls": st.sampled_from([(), (toll(1, ages=(31, 40)),)]),
        "persons": st.sampled_from([(), (SOMEBODY,)]),
        "weapons": st.sampled_from([(), (weapon("drone", launched=17),), (weapon("rocket"),)]),
        "targets": st.sampled_from([(), (target("a bus depot", "transport"),)]),
        "actors": st.sampled_from([(), (actor("RU"),), (actor("RU", "denied"), actor("UA"))]),
    },
)


@given(facts, facts)
def test_what_is_not_asked_has_nothing_to_say(first: dict[str, object], second: dict[str, object]) -> None:
    a, b = (profiled(sighting(name, **told), CONTEXT) for name, told in (("s1", first), ("s2", second)))
    said = [(name, finding) for name, reason in REASONS.items() if (finding := reason(a, b)) is not None]
    assert [found for found in findings(a, b) if found[0] != "ground"] == said


@given(facts, facts)
def test_who_knows_the_profiles_says_the_same(first: dict[str, object], second: dict[str, object]) -> None:
    a, b = sighting("s1", **first), sighting("s2", **second)
    assert matched(profiled(b, CONTEXT), profiled(a, CONTEXT)) == compare(a, b, context=CONTEXT)


def test_every_topic_is_a_reason() -> None:
    assert set(BITS) <= set(REASONS)


def test_the_background_of_a_page_shares_no_names_of_its_news() -> None:
    told = {"article_id": "p1", "published": dt.date(2025, 3, 5)}
    news, past = (profiled(sighting("s1", role=role, **told), CONTEXT) for role in ("main", "background"))
    assert news.names and news.rare.words and not past.names and not past.rare.words


@pytest.mark.parametrize(("page", "alike"), [("p2", True), ("p3", False), ("p4", True), ("p1", False)])
def test_pages_are_known_alike_by_names_and_words(page: str, alike: bool) -> None:
    def told(name: str, article: str) -> Sighting:
        return sighting(name, article_id=article, published=dt.date(2025, 3, 5))

    assert known_alike(profiled(told("s1", "p1"), CONTEXT), profiled(told("s2", page), CONTEXT)) == alike


def test_metres_between_two_towns() -> None:
    here, there = (profiled(sighting("s1", place=at(place)), CONTEXT).spot for place in (KHARKIV, POLTAVA))
    assert here and there and 120_000 < distance_m(here, there) == distance_m(there, here) < 135_000


def test_a_place_that_may_be_another_says_so() -> None:
    assert profiled(sighting("s1", place=DOUBTED), CONTEXT).otherwise
    assert not profiled(sighting("s1"), CONTEXT).otherwise
