"""TIMEX3 types and values."""

from __future__ import annotations

import datetime as dt

import pytest

import istor.dates
from istor.dates.timex import tagged, timex3

THURSDAY = dt.date(2024, 5, 16)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It fell on Monday.", "DATE", "2024-05-13"),
        ("It fell on Monday morning.", "TIME", "2024-05-13TMO"),
        ("It fell on Monday night.", "TIME", "2024-05-13TNI"),
        ("It fell at 9 p.m. on Monday.", "TIME", "2024-05-13T21:00"),
        ("It fell last week.", "DATE", "2024-W19"),
        ("It fell over the weekend.", "DATE", "2024-W19-WE"),
        ("It fell in late April.", "DATE", "2024-04"),
        ("It fell in the third quarter of 2022.", "DATE", "2022-Q3"),
        ("It fell last winter.", "DATE", "2023-WI"),
        ("It fell in the 1990s.", "DATE", "199"),
        ("It fell in the 19th century.", "DATE", "18"),
        ("It took three days.", "DURATION", "P3D"),
        ("It took hours over the past two weeks.", "DURATION", "P2W"),
        ("It falls every night.", "SET", "XXXX-XX-XXTNI"),
        ("It falls every two weeks.", "SET", "P2W"),
        ("It is falling now.", "DATE", "PRESENT_REF"),
        ("It fell six weeks ago.", "DATE", "2024-W14"),
        ("It fell in the late 1970s.", "DATE", "197"),
        ("By midday the mill was empty.", "TIME", "2024-05-16T12:00"),
        ("Losses grew in the first quarter from those of a year earlier.", "DATE", "2023-Q1"),
        ("The mill was built in 1995; the following year it burned.", "DATE", "1996"),
        ("A ferry sank in June 1998, and a second one later that year.", "DATE", "1998"),
    ],
)
def test_types_and_values(text: str, kind: str, value: str) -> None:
    found = timex3(text, published=THURSDAY)[-1]
    assert (found.type, found.value) == (kind, value)


def test_without_day_the_unknown_is_x() -> None:
    assert [t.value for t in timex3("It fell on Friday, 3 May.")] == ["XXXX-05-03"]
    assert [t.value for t in timex3("It fell on Friday.")] == ["XXXX-WXX-5"]


def test_tagged_text_is_escaped() -> None:
    text = "A & B met today."
    expected = 'A &amp; B met <TIMEX3 tid="t1" type="DATE" value="2024-05-16">today</TIMEX3>.'
    assert tagged(text, timex3(text, published=THURSDAY)) == expected


def test_the_room_exports_its_verbs() -> None:
    assert istor.dates.timex3 is timex3
    assert sorted(istor.dates.__all__) == ["read", "timex3"]
