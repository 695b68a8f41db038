"""Who is said to have done it, and how surely."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from istor.claims.actors import read_actors
from istor.claims.belligerents import actor_key
from istor.language import parse

Named = list[tuple[str, str | None, str]]


def read(text: str) -> Named:
    found = read_actors("a", next(parse([(0, text)], entities=False)))
    return [(actor.words, actor.key, actor.stance) for actor in found]


NAMED: list[tuple[str, Named]] = [
    ("Turkish forces shelled the farm.", [("Turkish forces", "TR", "stated")]),
    ("A Turkish drone targeted a van.", [("Turkish", "TR", "stated")]),
    ("The school was hit by Russian missiles.", [("Russian", "RU", "stated")]),
    ("Russia's shelling destroyed nine houses.", [("Russia", "RU", "stated")]),
    ("An Israeli air strike hit the depot.", [("Israeli", "IL", "stated")]),
    ("Unidentified gunmen opened fire on a bus.", [("Unidentified gunmen", None, "stated")]),
    ("ISIS cells attacked a checkpoint.", [("ISIS cells", "isis", "stated")]),
    ("Suspected ISIS cells attacked a checkpoint.", [("Suspected ISIS cells", "isis", "suspected")]),
    ("Hamas claimed responsibility for the attack.", [("Hamas", "hamas", "admitted")]),
    ("The Israeli military said it struck a tunnel.", [("Israeli military", "IL", "admitted")]),
    ("Ukraine claims to have attacked a refinery.", [("Ukraine", "UA", "admitted")]),
    ("Kyiv accused Moscow of shelling the ferry.", [("Moscow", "RU", "attributed")]),
    ("The mayor said Russian troops shelled the ferry.", [("Russian troops", "RU", "attributed")]),
    (
        "The strikes were carried out by US-led coalition warplanes.",
        [("US-led coalition warplanes", "coalition-isis", "stated")],
    ),
    ("Turkish forces and their proxies shelled the farm.", [("Turkish forces and their proxies", "TR", "stated")]),
    ("The raid was launched by the Rapid Support Forces.", [("Rapid Support Forces", "rsf", "stated")]),
    ("Artillery belonging to regime forces shelled the farm.", [("regime forces", "SY", "stated")]),
    ("A grenade was thrown at the post by opposition fighters.", [("opposition fighters", None, "stated")]),
    (
        "Turkish Forces and their allied Sultan Murad fighters shelled the farm.",
        [("Turkish Forces", "TR", "stated"), ("their allied Sultan Murad fighters", "sna", "stated")],
    ),
    ("The mill was hit with artillery shelling by the SDF.", [("SDF", "sdf", "stated")]),
    ("Two men were hurt due to shelling by Turkish forces.", [("Turkish forces", "TR", "stated")]),
    ("The bombing of the occupation on the farm hurt two.", [("occupation", None, "stated")]),
    ("The bombing of the clinic by the air force killed five.", [("air force", None, "stated")]),
    ("American forces captured two men during a ground assault.", [("American forces", "US", "stated")]),
    ("PORTVILLE, Syria (Agency) – Turkish forces shelled a farm.", [("Turkish forces", "TR", "stated")]),
    ("The attack was claimed by Islamic State.", [("Islamic State", "isis", "admitted")]),
    ("Witnesses blamed the shelling on Russian troops.", [("Russian troops", "RU", "attributed")]),
    ("The air strike was attributed to Israel.", [("Israel", "IL", "attributed")]),
    ("Locals held Turkish forces responsible for the strike.", [("Turkish forces", "TR", "attributed")]),
    ("Moscow is believed to be behind the blast.", [("Moscow", "RU", "suspected")]),
    ("Israel rejected the accusation that it bombed the clinic.", [("Israel", "IL", "denied")]),
    ("Israel denied striking the clinic.", [("Israel", "IL", "denied")]),
    ("The Turkish army said it did not bomb the school.", [("Turkish army", "TR", "denied")]),
    (
        "Ankara’s defence ministry said its jets had not struck the farm.",
        [("Ankara’s defence ministry", "TR", "denied")],
    ),
    ("The Turkish army said its jets struck the farm.", [("Turkish army", "TR", "admitted")]),
    ("Moscow denied any involvement.", [("Moscow", "RU", "denied")]),
    ("The Turkish army rejected the accusations.", [("Turkish army", "TR", "denied")]),
    ("Moscow denied involvement in the election.", []),
    ("The mayor denied the accusations.", []),
    ("Government forces shelled the farm.", [("Government forces", None, "stated")]),
    (
        "Clashes broke out between the Taliban and ISIS-K in the east.",
        [("Taliban", "taliban", "stated"), ("ISIS-K", "isis-k", "stated")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_actors(text: str, wanted: Named) -> None:
    assert read(text) == wanted


VICTIMS_AND_BYSTANDERS = [
    "A regime soldier was killed by shelling.",
    "Three SDF fighters died in the blast.",
    "Ukrainian rescuers worked at the site of the strike.",
    "At least six missiles hit the town, the National Police of Ukraine said, injuring nine and hitting a school.",
    "Air defences shot down two drones.",
    "The shelling hit a Ukrainian hospital.",
    "Is it us who were attacked?",
    "Iranian-made drones hit the port.",
    "Israel did not immediately claim responsibility for the strike.",
    "No group has claimed responsibility for the blast.",
    "Washington condemned the shelling of the farm.",
    "The minister accused Iran of lying about the strike's cause.",
    "Analysts called the shelling a blow that Israel dismissed as noise.",
]


@pytest.mark.parametrize("text", VICTIMS_AND_BYSTANDERS)
def test_victims_are_no_actors(text: str) -> None:
    assert read(text) == []


def test_keys() -> None:
    keys = [
        actor_key(words) for words in ("the Kremlin", "Russian forces", "SDF", "Houthi rebels", "a farmer", "is it us")
    ]
    assert keys == ["RU", "RU", "sdf", "houthi", None, None]


def test_every_row_says_where_it_came_from_and_stands_once() -> None:
    text = (files("istor") / "claims" / "actors.csv").read_text(encoding="utf8")
    rows = list(csv.DictReader(text.splitlines()))
    assert all(row["from"] and row["key"] and row["kind"] for row in rows)
    assert len({row["words"].lower() for row in rows}) == len(rows)
