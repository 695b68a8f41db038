"""A clock time beside a date: the hour is no day, whatever the form and the order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.dates.anchoring import read
from istor.dates.daterange import DateReading

PUBLISHED = dt.date(2025, 6, 1)
LEADS = {"en": "A silo was hit ", "uk": "Елеватор згорів ", "ru": "Элеватор сгорел ", "ar": "احترقت الصومعة "}

# language, words, from, until: always on 6 May 2025
CLOCKS = [
    ("en", "at 9pm on May 6", "21:00", "21:00"),
    ("en", "at 9 p.m. on 6 May 2025", "21:00", "21:00"),
    ("en", "at 9.30 p.m. Tuesday, 6 May", "21:30", "21:30"),
    ("en", "around 21:00 on 6 May", "21:00", "21:00"),
    ("en", "at 0300 GMT on 6 May", "03:00", "03:00"),
    ("en", "at 0300 hours on 6 May", "03:00", "03:00"),
    ("en", "at 21:00 hours on 6 May", "21:00", "21:00"),
    ("en", "at 6 o'clock on 6 May", "06:00", "06:00"),
    ("en", "at half past 9 on May 6", "09:30", "09:30"),
    ("en", "at 3 in the morning on 6 May", "03:00", "03:00"),
    ("en", "at 9 in the evening of 6 May", "21:00", "21:00"),
    ("en", "at 9 o'clock in the evening on 6 May", "21:00", "21:00"),
    ("en", "between 9 and 10 p.m. on 6 May", "21:00", "22:00"),
    ("en", "between 9 p.m. and 10 p.m. on 6 May", "21:00", "22:00"),
    ("en", "between 11 and 1 p.m. on 6 May", "11:00", "13:00"),
    ("en", "from 21:00 to 22:30 on 6 May", "21:00", "22:30"),
    ("en", "at 8 a.m. on the 6th of May", "08:00", "08:00"),
    ("en", "on the 6th of May at 3 p.m.", "15:00", "15:00"),
    ("en", "at 9 p.m. (6 p.m. GMT) on May 6", "21:00", "21:00"),
    ("en", "on 6 May 2025 (9 p.m.)", "21:00", "21:00"),
    ("en", "on 6 May 2025, 21:00", "21:00", "21:00"),
    ("uk", "о 9 вечора 6 травня", "21:00", "21:00"),
    ("uk", "о 9 годині ранку 6 травня", "09:00", "09:00"),
    ("uk", "о 21 годині 6 травня", "21:00", "21:00"),
    ("uk", "о дев'ятій вечора 6 травня", "21:00", "21:00"),
    ("uk", "близько 3-ї ночі 6 травня", "03:00", "03:00"),
    ("uk", "близько 21-ї години 6 травня", "21:00", "21:00"),
    ("uk", "о пів на десяту вечора 6 травня", "21:30", "21:30"),
    ("uk", "між 21:00 та 22:00 6 травня", "21:00", "22:00"),
    ("uk", "з 9 до 10 години 6 травня", "09:00", "10:00"),
    ("uk", "6 травня о 9-й ранку", "09:00", "09:00"),
    ("ru", "в 9 вечера 6 мая", "21:00", "21:00"),
    ("ru", "в 9 часов вечера 6 мая", "21:00", "21:00"),
    ("ru", "в 21 час 6 мая", "21:00", "21:00"),
    ("ru", "в 3 часа ночи 6 мая", "03:00", "03:00"),
    ("ru", "в половине десятого вечера 6 мая", "21:30", "21:30"),
    ("ru", "с 9 до 10 часов 6 мая", "09:00", "10:00"),
    ("ru", "6 мая в 9 часов вечера", "21:00", "21:00"),
    ("ar", "في الساعة 9 مساء يوم 6 مايو", "21:00", "21:00"),
    ("ar", "الساعة التاسعة مساء يوم 6 مايو", "21:00", "21:00"),
    ("ar", "في الساعة التاسعة من مساء يوم 6 أيار", "21:00", "21:00"),
    ("ar", "الساعة التاسعة والنصف مساء 6 مايو", "21:30", "21:30"),
    ("ar", "عند الساعة 21:00 من يوم 6 مايو", "21:00", "21:00"),
    ("ar", "الساعة 3 فجر 6 مايو", "03:00", "03:00"),
]


def the_reading(language: str, words: str) -> DateReading:
    (reading,) = read(LEADS[language] + words + ".", published=PUBLISHED, language=language)
    return reading


@pytest.mark.parametrize(("language", "words", "begins", "ends"), CLOCKS)
def test_the_hour_is_no_day(language: str, words: str, begins: str, ends: str) -> None:
    days = the_reading(language, words).range
    assert days is not None
    assert (days.earliest, days.latest) == (dt.date(2025, 5, 6), dt.date(2025, 5, 6))
    assert [f"{time:%H:%M}" for time in (days.earliest_time, days.latest_time) if time] == [begins, ends]


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("at 9 p.m. (6 p.m. GMT) on May 6", None),
        ("at 9 p.m. Kyiv time (1800 GMT) on May 6", "Europe/Kyiv"),
        ("at 9 p.m. local time on May 6", None),
        ("at 0300 GMT on 6 May", "UTC"),
        ("on 6 May (9 p.m. GMT)", "UTC"),
    ],
)
def test_a_time_in_brackets_does_not_lend_its_zone(words: str, zone: str | None) -> None:
    assert the_reading("en", words).zone == zone


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The guns fired for 1400 hours."),
        ("en", "He worked 12 hours."),
        ("uk", "Бій тривав 9 годин."),
        ("ru", "Бой шёл 9 часов."),
    ],
)
def test_a_count_of_hours_is_no_clock_time(language: str, sentence: str) -> None:
    assert all(reading.kind == "duration" for reading in read(sentence, published=PUBLISHED, language=language))


def test_since_an_hour_leaves_the_end_of_the_day_open() -> None:
    days = the_reading("en", "since 6 a.m. on 6 May").range
    assert days is not None
    assert (days.earliest_time, days.latest_time) == (dt.time(6), None)


def test_hours_of_two_days_are_the_first_and_the_last() -> None:
    days = the_reading("en", "from 9 p.m. Monday to 6 a.m. Tuesday").range
    assert days is not None
    assert (days.earliest_time, days.latest_time) == (dt.time(21), dt.time(6))


DAYS = {
    "en": ["{d} May", "May {d}", "the {d}th of May", "{d} May 2025", "May {d}, 2025"],
    "uk": ["{d} травня", "{d} травня 2025 року", "{d:02}.05.2025"],
    "ru": ["{d} мая", "{d} мая 2025 года", "{d:02}.05.2025"],
    "ar": ["{d} مايو", "{d} أيار 2025", "{d} مايو/أيار"],
}
HOURS = {
    "en": ["{h} p.m.", "{h}pm", "{h} pm local time", "{h}:30 p.m.", "{h}.30 p.m.", "around {h} p.m.", "{e}:00", "{e}00 GMT"],
    "uk": ["{h} вечора", "{h} годині вечора", "{h}-й вечора", "{e}:00", "{e} годині", "{e}.00"],
    "ru": ["{h} вечера", "{h} часов вечера", "{e}:00", "{e} часов", "{e}.00", "{e}:00 мск"],
    "ar": ["الساعة {h} مساء", "الساعة {e}:00", "الساعة {h} من مساء", "الساعة {h}:30 مساء"],
}  # fmt: skip
ORDERS = {
    "en": ["at {hour} on {day}", "on {day} at {hour}", "on {day}, at {hour}", "at {hour}, {day}"],
    "uk": ["о {hour} {day}", "{day} о {hour}", "{day}, о {hour}"],
    "ru": ["в {hour} {day}", "{day} в {hour}", "{day}, в {hour}"],
    "ar": ["في {hour} يوم {day}", "{day} في {hour}", "{day} {hour}"],
}


@given(
    st.sampled_from(sorted(DAYS)).flatmap(
        lambda code: st.tuples(
            st.just(code), st.sampled_from(DAYS[code]), st.sampled_from(HOURS[code]), st.sampled_from(ORDERS[code])
        )
    ),
    st.integers(4, 20),
    st.integers(1, 11),
)
def test_any_hour_beside_any_day(forms: tuple[str, str, str, str], number: int, hour: int) -> None:
    language, day_form, hour_form, order = forms
    words = order.format(day=day_form.format(d=number), hour=hour_form.format(h=hour, e=hour + 12))
    days = the_reading(language, words).range
    assert days is not None
    assert (days.earliest, days.latest) == (dt.date(2025, 5, number), dt.date(2025, 5, number)), words
    assert days.earliest_time is not None, words
    assert (days.earliest_time.hour, days.latest_time) == (hour + 12, days.earliest_time), words
