"""From an article to its claims: what each clause asserts, and on whose word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.articles.article import Article, Block
from istor.claims.claim import Claim
from istor.claims.extraction import cues, extract
from istor.language import parse


def claims_of(body: str, *, headline: str = "") -> tuple[Claim, ...]:
    """The claims of an article of one headline (may be empty) and a body; blank lines part paragraphs."""
    text = f"{headline}\n\n{body}" if headline else body
    at = len(headline) + 2 if headline else 0
    blocks = [Block(kind="body", start=at, end=len(text), item=1)]
    if headline:
        blocks.insert(0, Block(kind="headline", start=0, end=len(headline)))
    article = Article(
        id="a", source_id="a", text=text, blocks=tuple(blocks), pieces=(), raw_sha256="", charset="utf-8", language="en"
    )
    paragraphs = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text)]
    return extract(article, tuple(parse(paragraphs, entities=False)))


def test_a_clause_gives_attack_toll_and_speaker() -> None:
    (claim,) = claims_of("Drones struck a mill in Luhove and wounded four millers, the governor said.")
    assert claim.attack and claim.attack.type == "Air/drone strike"
    assert [(toll.harm, toll.low, toll.high) for toll in claim.tolls] == [("injured", 4, 4)]
    assert claim.attribution.speaker and "governor" in claim.attribution.speaker.words
    assert claim.modality == "attributed"
    assert claim.tolls[0].attribution.speaker == claim.attribution.speaker


def test_the_article_s_own_voice_is_stated() -> None:
    (claim,) = claims_of("Shelling killed two farmers in Luhove on Monday.")
    assert claim.modality == "stated" and claim.attribution.speaker is None


@pytest.mark.parametrize(
    "said",
    [
        "The Turkish army said it did not bomb the clinic in Luhove.",
        "Turkey denied striking the clinic in Luhove on Monday.",
        "Shelling killed two farmers in Luhove. Turkey denied responsibility.",
    ],
)
def test_whoever_says_that_he_did_not_do_it_denies_it(said: str) -> None:
    claim = claims_of(said)[-1]
    assert (claim.modality, claim.factuality) == ("denied", "news")
    assert [actor.stance for actor in claim.actors] == ["denied"]


def test_headline_and_item_are_marked() -> None:
    first, second = claims_of("Shelling killed two farmers in Luhove.", headline="Shelling kills two in Luhove")
    assert first.headline and not second.headline
    assert (first.item, second.item) == (0, 1)


def test_two_attacks_in_one_sentence_are_two_claims() -> None:
    found = claims_of("A drone struck a depot in Luhove, while artillery shelled Stepove and killed a farmer.")
    assert len(found) == 2
    assert not found[0].tolls and found[1].tolls


@pytest.mark.parametrize(
    ("said", "partial"),
    [
        ("A doctor at the hospital said he had treated nine people wounded by shelling.", True),
        ("A doctor at the hospital said nine people were wounded by shelling.", False),  # that is the attack's toll
    ],
)
def test_what_a_doctor_saw_is_a_floor(said: str, partial: bool) -> None:
    (claim, *_) = claims_of(said)
    assert claim.tolls and all(toll.partial is partial for toll in claim.tolls)


def test_a_page_read_twice_gives_the_same_claims() -> None:
    body = "Rockets hit Stepove, killing one.\n\nThe attack also wounded six, police said."
    assert claims_of(body) == claims_of(body)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Another missile hit the port", ["another"]),
        ("Two other districts were hit", ["another"]),
        ("Another man was hurt", []),
        ("At first three people were said to be dead", ["overtaken"]),
        ("Last week a drone hit the same mill", ["earlier"]),
        ("Since the start of the war the town has been shelled 40 times", ["earlier", "total"]),
        ("A drone hit a mill", []),
    ],
)
def test_cues(words: str, expected: list[str]) -> None:
    assert list(cues(words)) == expected


WORDS = ["shelling", "killed", "two", "people", "in", "Luhove", "said", "the", "mayor", "drones", "struck", ",", ".", "“", "”", "and", "at least", "12", "wounded", "no one", "after", "while", ";"]  # fmt: skip


@settings(max_examples=25)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
def test_any_words_give_claims_that_quote_exactly(words: list[str]) -> None:
    text = " ".join(words)
    for claim in claims_of(text):
        assert claim.sentence.covers(claim.span)
        for toll in claim.tolls:
            assert toll.span.quote(text) == toll.words
            assert toll.high is None or toll.low <= toll.high
        assert claim.attack is None or claim.attack.span.quote(text) == claim.attack.words
