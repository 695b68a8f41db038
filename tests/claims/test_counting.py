"""Numbers in words and digits, and the modifiers around them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelling import spelled

from istor.claims.counting import may_begin, read_count
from istor.claims.numerals import read_numeral
from istor.lexicon import open_lexicon


def cut(text: str) -> list[str]:
    return re.findall(r"\d[\d,.’\u202f]*\d|\d|[a-z]+|\S", text.lower())


NUMERALS = [
    ("twenty-one", 21),
    ("ninety nine", 99),
    ("one hundred and five", 105),
    ("two thousand three hundred", 2300),
    ("1,200", 1200),
    ("300.000", 300000),
    ("12’500", 12500),
    ("1.5 million", 1_500_000),
    ("٤٢", 42),
]


@pytest.mark.parametrize(("text", "wanted"), NUMERALS)
def test_a_number_is_read_however_it_is_written(text: str, wanted: float) -> None:
    found = read_numeral(cut(text), 0)
    assert found is not None
    assert found.value == wanted
    assert found.end == len(cut(text))


COUNTS = [
    ("at least 12", (12, None, False)),
    ("12 or more", (12, None, False)),
    ("more than 80", (81, None, False)),
    ("no fewer than nine", (9, None, False)),
    ("up to five", (0, 5, False)),
    ("nearly 60", (50, 59, False)),
    ("about 100", (90, 110, False)),
    ("between ten and fifteen", (10, 15, False)),
    ("30 to 40", (30, 40, False)),
    ("half a dozen", (6, 6, False)),
    ("two dozen", (24, 24, False)),
    ("a couple of", (2, 2, False)),
    ("several", (3, None, True)),
    ("a few", (2, None, True)),
    ("dozens of", (24, None, True)),
    ("tens of thousands of", (20000, None, True)),
    ("a total of 14", (14, 14, False)),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTS)
def test_modifiers_set_the_range(text: str, wanted: tuple[int, int | None, bool]) -> None:
    found = read_count(cut(text), 0)
    assert found is not None
    assert found[:3] == wanted
    assert found.end == len(cut(text))


def test_after_from_a_second_number_is_no_range() -> None:
    found = read_count(["3", "to", "5"], 0, ranged=False)
    assert found is not None
    assert (found.low, found.high, found.end) == (3, 3, 1)


@pytest.mark.parametrize("word", ["street", "people", "when", "killed"])
def test_most_words_begin_no_count(word: str) -> None:
    assert not may_begin(word)


@given(st.integers(min_value=0, max_value=99_999))
def test_spelled_and_grouped_numbers_are_the_same_number(number: int) -> None:
    for text in (spelled(number), f"{number:,}", str(number)):
        found = read_numeral(cut(text), 0)
        assert found is not None
        assert found.value == number


@given(
    st.lists(
        st.sampled_from(["12", "at", "least", "-", "and", "to", "hundred", "a", "dozen", "or", "more", "%"]),
        max_size=12,
    )
)
def test_any_words_are_read_without_a_crash(words: list[str]) -> None:
    for at in range(len(words)):
        found = read_count(words, at)
        assert found is None or at < found.end <= len(words)


def test_no_noun_of_people_stands_in_two_groups() -> None:
    people = open_lexicon("claims", "en")["casualties"]["people"]
    nouns = [noun for group in people.values() for noun in group]
    assert len(nouns) == len(set(nouns))


def test_no_person_noun_is_listed_as_a_thing() -> None:
    section = open_lexicon("claims", "en")["casualties"]
    people = {noun for group in section["people"].values() for noun in group} | set(section["nouns"])
    assert not people & set(section["phrase"]["not_people"])
