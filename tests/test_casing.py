"""A text in capitals read as if it were printed; its letters keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.casing import cased, is_monocase
from istor.claims.actors import read_actors
from istor.language import parse

NO_NAMES: list[tuple[int, int]] = []

CASES = [
    ("GUNMEN KILL TWO GUARDS AT MILL NEAR LVIV ON MONDAY", "Gunmen kill two guards at mill near Lviv on Monday"),
    ("two shells fell on a mill. nobody was hurt, the u.s. envoy said.", "Two shells fell on a mill. Nobody was hurt, the U.S. envoy said."),
    ("A MILL BURNED IN EL SALVADOR ON 2 FEBRUARY.", "A mill burned in el Salvador on 2 February."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_cased(text: str, wanted: str) -> None:
    assert cased(text, lambda _: NO_NAMES) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Two shells hit a mill in Lviv on Monday.",
        "Nobody was hurt when it burned.",
        "KHARKIV",
        "SDF and ISIS",
        "12.30",
        "",
    ],
)
def test_ordinary_texts_and_short_ones_stay(text: str) -> None:
    assert cased(text, lambda _: NO_NAMES) == text


@given(st.text(max_size=200))
def test_offsets_hold_in_any_text(text: str) -> None:
    for one in (text, text.upper(), text.lower()):
        found = cased(one, lambda small: [(0, len(small) // 2)])
        assert len(found) == len(one)
        assert is_monocase(one) or found == one


def test_an_alert_in_capitals_is_read_and_quoted_as_it_stands() -> None:
    text = "TURKISH FORCES SHELL FARM NEAR MANBIJ, HURTING TWO."
    (read,) = parse([(5, text)], entities=False)
    (actor,) = read_actors("a", read)
    assert (actor.words, actor.key) == ("TURKISH FORCES", "TR")
    assert text[actor.span.start - 5 : actor.span.end - 5] == actor.words
    assert read.text == text
