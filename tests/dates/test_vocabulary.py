"""Numerals and words, and the letters they get."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from istor.dates.digits import numeral
from istor.dates.tokens import lowered, read_line
from istor.dates.vocabulary import CLASSES, FLAGS, open_vocabulary
from istor.errors import LexiconError
from istor.lexicon import open_lexicon


@pytest.mark.parametrize(
    ("blob", "letter", "value"),
    [
        ("7", "n", 7),
        ("31st", "n", 31),
        ("32", "#", 32),
        ("2024", "y", 2024),
        ("9999", "#", 9999),
        ("1,200", "#", 1200),
        ("19:40", "c", dt.time(19, 40)),
        ("24:00", "c", dt.time(0)),
        ("7pm", "c", dt.time(19)),
        ("12am", "c", dt.time(0)),
        ("2.30", "C", dt.time(2, 30)),
        ("2024-10-08", "i", dt.date(2024, 10, 8)),
        ("08.10.2024", "i", dt.date(2024, 10, 8)),
        ("8/10/24", "g", (dt.date(2024, 10, 8), dt.date(2024, 8, 10))),
        ("2024-02-30", "#", None),
        ("3-5", "h", (3, 5)),
        ("5-3", "#", None),
        ("٠٥", "n", 5),
        ("١٩:٤٠", "c", dt.time(19, 40)),
        ("5-го", "n", 5),
        ("2014–16", "5", (2014, 2016)),
        ("2022/23", "5", (2022, 2023)),
        ("2014-2016", "5", (2014, 2016)),
        ("2014-06", "#", None),
        ("2022-му", "y", 2022),
        ("1990s", "l", 1990),
        ("80s", "l", 1980),
        ("12km", "#", None),
    ],
)
def test_numerals(blob: str, letter: str, value: Any) -> None:
    assert numeral(blob) == (letter, value)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("at around 11:30 p.m. on Friday", "pqcmpW"),
        ("New Year’s Eve", "K"),
        ("may march", "xx"),
        ("On 3 May", "pnM"),
        ("in the early hours of Monday", "ptPoW"),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert read_line(text, lowered(text), (0, len(text)), open_vocabulary("en")).letters == letters


def test_every_class_has_a_letter_of_its_own() -> None:
    assert len(set(CLASSES.values())) == len(CLASSES)


LANGUAGES = ("en", "uk", "ru", "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_has_only_known_classes_and_no_word_twice(language: str) -> None:
    section = open_lexicon("dates", language)["vocabulary"]
    tables = {name: table for name, table in section.items() if isinstance(table, dict)}
    assert set(tables) <= set(CLASSES)
    assert set(section) - set(tables) <= {*FLAGS, "order", "prefixes"}
    words = [word for table in tables.values() for word in table]
    assert len(words) == len(set(words))


def test_a_language_without_words_is_an_error() -> None:
    with pytest.raises(LexiconError, match="xx"):
        open_vocabulary("xx")
