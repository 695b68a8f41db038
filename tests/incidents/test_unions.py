"""Each thing once, under its fullest words."""

from __future__ import annotations

import pytest
from making import speaker, target, weapon

from istor.claims.claim import Attribution, Claim
from istor.incidents.tellings import Telling
from istor.incidents.unions import actors_of, content, once, targets_of, voices_of, weapons_of
from istor.provenance import Span


def telling(**facts: object) -> Telling:
    span = Span(article_id="a", start=0, end=1)
    claim = {key: facts.pop(key) for key in ("actors", "attribution") if key in facts}
    return Telling(claim=Claim(id="c", article_id="a", span=span, sentence=span, **claim), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["drones", "Shahed drones"], ["Shahed drones"]),
        (["a mill", "the old mill", "a school"], ["the old mill", "a school"]),
        (["rockets", "shells"], ["rockets", "shells"]),
        ([], []),
    ],
)
def test_fuller_words_stand_for_shorter_ones(words: list[str], expected: list[str]) -> None:
    assert [one.words for one in once(target(word, "other") for word in words)] == expected


def test_content_is_singular_and_without_small_words() -> None:
    assert content("the guided bombs of the army") == {"guided", "bomb", "army"}


def test_counts_stay_with_the_fuller_name() -> None:
    (found,) = weapons_of(
        [telling(weapons=(weapon("drones", launched=85),)), telling(weapons=(weapon("Shahed drones", downed=49),))]
    )
    assert (found.words, found.launched, found.downed) == ("Shahed drones", 85, 49)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["air_strike:airstrikes", "missile:cruise missiles"], ["cruise missiles"]),
        (["drone:drone", "air_strike:aerial attack"], ["drone"]),
        (["air_strike:air strikes", "artillery:mortar shells"], ["air strikes", "mortar shells"]),
        (["air_strike:airstrikes", "air_strike:an air strike"], ["airstrikes"]),
        (["drone:FPV drone", "drone:the UAV"], ["FPV drone"]),
        (["drone:UAV", "drone:Lancet drone"], ["UAV", "Lancet drone"]),
        (["aircraft:warplanes", "aircraft:helicopters"], ["warplanes", "helicopters"]),
        (["drone:drone", "aircraft:jets"], ["drone", "jets"]),
    ],
)
def test_a_deed_or_a_bare_name_is_no_second_weapon(told: list[str], expected: list[str]) -> None:
    weapons = [weapon(words, kind) for kind, words in (one.split(":") for one in told)]
    assert [one.words for one in weapons_of([telling(weapons=(one,)) for one in weapons])] == expected


def test_a_count_told_of_the_bare_name_is_kept() -> None:
    (found,) = weapons_of(
        [
            telling(weapons=(weapon("Shahed drones", "drone"),)),
            telling(weapons=(weapon("UAVs", "drone", launched=40, downed=38),)),
        ]
    )
    assert (found.words, found.launched, found.downed) == ("Shahed drones", 40, 38)


def test_one_voice_under_its_fullest_name() -> None:
    mayor, short = speaker("Mayor Ivan Hai", "official", name="Hai"), speaker("Hai", "official", name="Hai")
    told = [telling(attribution=Attribution(speaker=who)) for who in (short, mayor)]
    assert [voice.speaker.words for voice in voices_of(told) if voice.speaker] == ["Mayor Ivan Hai"]
    assert not voices_of([telling()]) and not actors_of([telling()]) and not targets_of([telling()])
