"""Each reason for or against two sightings being one attack, and the vetoes."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    KHARKIV,
    KHARKIV_REGION,
    POLTAVA,
    UKRAINE,
    actor,
    at,
    on,
    sighting,
    span,
    target,
    toll,
    weapon,
    yearless,
)

from istor.claims.claim import Person, Speaker
from istor.dates.daterange import DateReading
from istor.geography.place import Candidate, Place
from istor.incidents.comparison import REASONS, compare, joins, vetoed, weights
from istor.incidents.grounds import Context
from istor.incidents.rareness import Rareness

MISSILES = "Shelling/artillery/missile attack"
ONE = {"killed": 3, "injured": 14}
SAME = [
    ("plain: town, day and means agree", {}, {}),
    ("one does not say by what means", {}, {"type": "Other"}),
    ("overnight, and the day after it", {"date": on("2025-03-03", "2025-03-04")}, {}),
    ("the toll rose", {"killed": 1}, {"killed": 4}),
    ("no day on one side, one toll", {"date": None, **ONE}, {**ONE}),
    ("region only on one side, one toll", {"place": at(KHARKIV_REGION), **ONE}, {**ONE}),
]
APART = [
    ("three days apart", {}, {"date": on("2025-03-07")}),
    ("days without a year differ", {"date": yearless("07-07")}, {"date": on("2025-07-03"), **ONE}),
    ("other town", {}, {"place": at(POLTAVA)}),
    ("morning and evening", {"date": on("2025-03-04", hours=(6, 8))}, {"date": on("2025-03-04", hours=(20, 21))}),
    ("two undated strikes on one town", {"date": None}, {"date": None}),
    ("two strikes somewhere in one region", {"place": at(KHARKIV_REGION)}, {"place": at(KHARKIV_REGION)}),
    ("one page tells them as two", {"article_id": "p"}, {"article_id": "p"}),
    ("a nationwide barrage and a strike", {"scope": "wide", "place": at(UKRAINE)}, {}),
    (
        "other means, weapon and toll on one day",
        {"type": MISSILES, "killed": 1, "weapons": (weapon("rocket"),)},
        {"killed": 2, "injured": 9, "weapons": (weapon("glide bomb"),)},
    ),
]


@pytest.mark.parametrize(("why", "first", "second"), SAME, ids=[row[0] for row in SAME])
def test_one_attack(why: str, first: dict, second: dict) -> None:
    assert joins(compare(sighting("s1", **first), sighting("s2", **second))), why


@pytest.mark.parametrize(("why", "first", "second"), APART, ids=[row[0] for row in APART])
def test_kept_apart(why: str, first: dict, second: dict) -> None:
    assert not joins(compare(sighting("s1", **first), sighting("s2", **second))), why


def test_a_shared_text_joins_undated_pages() -> None:
    context = Context(origins={"page-s2": "page-s1"})
    pair = sighting("s1", date=None), sighting("s2", date=None)
    assert not joins(compare(*pair))
    assert joins(compare(*pair, context=context))


def test_a_shared_quotation_joins_an_undated_page() -> None:
    context = Context(quotations={"page-s1": frozenset({"q"}), "page-s2": frozenset({"q"})})
    assert joins(compare(sighting("s1", date=None), sighting("s2"), context=context))


def test_every_agreement_says_why_and_names_its_reason() -> None:
    victim = Person(words="Ada Lark", span=span(), harm="killed", age=31)
    rich = {
        "date": on("2025-03-04", hours=(6, 7)),
        "weapons": (weapon("drone", launched=17),),
        "targets": (target("a bus depot", "transport"),),
        "actors": (actor("RU"),),
        "persons": (victim,),
        "tolls": (toll(1, ages=(31,)),),
        **ONE,
    }
    link = compare(sighting("s1", **rich), sighting("s2", **rich))
    assert {agreement.reason for agreement in link.agreements} <= set(REASONS) | {"ground"}
    assert len(link.agreements) >= 8
    assert all(
        (agreement.because and agreement.because[0].isupper()) or agreement.reason in ("killed", "injured")
        for agreement in link.agreements
    )


def test_a_denied_perpetrator_is_no_conflict() -> None:
    denied = sighting("s2", actors=(actor("UA", "denied"), actor("RU")))
    link = compare(sighting("s1", actors=(actor("RU"),)), denied)
    assert any(agreement.reason == "perpetrator" and agreement.weight > 0 for agreement in link.agreements)


def test_known_words_of_the_weights_file() -> None:
    assert set(weights()) >= {"threshold", *REASONS} - {"scope"}


@given(
    st.sampled_from([KHARKIV, POLTAVA, KHARKIV_REGION]),
    st.sampled_from([None, on("2025-03-04"), on("2025-03-01", "2025-03-09"), yearless("03-04")]),
    st.one_of(st.none(), st.integers(0, 500)),
)
def test_comparing_is_symmetric(place: object, date: object, killed: int | None) -> None:
    a, b = sighting("s1"), sighting("s2", place=at(place), date=date, killed=killed)  # type: ignore[arg-type]
    assert compare(a, b) == compare(b, a)
    assert vetoed(compare(a, b)) == any(agreement.veto for agreement in compare(b, a).agreements)


NAMED = Context(names={page: frozenset({"ada lark", "willow lane"}) for page in ("page-s1", "page-s2")})
COUNTED = msgspec.structs.replace(on("2025-03-20"), anchor="published")


def test_names_that_few_pages_hold_outweigh_a_day_that_was_counted_from_the_page() -> None:
    trial = sighting("s2", date=COUNTED, killed=4, injured=9)
    attack = sighting("s1", killed=4, injured=9)
    assert vetoed(compare(attack, trial))
    assert joins(compare(attack, trial, context=NAMED))


def test_names_of_the_news_say_nothing_of_the_background() -> None:
    remembered = sighting("s2", role="background", date=None)
    assert not joins(compare(sighting("s1"), remembered, context=NAMED))


def test_a_page_older_than_the_attack_does_not_tell_of_it() -> None:
    old = sighting("s2", date=None, published=dt.date(2025, 3, 1), killed=4, injured=9)
    assert vetoed(compare(sighting("s1", killed=4, injured=9), old))


@pytest.mark.parametrize(("published", "joined"), [("2025-03-05", True), ("2025-05-05", False), (None, False)])
def test_a_small_toll_joins_an_undated_page_of_those_days_and_town(published: str | None, joined: bool) -> None:
    day = dt.date.fromisoformat(published) if published else None
    undated = sighting("s2", date=None, published=day, killed=2, injured=1)
    assert joins(compare(sighting("s1", killed=2, injured=1), undated)) == joined


def test_a_weekday_tells_days_apart() -> None:
    def weekday(words: str) -> DateReading:
        return DateReading(words=words, start=0, end=1, edtf="XXXX-XX-XX", rule="made", anchor="none")

    friday = sighting("s1", date=weekday("on Friday"), killed=7, injured=20)
    assert joins(compare(friday, sighting("s2", date=weekday("Friday morning"), killed=7, injured=20)))
    assert not joins(compare(friday, sighting("s2", date=weekday("Monday"), killed=7, injured=20)))


def test_a_name_with_two_places_is_met_by_its_runner_up() -> None:
    other = Place(name="Kharkiv", kind="settlement", lat=10.0, lon=10.0, radius_m=900, country="XX")
    reading = msgspec.structs.replace(
        at(other), candidates=tuple(Candidate(place=place, score=0.5, because="made") for place in (other, KHARKIV))
    )
    link = compare(sighting("s1", killed=3), sighting("s2", killed=3, place=reading))
    assert joins(link) and "may be one place" in " ".join(each.because for each in link.agreements)


RARE = Rareness(
    words=dict.fromkeys(("page-s1", "page-s2"), ("cookout", "schoolcrest")), tells={"cookout": 3.0, "schoolcrest": 3.0}
)


def test_rare_words_speak_only_for_pages_of_one_fortnight() -> None:
    context = Context(rare=RARE)
    early, soon, late = (dt.date(2025, 3, day) for day in (5, 9, 30))
    first = sighting("s1", published=early, date=None)
    assert joins(compare(first, sighting("s2", published=soon), context=context))
    assert vetoed(compare(first, sighting("s2", published=late), context=context))


def test_a_trial_page_without_a_day_is_known_by_two_names_however_late() -> None:
    attack, trial = (
        sighting("s1", published=dt.date(2025, 3, 5)),
        sighting("s2", published=dt.date(2026, 1, 9), date=None),
    )
    assert joins(compare(attack, trial, context=NAMED))
    assert not joins(compare(attack, trial))


def test_one_name_weeks_later_needs_a_figure_or_an_age_beside_it() -> None:
    context = Context(names={page: frozenset({"ada lark"}) for page in ("page-s1", "page-s2")})
    attack = sighting("s1", published=dt.date(2025, 3, 5), killed=3)
    late = {"published": dt.date(2025, 5, 9), "date": None}
    assert not joins(compare(attack, sighting("s2", **late), context=context))
    assert joins(compare(attack, sighting("s2", killed=3, **late), context=context))


def test_a_figure_is_a_second_ground_beside_the_same_weekday_and_town() -> None:
    weekday = {"date": yearless("03-04")}
    assert joins(compare(sighting("s1", killed=4, **weekday), sighting("s2", killed=4, **weekday)))
    assert not joins(compare(sighting("s1", killed=1, **weekday), sighting("s2", killed=1, **weekday)))


STORMED = Context(names=dict.fromkeys(("page-s1", "page-s2"), frozenset({"prison brn*"})))
PRISON = {"targets": (target("the prison", "government"),), "type": "Armed clash"}


def test_a_building_of_one_name_is_fought_for_over_days_and_by_many_means() -> None:
    first = sighting("s1", **PRISON)
    later = sighting("s2", **{**PRISON, "type": "Air/drone strike", "date": on("2025-03-08")})
    assert vetoed(compare(first, later))
    assert joins(compare(first, later, context=STORMED))
    assert vetoed(compare(first, sighting("s2", **PRISON, date=on("2025-04-08")), context=STORMED))


def test_a_building_that_was_not_hit_says_little() -> None:
    mill = sighting("s2", targets=(target("a mill", "commercial"),), date=on("2025-03-08"))
    assert vetoed(compare(sighting("s1", **PRISON), mill, context=STORMED))


@pytest.mark.parametrize(("words", "joined"), [("Tuesday morning", True), ("Wednesday", False), ("at dawn", False)])
def test_rare_words_speak_for_undated_pages_that_tell_one_weekday(words: str, joined: bool) -> None:
    date = DateReading(words=words, start=0, end=1, edtf="XXXX-XX-XX", rule="made", anchor="none")
    undated, tuesday = sighting("s2", date=date), sighting("s1", date=on("2025-03-04"), published=dt.date(2025, 3, 5))
    assert joins(compare(tuesday, undated, context=Context(rare=RARE))) == joined


def test_of_rival_counts_that_of_one_speaker_is_a_ground() -> None:
    mayor, minister = (Speaker(words=words, span=span()) for words in ("the mayor", "the minister"))
    counts = (
        toll(4, who=mayor),
        toll(2, who=minister),
        toll(4, harm="injured", who=minister, start=9),
    )
    undated = sighting("s2", date=None, killed=(2, 4), injured=4, tolls=counts)
    assert joins(compare(sighting("s1", killed=2, injured=4), undated))
    assert not joins(compare(sighting("s1", killed=3, injured=4), undated))


def _sharing(words: int, *, of: int = 10) -> Context:
    """Two pages that share so many of the rare words that each holds."""
    shared = [f"shared {at}" for at in range(words)]
    own = {page: [f"{page} {at}" for at in range(of - words)] for page in ("page-s1", "page-s2")}
    told = dict.fromkeys([*shared, *own["page-s1"], *own["page-s2"]], 2.0)
    return Context(rare=Rareness(words={page: (*shared, *words) for page, words in own.items()}, tells=told))


MANY_WORDS, SOME_WORDS = _sharing(2), _sharing(2, of=20)  # a fifth of them, a tenth
PRINTED = {"published": dt.date(2025, 3, 5)}
NAMED_ONCE = dict.fromkeys(("page-s1", "page-s2"), frozenset({"ada lark"}))
ELSEWHERE = [
    ("many rare words and one toll, as of one night's attacks", MANY_WORDS, {"killed": 3}, False),
    ("a rare name and some rare words", Context(names=NAMED_ONCE, rare=SOME_WORDS.rare), {"killed": 3}, True),
    ("a rare name alone", Context(names=NAMED_ONCE), {"killed": 3}, False),
    ("one toll alone", Context(), {"killed": 3}, False),
]


@pytest.mark.parametrize(("why", "context", "told", "joined"), ELSEWHERE, ids=[row[0] for row in ELSEWHERE])
def test_a_town_may_be_misread_where_two_pages_name_one_man(
    why: str, context: Context, told: dict, joined: bool
) -> None:
    first = sighting("s1", **PRINTED, killed=3)
    assert joins(compare(first, sighting("s2", **PRINTED, **told, place=at(POLTAVA)), context=context)) == joined, why


def test_some_rare_words_know_an_undated_page_of_the_same_days() -> None:
    undated = {"date": None, "place": at(KHARKIV_REGION)}
    first = sighting("s1", **PRINTED)
    assert joins(compare(first, sighting("s2", **PRINTED, **undated), context=SOME_WORDS))
    later = sighting("s2", published=dt.date(2025, 3, 16), **undated)
    assert not joins(compare(first, later, context=SOME_WORDS))


def test_a_name_and_some_rare_words_outweigh_a_day_that_was_counted_from_the_page() -> None:
    named = Context(names=dict.fromkeys(("page-s1", "page-s2"), frozenset({"ada lark"})))
    both = Context(names=named.names, rare=SOME_WORDS.rare)
    attack = sighting("s1", **PRINTED, killed=1)
    charged = sighting("s2", published=dt.date(2025, 3, 11), date=COUNTED, killed=1)
    assert vetoed(compare(attack, charged, context=named))
    assert joins(compare(attack, charged, context=both))


@pytest.mark.parametrize(
    ("toll", "joined"),
    [({"killed": 6}, True), ({"killed": 2, "injured": 1}, True), ({"killed": 2}, False), ({}, False)],
)
def test_a_figure_of_one_day_of_a_region_is_a_second_ground(toll: dict, joined: bool) -> None:
    town, region = sighting("s1", **toll), sighting("s2", place=at(KHARKIV_REGION), **toll)
    assert joins(compare(town, region)) == joined
    assert not joins(compare(sighting("s1", **toll, date=on("2025-03-03", "2025-03-06")), region))


MONDAY = msgspec.structs.replace(on("2025-03-10"), anchor="published")
NEXT_WEEK, LATE = ({"published": dt.date(2025, 3, day), "date": MONDAY} for day in (11, 14))


@pytest.mark.parametrize(
    ("why", "context", "told", "joined"),
    [
        ("an arrest's day, and many rare words", _sharing(4), LATE, True),
        ("news of another day in the same words", _sharing(4), NEXT_WEEK, False),
        ("a rare name and the number of the dead", Context(names=NAMED_ONCE), LATE, False),
    ],
)
def test_what_is_news_on_two_days_is_two_attacks_however_alike_it_is_told(
    why: str, context: Context, told: dict, joined: bool
) -> None:
    attack, later = sighting("s1", **PRINTED, killed=3), sighting("s2", **told, killed=3)
    assert joins(compare(attack, later, context=context)) == joined, why


def test_an_ambush_is_told_as_an_attack_or_as_a_fight() -> None:
    attack = sighting("s1", type="Attack")
    fight, shelling = sighting("s2", type="Armed clash"), sighting("s3", type=MISSILES)
    assert joins(compare(attack, fight))
    assert not joins(compare(attack, shelling))


@pytest.mark.parametrize(("killed", "joined"), [(7, True), (4, False)])
def test_a_large_figure_of_one_weekday_of_a_region_is_a_second_ground(killed: int, joined: bool) -> None:
    told = DateReading(words="on Tuesday", start=0, end=1, edtf="XXXX-XX-XX", rule="made", anchor="none")
    region = sighting("s1", place=at(KHARKIV_REGION), killed=killed)
    assert joins(compare(region, sighting("s2", date=told, killed=killed))) == joined
