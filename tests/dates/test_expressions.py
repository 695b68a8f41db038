"""Which words are found, and by which rule."""

from __future__ import annotations

import pytest

from istor.dates.expressions import find
from istor.dates.grammar import rules


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("On the eve of Monday.", "eve", "the eve of Monday"),
        ("He came two days ago.", "ago", "two days ago"),
        ("He came a week later.", "counted", "a week later"),
        ("Over the past 12 hours.", "window", "the past 12 hours"),
        ("In the first week of May.", "ordinal", "the first week of May"),
        ("Nothing moved this month.", "period", "this month"),
        ("Nothing moved in the 1980s.", "decade", "the 1980s"),
        ("Nothing moved in the early 80s.", "decade", "the early 80s"),
        ("Nothing moves every day.", "repeated", "every day"),
        ("It is quiet now.", "reference", "now"),
        ("The 3 June raid.", "day", "3 June"),
        ("It came earlier on Friday.", "day", "Friday"),
        ("It came last Nov. 3.", "day", "last Nov. 3"),
        ("It came in Nov. Then snow fell.", "month", "Nov."),
    ],
)
def test_rules(text: str, rule: str, words: str) -> None:
    (found,) = find(text)
    assert (found.rule, text[found.start : found.end]) == (rule, words)


def test_no_expression_crosses_a_sentence_or_line() -> None:
    text = "They left on Friday. Morning came.\nMay\n3"
    assert [text[e.start : e.end] for e in find(text)] == ["Friday", "Morning"]


def test_an_age_in_decades_is_no_time() -> None:
    assert list(find("All of them are in their early 20s.")) == []


def test_rule_names_are_unique() -> None:
    names = [name for name, _ in rules()]
    assert len(names) == len(set(names))


def test_looking_ahead_and_back() -> None:
    ahead, back = find("Talks will open on Friday. A shell killed a man on Monday.")
    assert (ahead.future, ahead.happened) == (True, False)
    assert (back.future, back.happened) == (False, True)
