"""Long quotations are recognised whatever their marks."""

from __future__ import annotations

import pytest

from istor.incidents.echoes import quotations

LONG = "the depot went up while people waited for the first bus"


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "„{}“", "«{}»", '"{},"'])
def test_marks_do_not_matter(marks: str) -> None:
    assert quotations(f"He said {marks.format(LONG)} and left.") == quotations(f'"{LONG}"')


def test_short_quotations_recur_by_chance() -> None:
    assert not quotations('"We want peace," she said.')
