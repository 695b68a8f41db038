"""Whom else a claim is heard from: pages of our own with everybody in whose mouth the sighting is put."""

from __future__ import annotations

import pytest

import istor

# text, the speakers of its one sighting
ROWS = [
    ("Shells hit a school in Kharkiv on Tuesday, killing two people, the mayor said. Rescuers said others were still "
     "under the rubble.", ["the mayor", "Rescuers"]),
    ("The governor and the fire service said shells hit a school in Kharkiv on Tuesday, killing two people.",
     ["The governor", "the fire service"]),
    ("Shells hit a school in Kharkiv on Tuesday, killing two people. Police said the number was three.", ["Police"]),
    ("Shells hit a school in Kharkiv on Tuesday, killing two people, the mayor said. The minister called it a crime.",
     ["the mayor"]),
    ("Shells hit a school in Kharkiv on Tuesday, killing two people, the mayor said. The president warned of more.",
     ["the mayor"]),
    ("Shells hit a school in Kharkiv on Tuesday, killing two people, they said.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_speakers_of_a_sighting(text: str, speakers: list[str]) -> None:
    [sighting] = istor.read(text, published="2025-03-05").sightings
    assert [voice.speaker.words for voice in sighting.voices if voice.speaker] == speakers


def test_a_headline_speaker_put_shorter_is_the_bodys() -> None:
    text = "A drone hit a school in Kharkiv on Tuesday, killing two people, Ukraine's interior ministry said."
    reading = istor.read(text, title="Drone kills two in Kharkiv, Ukraine says", published="2025-03-05")
    [sighting] = reading.sightings
    assert [voice.speaker.words for voice in sighting.voices if voice.speaker] == ["Ukraine's interior ministry"]
