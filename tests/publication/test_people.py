"""Everyone named with an age is found, and no date, place or count is taken for a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import sighting, speaker

from istor.claims.claim import SpeakerKind
from istor.incidents.incident import Voice
from istor.publication.people import people_aged, people_of, people_told_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Olena Petrenko, 34, was at home.", ["Olena Petrenko"]),
        ("The dead are Maksym Bondar, 7, and Li Na (21).", ["Maksym Bondar", "Li Na"]),
        ("a nurse, Anna-Maria O’Brien, aged 50.", ["Anna-Maria O’Brien"]),
        ("Ahmad al-Masri, 19, and Yusuf Abu Hassan, 3, were buried", ["Ahmad al-Masri", "Yusuf Abu Hassan"]),
        ("61-year-old Ivan Koval died", ["Ivan Koval"]),
        ("Sumy Deputy Mayor Taras Melnyk, 44, said", ["Mayor Taras Melnyk"]),
        ("Загинула вчителька Олена Петренко, 34, родом із Сум.", ["Олена Петренко"]),
        ("On Friday, March 7, two people died.", []),
        ("on Tuesday, 4 March", []),
        ("In the town of Velyka Pysarivka, 12 people were hurt.", []),
        ("in Nova Kakhovka, 1,200 were moved", []),
        ("the Storm Shadow (2003) missile", []),
        ("Olena, 34, was at home.", []),  # a single name is as often a place
    ],
)
def test_people(text: str, names: list[str]) -> None:
    assert list(people_aged(text)) == names


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    assert all(name in text for name in people_aged(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Eyewitness Olena Koval hid in a cellar.", ["Olena Koval"]),
        ("her husband, Petro Koval, was out", ["Petro Koval"]),
        ("Olena Koval, a resident of the block, fled", ["Olena Koval"]),
        ("a girl named Daryna was found", ["Daryna"]),
        ("Ivan Bondar was detained at a checkpoint", ["Ivan Bondar"]),
        ("Ivan Bondar, a tram driver, has been reported missing", ["Ivan Bondar"]),
        ("the abduction of Hanna Melnyk in May", ["Hanna Melnyk"]),
        ("soldiers detained journalist Ivan Bondar", ["Ivan Bondar"]),
        ("two men were detained in Kherson Oblast by the Security Service", []),
        ("residents of Sumy were evacuated", []),
        ("The Red Cross was hurt by the news", []),
    ],
)
def test_private_people_and_those_who_were_taken(text: str, names: list[str]) -> None:
    assert [name for name, _ in people_told_of(text)] == names


@pytest.mark.parametrize(
    ("words", "kind", "names"),
    [
        ("Larysa Bilyk", "unnamed", {"Larysa Bilyk"}),
        ("eyewitness Larysa Bilyk", "witness", {"Larysa Bilyk"}),
        ("Larysa", "witness", {"Larysa"}),
        ("Mayor Larysa Bilyk", "official", set()),
        ("Residents", "witness", set()),
        ("Rescuers", "unnamed", set()),
        ("DTEK", "unnamed", set()),
        ("a woman", "witness", set()),
        ("Sumy", "unnamed", set()),
    ],
)
def test_speakers_without_an_office_are_private(words: str, kind: SpeakerKind, names: set[str]) -> None:
    told = sighting("s", voices=(Voice(speaker=speaker(words, kind)),))
    found = people_of(f"{words} said so; the rescuers agreed.", [told], places=["Sumy"])
    assert {each.words for each in found} == names


def test_a_page_on_sexual_violence_names_nobody_but_officials() -> None:
    text = "Olena Koval spoke to Ivan Bondar, the Security Service and Judge Petro Melnyk."
    voices = (Voice(speaker=speaker("Judge Petro Melnyk", "official")),)
    assert people_of(text, [sighting("s", voices=voices)]) == []
    found = people_of(text, [sighting("s", type="Sexual violence", voices=voices)])
    assert {each.words for each in found} == {"Olena Koval", "Ivan Bondar"}


def test_a_first_name_alone_with_an_age_is_a_person_where_somebody_acts() -> None:
    found = people_of("Olena, 34, was at home. In Sumy, 12 were hurt.", [sighting("s")], places=["Sumy"])
    assert [(each.words, each.age) for each in found] == [("Olena", 34)]
