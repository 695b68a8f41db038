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
    ("The mayor told Reuters that two people died.", "two people", "The mayor", ["Reuters"]),
    ("A medic told state news agency SANA that two people died.", "two people", "A medic", ["state news agency SANA"]),
    ("Two people died, the mayor said in an interview with Channel 5 TV.", "Two people", "the mayor", ["Channel 5 TV"]),
    ("Two people died, the army said in a statement carried by the TASS news agency.", "Two people", "the army",
     ["the TASS news agency"]),
    ("Two people died, the army was quoted by TASS as saying.", "Two people", "the army", ["TASS"]),
    ("Villagers who spoke to Reuters said two people died.", "two people", "Villagers", ["Reuters"]),
    ("Two people died, as reported by the Capital Post, citing the fire service.", "Two people", "the fire service",
     ["the Capital Post"]),
    ("Two people died, the Hilltop Lantern reported, citing police.", "Two people", "police", ["the Hilltop Lantern"]),
    ("As the Riverside Post reported with reference to the governor, two people died.", "two people", "the governor",
     ["the Riverside Post"]),
    ("The AP, quoting the fire service, reported that two people died.", "two people", "the fire service", ["The AP"]),
    ("Citing the army, Al Jazeera reported that two people died.", "two people", "the army", ["Al Jazeera"]),
    ("Interfax, with reference to the city prosecutor, reported that two people died.", "two people", "the city prosecutor",
     ["Interfax"]),
    ("The governor, citing police, reported that two people died.", "two people", "The governor", []),
    ("Two people died, per the fire service.", "Two people", "the fire service", []),
    ("Two people die per day, the mayor said.", "Two people", "the mayor", []),
    ("The ministry's claim that two people died angered the town.", "two people", "The ministry's", []),
    ("Two people died, Reuters reported, citing medics at the district clinic.", "Two people",
     "medics at the district clinic", ["Reuters"]),
    ("Two people died, AFP reported, citing police on Saturday.", "Two people", "police", ["AFP"]),
    ("Two people died, according to Reuters, which cited the fire service.", "Two people", "the fire service", ["Reuters"]),
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
