"""Every page can be used by everybody: no finding of axe-core in either theme, nothing wider than a laptop's or a phone's screen."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import LAPTOP, PHONE, Served, Visit, map_drawn
from playwright.sync_api import Page

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def pages(desk: Served) -> list[str]:
    """One address of every kind of page."""
    incident, entry = max(
        desk.ledger.pairs_of([each.id for each in desk.ledger.incidents()]), key=lambda pair: len(pair[0].sightings)
    )
    article = desk.ledger.sightings(incident.sightings)[0].article_id
    return [
        "/incidents", "/incidents?country=XX", f"/incidents/{entry.incident_id}", f"/articles/{article}", "/export",
        "/export/ged/report", "/queue", "/decisions",
    ]  # fmt: skip


def findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands: the rule, and where."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url}: {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(visit: Visit, desk: Served, scheme: str) -> None:
    page = visit(scheme=scheme)
    map_drawn(page)
    found = findings(page)
    for path in pages(desk)[1:]:
        page.goto(desk.base + path)
        found += findings(page)
    assert found == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_no_page_is_wider_than_the_screen(visit: Visit, desk: Served, size: tuple[int, int]) -> None:
    page = visit(size=size)
    for path in pages(desk):
        page.goto(desk.base + path)
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= size[0], f"{path} is {widest} px wide"
