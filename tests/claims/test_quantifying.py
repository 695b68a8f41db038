"""Quantities of any kind: value, modifier, unit, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.claims import quantities

Row = tuple[float, float, str]

READ: list[tuple[str, list[Row]]] = [
    ("The pump moves more than 40 litres a minute.", [(40, 40, ">")]),
    ("Tickets cost about $12.50 each.", [(12.5, 12.5, "~")]),
    ("Shares fell 3.2% in early trade.", [(3.2, 3.2, "down")]),
    ("Output rose 12 percent.", [(12, 12, "up")]),
    ("Rents are up to 900 euros.", [(900, 900, "<")]),
    ("It takes 5 to 7 days.", [(5, 7, "=")]),
    ("The fund holds €2.7bn.", [(2_700_000_000, 2_700_000_000, "=")]),
    ("The path is more than 100 km (62 miles) long.", [(100, 100, ">"), (62, 62, ">")]),
    ("They bid from $5 to $8 million.", [(5_000_000, 8_000_000, "=")]),
    ("Two-thirds of the seats were empty.", [(2 / 3, 2 / 3, "=")]),
    ("Dozens of boats left.", [(12, 120, "=")]),
]


@pytest.mark.parametrize(("text", "wanted"), READ)
def test_values_carry_their_modifier(text: str, wanted: list[Row]) -> None:
    found = [(q.low, q.high, q.change) for q in quantities(text)]
    assert [(round(low, 6), round(high, 6), change) for low, high, change in found] == [
        (round(low, 6), round(high, 6), change) for low, high, change in wanted
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens on 14 May 2021.",
        "She left in 1998.",
        "The train leaves at 17:45.",
        "It was the 22nd meeting.",
        "He bought a Nimbus 12.",
        "No one came.",
    ],
)
def test_dates_hours_ordinals_and_names_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


@given(st.text(alphabet="0123456789 .,-–$%abcm()/'half one two to and more than", max_size=80))
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    last = 0
    for quantity in quantities(text):
        assert last <= quantity.start < quantity.end <= len(text)
        last = quantity.end
