"""Whose harm a word tells of: people with a harm of their own beside others, and those who came hurt."""

from __future__ import annotations

import pytest

from istor.claims.casualties import read_tolls
from istor.language import parse

DEAD, HURT, HIT = "killed", "injured", "casualties"

BOUND = [
    ("Officers found two victims, one of whom died.", {(DEAD, "all", 1)}),
    ("A man shot four others, including one who died, in a flat.", {(HIT, "all", 4), (DEAD, "all", 1)}),
    ("The blast hurt nine people, including a girl who later died.", {(HURT, "all", 9), (DEAD, "children", 1)}),
    ("Twenty people, including two children, were killed.", {(DEAD, "all", 20), (DEAD, "children", 2)}),
    ("Five people, two of whom were civilians, were killed.", {(DEAD, "all", 5), (DEAD, "civilians", 2)}),
    ("It killed seven people, including three women who slept.", {(DEAD, "all", 7), (DEAD, "women", 3)}),
    ("Three were wounded in the port and two others were killed.", {(HURT, "all", 3), (DEAD, "all", 2)}),
    ("There were 200 teens at the ball and four of them were shot.", {(HIT, "all", 4)}),
    ("Five people, two of them civilians were killed.", {(DEAD, "all", 5), (DEAD, "civilians", 2)}),
    ("Officers found two gunshot victims, one of whom died.", {(HIT, "all", 2), (DEAD, "all", 1)}),
    ("Two gunshot victims were pronounced dead.", {(DEAD, "all", 2)}),
    ("Police ask about the shootings of four people.", {(HIT, "all", 4)}),
    ("2 adults, 2 children killed in shelling", {(DEAD, "all", 4), (DEAD, "children", 2)}),
    (
        "Four villagers, two women and two children were killed.",
        {(DEAD, "all", 4), (DEAD, "women", 2), (DEAD, "children", 2)},
    ),
    ("Koval and three others were killed by a shell.", {(DEAD, "all", 4)}),
    ("She and two other women were wounded.", {(HURT, "women", 2), (HURT, "all", 3)}),
    ("Shells on the port and three others on the mill wounded five people.", {(HURT, "all", 5)}),
    ("A juvenile arrived at the clinic with a gunshot wound.", {(HURT, "children", 1)}),
    ("Two men walked into a clinic with gunshot wounds.", {(HURT, "men", 2)}),
    ("The teenager killed just blocks from his school was named.", {(DEAD, "children", 1)}),
]


@pytest.mark.parametrize(("text", "wanted"), BOUND)
def test_each_harm_goes_to_its_own_people(text: str, wanted: set[tuple[str, str, int]]) -> None:
    tolls = read_tolls("a", next(parse([(0, text)], entities=False)))
    assert {(toll.harm, toll.group, toll.low) for toll in tolls} == wanted
