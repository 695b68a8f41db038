"""What relative words are counted from, and what must hold for any text."""

from __future__ import annotations

import datetime as dt
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.dates.anchoring import read
from istor.dates.edtf import is_edtf
from istor.dates.vocabulary import open_vocabulary

THURSDAY = dt.date(2024, 5, 16)


def days(text: str, published: dt.date | None = None) -> list[tuple[str, str | None, str]]:
    found = read(text, published=published)
    return [(r.words, str(r.range.earliest) if r.range else None, r.anchor) for r in found]


def test_publication_day_anchors() -> None:
    assert days("The kiln was hit on Tuesday.", THURSDAY) == [("Tuesday", "2024-05-14", "published")]


def test_without_publication_day_nothing_is_placed() -> None:
    assert days("The kiln was hit on Tuesday, two days ago.") == [
        ("Tuesday", None, "none"),
        ("two days ago", None, "none"),
    ]


def test_dateline_anchors_what_follows() -> None:
    text = "SUMY, Ukraine, May 13 (Reuters) - Glass lay in the yard on Sunday."
    assert days(text, THURSDAY) == [("May 13", "2024-05-13", "published"), ("Sunday", "2024-05-12", "dateline")]


def test_dateline_with_year_anchors_alone() -> None:
    text = "BRYANSK, 13 May 2024 — Glass lay in the yard yesterday."
    assert days(text) == [("13 May 2024", "2024-05-13", "stated"), ("yesterday", "2024-05-12", "dateline")]


def test_dateline_without_any_year_places_nothing() -> None:
    assert days("SUMY, May 13 (AFP) - Glass lay there on Sunday.") == [
        ("May 13", None, "none"),
        ("Sunday", None, "none"),
    ]


def test_a_stated_full_date_anchors_with_doubt() -> None:
    text = "The roof fell in on 14 May 2024. On Monday it had been patched."
    monday = read(text)[1]
    assert (str(monday.range.earliest) if monday.range else None, monday.anchor) == ("2024-05-13", "stated")
    assert monday.confidence <= 0.5


def test_a_stated_date_far_below_the_lead_anchors_its_paragraph_only() -> None:
    text = "The barn burned.\n" * 40 + "It stood since the fire of 4 March 2019.\nOn Monday it fell."
    assert days(text)[-1] == ("Monday", None, "none")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raids in 2021 cost many farms. On 22 January a dairy burned.", "2021-01-22"),
        ("Aid has come since 2016. On 22 January a dairy burned.", None),
        ("On 22 January a dairy burned. Aid came in 2016.", None),
        ("On 3 May 2023 a van burned. A dairy burned on 9 May.", "2023-05-09"),
    ],
)
def test_a_stated_year_holds_for_days_below_it(text: str, expected: str | None) -> None:
    told = [r for r in read(text) if "January" in r.words or "9 May" in r.words]
    assert [str(r.range.earliest) if r.range else None for r in told] == [expected]


def test_days_before_this_raid_are_counted_from_its_day() -> None:
    assert days("On 4 March 2024 a barn burned. Two days before this raid a mill burned.")[-1][1] == "2024-03-02"
    assert days("On 4 March 2024 a barn burned. Two days before the war a mill burned.")[-1][1] is None


@pytest.mark.parametrize(
    ("sentence", "reporting"),
    [
        ("Two men were hurt, the governor said on Monday.", True),
        ("The ministry told reporters on Monday that two men were hurt.", True),
        ("The clinic reported on Monday that two men were hurt.", True),
        ("In a statement released on Monday the clinic gave no names.", True),
        ("Prosecutors opened a case on Monday.", True),
        ("Two captives were released on Monday.", False),
        ("ODESA, Ukraine, 3 March (Agency) - Two men were hurt.", True),
        ("The board revealed on Monday that two men were hurt.", True),
        ("In a statement on Monday the clinic gave no names.", True),
        ("On Monday, officials said two men were hurt.", True),
        ("The army denied on Monday that it had shelled the town.", True),
        ("Rescuers on Monday published the names of two men who died.", True),
        ("Two men were hurt on Monday, the governor said.", False),
        ("Two men were hurt on Monday.", False),
    ],
)
def test_the_day_of_saying_is_marked(sentence: str, reporting: bool) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert reading.reporting is reporting


