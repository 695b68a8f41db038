"""Chains of word of mouth that take more than one cue; single ones are rows of test_attribution."""

from __future__ import annotations

import pytest

from istor.claims.attribution import attributions

# text, content words to look at, speaker, relay of the narrowest attribution that holds them
ROWS = [
    ("The Herald reported that the mayor said two people died.", "two people died", "the mayor", ["The Herald"]),
    ("Two people died, the mayor said, according to Reuters.", "Two people", "the mayor", ["Reuters"]),
    ("Two people died, as reported by the fire service, according to Reuters.", "Two people", "the fire service", ["Reuters"]),
    ("According to Reuters, two people died.", "two people", "Reuters", []),
    ("The mayor said, citing police, that two people died.", "two people", "The mayor", []),
    ("TASS said, citing the fire service, that two people died.", "two people", "the fire service", ["TASS"]),
    ("The mayor told Reuters that two people died.", "two people", "The mayor", []),
    ("The ministry's claim that two people died angered the town.", "two people", "The ministry's", []),
    ("A depot burned. Sources: the fire service.", "A depot", "the fire service", []),
    ("A depot burned. Source: Reuters.", "A depot", None, ["Reuters"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker", "relay"), ROWS)
def test_chain(text: str, words: str, speaker: str | None, relay: list[str]) -> None:
    at = text.index(words)
    holding = [
        (span.end - span.start, one)
        for one in attributions(text)
        for span in one.content
        if span.start <= at and at + len(words) <= span.end
    ]
    found = min(holding, key=lambda pair: pair[0])[1].attribution
    assert (found.speaker.words if found.speaker else None) == speaker
    assert [mention.words for mention in found.relay] == relay
