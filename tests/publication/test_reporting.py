"""The report beside an export says what is not in it and why, and names nobody."""

from __future__ import annotations

import pytest
from test_redaction import NAME, told

from istor.publication.policy import Named, PublicationOptions
from istor.publication.redaction import redact_entry
from istor.publication.reporting import Tally


def tally(format: str, **options: str) -> Tally:
    chosen = PublicationOptions(**options)  # type: ignore[arg-type]
    made = Tally(format, chosen)
    made.note(redact_entry(told(), [], people=[Named(words=NAME, because="killed", age=34)], options=chosen))
    return made


def test_it_names_reasons_and_nobody() -> None:
    report = tally("acled").report("incidents-acled.csv", "ab" * 32)
    assert "Names withheld of the dead: 1." in report
    assert "Points on a grid of 2,000 m: 1." in report
    assert "GeoNames (CC BY 4.0" in report and "ab" * 32 in report and "dissent" in report
    assert "petrenko" not in report.lower()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "The names of the dead are withheld."),
        ({"names": "published"}, "The dead are named."),
        ({"names": "minors-withheld"}, "The dead are named, save those under 18"),
        ({"reviewers": "published"}, "The names of those who decided stand beside what they decided."),
    ],
)
def test_it_says_which_policy_held(options: dict[str, str], said: str) -> None:
    assert said in tally("csv", **options).report("incidents.csv", "")
