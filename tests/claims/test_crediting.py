"""Credit lines: who a paragraph rests on."""

from __future__ import annotations

import pytest

from istor.claims.attribution import attributions

ROWS = [
    ("A depot burned. Sources: Olena Kravets, head of the district, the fire service and Reuters.",
     ["Olena Kravets", "the fire service", None]),
    ("A depot burned. Source: the fire service.", ["the fire service"]),
    ("Sources: the fire service.", []),
    ("The river has two sources: a lake and a spring.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), ROWS)
def test_credit_line(text: str, speakers: list[str | None]) -> None:
    found = attributions(text)
    assert [one.attribution.speaker.words if one.attribution.speaker else None for one in found] == speakers
    assert all(one.content[0].quote(text) == "A depot burned" for one in found)
