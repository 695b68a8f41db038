"""The vocabulary of cues, and the edges of what they attribute."""

from __future__ import annotations

from istor.claims.cue import Page, trimmed, verbs
from istor.language import parse


def page_of(text: str) -> Page:
    [one] = parse([(0, text)], entities=False)
    return Page(one, [-1] * len(one.tokens), [])


def test_every_verb_stands_once_and_has_a_force() -> None:
    assert verbs()["say"] == ("says", "clause")
    assert {force for force, _ in verbs().values()} >= {"says", "claims", "confirms", "denies", "accuses"}


def test_trimmed_drops_marks_and_conjunctions() -> None:
    page = page_of(", and two died .")
    piece = trimmed(page, 0, len(page.parse.tokens) - 1)
    assert piece is not None
    assert page.parse.words(*piece).endswith("two died")
    assert trimmed(page, 0, 0) is None
