"""Weapons as written, their class and counts."""

from __future__ import annotations

import pytest

from istor.claims.arms import weapon_class
from istor.claims.weapons import in_numbers, read_weapons
from istor.language import parse
from istor.provenance import Span

Counts = tuple[int | None, int | None, int | None]


def read(text: str) -> list[tuple[str, str]]:
    return [(weapon.words, weapon.kind) for weapon in read_weapons("a", next(parse([(0, text)], entities=False)))]


NAMED = [
    ("Shahed drones hit a depot.", [("Shahed drones", "drone")]),
    ("A glide bomb struck the clinic.", [("glide bomb", "air_bomb")]),
    ("Cluster munitions were used in the strike.", [("Cluster munitions", "cluster")]),
    ("An Iskander-M ballistic missile hit the yard.", [("Iskander-M ballistic missile", "missile")]),
    ("They attacked with heavy machine guns.", [("heavy machine guns", "firearm")]),
    ("Mortar shells fell on the farm.", [("Mortar shells", "artillery")]),
    ("A Turkish drone strike killed two.", [("drone", "drone")]),
    ("An air strike hit the market.", [("air strike", "air_strike")]),
    ("The town was attacked by a drone from a weapons depot.", [("drone", "drone")]),
    ("The missile factory was attacked by a drone.", [("drone", "drone")]),
    ("The town came under shelling.", []),
    (
        "One missile and a surface-to-air rocket hit the yard.",
        [("missile", "missile"), ("surface-to-air rocket", "rocket")],
    ),
    ("The coal mine was attacked.", []),
    ("The firm builds drones for farmers.", []),
    ("Air defence missiles arrived from abroad.", []),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_names(text: str, wanted: list[tuple[str, str]]) -> None:
    assert read(text) == wanted


COUNTED: list[tuple[str, Counts]] = [
    ("The air force said it downed 70 out of 92 drones.", (92, None, 70)),
    ("They fired five missiles; three hit a mill and two were intercepted.", (5, 3, 2)),
    ("The enemy launched 64 drones, of which 51 were shot down.", (64, None, 51)),
    ("Eleven attack drones hit two suburbs.", (None, 11, None)),
    ("Gunners downed 31 drones overnight.", (None, None, 31)),
    ("Crews shot down 22 of 30 drones over the coast.", (30, None, 22)),
    ("Of the 70 drones, 58 were intercepted and 9 hit their targets.", (70, 9, 58)),
    ("A barrage of nearly 400 drones came overnight.", (400, None, None)),
    ("Dozens of drones struck the city.", (None, None, None)),
    ("The attack with 12 drones set a barn on fire.", (12, None, None)),
]


@pytest.mark.parametrize(("text", "wanted"), COUNTED)
def test_counts(text: str, wanted: Counts) -> None:
    weapon = read_weapons("a", next(parse([(0, text)], entities=False)))[0]
    assert (weapon.launched, weapon.hit, weapon.downed) == wanted


def test_class_of_words() -> None:
    assert [weapon_class(words) for words in ("Grad rockets", "FPV drone", "a bouquet")] == ["rocket", "drone", None]


def test_drones_in_hundreds_are_no_single_towns() -> None:
    counted = []
    for text in (
        "A swarm of 210 drones came on Friday.",
        "Nine drones hit the port.",
        "Seventy shells hit the hamlet.",
    ):
        read = next(parse([(0, text)], entities=False))
        counted.append(in_numbers(read, Span(article_id="a", start=0, end=len(text))))
    assert counted == [True, False, False]


def test_what_is_listed_after_the_downed_was_launched() -> None:
    text = "They launched 85 drones, 49 of which were shot down, and 12 missiles."
    read = read_weapons("a", next(parse([(0, text)], entities=False)))
    assert [(one.launched, one.downed) for one in read] == [(85, 49), (12, None)]