def test_only_the_ranges_are_read() -> None:
    text = "Photo of 4 March 2019.\nA van burned on Monday."
    (reading,) = read(text, ranges=[(23, len(text))])
    assert (reading.words, text[reading.start : reading.end], reading.anchor) == ("Monday", "Monday", "none")


@pytest.mark.parametrize(
    ("sentence", "acled", "ucdp"),
    [
        ("It burned on Monday.", 1, 1),
        ("It burned overnight.", 1, 2),
        ("It burned last week.", 2, 3),
        ("It burned in April.", 3, 4),
        ("It burned in 2021.", None, 5),
    ],
)
def test_precision_codes(sentence: str, acled: int | None, ucdp: int) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert (reading.time_precision, reading.date_prec) == (acled, ucdp)


def test_two_orders_of_a_numeric_date_are_both_kept() -> None:
    (reading,) = read("Stamped 10/8/2023.", published=THURSDAY)
    assert reading.confidence < 0.5
    assert "2023-08-10" in (reading.note or "")
    assert "2023-10-08" in (reading.note or "")


_NUMERALS = [
    "3",
    "31",
    "2024",
    "19:40",
    "10/8/2023",
    "2024-02-30",
    "1990s",
    "3-5",
    "2014–16",
    "٢٠٢٤",
    "Kyiv",
    "/",
    "\n",
]
_WORDS = {code: [*sorted(open_vocabulary(code).words), *_NUMERALS] for code in ("en", "uk", "ru", "ar")}


@pytest.mark.parametrize("language", _WORDS)
@given(st.data(), st.dates() | st.none(), st.booleans())
@settings(max_examples=100)
def test_any_words_in_any_order(language: str, data: st.DataObject, published: dt.date | None, title: bool) -> None:
    words = data.draw(st.lists(st.sampled_from(_WORDS[language]), max_size=40))
    check(" ".join(word.title() if title else word for word in words), published, language)


@given(st.text(max_size=200), st.dates() | st.none())
@settings(max_examples=200)
def test_any_text(text: str, published: dt.date | None) -> None:
    check(text, published)


def check(text: str, published: dt.date | None, language: str = "en") -> None:
    end = 0
    for reading in read(text, published=published, language=language):
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end
        assert text[reading.start : reading.end] == reading.words
        assert reading.kind != "time" or is_edtf(reading.edtf), reading.edtf
        assert 0 < reading.confidence <= 1
        if reading.range:
            assert reading.range.earliest <= reading.range.latest
            assert reading.anchor != "none"
        else:
            assert reading.anchor == "none" or reading.open


PIECES = [
    "Friday ",
    "on the ",
    "3 May 2020, ",
    "two days ago ",
    "1,2.",
    "in 2019 on 3 May ",
    "a.m. ",
    "the day before ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_calls_grow_with_the_text_and_no_faster(piece: str) -> None:
    def calls(times: int) -> int:
        made = 0

        def count(*_: object) -> None:
            nonlocal made
            made += 1

        text = piece * times
        read(text, published=THURSDAY)  # what is remembered is remembered for both
        sys.setprofile(count)
        try:
            read(text, published=THURSDAY)
        finally:
            sys.setprofile(None)
        return made

    assert calls(800) < 8 * 1.1 * calls(100)


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def cost(times: int) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            read(piece * times, published=THURSDAY)
            best = min(best, time.process_time() - start)
        return best

    assert cost(2400) < 8 * 1.8 * cost(300) + 0.02  # what calls do not show: the patterns' own searching
