"""Words of violence, their ACLED type, and the gate before them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.claims.attacks import matters, read_attacks, type_of
from istor.claims.claim import Weapon
from istor.claims.triggers import triggers
from istor.language import Parse, parse
from istor.provenance import Span

AIR, GROUND, MINE = "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED"


def one(text: str) -> Parse:
    return next(parse([(0, text)], entities=False))


TYPED = [
    ("Two drones struck a bakery at the edge of the town.", "struck", AIR),
    ("Warplanes bombed the bus depot.", "bombed", AIR),
    ("LUHOVE, Ukraine (Wire) - Rockets hit a bakery.", "hit", GROUND),
    ("LUHOVE - Drones hit a bakery.", "hit", AIR),
    ("Rebels burned three buses on the road.", "burned", "Looting/property destruction"),
    ("The army bombed the bridge with mortar shells.", "bombed", GROUND),
    ("The barracks were hit by glide bombs.", "hit", AIR),
    ("The market came under heavy shelling at noon.", "shelling", GROUND),
    ("A ballistic missile hit the hotel.", "hit", GROUND),
    ("Shells fell on the old quarter.", "fell", GROUND),
    ("They fired rockets at the harbour.", "fired", GROUND),
    ("A tractor drove over a mine and it exploded.", "exploded", MINE),
    ("A car bomb went off beside the court.", "went off", MINE),
    ("A blast tore through the bus.", "blast", MINE),
    ("A suicide bomber blew himself up in a queue.", "blew himself up", "Suicide bomb"),
    ("Somebody threw a grenade at the cafe.", "threw", "Grenade"),
    ("Fierce clashes broke out between the militia and the army.", "clashes", "Armed clash"),
    ("Gunmen opened fire on a minibus of farm workers.", "opened fire", "Attack"),
    ("Militants attacked an army checkpoint with rifles.", "attacked", "Armed clash"),
    ("The soldiers executed three prisoners.", "executed", "Attack"),
    ("Armed men abducted a teacher.", "abducted", "Abduction/forced disappearance"),
    ("Fighters looted the warehouse.", "looted", "Looting/property destruction"),
    ("Air defences shot down nine drones.", "shot down", "Disrupted weapons use"),
    ("A missile set fire to the granary.", "set fire to", GROUND),
    ("A rocket launcher fired on the hamlet.", "fired on", GROUND),
    ("Two militants were shot dead by soldiers at a ford.", "shot dead", "Armed clash"),
    ("A ground attack on the hamlet killed two.", "ground attack", "Armed clash"),
    ("A drone slaughtered four pupils.", "slaughtered", AIR),
    ("Troops held two men in a helicopter raid.", "raid", "Other"),
    ("Masked gunmen killed two teachers on the road.", "killed", "Attack"),
    ("Forces landed in an airdrop north of the town.", "airdrop", "Other"),
    ("The army struck the port again.", "struck", "Other"),
    ("A drone shelled a bakery at the edge of the village.", "shelled", AIR),
    ("Gunners shelled a bakery while a drone circled above.", "shelled", GROUND),
]


@pytest.mark.parametrize(("text", "words", "kind"), TYPED)
def test_type(text: str, words: str, kind: str) -> None:
    assert (words, kind) in [(attack.words, attack.type) for attack in read_attacks("a", one(text))]


NO_ATTACK = [
    "The senator attacked the bill in a long speech.",
    "Dock workers went on strike over pay.",
    "He died after a heart attack at home.",
    "The striker hit the post twice in the second half of the match.",
    "We bombarded them for half an hour, the coach said.",
    "A late attack decides the cup.",
    "An earthquake struck the coast in the evening.",
    "Inflation hit a record high in May.",
    "The firm launched a new phone.",
    "The government is on target to meet its budget.",
    "The coal mine closed in spring.",
    "The kettle caused a fire at the office of the army museum.",
    "The minister's trip passed a factory that makes drones.",
    "Farmers use drones to count sheep.",
]


@pytest.mark.parametrize("text", NO_ATTACK)
def test_everyday_senses_are_no_attack(text: str) -> None:
    assert [attack for attack in read_attacks("a", one(text)) if not attack.aftermath] == []


def test_carrying_out_an_attack_is_no_execution() -> None:
    done = read_attacks("a", one("Two jets executed three airstrikes on a depot."))
    assert [(attack.words, attack.type) for attack in done] == [("airstrikes", AIR)]


def test_the_attack_points_back() -> None:
    attack = read_attacks("a", one("The attack killed four people."))[0]
    assert attack.anaphor and attack.type is None


def test_damage_alone_is_aftermath() -> None:
    attacks = read_attacks("a", one("Forty houses were damaged and a clinic was destroyed by shells."))
    assert {attack.words for attack in attacks if attack.aftermath} == {"damaged", "destroyed"}


def test_weapon_beside_decides_a_bare_strike() -> None:
    drone = Weapon(words="drone", span=Span(article_id="a", start=0, end=5), kind="drone")
    assert type_of("strike", (drone,)) == AIR
    assert type_of("strike", ()) == "Other"
    assert type_of("attacked", (), fighters=True) == "Attack"


GATE = [
    ("Two shells fell near the school.", True),
    ("At least nine people were wounded, the mayor said.", True),
    ("Police said the suspect fired at officers.", True),
    ("Residents were evacuated and the building was on fire.", True),
    ("The regional head said rescue crews were at work in the damaged building.", True),
    ("A patrol shot 16-year-old Karim Haddad near the bridge.", True),
    ("Somebody shot an herbalist on the way home.", True),
    ("A late shot at goal won the match.", True),  # read, and found to tell nothing
    ("The photographer missed the shot.", False),
    ("The council approved a new bus timetable on Monday.", False),
    ("The orchestra played to a full house.", False),
    ("Shares of the carmaker rose two per cent.", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "wanted"), GATE)
def test_gate(text: str, *, wanted: bool) -> None:
    assert matters(text) is wanted


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    for paragraph in text.split("\n"):
        matters(paragraph)
        if paragraph.strip():
            read = one(paragraph)
            for attack in read_attacks("a", read):
                assert attack.span.quote(paragraph) == attack.words


def test_gate_is_linear() -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        for _ in range(20):
            matters(text)
        return time.process_time() - started

    plain = "The committee met again on the usual matters of the village hall. " * 200
    seconds(plain)
    assert seconds(plain * 2) < 4 * seconds(plain)


def test_triggers_are_found_once_a_parse() -> None:
    read = one("Rockets hit the harbour.")
    assert triggers(read) is triggers(read)
