"""Lines printed twice: covered page by page in test_marking; here the rule for neighbours."""

from __future__ import annotations

import pytest

from istor.articles.lines import split
from istor.articles.repeats import repeated


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Firemen at the burning depot\nFiremen at the burning depotEPA", {0: "caption", 1: "caption"}),
        ("Depot\nDepot burns in Sumy", {}),
        ("Same words twice here today\nSame words twice here today", {}),
    ],
)
def test_neighbours(text: str, wanted: dict[int, str]) -> None:
    assert {i: kind for i, (kind, _) in repeated(split(text), None).items()} == wanted


def test_the_headline_s_further_printings() -> None:
    lines = split("Depot burns in Sumy\nBy Olha Rudenko\nDepot burns in Sumy")
    assert repeated(lines, 0) == {2: ("furniture", "headline printed again")}
