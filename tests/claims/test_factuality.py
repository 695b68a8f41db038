"""News told apart from what did not, may, or long ago did happen."""

from __future__ import annotations

import pytest

from istor.claims.factuality import factuality_of
from istor.language import parse
from istor.provenance import Span

TOLD = [
    ("Drones struck the port at dawn.", "struck", "news"),
    ("Officials said the shelling killed two people.", "killed", "news"),
    ("A missile may have hit the warehouse.", "hit", "news"),
    ("Residents could hear explosions near the river.", "explosions", "news"),
    ("Dozens could be trapped after missiles hit the block.", "hit", "news"),
    ("The general threatened to strike the dam.", "strike", "planned"),
    ("The rebels will attack again, he warned.", "attack", "planned"),
    ("Fears of an attack on the convoy grew.", "attack", "planned"),
    ("They fear the decision to carry out raids on the docks.", "raids", "planned"),
    ("The plant was forced to halt work after being hit by a rocket.", "hit", "news"),
    ("If missiles hit the plant, thousands would flee.", "hit", "hypothetical"),
    ("The army could attack the valley.", "attack", "hypothetical"),
    ("Troops held a drill against a missile attack.", "missile attack", "hypothetical"),
    ("She called for an end to attacks on clinics.", "attacks", "hypothetical"),
    ("The army did not shell the village.", "shell", "negated"),
    ("No attack was reported overnight.", "attack", "negated"),
    ("Guards foiled an attack on a mosque.", "attack", "negated"),
    ("He was convicted of the bombing of a market.", "bombing", "legal"),
    ("Last year a drone attack killed two people here.", "drone attack", "background"),
    ("The town marked the anniversary of the bombing.", "bombing", "background"),
    ("The port has repeatedly been attacked.", "attacked", "background"),
    ("In 2016 shelling killed nine people in the valley.", "shelling", "background"),
    ("A missile was fired at the coast in the past hours.", "fired", "news"),
    ("In December militants raided a hamlet.", "raided", "background"),
    ("On December 4 militants raided a hamlet.", "raided", "news"),
    ("The senator attacked the bill.", "attacked", "figurative"),
    ("The strikes hit the market for grain.", "hit", "figurative"),
    ("A missile hit the market, killing four.", "hit", "news"),
    ("The market was hit by shells.", "hit", "news"),
    ("Gunmen attacked a market, killing four.", "attacked", "news"),
    ("Rebels attacked the accord.", "attacked", "figurative"),
    ("He had a heart attack.", "attack", "figurative"),
    ("Nurses announced a strike over pay.", "strike", "figurative"),
]


@pytest.mark.parametrize(("text", "words", "wanted"), TOLD)
def test_factuality(text: str, words: str, wanted: str) -> None:
    start = text.index(words)
    span = Span(article_id="a", start=start, end=start + len(words))
    assert factuality_of(next(parse([(0, text)], entities=False)), span) == wanted


def test_words_outside_the_paragraph_are_taken_as_news() -> None:
    assert factuality_of(next(parse([(0, "Quiet.")], entities=False)), Span(article_id="a", start=90, end=95)) == "news"
