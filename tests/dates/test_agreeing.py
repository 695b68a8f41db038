"""Times that contradict one another, the anchor or the tense: less confidence, and it is said."""

from __future__ import annotations

import datetime as dt

import pytest

from istor.dates.anchoring import read

THURSDAY = dt.date(2024, 5, 16)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three days ago, on 2 May, a silo burned.",
        "On 2 May (three days ago) a silo burned.",
        "Ten days ago, on 14 May 2024, a silo burned.",
    ],
)
def test_an_ago_that_does_not_lead_to_the_date_beside_it_is_doubted(sentence: str) -> None:
    (ago,) = [r for r in read(sentence, published=THURSDAY) if "ago" in r.words]
    assert ago.confidence <= 0.3
    assert "stands beside it" in (ago.note or "")


@pytest.mark.parametrize(
    "sentence", ["Three days ago, on 13 May, a silo burned.", "Three days ago, on Monday, a silo burned."]
)
def test_an_ago_that_leads_there_is_not(sentence: str) -> None:
    assert all(r.note is None for r in read(sentence, published=THURSDAY))


def test_a_past_day_in_a_sentence_that_looks_ahead_is_doubted() -> None:
    (reading,) = read("The ferry will sail on 3 May 2024.", published=THURSDAY)
    assert reading.confidence <= 0.5
    assert "looks ahead" in (reading.note or "")
