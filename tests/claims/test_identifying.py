"""One speaker under two names."""

from __future__ import annotations

import pytest

from istor.claims.attribution import attributions
from istor.claims.identifying import abbreviates

SPELLED = [
    ("CENTCOM", "U.S. Central Command", True),
    ("SOHR", "the Syrian Observatory for Human Rights", True),
    ("RFS", "the River Fire Service", True),
    ("RFS", "the River Fire Brigade", False),
    ("UN", "Ukraine", False),
    ("ABC", "", False),
]


@pytest.mark.parametrize(("acronym", "name", "expected"), SPELLED)
def test_abbreviates(acronym: str, name: str, expected: bool) -> None:
    assert abbreviates(acronym, name) is expected


# text, the speakers in order
TEXTS = [
    ("The River Fire Service said two died. Later the RFS said six were hurt.", ["The River Fire Service"] * 2),
    ("Two died, a war monitor said. The Delta Observatory said six were hurt.", ["The Delta Observatory"] * 2),
    ("Two died, a war monitor said. The governor said six were hurt.", ["a war monitor", "The governor"]),
    ("Two died, a monitor said. The Delta Observatory and the Hill Observatory said six were hurt.",
     ["a monitor", "The Delta Observatory"]),
    ("Two died, a doctor said. Doctor Olena Kravets said six were hurt.", ["a doctor", "Doctor Olena Kravets"]),
]  # fmt: skip


# text, the names the speakers are known by, in order
BODIES = [
    ("Observatory activists said two died. Observatory sources said six were hurt.", ["Observatory"] * 2),
    ("The River War Observatory said two died. RWO activists said six were hurt. Observatory sources said one died.",
     ["River War Observatory"] * 3),
    ("RWO activists said two died. Observatory sources said six were hurt.", ["RWO", "RWO"]),
    ("The River Observatory said two died. The Hill Observatory said six were hurt. Observatory sources said one died.",
     ["River Observatory", "Hill Observatory", "Observatory sources"]),
    ("The River Observatory said two died. The monitor said six were hurt.", ["River Observatory"] * 2),
    ("Ada Lark, head of the River Observatory, said two died. The River Observatory said six were hurt.",
     ["Lark", "River Observatory"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_the_body_behind_a_monitors_people(text: str, names: list[str]) -> None:
    assert [one.attribution.speaker.name for one in attributions(text) if one.attribution.speaker] == names


@pytest.mark.parametrize(("text", "speakers"), TEXTS)
def test_speakers_of_a_text(text: str, speakers: list[str]) -> None:
    assert [one.attribution.speaker.words for one in attributions(text) if one.attribution.speaker] == speakers
