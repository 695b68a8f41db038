"""Accounts side by side: each page once, copies under the page that they repeat, however long the chain."""

from __future__ import annotations

import pytest

from istor.articles.article import Copy
from istor.review.juxtaposing import FIELDS, origins_of, side_by_side
from istor.store.dossiers import gather
from istor.store.ledger import Ledger


def copies(*pairs: str) -> list[Copy]:
    return [Copy(article_id=a, of=b, kind="copy", likeness=0.9, because="the same words") for a, b in pairs]


@pytest.mark.parametrize(
    ("pairs", "held", "expected"),
    [
        (("ab",), "ab", {"a": "b"}),
        (("ab", "bc"), "abc", {"a": "c", "b": "c"}),
        (("ab",), "a", {}),
        (("ab", "ba"), "ab", {"a": "b", "b": "a"}),
    ],
    ids=["a copy", "a copy of a copy", "an origin that is not here", "each of the other"],
)
def test_the_page_at_which_printings_begin(pairs: tuple[str, ...], held: str, expected: dict[str, str]) -> None:
    assert origins_of(copies(*pairs), held=dict.fromkeys(held)) == expected


def test_each_page_says_its_own(ledger: Ledger) -> None:
    incident = max(ledger.incidents(), key=lambda each: len(each.sightings))
    found = ledger.incident(incident.id)
    assert found is not None
    told = side_by_side(gather(ledger, *found))
    assert len(told) == len(incident.sightings) > 1
    assert all(set(each.cells) == set(FIELDS) for each in told)
    assert len({each.cells["Killed"] for each in told}) > 1
    assert all("Killed" in each.apart and "What" not in each.apart for each in told)
