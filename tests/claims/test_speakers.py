"""What a speaker's words tell."""

from __future__ import annotations

import pytest

from istor.claims.speakers import describe, is_media, skeleton, speaks, specific

KINDS = [
    ("the regional prosecutor's office", "prosecutor"),
    ("a spokesman for the prosecutor general", "prosecutor"),
    ("the State Emergency Service", "rescuer"),
    ("White Helmets volunteers", "rescuer"),
    ("a surgeon at the military hospital", "hospital"),
    ("a medical source", "hospital"),
    ("the district police chief", "police"),
    ("the head of the regional military administration", "official"),
    ("Mayor Olena Kravets", "official"),
    ("the Interior Ministry", "official"),
    ("the secretary general", "official"),
    ("the air force", "military"),
    ("a military source", "military"),
    ("the Defence Ministry", "military"),
    ("Gen. Petro Savchuk", "military"),
    ("the Observatory", "monitor"),
    ("two activists", "monitor"),
    ("state television", "media"),
    ("a Channel Nine correspondent", "media"),
    ("three residents", "witness"),
    ("a source", "unnamed"),
    ("the city morgue", "morgue"),
    ("Ukraine", "official"),
    ("Hamas", "military"),
]


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kind(words: str, kind: str) -> None:
    assert describe(words).kind == kind


NAMES = [
    ("Mayor Olena Kravets", "Kravets", "Mayor"),
    ("Olena Kravets", "Kravets", None),
    ("Olena Kravets, the mayor of a river town", "Kravets", "the mayor of a river town"),
    ("the mayor, Olena Kravets", "Kravets", "the mayor"),
    ("regional governor Yusuf al-Hadi", "al-Hadi", "regional governor"),
    ("the Rescue Service", "Rescue Service", None),
    ("the mayor", None, None),
    ("she", None, None),
]


@pytest.mark.parametrize(("words", "name", "title"), NAMES)
def test_name_and_title(words: str, name: str | None, title: str | None) -> None:
    assert describe(words)[1:3] == (name, title)


SPECIFIC = [
    ("Olena Kravets, the mayor of a river town", "Olena Kravets"),
    ("the mayor, Olena Kravets", "Olena Kravets"),
    ("the mayor of Ostriv, the second city", "the mayor of Ostriv"),
    ("police", "police"),
]


@pytest.mark.parametrize(("words", "expected"), SPECIFIC)
def test_most_specific_words(words: str, expected: str) -> None:
    assert words[slice(*specific(words))] == expected


@pytest.mark.parametrize(
    ("one", "other"), [("Syniehubov", "Sinegubov"), ("Klitschko", "Klichko"), ("Serhii", "Sergiy")]
)
def test_spellings_fold(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_different_names_do_not_fold() -> None:
    assert len({skeleton(name) for name in ("Kravets", "Koval", "Lysak", "Fedorov", "Terekhov")}) == 5


def test_who_can_speak() -> None:
    assert speaks("the mayor") and speaks("Olena") and not speaks("clouds of smoke")
    assert is_media("the Evening Herald") and not is_media("the police")
