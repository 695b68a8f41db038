"""Long quotations are recognised whatever their marks."""

from __future__ import annotations

import pytest

from istor.incidents.echoes import SAYING, quotations, telling

LONG = "the depot went up while people waited for the first bus"


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»", '"{},"'])
def test_marks_do_not_matter(marks: str) -> None:
    assert quotations(f"He said {marks.format(LONG)} and left.") == quotations(f'"{LONG}"')


def test_short_quotations_recur_by_chance() -> None:
    assert not quotations('"We want peace," she said.')


def test_what_many_quote_leads_back_to_no_one_statement() -> None:
    quoted = {f"page-{number}": frozenset({"everybody says so"}) for number in range(SAYING + 1)}
    assert telling(quoted | {"other": frozenset({"he said once"})}, origins={})["other"] == {"he said once"}
    assert not telling(quoted, origins={})["page-0"]


def test_printings_of_one_story_quote_once() -> None:
    quoted = {f"page-{number}": frozenset({"he said once"}) for number in range(SAYING + 1)}
    assert telling(quoted, origins=dict.fromkeys(quoted, "page-0"))["page-1"] == {"he said once"}
