"""One monitor under all its names."""

from __future__ import annotations

import pytest
from making import speaker

from istor.ledger.independence import speaker_key
from istor.ledger.monitors import one_body


def test_a_monitors_people_and_its_head_are_the_monitor() -> None:
    known = [
        speaker("reliable RWO sources", "monitor", name="reliable RWO sources"),
        speaker("RWO activists in the north", "monitor", name="RWO activists in the north"),
        speaker("Ada Lark", "monitor", name="Lark", title="head of the RWO"),
    ]
    assert {speaker_key(one) for one in known} == {"monitor rwo"}
    assert speaker_key(speaker("the monitor", "monitor")) == "monitor monitor"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["monitor rwo", "monitor river war observatory"], {"monitor rwo": "monitor river war observatory"}),
        (["monitor observatory", "monitor river observatory"], {"monitor observatory": "monitor river observatory"}),
        (["monitor observatory", "monitor river observatory", "monitor hill observatory"], {}),
        (["monitor river observatory", "monitor hill watch"], {}),
        (["official rwo", "monitor river war observatory"], {}),
        ([], {}),
    ],
)
def test_a_monitor_told_short_is_the_one_told_in_full(keys: list[str], expected: dict[str, str]) -> None:
    assert one_body(keys) == expected == one_body(reversed(keys))
