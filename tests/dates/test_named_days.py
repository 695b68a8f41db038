"""Words that name days, each in an everyday sentence. Published on Thursday 16 May 2024 unless a row says otherwise."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from istor.dates.anchoring import read

THURSDAY = dt.date(2024, 5, 16)
SUNDAY = dt.date(2023, 12, 31)

# sentence, words, earliest, latest
DAYS = [
    ("A drone fell on a barn on Wednesday.", "Wednesday", "2024-05-15", "2024-05-15"),
    ("A drone fell on a barn on Thursday.", "Thursday", "2024-05-16", "2024-05-16"),
    ("A drone fell on a barn on Friday.", "Friday", "2024-05-10", "2024-05-10"),
    ("The bridge was hit last Thursday.", "last Thursday", "2024-05-09", "2024-05-09"),
    ("The bridge was hit last Sunday.", "last Sunday", "2024-05-12", "2024-05-12"),
    ("The bridge was hit this Monday.", "this Monday", "2024-05-13", "2024-05-13"),
    ("Envoys will travel to the town on Saturday.", "Saturday", "2024-05-18", "2024-05-18"),
    ("Envoys planned to leave the town on Saturday.", "Saturday", "2024-05-18", "2024-05-18"),
    ("The ferry could sail as soon as Friday.", "Friday", "2024-05-17", "2024-05-17"),
    ("The lease had been set to run until 2 July.", "2 July", "2024-07-02", "2024-07-02"),
    ("Envoys travel this coming Monday.", "this coming Monday", "2024-05-20", "2024-05-20"),
    ("The barn burned on Thanksgiving Day.", "Thanksgiving Day", "2023-11-23", "2023-11-23"),
    ("The barn burned on Memorial Day 2023.", "Memorial Day 2023", "2023-05-29", "2023-05-29"),
    ("Envoys travel next Monday.", "next Monday", "2024-05-20", "2024-05-20"),
    ("Tues: two sheds burned.", "Tues", "2024-05-14", "2024-05-14"),
    ("Shells landed by the mill today.", "today", "2024-05-16", "2024-05-16"),
    ("Shells landed by the mill yesterday.", "yesterday", "2024-05-15", "2024-05-15"),
    ("Shells landed by the mill the day before yesterday.", "the day before yesterday", "2024-05-14", "2024-05-14"),
    ("The market was bombed on 3 May.", "3 May", "2024-05-03", "2024-05-03"),
    ("The market was bombed on May 3.", "May 3", "2024-05-03", "2024-05-03"),
    ("The market was bombed on the 3rd of May.", "3rd of May", "2024-05-03", "2024-05-03"),
    ("The market was bombed on May 3rd, 2021.", "May 3rd, 2021", "2021-05-03", "2021-05-03"),
    ("The market was bombed on Dec. 24.", "Dec. 24", "2023-12-24", "2023-12-24"),
    ("The market was bombed on 20 November.", "20 November", "2023-11-20", "2023-11-20"),
    ("Shelling killed a farmer on 2 July.", "2 July", "2023-07-02", "2023-07-02"),
    ("The talks of 2 July are planned in the port.", "2 July", "2024-07-02", "2024-07-02"),
    ("The mill burned on Friday, 3 May 2024.", "Friday, 3 May 2024", "2024-05-03", "2024-05-03"),
    ("The mill burned on Friday (May 10).", "Friday (May 10)", "2024-05-10", "2024-05-10"),
    ("The mill burned on Tuesday 14 May.", "Tuesday 14 May", "2024-05-14", "2024-05-14"),
    ("The mill burned today, Thursday.", "today, Thursday", "2024-05-16", "2024-05-16"),
    ("Filed 2024-03-09 by our desk.", "2024-03-09", "2024-03-09", "2024-03-09"),
    ("Filed 2024/03/09 by our desk.", "2024/03/09", "2024-03-09", "2024-03-09"),
    ("Filed 09.03.2024 by our desk.", "09.03.2024", "2024-03-09", "2024-03-09"),
    ("Filed 25/12/2023 by our desk.", "25/12/2023", "2023-12-25", "2023-12-25"),
    ("Filed 12/25/2023 by our desk.", "12/25/2023", "2023-12-25", "2023-12-25"),
    ("Filed 10/8/2023 by our desk.", "10/8/2023", "2023-08-10", "2023-10-08"),
    ("Crews dug on New Year's Eve.", "New Year's Eve", "2023-12-31", "2023-12-31"),
    ("Crews dug on Christmas Day.", "Christmas Day", "2023-12-25", "2023-12-25"),
    ("It burned on the eve of New Year’s Day.", "the eve of New Year’s Day", "2023-12-31", "2023-12-31"),
    ("It burned on the eve of the New Year.", "the eve of the New Year", "2023-12-31", "2023-12-31"),
    ("In the hours leading into Sunday sirens wailed.", "the hours leading into Sunday", "2024-05-11", "2024-05-12"),
    ("A depot was hit overnight.", "overnight", "2024-05-15", "2024-05-16"),
    ("A depot was hit overnight on Wednesday.", "overnight on Wednesday", "2024-05-14", "2024-05-15"),
    ("A depot was hit overnight Wednesday.", "overnight Wednesday", "2024-05-14", "2024-05-15"),
    ("A depot was hit overnight into Thursday.", "overnight into Thursday", "2024-05-15", "2024-05-16"),
    (
        "A depot was hit overnight from Monday to Tuesday.",
        "overnight from Monday to Tuesday",
        "2024-05-13",
        "2024-05-14",
    ),
    ("A depot was hit overnight on 9 May.", "overnight on 9 May", "2024-05-08", "2024-05-09"),
    ("It began on the night of 6 May.", "the night of 6 May", "2024-05-06", "2024-05-07"),
    ("It began on Monday night.", "Monday night", "2024-05-13", "2024-05-13"),
    ("Guns fired between 3 and 5 May.", "3 and 5 May", "2024-05-03", "2024-05-05"),
    ("Guns fired on 3-5 May.", "3-5 May", "2024-05-03", "2024-05-05"),
    ("Guns fired on May 3–5.", "May 3–5", "2024-05-03", "2024-05-05"),
    ("Guns fired May 3 to 5, 2022.", "May 3 to 5, 2022", "2022-05-03", "2022-05-05"),
    ("Guns fired from Saturday to Monday.", "Saturday to Monday", "2024-05-11", "2024-05-13"),
    ("Guns fired from Friday through Wednesday.", "Friday through Wednesday", "2024-05-10", "2024-05-15"),
    ("Guns fired from 30 April to 2 May.", "30 April to 2 May", "2024-04-30", "2024-05-02"),
    ("Guns fired between Monday and Tuesday.", "Monday and Tuesday", "2024-05-13", "2024-05-14"),
    (
        "Crews dug in the hours leading into New Year's Eve.",
        "the hours leading into New Year's Eve",
        "2023-12-30",
        "2023-12-31",
    ),
    ("Crews dug on the eve of Newroz 2022.", "the eve of Newroz 2022", "2022-03-20", "2022-03-20"),
    ("Crews dug on Good Friday.", "Good Friday", "2024-03-29", "2024-03-29"),
    ("Crews dug on Easter Sunday 2023.", "Easter Sunday 2023", "2023-04-09", "2023-04-09"),
    ("Crews dug on Orthodox Easter.", "Orthodox Easter", "2024-05-05", "2024-05-05"),
    ("The quay burned for the third day in a row.", "the third day in a row", "2024-05-16", "2024-05-16"),
    ("The quay burned for a second consecutive night.", "a second consecutive night", "2024-05-15", "2024-05-16"),
]

# sentence, words, from, until (local times)
HOURS = [
    (
        "It fell at around 11:30 p.m. local time on Tuesday.",
        "around 11:30 p.m. local time on Tuesday",
        "23:30",
        "23:30",
    ),
    ("It fell at 3am on Friday.", "3am on Friday", "03:00", "03:00"),
    ("It fell at 12 a.m. on Friday.", "12 a.m. on Friday", "00:00", "00:00"),
    ("It fell on Friday at 12:15 pm.", "Friday at 12:15 pm", "12:15", "12:15"),
    ("It fell around 19:40 on 1 May.", "around 19:40 on 1 May", "19:40", "19:40"),
    ("It fell at 23.50 p.m. on Monday.", "23.50 p.m. on Monday", "23:50", "23:50"),
    ("It fell after 15:00 on Monday.", "after 15:00 on Monday", "15:00", "23:59"),
    ("It fell before 6 a.m. on Monday.", "before 6 a.m. on Monday", "00:00", "06:00"),
    ("It fell early on Monday.", "early on Monday", "00:00", "06:00"),
    ("It fell late on Monday.", "late on Monday", "18:00", "23:59"),
    ("It fell before dawn on Monday.", "before dawn on Monday", "00:00", "06:00"),
    ("It fell at dawn on Monday.", "dawn on Monday", "03:00", "07:00"),
    ("It fell in the early hours of Monday, 13 May.", "the early hours of Monday, 13 May", "00:00", "06:00"),
    ("It fell on Monday morning.", "Monday morning", "05:00", "12:00"),
    ("It fell early Monday morning.", "early Monday morning", "00:00", "06:00"),
    ("It fell on Monday afternoon.", "Monday afternoon", "12:00", "18:00"),
    ("It fell on the evening of 13 May.", "the evening of 13 May", "17:00", "23:59"),
    ("It fell shortly after midnight on Monday.", "shortly after midnight on Monday", "00:00", "06:00"),
    ("It fell at noon on Monday.", "noon on Monday", "11:00", "13:00"),
    ("It fell at half past nine on Monday.", "half past nine on Monday", "09:30", "09:30"),
    ("It fell at quarter to six p.m. on Monday.", "quarter to six p.m. on Monday", "17:45", "17:45"),
    ("It fell at quarter past 3 on Monday.", "quarter past 3 on Monday", "03:15", "03:15"),
    ("It fell this morning.", "this morning", "05:00", "12:00"),
    ("It fell yesterday evening.", "yesterday evening", "17:00", "23:59"),
]


@pytest.mark.parametrize(("sentence", "words", "earliest", "latest"), DAYS)
def test_words_give_days(sentence: str, words: str, earliest: str, latest: str) -> None:
    found = read(sentence, published=THURSDAY)
    assert [(r.words, str(r.range.earliest), str(r.range.latest)) for r in found if r.range] == [
        (words, earliest, latest)
    ]


@pytest.mark.parametrize(("sentence", "words", "begins", "ends"), HOURS)
def test_words_give_local_times(sentence: str, words: str, begins: str, ends: str) -> None:
    (reading,) = read(sentence, published=THURSDAY)
    assert reading.words == words
    assert reading.range is not None
    assert reading.range.earliest_time is not None
    assert reading.range.latest_time is not None
    times = (reading.range.earliest_time, reading.range.latest_time)
    assert [f"{time:%H:%M}" for time in times] == [begins, ends]


def test_a_sundays_on_sunday_is_that_day() -> None:
    (reading,) = read("Windows broke in the tower on Sunday.", published=SUNDAY)
    assert reading.range is not None
    assert reading.range.earliest == SUNDAY


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Moscow time", "Europe/Moscow"),
        ("Kyiv time", "Europe/Kyiv"),
        ("GMT", "UTC"),
        ("EST", "Etc/GMT+5"),
        ("Gaza time", "Asia/Gaza"),
        ("local time", None),  # the place's own: named nowhere
    ],
)
def test_the_named_zone_is_kept(words: str, zone: str | None) -> None:
    (reading,) = read(f"The mast fell at 04:10 {words} on Monday.", published=THURSDAY)
    assert reading.zone == zone
    if zone:
        ZoneInfo(zone)


@pytest.mark.parametrize("text", ["Updated 14:05", "Last updated: 14:05", "Published at 14:05"])
def test_a_page_stamp_is_no_time_of_what_happened(text: str) -> None:
    *_, stamp = read(f"A van burned on 2 May.\n{text}", published=THURSDAY)
    assert (stamp.rule, stamp.range, stamp.reporting) == ("page stamp", None, True)


def test_a_dated_page_stamp_anchors() -> None:
    *_, sunday = read("Published on 14 May 2024\nA van burned on Sunday.")
    assert sunday.range is not None
    assert str(sunday.range.earliest) == "2024-05-12"


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("It was shelled on 7 July.", "XXXX-07-07"),
        ("It was shelled on Friday.", "XXXX-XX-XX"),
        ("It was shelled yesterday.", "XXXX-XX-XX"),
        ("It was shelled overnight.", "XXXX-XX-XX"),
        ("It was shelled on 31 June.", "XXXX-XX-XX"),
        ("It was shelled on 30 February 2024.", "XXXX-XX-XX"),
        ("It was shelled in July.", "XXXX-07"),
        ("It was shelled on 3-5 July.", "XXXX-07-03/XXXX-07-05"),
    ],
)
def test_without_anchor_there_is_no_range_but_what_is_known(sentence: str, edtf: str) -> None:
    (reading,) = read(sentence)
    assert (reading.range, reading.anchor, reading.edtf) == (None, "none", edtf)


def test_a_weekday_that_does_not_fit_its_date_is_doubted() -> None:
    (reading,) = read("It was shelled on Sunday, 3 May 2024.", published=THURSDAY)
    assert reading.confidence < 0.5
    assert reading.note is not None


def test_a_day_after_publication_is_doubted() -> None:
    (reading,) = read("The school was shelled on 3 June 2024.", published=THURSDAY)
    assert reading.confidence < 0.5
    assert "after the publication day" in (reading.note or "")
