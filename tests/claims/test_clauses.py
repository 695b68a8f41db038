"""A sentence is cut where a second attack begins, and only there."""

from __future__ import annotations

import pytest

from istor.claims.attacks import read_attacks
from istor.claims.claim import Attack
from istor.claims.clauses import clauses
from istor.language import parse
from istor.provenance import Span


def cut(text: str, *words: str) -> list[str]:
    """The clauses of a one-sentence text whose attacks are told by the `words`, in order."""
    read = next(parse([(0, text)], entities=False))
    attacks, start = [], 0
    for word in words:
        start = text.index(word, start)
        span = Span(article_id="a", start=start, end=start + len(word))
        attacks.append(Attack(words=word, span=span, type="Other"))
        start = span.end
    return [span.quote(text).strip() for span in clauses(read, (0, len(read.tokens)), attacks)]


@pytest.mark.parametrize(
    ("text", "attacks", "parts"),
    [
        ("Shells hit the port, wounding two dockers.", ["hit"], 1),
        ("A drone struck the depot, while gunners shelled the old bridge.", ["struck", "shelled"], 2),
        ("Missiles hit the mill; later a mine blew up a tractor.", ["hit", "blew up"], 2),
        ("The raid on Luhove came hours after rebels shelled the camp.", ["raid", "shelled"], 2),
        ("Jets bombed the hill and gunners shelled the valley.", ["bombed", "shelled"], 2),
        ("Two nurses died after rockets hit the ward.", ["hit"], 1),  # one attack: nothing to part
        ("The gunners shelled and bombed the same valley.", ["shelled", "bombed"], 1),  # one object for both
    ],
)
def test_where_a_sentence_is_cut(text: str, attacks: list[str], parts: int) -> None:
    found = cut(text, *attacks)
    assert len(found) == parts
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    if parts == 2:
        assert attacks[0] in found[0] and attacks[1] in found[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Merefa was hit by missiles, while in Pisochyn a school was destroyed.", 2),
        ("Merefa was hit by missiles, while a school was destroyed.", 1),  # no other place
        ("Merefa was hit by missiles, while in Pisochyn nobody noticed it.", 1),
    ],
)
def test_marks_alone_are_told_of_another_place(text: str, parts: int) -> None:
    read = next(parse([(0, text)], entities=False))
    assert len(clauses(read, (0, len(read.tokens)), read_attacks("a", read))) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A mine killed a farmer, bringing the number of people killed by mines this year to 71.", 2),
        ("Shells killed two people, raising the toll since the start of the month to 30 dead.", 2),
        ("A man died of his wounds after the shelling, bringing the total death toll to 15.", 1),
        ("Shells wounded two people, taking the number of wounded to five.", 1),
        ("The blast killed a man bringing bread to the market.", 1),
    ],
)
def test_a_count_of_a_stretch_of_time_is_cut_off(text: str, parts: int) -> None:
    read = next(parse([(0, text)], entities=False))
    assert len(clauses(read, (0, len(read.tokens)), read_attacks("a", read))) == parts
