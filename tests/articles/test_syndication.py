"""Copies and what looks like them."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from istor.articles.article import Article, RawPage
from istor.articles.cleaning import clean
from istor.articles.syndication import compare, fingerprint, fold
from istor.provenance import encode

WIRE = (
    "A drone hit a fuel depot on the edge of Sumy early on Tuesday and hurt two guards, the regional administration said.",
    "Firefighters needed four hours to put out the blaze, and the road to the depot stayed closed until noon.",
    "Residents of the nearest street were told to keep their windows shut because of the smoke over the river.",
    "The depot had been struck once before, in January, when nobody was near it, according to its owner.",
    "Deputy governor Olha Rudenko told a briefing that repairs would take a month and cost about two million hryvnias.",
)
OWN = (
    "Two watchmen are in hospital with burns after fire swept through petrol tanks outside Sumy before dawn on Tuesday.",
    "Neighbours woke to a buzzing sound, then to a flash that lit the whole street, one of them told our reporter.",
    "By lunchtime lorries were moving again on the road that leads past the tanks to the railway station.",
    "It is the second fire there this year and the owner now wants to move his business to another town.",
)
QUOTE = '"We will rebuild this depot as often as it takes, and we will not leave the people of this town without fuel in winter," Rudenko said.'
BACKGROUND = (
    "Since the spring both sides have attacked fuel stores far behind the front line with drones and with missiles.",
    "Analysts say that such attacks raise the price of diesel in the border regions by about a tenth every month.",
    "The government has asked its partners for more guns against drones, and some of them have arrived this year.",
)


def article(*paragraphs: str, name: str = "p", title: str | None = None, **fields: str) -> Article:
    return clean(RawPage(source_id=name, raw="\n\n".join(paragraphs).encode(), kind="text", title=title, **fields))


BASE = article(*WIRE, name="base")


@pytest.mark.parametrize(
    ("name", "other", "kind"),
    [
        ("the same text", article(*WIRE, name="b"), "exact"),
        (
            "another title and furniture",
            article(
                "News Feed",
                "Guards hurt in Sumy",
                *WIRE,
                "Share on Facebook",
                "Leave a Reply",
                title="Guards hurt in Sumy",
                name="b",
            ),
            "exact",
        ),
        ("trimmed from below", article(*WIRE[:3], name="b"), "near"),
        ("one paragraph of five", article(WIRE[0] + " " + WIRE[1], name="b"), "contained"),
        (
            "a sentence or two added",
            article(WIRE[0], *WIRE[1:3], "It was a cold day in the whole region.", *WIRE[3:], name="b"),
            "near",
        ),
        (
            "words changed here and there",
            article(*(p.replace("fuel depot", "petrol store").replace("four", "some four") for p in WIRE), name="b"),
            "near",
        ),
        ("told in other words", article(*OWN, name="b"), None),
        ("told in other words, with one quotation", article(*OWN, QUOTE, name="b"), None),
        ("a page without text", article("Guards hurt in Sumy", name="b"), None),
        ("a junk page", article("Access denied. Your IP address has been reported.", name="b"), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_compare(name: str, other: Article, kind: str | None) -> None:
    found = compare(fingerprint(BASE), fingerprint(other))
    assert (found.kind if found else None) == kind
    assert found == compare(fingerprint(other), fingerprint(BASE))


def test_two_stories_on_one_quotation_are_two() -> None:
    one, two = article(*WIRE[:2], QUOTE, name="a"), article(*OWN[:3], QUOTE, name="b")
    assert compare(fingerprint(one), fingerprint(two)) is None


def test_background_that_a_publisher_repeats_makes_no_copy() -> None:
    one = article(*WIRE[:2], *BACKGROUND, name="a", url="https://steppe-monitor.example/1")
    two = article(*OWN[1:3], *BACKGROUND, name="b", url="https://steppe-monitor.example/2")
    assert compare(fingerprint(one), fingerprint(two)) is None


def test_a_publisher_s_update_above_the_old_report_is_no_copy() -> None:
    old = article(*WIRE[:3], BACKGROUND[0], BACKGROUND[1], name="a", url="https://steppe-monitor.example/1")
    new = article(*OWN, *WIRE[:2], name="b", url="https://steppe-monitor.example/2")
    assert compare(fingerprint(old), fingerprint(new)) is None


def test_the_credited_agency_is_the_origin_then_the_earlier() -> None:
    wire = article(*WIRE, name="w", url="https://www.reuters.com/a", published="2025-03-05")
    paper = article(
        "SUMY (Reuters) - " + WIRE[0],
        *WIRE[1:4],
        name="n",
        url="https://harbour-herald.example/a",
        published="2025-03-04",
    )
    found = compare(fingerprint(paper), fingerprint(wire))
    assert found is not None
    assert (found.article_id, found.of) == (paper.id, wire.id)
    assert "credits reuters.com" in found.because
    early, late = article(*WIRE[:4], name="e", published="2025-03-04"), article(*WIRE, name="l", published="2025-03-06")
    second = compare(fingerprint(early), fingerprint(late))
    assert second is not None
    assert (second.article_id, second.of) == (late.id, early.id)


def test_of_one_day_the_earlier_hour_is_the_origin() -> None:
    def printed(stamp: str, *words: str) -> Article:
        return replace(article(*words, name=stamp, published="2025-03-04"), published_at=stamp)

    early = printed("2025-03-04T18:20:00+02:00", *WIRE[:4])  # 16:20 in UTC
    late = printed("2025-03-04T17:00:00+00:00", "From our correspondents in the north.", *WIRE)
    unknown = printed("on the 4th at 9:15", *WIRE[:3])
    for found in (fold(map(fingerprint, pair)) for pair in ((early, late), (late, early), (early, late, unknown))):
        assert {copy.of for copy in found} == {early.id}
    assert {copy.of for copy in fold(map(fingerprint, (late, unknown)))} == {late.id}


def test_fold_gives_every_copy_one_origin_in_any_order() -> None:
    members = [
        article(*WIRE, name="a", published="2025-03-04"),
        article(*WIRE[:4], name="b", published="2025-03-05"),
        article(*WIRE[1:], name="c", published="2025-03-06"),
        article(*WIRE, name="d"),
        article(*OWN, name="e"),
    ]
    marks = [fingerprint(member) for member in members]
    found = fold(marks)
    assert {(copy.article_id, copy.of) for copy in found} == {(members[i].id, members[0].id) for i in (1, 2, 3)}
    for seed in range(5):
        mixed = marks.copy()
        random.Random(seed).shuffle(mixed)
        assert fold(mixed) == found


def test_fingerprints_are_the_same_bytes_every_time() -> None:
    assert encode(fingerprint(BASE)) == encode(fingerprint(article(*WIRE, name="base")))
    assert fingerprint(article(*WIRE, published="2025-03-04")).published == dt.date(2025, 3, 4)


@given(
    st.lists(st.sampled_from([*WIRE, *OWN, QUOTE, "Two died.", ""]), max_size=8),
    st.lists(st.sampled_from([*WIRE, *OWN, QUOTE]), max_size=8),
)
def test_likeness_is_a_share_and_looks_both_ways(a: list[str], b: list[str]) -> None:
    one, two = fingerprint(article(*a, name="a")), fingerprint(article(*b, name="b"))
    found = compare(one, two)
    assert found == compare(two, one)
    assert found is None or 0 < found.likeness <= 1
    assert compare(one, one) is None
