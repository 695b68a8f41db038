"""The page on methodology says what the open ledger was made by."""

from __future__ import annotations

from review.desks import Visitor

from istor.runs.relinking import relink
from istor.store.ledger import Ledger


def test_it_is_filled_from_the_ledger(ana: Visitor, ledger: Ledger) -> None:
    page = ana.get("/methodology").text
    assert "<strong>best-placed</strong>" in page and "reviewed 0 of 1 incident;" in page
    assert f"rules {next(iter(ledger.rules())).id}" in page
    ana.decide("accept", ledger.incidents()[0].id)
    relink(ledger, rule="hierarchy: monitor > hospital")
    page = ana.get("/methodology").text
    assert "reviewed 1 of 1 incident;" in page and "1 decision by 1 person is" in page
    assert "<li>monitor</li><li>hospital</li>" in page


def test_every_page_leads_to_it(ana: Visitor) -> None:
    assert 'href="/methodology"' in ana.get("/queue").text


def test_what_is_given_along_can_be_taken(ana: Visitor) -> None:
    assert ana.get("/export/codebook").text.startswith("# Codebook of exports")
    assert ana.get("/export/checker").text.startswith('"""An export is checked')
    assert "/export/checker" in ana.get("/export").text
