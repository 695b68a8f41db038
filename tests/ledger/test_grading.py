"""Grades are proposed with the criterion that fired, and never without a person shown."""

from __future__ import annotations

from typing import Any

import pytest
from making import actor, article, sighting, speaker, toll

from istor.claims.claim import Toll
from istor.incidents.incident import Incident
from istor.ledger.accounting import account
from istor.ledger.entry import Entry
from istor.ledger.grading import cautions, propose

MAYOR = speaker("the mayor", "official")
PROSECUTOR = speaker("the prosecutor", "prosecutor")
ENEMY = speaker("the army of XX", "military", party="XX")


def entry_of(*tolls: Toll, actors: tuple[Any, ...] = ()) -> Entry:
    page = sighting("s", article_id="p", tolls=tolls, actors=actors)
    return account(Incident(id="i", sightings=("s",)), {"s": page}, {"p": article("p")}, ())


@pytest.mark.parametrize(
    ("tolls", "actors", "grade", "criterion"),
    [
        ((toll(3, who=MAYOR),), (actor("YY", "admitted"),), "confirmed", "responsibility was accepted: YY"),
        ((toll(3, who=MAYOR), toll(3, who=PROSECUTOR, start=5)), (actor("YY"),), "fair", "2 independent origins"),
        ((toll(3, who=MAYOR),), (actor("YY"),), "weak", "a single origin"),
        ((toll(3, who=MAYOR), toll(3, who=PROSECUTOR, start=5)), (), "weak", "nobody is named"),
        ((toll(3, who=MAYOR),), (actor("YY"), actor("XX", "attributed")), "contested", "several are said"),
        ((toll(3, who=MAYOR),), (actor("YY"), actor("YY", "denied")), "contested", "YY is said to have done it, and denies it"),
        ((toll(3, who=MAYOR, group="military"), toll(3, who=MAYOR, start=5)), (actor("YY"),), "discounted", "all 3 killed"),
        ((toll(3, who=MAYOR, group="military"), toll(5, who=MAYOR, start=5)), (actor("YY"),), "weak", "a single origin"),
    ],
)  # fmt: skip
def test_a_grade_is_proposed_with_its_criterion(tolls: Any, actors: Any, grade: str, criterion: str) -> None:
    found = propose(entry_of(*tolls, actors=actors))
    assert (found.grade, found.by) == (grade, None)
    assert criterion in found.criterion


def test_no_grade_is_shown_before_a_person_decided() -> None:
    assert entry_of(toll(3, who=MAYOR), actors=(actor("YY", "admitted"),)).grade is None


def test_only_the_party_that_gains_says_so() -> None:
    found = cautions(entry_of(toll(40, who=ENEMY), actors=(actor("YY", "attributed"), actor("YY", "denied"))))
    assert found == ("Only one party says so, and gains from it: XX.", "YY denies it.")
    assert cautions(entry_of(toll(3, who=MAYOR))) == ()
