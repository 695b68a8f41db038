"""Every part of a selection can be taken away by itself."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from review.test_selection import SELECTIONS

from istor.review.conditions import conditions
from istor.review.selection import Box, Mark, Selection, read_selection


@given(SELECTIONS)
def test_each_condition_leads_to_the_selection_without_it(chosen: Selection) -> None:
    told = conditions(chosen)
    for each in told:
        without, problems = read_selection(parse_qsl(each.query, keep_blank_values=True))
        assert not problems
        assert len(conditions(without)) == len(told) - 1
        assert each.words not in {other.words for other in conditions(without)}


def test_order_and_page_are_no_conditions() -> None:
    assert conditions(Selection(sort="killed", page=3)) == ()


def test_what_the_map_shows_and_a_visit_are() -> None:
    chosen = Selection(box=Box(west=30, south=45, east=40, north=52), since=Mark(readings=3, decisions=1))
    assert [each.words for each in conditions(chosen)] == ["Only what the map shows", "Changed since a visit"]
