"""All values of a facet, where they are too many to stand beside the table."""

from __future__ import annotations

import re
from typing import Any

import pytest
from review.desks import Visitor
from review.panoramas import panorama

from istor.review.facet_page import VALUES, facet_values
from istor.review.selection import Selection

MANY = VALUES + 30


@pytest.fixture
def crowded(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """A desk over so many regions that they need two pages."""
    desk: Any = ana.app.state.desk  # type: ignore[attr-defined]
    seen = panorama(*({"admin1": f"Region {at:03}", "country": "UA"} for at in range(MANY)))
    monkeypatch.setattr(desk, "panorama", lambda: seen)
    monkeypatch.setattr(desk, "_seen", seen)
    desk._sifted.clear()
    return ana


def values(text: str) -> list[str]:
    return re.findall(r">(Region \d+)</a>", text)


def test_all_values_stand_on_pages_and_none_twice(crowded: Visitor) -> None:
    first, second = (crowded.get("/facets/admin1", params={"part": part}).text for part in ("1", "2"))
    assert (len(values(first)), len(values(second))) == (VALUES, 30)
    assert not set(values(first)) & set(values(second))
    assert f"{MANY} values" in first and "Page 2 of 2" in second
    assert crowded.get("/facets/admin1?part=none").text.count("Page 1 of 2") == 1


def test_values_are_found_by_their_words(crowded: Visitor) -> None:
    assert values(crowded.get("/facets/admin1?named=REGION+00").text) == [f"Region {at:03}" for at in range(10)]
    assert "0 values" in crowded.get("/facets/admin1?named=<script>").text


def test_only_facets_have_such_a_page(ana: Visitor) -> None:
    assert ana.get("/facets/nothing").status_code == 404


def test_chosen_values_come_first() -> None:
    found = facet_values(Selection().toggled("country", "SY"), "country", (("UA", 5), ("SY", 2), ("", 1)))
    assert [(each.label, each.chosen) for each in found] == [("Syria", True), ("Ukraine", False), ("not told", False)]
    assert found[0].query == ""
