"""Who does the saying: noun phrases across a wrong attachment."""

from __future__ import annotations

import pytest

from istor.claims.voices import beside, phrase, subject
from istor.language import Parse, parse


def parsed(text: str) -> Parse:
    [one] = parse([(0, text)], entities=False)
    return one


def index(one: Parse, word: str) -> int:
    return next(token.i for token in one.tokens if token.text == word)


SUBJECTS = [
    ("The mayor of the town said so.", "said", "The mayor of the town"),
    ("The mayor spoke and added nothing.", "added", "The mayor"),
    ("Olena Kravets, who runs the clinic, said so.", "said", "Olena Kravets, who runs the clinic"),
    ("The ministry released a statement saying so.", "saying", "The ministry"),
]


@pytest.mark.parametrize(("text", "verb", "expected"), SUBJECTS)
def test_subject(text: str, verb: str, expected: str) -> None:
    one = parsed(text)
    voice = subject(one, index(one, verb), low=0, high=len(one.tokens) - 1)
    assert voice is not None
    assert one.words(voice.first, voice.last) == expected


BESIDE = [
    ("A mill burned, spouting ash, regional head Ivan Bondar said.", "said", "regional head Ivan Bondar"),
    ("A mill burned, says Ivan Bondar.", "says", "Ivan Bondar"),
    ("Clouds of ash drifted and settled.", "settled", None),
]


@pytest.mark.parametrize(("text", "verb", "expected"), BESIDE)
def test_beside(text: str, verb: str, expected: str | None) -> None:
    one = parsed(text)
    voice = beside(one, index(one, verb), low=0, high=len(one.tokens) - 1)
    assert (one.words(voice.first, voice.last) if voice else None) == expected


def test_phrase_keeps_an_abbreviation_in_brackets_whole() -> None:
    one = parsed("The Mill Safety Board (MSB) said so.")
    assert (
        one.words(*phrase(one, index(one, "Board"), low=0, high=len(one.tokens) - 1)) == "The Mill Safety Board (MSB)"
    )
