"""Who is hurt on one page and dead on a later one is dead."""

from __future__ import annotations

import pytest
from making import article, sighting, toll

from istor.claims.claim import Toll
from istor.ledger.accounts import accounts_of
from istor.ledger.dying import with_the_dead_set_aside
from istor.ledger.reconciliation import reconcile


def injured(*pages: list[Toll]) -> int | None:
    """The best figure of the injured of one incident told by pages of successive days."""
    articles = {
        f"p{i}": article(f"p{i}", published=f"2025-03-0{i + 1}", publisher=f"Paper {i}") for i in range(len(pages))
    }
    sightings = [sighting(f"s{i}", article_id=f"p{i}", tolls=tuple(page)) for i, page in enumerate(pages)]
    told = with_the_dead_set_aside(accounts_of(sightings, articles, {}))
    return next((each.best for each in reconcile(told) if (each.harm, each.group) == ("injured", "all")), None)


HURT = toll(1, harm="injured", start=5)


@pytest.mark.parametrize(
    ("why", "pages", "best"),
    [
        ("one hurt, then one dead", [[HURT], [toll(1)]], None),
        ("two dead and one hurt, then three dead", [[toll(2), HURT], [toll(3)]], None),
        ("one dead and one hurt, and one dead and one hurt", [[toll(1), HURT], [toll(1), HURT]], 1),
        ("one hurt, then one dead and one hurt", [[HURT], [toll(1), HURT]], 1),
        ("one dead first", [[toll(1)], [HURT]], 1),
        ("three more dead", [[HURT], [toll(3)]], 1),
        ("two hurt", [[toll(2, harm="injured")], [toll(1)]], 2),
        (
            "of one age, whatever else is told",
            [[toll(1, harm="injured", ages=(12,))], [toll(1, ages=(12,)), toll(4, harm="injured", start=9)]],
            4,
        ),
        (
            "an officer hurt, and a woman dead",
            [[toll(1, harm="injured"), toll(1, harm="injured", group="police")], [toll(1), toll(1, group="women")]],
            1,
        ),
    ],
)  # fmt: skip
def test_dying(why: str, pages: list[list[Toll]], best: int | None) -> None:
    assert injured(*pages) == best, why


def test_who_is_set_aside_is_told_of() -> None:
    articles = {f"p{i}": article(f"p{i}", published=f"2025-03-0{i + 1}", publisher=f"Paper {i}") for i in range(2)}
    pages = [sighting("s0", article_id="p0", tolls=(HURT,)), sighting("s1", article_id="p1", tolls=(toll(1),))]
    told = with_the_dead_set_aside(accounts_of(pages, articles, {}))
    figure = next(each for each in reconcile(told) if each.harm == "injured")
    assert "one who is told of as dead since" in figure.because
