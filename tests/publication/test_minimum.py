"""The minimum record fills each field from the entry, or says that it is not known."""

from __future__ import annotations

import datetime as dt

import pytest
from making import KHARKIV, at, on, span
from msgspec.structs import replace
from test_redaction import told

from istor.claims.claim import Person
from istor.publication.minimum import NOT_KNOWN, Casualty, Minimum, casualties, minimum
from istor.publication.redaction import Page

PAGE = Page(
    article_id="a", publisher="The Daily", title="A strike", url="https://daily.example/1", published="2025-03-05"
)


def fields(made: Minimum) -> dict[str, tuple[str, ...]]:
    return {field.label: field.values for field in made.fields}


def test_what_is_known_is_filled() -> None:
    entry = replace(told(), date=on("2025-03-04", hours=(18, 23)))
    olena = Casualty(name="Olena", harm="killed", age=34, sex="female")
    made = fields(minimum(entry, [PAGE], [olena], public=False, hashes={"a": "ab" * 32}))
    assert made["Place"][0] == "Kharkiv, UA" and "known to within 12,000 m" in made["Place"][1]
    assert made["Date and time"] == ("2025-03-04", "18:00 to 23:00 local time")
    assert made["Number killed"][0] == "1"
    assert made["The dead: name, age, sex"] == ("Olena, 34 years, woman or girl",)
    assert made["Manner of death"] == ("Attack", "weapons: not known")
    assert made["Documents"] == (f"The Daily, “A strike”, 2025-03-05, https://daily.example/1, SHA-256 {'ab' * 32}",)


def test_every_field_that_nobody_tells_says_so() -> None:
    entry = replace(told(), date=None, place=None, figures=(), actors=(), targets=())
    made = fields(minimum(entry, [], [], public=True))
    assert {label for label, values in made.items() if values == (NOT_KNOWN,)} == set(made) - {"Manner of death"}


@pytest.mark.parametrize(
    ("casualty", "line"),
    [
        (Casualty(name=None, harm="killed", age=34, sex="female"), "name withheld, 34 years, woman or girl"),
        (Casualty(name="Ivan Koval", harm="killed"), "Ivan Koval, age not known, sex not known"),
        (Casualty(name=None, harm="injured"), "name, age and sex withheld, injured"),
        (Casualty(name="Ivan Koval", harm="injured", age=4, sex="male"), "Ivan Koval, 4 years, man or boy, injured"),
    ],
)
def test_a_person_in_words(casualty: Casualty, line: str) -> None:
    made = fields(minimum(told(), [], [casualty], public=True))
    assert line in (*made["The dead: name, age, sex"], *made["Others who are named"])


def test_a_person_told_of_on_two_pages_is_one() -> None:
    people = [
        Person(words="Olena Petrenko", span=span(), harm="killed", age=34),
        Person(words="Олена Петренко", span=span(), harm="killed", sex="female"),
        Person(words="Olena Petrenko", span=span(), harm="injured"),
    ]
    assert casualties(people) == (
        Casualty(name="Olena Petrenko", harm="killed", age=34, sex="female"),
        Casualty(name="Olena Petrenko", harm="injured"),
    )


def test_a_day_without_a_year_and_an_open_figure() -> None:
    open_figure = replace(told().figures[0], high=None)
    yearless = replace(on("2025-03-04"), range=None, edtf="XXXX-03-04", words="on 4 March")
    entry = replace(told(), date=yearless, figures=(open_figure,), place=replace(at(KHARKIV), place=None, lat=None))
    made = fields(minimum(entry, [], [], public=True))
    assert made["Date and time"] == ("XXXX-03-04 (“on 4 March”)",)
    assert made["Number killed"][0] == "1 (1 to no upper limit)"
    assert made["Place"] == ("“Kharkiv”",)


def test_one_hour_is_one_hour() -> None:
    days = on("2025-03-04").range
    assert days is not None
    at_six = replace(on("2025-03-04"), range=replace(days, earliest_time=dt.time(6), latest_time=dt.time(6)))
    assert fields(minimum(replace(told(), date=at_six), [], [], public=True))["Date and time"][1] == "06:00 local time"
