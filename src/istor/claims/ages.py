"""Ages, so that they are never counted as people: "17-year-old", "aged 14 and 16", "a woman, 48,", "a boy of 9"."""

from __future__ import annotations

from collections.abc import Sequence

from istor.claims.casualty_words import casualty_words
from istor.claims.counting import may_begin, read_count
from istor.language import Parse

MAX_AGE = 115
LONGEST_AGE = 40  # words, more than any: where none of them is "old" no age is spelled out
ADULT = 18  # years; who is younger is a child
NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
BEFORE_AGE = frozenset({"between", "from", "just", "only", "about", "around"})
BETWEEN_AGES = frozenset({",", "and", "to", "-", "–", "months", "month", "years", "&"})

Ages = tuple[int, ...]


def read_age(words: Sequence[str], at: int, end: int) -> tuple[Ages, int]:
    """ "17-year-old" at `words[at]`: the age in years and one past its last word; ((), at) where there is none.

    A child of weeks or days is 0 years old, one of 20 months is 1.

    >>> read_age(["17", "-", "year", "-", "old", "girl"], 0, 6)
    ((17,), 5)
    """
    if at >= end or not may_begin(words[at]):
        return (), at
    parts = words[at].replace("‑", "-").split("-")
    if len(parts) == 3 and parts[2].startswith("old") and parts[0].isdecimal():
        return _checked(int(parts[0]), parts[1], at=at, end=at + 1)
    if not any("old" in word for word in words[at : min(end, at + LONGEST_AGE)]):
        return (), at
    count = read_count(words, at)
    if count is None or count.number is None:
        return (), at
    rest = [word for word in words[count.end : min(end, count.end + 5)] if word not in ("-", "‑")]
    if len(rest) < 2 or rest[0].rstrip("s") not in ("year", "month", "week", "day") or not rest[1].startswith("old"):
        return (), at
    last = count.end
    while not words[last].startswith("old"):
        last += 1
    return _checked(int(count.number), rest[0], at=at, end=last + 1)


def read_ages_after(parse: Parse, words: Sequence[str], at: int, end: int) -> tuple[Ages, int]:
    """Ages after a person noun that ends before `at`: "aged 14 and 16", ", 48,", "of 9"; ((), at) where none stand."""
    phrase = casualty_words().phrase
    i = at + 1 if at < end and words[at] in (",", "(") else at
    found = phrase["age_words"].match(words, i)
    if found and found.end < end:
        i = found.end + 1 if words[found.end] in BEFORE_AGE else found.end
    elif i == at:
        if at >= end or words[at] != "of":
            return (), at
        if words[at - 1] in casualty_words().small["parents"]:  # "a father of three, 45,"
            return read_ages_after(parse, words, at + 2, end) if at + 2 < end and words[at + 2] == "," else ((), at)
        i += 1
    ages, last = _listed(words, i, end)
    if not ages:
        return (), at
    years = phrase["years_old"].match(words, last)
    last = years.end if years else last
    if found is None and years is None and not _alone(parse, at, last, end):
        return (), at
    return ages, last


def _checked(number: int, unit: str, *, at: int, end: int) -> tuple[Ages, int]:
    age = number if unit.startswith("year") else number // 12 if unit.startswith("month") else 0
    return ((age,), end) if age <= MAX_AGE else ((), at)


def _alone(parse: Parse, start: int, last: int, end: int) -> bool:
    """A number after a comma is an age only where the phrase ends with it: ", 48,"; not ", 12 houses"."""
    if last >= end:
        return True
    token = parse.tokens[last]
    if parse.tokens[start].text == "of":
        return token.pos not in NOMINAL
    return token.text in (",", ".", ")", ";") or (token.text == "and" and last - start <= 2)


def _listed(words: Sequence[str], i: int, end: int) -> tuple[Ages, int]:
    """ "3, 5 and 7", "2 to 15": the ages and one past the last."""
    ages: list[int] = []
    last = i
    while i < end and may_begin(words[i]):
        one = _one(words, i)
        if one is None:
            break
        ages.append(one[0])
        last = i = one[1]
        while i < end and words[i] in BETWEEN_AGES:
            i += 1
        if i == last:
            break
    return tuple(ages), last


def _one(words: Sequence[str], i: int) -> tuple[int, int] | None:
    if words[i].isdecimal():
        return (int(words[i]), i + 1) if len(words[i]) < 4 and int(words[i]) <= MAX_AGE else None
    count = read_count(words, i)
    if count is None or count.number is None or count.number > MAX_AGE or count.end - i > 3:
        return None
    return int(count.number), count.end
