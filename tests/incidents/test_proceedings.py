"""A day told of an arrest, a plea or a funeral is none of the attack."""

from __future__ import annotations

import pytest

import istor
from istor.incidents.proceedings import without_proceedings


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A man was arrested on Tuesday in the shooting of a clerk.", []),
        ("On Tuesday, prosecutors charged a man over the killing of a clerk.", []),
        ("A clerk was shot on Monday, and a man was arrested on Tuesday.", ["on Monday"]),
        ("The man accused of shooting a clerk on Monday was not named.", ["on Monday"]),
        ("The clerk was buried on 3 June. A shell hit the shop on 1 June.", ["on 1 June"]),
        ("Sgt. Lark was arrested on Nov. 3 after the shooting.", []),
        ("The funeral was held at noon. On Friday, two men fired at a bus.", ["On Friday"]),
        ("Two people were killed in a raid on Sunday.", ["on Sunday"]),
        ("Hundreds gathered on Monday for the funeral of a clerk killed in a raid on Sunday.", ["on Sunday"]),
        ("Rescuers were still digging on Monday after a raid on Sunday.", ["on Sunday"]),
        ("Two people died on Sunday and were buried the next day.", ["on Sunday"]),
        ("It was their worst raid since being driven out of the valley on 1 June.", []),
        ("It was their worst raid since the strike on Sunday.", ["on Sunday"]),
        ("It was the largest raid since the landing on 1 June that killed a clerk.", ["on 1 June"]),
        ("Shells have hit the mill since the bridge fell on 1 June.", ["on 1 June"]),
    ],
)
def test_days_of_what_came_after_are_left(text: str, kept: list[str]) -> None:
    reading = istor.read(text, published="2025-06-04", source_id="page", language="en")
    dates = istor.dates.read(text, published=reading.article.published)
    left = without_proceedings(reading.article, dates)
    assert [date.words.removeprefix("on ").removeprefix("On ") for date in left] == [
        words.split(" ", 1)[1] for words in kept
    ]


def test_in_other_languages_all_days_stay() -> None:
    text = "Чоловіка затримали у вівторок."
    reading = istor.read(text, published="2025-06-04", source_id="page", language="uk")
    dates = istor.dates.read(text, published=reading.article.published, language="uk")
    assert without_proceedings(reading.article, dates) == list(dates)
