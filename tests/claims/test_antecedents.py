"""Who "he", "the official" and a bare family name are."""

from __future__ import annotations

import pytest

from istor.claims.antecedents import Antecedents

# heard in this order, then asked: whom the last words mean
ROWS = [
    (["Mayor Olena Kravets", "She"], "Mayor Olena Kravets"),
    (["Olena Kravets, the mayor", "the mayor"], "Olena Kravets"),
    (["Governor Ivan Bondar", "the Fire Service", "he"], "Governor Ivan Bondar"),
    (["Governor Ivan Bondar", "the Fire Service", "it"], "the Fire Service"),
    (["Governor Ivan Bondar", "the official"], "Governor Ivan Bondar"),
    (["the Interior Ministry", "Governor Ivan Bondar", "the ministry"], "the Interior Ministry"),
    (["Governor Ivan Syniehubov", "Sinehubov"], "Governor Ivan Syniehubov"),
    (["a military source", "The source"], "a military source"),
    (["a military source", "The statement"], "a military source"),
    (["the mayor", "the Kremlin"], "the Kremlin"),
    (["a statement from the River Ministry"], "the River Ministry"),
    (["Nobody", "the mayor"], "the mayor"),
    (["the defence ministry", "the civil defence"], "the civil defence"),
]


@pytest.mark.parametrize(("heard", "expected"), ROWS)
def test_resolve(heard: list[str], expected: str) -> None:
    text = ". ".join(heard)
    antecedents = Antecedents("a1", text)
    at = 0
    for words in heard:
        speaker = antecedents.resolve(words, text.index(words, at))
        at = text.index(words, at) + len(words)
    assert speaker.words == expected
    assert speaker.span.quote(text) == expected


def test_name_and_title_looked_up_in_the_article() -> None:
    text = "Regional governor Ivan Bondar came to the mill.\n\nTwo died, Bondar said."
    speaker = Antecedents("a1", text).resolve("Bondar", text.rindex("Bondar"))
    assert speaker.words == "Regional governor Ivan Bondar"
    assert (speaker.name, speaker.kind) == ("Bondar", "official")


def test_a_place_is_not_a_family_name() -> None:
    text = "While Ukraine waits, Ukraine says the mill burned."
    assert Antecedents("a1", text).resolve("Ukraine", text.rindex("Ukraine")).words == "Ukraine"
