"""What was hit, of which kind, and how much was damaged."""

from __future__ import annotations

import pytest

from istor.claims.targets import read_damage, read_targets, targets_in
from istor.language import Parse, parse


def one(text: str) -> Parse:
    return next(parse([(0, text)], entities=False))


HIT = [
    ("Shells hit a bakery and a clinic.", {"commercial", "medical"}),
    ("The kindergarten was struck by a rocket.", {"education"}),
    ("A drone targeted a car near the town, killing a man who worked at a hospital.", {"transport"}),
    ("Rockets fell on a wheat field.", {"agricultural"}),
    ("The strike damaged a power plant.", {"energy"}),
    ("A bomb exploded at a mosque.", {"religious"}),
    ("Drones attacked the conscription office.", {"military"}),
    ("Jets bombed military vehicles on the road.", {"military"}),
    ("The city hall was hit by a missile.", {"government"}),
    ("Shells hit a camp for displaced families.", {"humanitarian"}),
    ("The attack on the vegetable market killed three.", {"commercial"}),
    ("Missiles hit several places, among them a school and a hotel.", {"education", "commercial"}),
    ("Shelling hit the roof of a church.", {"religious"}),
    ("A tractor ran over a mine.", {"agricultural"}),
    ("Militants ambushed a commander of the guards.", {"military"}),
    ("A drone hit a UN-backed education centre.", {"education"}),
    ("A drone strike killed two senior officials of the council.", {"government"}),
    ("Rockets hit the monastery buildings.", {"religious"}),
    ("A clinic, a mill and two cars damaged by shells.", {"medical", "commercial", "transport"}),
    ("A house and parked cars destroyed by a drone.", {"residential", "transport"}),
    ("A shell hit the yard of a chapel.", {"religious"}),
    ("A missile hit the car repair plant.", {"commercial"}),
    ("Drones damaged a healthcare facility.", {"medical"}),
    ("Drones damaged food infrastructure.", {"agricultural"}),
    ("A rocket hit several towers.", {"residential"}),
    ("A rocket hit the television tower.", {"government"}),
    ("Shells hit the village.", set()),
]


@pytest.mark.parametrize(("text", "kinds"), HIT)
def test_kinds(text: str, kinds: set[str]) -> None:
    assert {target.kind for target in read_targets("a", one(text))} == kinds


NOT_HIT = [
    "Missiles struck the city of Lviv.",
    "The wounded were taken to a hospital.",
    "Three civilians were killed by shelling.",
    "The mayor spoke at a school about the attack.",
    "A soldier was wounded by the drone.",
    "The hotel reopened last week.",
]


@pytest.mark.parametrize("text", NOT_HIT)
def test_not_every_building_is_a_target(text: str) -> None:
    assert read_targets("a", one(text)) == ()


DAMAGED = [
    ("Rockets damaged at least 14 houses and a school.", {("house", 14, None), ("school", 1, 1)}),
    ("More than 30 cottages were destroyed by shelling.", {("cottage", 31, None)}),
    ("The blast hit nine apartment buildings.", {("apartment building", 9, 9)}),
    ("Nine drones hitting tall office buildings woke the town.", set()),
    ("A drone targeted a car.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), DAMAGED)
def test_damage(text: str, wanted: set[tuple[str, int, int | None]]) -> None:
    assert {(d.what, d.low, d.high) for d in read_damage("a", one(text))} == wanted


def test_a_caption_without_a_verb() -> None:
    assert [target.kind for target in targets_in("Wrecked railway station\nA burnt-out pharmacy")] == [
        "transport",
        "medical",
    ]


def test_spans_quote() -> None:
    text = "A shell hit the school.\nA rocket struck two barns."
    assert [target.span.quote(text) for target in targets_in(text)] == ["the school", "two barns"]
