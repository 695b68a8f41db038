"""Speakers named together: each row is a speaker's words and the speakers they name."""

from __future__ import annotations

import pytest

from istor.claims.parting import parted

ROWS = [
    ("the mayor and the fire service", ["the mayor", "the fire service"]),
    ("Mayor Olena Kravets and Governor Ivan Bondar", ["Mayor Olena Kravets", "Governor Ivan Bondar"]),
    ("hospital sources and a security official", ["hospital sources", "a security official"]),
    ("police and prosecutors", ["police and prosecutors"]),
    ("residents, as well as two medics", ["residents", "two medics"]),
    ("the Ministry of Health and Welfare", ["the Ministry of Health and Welfare"]),
    ("mayor and party leader Olena Kravets", ["mayor and party leader Olena Kravets"]),
    ("the governor and head of the military administration", ["the governor and head of the military administration"]),
    ("local and foreign officials", ["local and foreign officials"]),
    ("relatives of the dead and wounded", ["relatives of the dead and wounded"]),
    ("the mayor", ["the mayor"]),
    ("", [""]),
]


@pytest.mark.parametrize(("words", "speakers"), ROWS)
def test_parted(words: str, speakers: list[str]) -> None:
    assert [words[low:high] for low, high in parted(words)] == speakers
