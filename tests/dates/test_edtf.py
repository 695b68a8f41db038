"""The notation, form by form."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.dates import periods
from istor.dates.edtf import from_then_on, is_edtf, notation, unknown_year, up_to_then

DAY = dt.date(2024, 5, 16)


@pytest.mark.parametrize(
    ("unit", "text"),
    [("day", "2024-05-16"), ("week", "2024-05-13/2024-05-19"), ("month", "2024-05"), ("quarter", "2024-34"),
     ("year", "2024"), ("decade", "202X"), ("century", "20XX")],
)  # fmt: skip
def test_periods(unit: str, text: str) -> None:
    found = periods.around(DAY, unit)
    assert found is not None
    assert notation(found) == text
    assert is_edtf(text)


def test_open_ends_and_unknown_years() -> None:
    texts = [from_then_on("2024-05/2024-06"), up_to_then("2024-05-16"), unknown_year(7, 7), unknown_year(12)]
    assert texts == ["2024-05/..", "../2024-05-16", "XXXX-07-07", "XXXX-12"]
    assert all(map(is_edtf, texts))


@pytest.mark.parametrize("text", ["", "2024-13-01", "2024-05-32", "yesterday", "2024-05-01/"])
def test_what_is_no_edtf(text: str) -> None:
    assert not is_edtf(text)
