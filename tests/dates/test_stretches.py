"""Words that name more or less than a day, each in an everyday sentence. Published on Thursday 16 May 2024."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.dates.anchoring import read

THURSDAY = dt.date(2024, 5, 16)

# sentence, words, earliest, latest
STRETCHES = [
    ("The dam broke five days ago.", "five days ago", "2024-05-11", "2024-05-11"),
    ("The dam broke 21 days ago.", "21 days ago", "2024-04-25", "2024-04-25"),
    ("The dam broke twenty-one days ago.", "twenty-one days ago", "2024-04-25", "2024-04-25"),
    ("The dam broke a few days ago.", "a few days ago", "2024-05-10", "2024-05-14"),
    ("The dam broke two weeks ago.", "two weeks ago", "2024-04-29", "2024-05-05"),
    ("The dam broke three months ago.", "three months ago", "2024-02-01", "2024-02-29"),
    ("The dam broke a year ago.", "a year ago", "2023-01-01", "2023-12-31"),
    ("The dam broke two hours ago.", "two hours ago", "2024-05-16", "2024-05-16"),
    ("The dam broke 20 hours ago.", "20 hours ago", "2024-05-15", "2024-05-16"),
    ("Ten raids in the past 24 hours.", "the past 24 hours", "2024-05-15", "2024-05-16"),
    ("Ten raids over the past day.", "the past day", "2024-05-15", "2024-05-16"),
    ("Ten raids over the last three days.", "the last three days", "2024-05-13", "2024-05-16"),
    ("Ten raids in the past week.", "the past week", "2024-05-09", "2024-05-16"),
    ("Ten raids in recent days.", "recent days", "2024-05-09", "2024-05-16"),
    ("Ten raids in recent weeks.", "recent weeks", "2024-04-25", "2024-05-16"),
    ("Ten raids in the past two months.", "the past two months", "2024-03-16", "2024-05-16"),
    ("Ten raids this week.", "this week", "2024-05-13", "2024-05-16"),
    ("Ten raids earlier this week.", "earlier this week", "2024-05-13", "2024-05-16"),
    ("Ten raids last week.", "last week", "2024-05-06", "2024-05-12"),
    ("Ten raids late last week.", "late last week", "2024-05-11", "2024-05-12"),
    ("Ten raids this month.", "this month", "2024-05-01", "2024-05-16"),
    ("Ten raids last month.", "last month", "2024-04-01", "2024-04-30"),
    ("Ten raids this year.", "this year", "2024-01-01", "2024-05-16"),
    ("Ten raids last year.", "last year", "2023-01-01", "2023-12-31"),
    ("Ten raids over the weekend.", "the weekend", "2024-05-11", "2024-05-12"),
    ("Ten raids last weekend.", "last weekend", "2024-05-11", "2024-05-12"),
    ("The lines moved in April.", "April", "2024-04-01", "2024-04-30"),
    ("The lines moved in May.", "May", "2024-05-01", "2024-05-31"),
    ("The lines moved in October.", "October", "2023-10-01", "2023-10-31"),
    ("The lines moved in October 2022.", "October 2022", "2022-10-01", "2022-10-31"),
    ("The lines moved in October last year.", "October last year", "2023-10-01", "2023-10-31"),
    ("The lines moved last March.", "last March", "2024-03-01", "2024-03-31"),
    ("The lines moved in late April.", "late April", "2024-04-21", "2024-04-30"),
    ("The lines moved in mid-April.", "mid-April", "2024-04-10", "2024-04-20"),
    ("The lines moved in early April.", "early April", "2024-04-01", "2024-04-10"),
    ("The lines moved at the end of April.", "the end of April", "2024-04-21", "2024-04-30"),
    ("The lines moved in the first week of April.", "the first week of April", "2024-04-01", "2024-04-07"),
    ("The lines moved in the last week of April.", "the last week of April", "2024-04-24", "2024-04-30"),
    ("The lines moved in 2021.", "2021", "2021-01-01", "2021-12-31"),
    ("The lines moved in early 2021.", "early 2021", "2021-01-01", "2021-05-02"),
    ("The lines moved in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
    ("The lines moved in summer 2022.", "summer 2022", "2022-06-01", "2022-08-31"),
    ("The lines moved last winter.", "last winter", "2023-12-01", "2024-02-29"),
    ("The lines moved in the second quarter of 2022.", "the second quarter of 2022", "2022-04-01", "2022-06-30"),
    ("The lines moved in 2014–16.", "2014–16", "2014-01-01", "2016-12-31"),
    ("The lines moved in January this year.", "January this year", "2024-01-01", "2024-01-31"),
    ("Ten raids over the past 24 hours.", "the past 24 hours", "2024-05-15", "2024-05-16"),
    ("The lines moved at the end of the week.", "the end of the week", "2024-05-18", "2024-05-19"),
    ("The pier was hit last night.", "last night", "2024-05-15", "2024-05-16"),
    ("The pier was hit at night.", "night", "2024-05-15", "2024-05-16"),
    ("The pier was hit this afternoon.", "this afternoon", "2024-05-16", "2024-05-16"),
    ("The pier was hit the previous day.", "the previous day", "2024-05-15", "2024-05-15"),
]

# text, words of the last reading, earliest, latest
FOLLOWING = [
    ("Shells fell on 2 May. Two days earlier a van burned.", "Two days earlier", "2024-04-30", "2024-04-30"),
    ("Shells fell on 2 May. A day later a van burned.", "A day later", "2024-05-03", "2024-05-03"),
    ("Shells fell on 2 May. The day before a van burned.", "The day before", "2024-05-01", "2024-05-01"),
    ("Shells fell on 2 May. The previous day was calm.", "The previous day", "2024-05-01", "2024-05-01"),
    ("Shells fell on 2 May. The following day was calm.", "The following day", "2024-05-03", "2024-05-03"),
    ("Shells fell on 2 May. The next morning was calm.", "The next morning", "2024-05-03", "2024-05-03"),
    ("Shells fell on 2 May. That same day a van burned.", "That same day", "2024-05-02", "2024-05-02"),
    ("Shells fell on 2 May. A van burned the same day.", "the same day", "2024-05-02", "2024-05-02"),
    ("Shells fell on 2 May. That evening a van burned.", "That evening", "2024-05-02", "2024-05-02"),
    ("Shells fell on 2 May. Closer to midnight a van burned.", "Closer to midnight", "2024-05-02", "2024-05-02"),
    ("Shells fell on 2 May. At 21:15 a van burned.", "21:15", "2024-05-02", "2024-05-02"),
]


@pytest.mark.parametrize(("sentence", "words", "earliest", "latest"), STRETCHES)
def test_words_give_stretches(sentence: str, words: str, earliest: str, latest: str) -> None:
    found = read(sentence, published=THURSDAY)
    assert [(r.words, str(r.range.earliest), str(r.range.latest)) for r in found if r.range] == [
        (words, earliest, latest)
    ]


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), FOLLOWING)
def test_words_that_lean_on_the_day_before_them(text: str, words: str, earliest: str, latest: str) -> None:
    reading = read(text, published=THURSDAY)[-1]
    assert reading.range is not None
    assert (reading.words, str(reading.range.earliest), str(reading.range.latest)) == (words, earliest, latest)
    assert reading.anchor == "earlier in the text"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Sirens sound every night.", "repeated"),
        ("Sirens sound daily.", "repeated"),
        ("Sirens sound on Mondays.", "repeated"),
        ("The siege lasted three weeks.", "duration"),
        ("The siege lasted for hours.", "duration"),
        ("Medals of the six-day war hung there.", "duration"),
        ("The yard opened two weeks after the flood.", "duration"),
    ],
)
def test_durations_and_repeated_times_are_no_days(sentence: str, kind: str) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert (reading.kind, reading.range) == (kind, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "A 17-year-old girl and a man, 52 years old, were hurt.",
        "Crews may march on.",
        "The sun rose over the mill.",
        "An S-300 hit the quay 25 km away.",
        "It cost $2000 and 1,999 tonnes of grain.",
        "Some 2000 people fled.",
        "It was the second strike.",
        "The fall of the town was swift.",
        "A quarter of the roof is gone.",
        "At the end of the day it is a roof.",
    ],
)
def test_no_time_is_read_where_none_is_told(sentence: str) -> None:
    assert read(sentence, published=THURSDAY) == ()


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("Fighting has raged since 24 February.", "2024-02-24/.."),
        ("Fighting has raged since early 2023.", "2023-01-01/.."),
        ("The road stays shut until 20 May.", "../2024-05-20"),
    ],
)
def test_open_ranges_are_marked(sentence: str, edtf: str) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert (reading.open, reading.edtf) == (True, edtf)
