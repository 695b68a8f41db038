"""One attack, a country's barrage told as one, or a total over days."""

from __future__ import annotations

import pytest

from istor.claims.claim import Attack
from istor.claims.scope import scope_of
from istor.language import parse
from istor.provenance import Span

TOLD = [
    ("Shells hit the mill on Monday.", "hit", "incident"),
    ("It was the third strike on the mill this month.", "strike", "incident"),
    ("Strikes on the valley this month have killed forty.", "Strikes", "aggregate"),
    ("The army has shelled the valley over the past week.", "shelled", "aggregate"),
    ("A woman died of wounds from artillery fire, bringing the total death toll to 15.", "fire", "incident"),
    ("Air strikes and shelling killed forty in the valley over the past week.", "shelling", "aggregate"),
    ("Since the start of the war mines have killed forty farmers.", "mines", "aggregate"),
    ("Nine farmers were killed in separate attacks in the valley.", "attacks", "aggregate"),
    ("The total death toll of the raids has reached ninety.", "raids", "aggregate"),
    ("Drones struck mills across the country overnight.", "struck", "wide"),
    ("Forty farmers have died this year.", None, "aggregate"),
    ("Last month raids killed forty farmers in the valley.", "raids", "aggregate"),
    ("Fighting killed forty farmers in two weeks.", "Fighting", "aggregate"),
    ("In May, forty farmers were killed in the valley.", None, "aggregate"),
    ("In May, two farmers were killed in the valley.", None, "incident"),
    ("A raid in April killed forty farmers.", "raid", "incident"),
    ("Three people were hurt in two shootings on Friday.", "shootings", "aggregate"),
    ("Five dead, 17 wounded in weekend shootings", "shootings", "aggregate"),
    ("Officers were called to four different overnight shootings.", "shootings", "aggregate"),
    ("The four were among nine people hurt in shootings across the city since Monday.", "shootings", "aggregate"),
    ("The shootings at the mill killed two.", "shootings", "incident"),
    ("Two people were hurt in a shooting on Friday.", "shooting", "incident"),
]


@pytest.mark.parametrize(("text", "words", "expected"), TOLD)
def test_scope(text: str, words: str | None, expected: str) -> None:
    read = next(parse([(0, text)], entities=False))
    whole = Span(article_id="a", start=0, end=len(text))
    attack = None
    if words:
        start = text.index(words)
        attack = Attack(words=words, span=Span(article_id="a", start=start, end=start + len(words)), type="Other")
    assert scope_of(read, whole, attack, dead=40 if "orty" in text else 2) == expected


def test_many_shells_in_a_day_are_many_attacks() -> None:
    text = "Over the past day gunners fired 71 shells at the town."
    read = next(parse([(0, text)], entities=False))
    attack = Attack(words="fired", span=Span(article_id="a", start=26, end=31), type="Other")
    whole = Span(article_id="a", start=0, end=len(text))
    assert scope_of(read, whole, attack, shots=71) == "aggregate"
    assert scope_of(read, whole, attack, shots=1) == "incident"
