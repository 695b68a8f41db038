"""Verbs of saying: which words are a cue, of what force, with which speaker and content."""

from __future__ import annotations

import pytest

from istor.claims.cue import Cue, Page
from istor.claims.saying import verb_cues
from istor.language import parse


def page_of(text: str) -> Page:
    [one] = parse([(0, text)], entities=False)
    return Page(one, [-1] * len(one.tokens), [])


def cues_of(text: str) -> tuple[Page, list[Cue]]:
    page = page_of(text)
    return page, verb_cues(page, (0, len(page.parse.tokens) - 1))


# text, cue words, speaker's words, content
ROWS = [
    ("Rescuers have now confirmed that a girl died.", "have now confirmed", "Rescuers", ["that a girl died"]),
    ("Homs province: activists reported two deaths.", "reported", "activists", ["two deaths"]),
    (
        "Two guards died, the warden of the old mill told reporters.",
        "told",
        "the warden of the old mill",
        ["Two guards died"],
    ),
    ("The warden accused the army of shelling the mill.", "accused", "The warden", ["the army of shelling the mill"]),
    ("The warden put the dead at two.", "put", "The warden", ["the dead at two"]),
    ("The warden warned of more strikes.", "warned", "The warden", ["more strikes"]),
    ("On Monday, the warden reported a fire at the mill.", "reported", "the warden", ["a fire at the mill"]),
    (
        "The raids killed five, the warden said, adding that more were hurt.",
        "said",
        "the warden",
        ["The raids killed five"],
    ),
    ("The mill, which the warden said was empty, burned.", "said", "the warden", ["was empty"]),
]


@pytest.mark.parametrize(("text", "words", "speaker", "content"), ROWS)
def test_cue(text: str, words: str, speaker: str, content: list[str]) -> None:
    page, [cue, *_] = cues_of(text)
    assert cue.voice is not None
    assert page.parse.words(cue.first, cue.last) == words
    assert page.parse.words(cue.voice.first, cue.voice.last) == speaker
    assert [page.parse.words(*piece) for piece in cue.content] == content


NONE = [
    "The army continued to shell the mill.",
    "The warden put two men in a cell.",
    "She gave birth to a boy.",
    "The mill burned on Monday.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_cue(text: str) -> None:
    assert cues_of(text)[1] == []


def test_second_verb_shares_the_subject_and_ends_the_first_content() -> None:
    page, cues = cues_of("The warden said the mill burned and denied that anyone died.")
    assert [cue.force for cue in cues] == ["says", "denies"]
    assert [page.parse.words(*cue.content[0]) for cue in cues] == ["the mill burned", "that anyone died"]
