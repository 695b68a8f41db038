"""Who is told of as hurt and as dead on one page is dead."""

from __future__ import annotations

import pytest
from making import toll
from msgspec.structs import replace

import istor
from istor.claims.claim import Group, Toll
from istor.incidents.deceased import deceased


def one(words: str, harm: str, group: Group = "all", *, part: bool = True, ages: tuple[int, ...] = ()) -> Toll:
    return replace(toll(1, harm=harm, group=group, part=part, ages=ages), words=words)


@pytest.mark.parametrize(
    ("hurt", "dead", "same"),
    [
        (one("the victim", "injured"), one("a driver", "killed", "men"), True),
        (one("the driver", "injured"), one("A young driver", "killed"), True),
        (one("the mechanic", "injured"), one("a driver", "killed"), False),
        (one("the teenager", "injured", "children"), one("a boy of 14", "killed", "children"), True),
        (one("the girl", "injured", "children"), one("a boy", "killed", "children"), False),
        (one("her", "injured"), one("a nurse", "killed", "women"), True),
        (one("her", "injured"), one("a soldier", "killed", "men"), False),
        (one("a girl, 9", "injured", "children", ages=(9,)), one("the 9-year-old", "killed", "children", ages=(9,)), True),
        (one("the girl, 9", "injured", "children", ages=(9,)), one("girl, 5", "killed", "children", ages=(5,)), False),
        (one("a girl", "injured", "children", part=False), one("the girl", "killed", "children"), False),
        (one("his wife", "injured", "women"), one("a woman", "killed", "women"), False),
    ],
)  # fmt: skip
def test_one_person(hurt: Toll, dead: Toll, same: bool) -> None:
    assert deceased((hurt, dead)) == ({0} if same else frozenset())
    assert deceased((dead, hurt)) == ({1} if same else frozenset())


def test_a_count_of_the_hurt_stands() -> None:
    """ "Three were hurt, the victim among them, and one man died": nobody says that he is one of the three."""
    counted = (toll(3, harm="injured"), one("the victim", "injured"), one("a man", "killed", "men"))
    assert deceased(counted) == frozenset()


def test_the_hurt_of_other_ages_are_others() -> None:
    """ "Two were found dead: a man of 66 and a woman of 64; two sisters, 35 and 23, were found hurt"."""
    sisters = toll(2, harm="injured", part=True, ages=(35, 23))
    assert deceased((sisters, toll(2, start=9), toll(2, start=50, ages=(66, 64), part=True))) == frozenset()


def test_all_the_hurt_have_died() -> None:
    three = (replace(toll(3, harm="injured", part=True), words="All three victims"), toll(3, start=9))
    assert deceased(three) == {0}


def test_on_a_page() -> None:
    text = (
        "A woman was killed in shelling in Kharkiv on Tuesday. "
        "The victim was taken to hospital with a shrapnel wound and died there."
    )
    (found,) = istor.read(text, source_id="a.txt", published="2025-03-06").sightings
    assert (found.final.killed, found.final.injured) == ((1, 1), None)
