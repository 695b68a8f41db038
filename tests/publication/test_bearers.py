"""Whose names are withheld under each policy: everybody's but those of the dead, where the policy lets them be named."""

from __future__ import annotations

import pytest

from istor.publication.bearers import withheld
from istor.publication.policy import Dead, Named, PublicationOptions

OLENA = Named(words="Olena Petrenko", because="killed", age=34)
MAKSYM = Named(words="Maksym Petrenko", because="killed", age=7)
IHOR = Named(words="Ihor Bondar", because="killed")
LIVING = [
    Named(words="Ivan Koval", because="injured", age=40),
    Named(words="Nadia Koval", because="missing"),
    Named(words="Petro Koval", because="abducted"),
    Named(words="Daryna Koval", because="aged", age=12),
    Named(words="Hanna Koval", because="private"),
    Named(words="Stepan Koval", because="taken"),
    Named(words="Larysa Koval", because="survivor"),
]


@pytest.mark.parametrize(
    ("names", "named"),
    [
        ("withheld", set()),
        ("minors-withheld", {"Olena Petrenko"}),
        ("published", {"Olena Petrenko", "Maksym Petrenko", "Ihor Bondar"}),
    ],
)
def test_who_is_named_under_a_policy(names: Dead, named: set[str]) -> None:
    people = [OLENA, MAKSYM, IHOR, *LIVING]
    held = withheld(people, PublicationOptions(names=names))
    assert {each.words for each in people} - held.names == named
    assert sum(count for _, count in held.because) == len(people) - len(named)


@pytest.mark.parametrize("because", ["injured", "missing", "abducted", "displaced", "casualties", "taken", "survivor"])
def test_who_may_be_alive_on_another_page_is_withheld(because: str) -> None:
    people = [OLENA, Named(words="OLENA  PETRENKO", because=because)]  # type: ignore[arg-type]
    assert withheld(people, PublicationOptions(names="published")).names == {"Olena Petrenko", "OLENA  PETRENKO"}


def test_kinship_and_age_say_nothing_against_naming_the_dead() -> None:
    people = [OLENA, Named(words="Olena Petrenko", because="aged", age=34), Named(words="Petrenko", because="private")]
    assert withheld(people, PublicationOptions(names="published")).names == frozenset()


def test_the_youngest_age_told_counts() -> None:
    people = [OLENA, Named(words="Olena Petrenko", because="aged", age=14)]
    assert withheld(people, PublicationOptions(names="minors-withheld")).because == (
        ("the dead under 18, or of an age that no page tells", 1),
    )
