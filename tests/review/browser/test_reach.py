"""Every page can be used by everybody: no finding of axe-core in either theme, nothing wider than a laptop's or a phone's screen, and no
need of a mouse."""

from __future__ import annotations

import pytest
from browsing import LAPTOP, PHONE, Served, Visit, findings, map_drawn
from playwright.sync_api import Page, expect

STANDING = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), how = getComputedStyle(at);
  return {
    name: (at.getAttribute("aria-label") || at.innerText || at.getAttribute("name") || at.localName).trim().slice(0, 60),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: how.outlineStyle !== "none" && parseFloat(how.outlineWidth) > 0 || how.boxShadow !== "none",
  };
}"""


def pages(desk: Served) -> list[str]:
    """One address of every kind of page."""
    pairs = [*desk.ledger.pairs_of([each.id for each in desk.ledger.incidents()])]
    incident, entry = max(pairs, key=lambda pair: len(pair[0].sightings))
    other = next(each.id for each, _ in pairs if each.id != incident.id)
    if not desk.ledger.decisions():
        decided = desk.ledger.decide("correct", entry.incident_id, path="killed", value=7, by="ana", why="counted anew")
        desk.ledger.decide("comment", entry.incident_id, by="rui", why="the hospital was asked")
        desk.ledger.decide("undo", decided.id, by="ana")
        desk.ledger.decide("sensitivity", other, value="graphic", by="ana")
        desk.ledger.decide("status", other, value="waiting", by="ana")
    article = desk.ledger.sightings(incident.sightings)[0].article_id
    return [
        "/incidents", "/incidents?country=XX", "/incidents?min_killed=many&near=49.9,36.2,300", "/facets/admin1?country=UA", f"/incidents/{entry.incident_id}",
        f"/incidents/{other}", f"/articles/{article}", "/export", "/export/ged/report", "/queue", "/queue?country=XX", "/queue?status=waiting",
        "/decisions", "/methodology", "/nothing", "/incidents/none", "/export/none",
    ]  # fmt: skip


def test_axe_finds_nothing_on_any_page(visit: Visit, desk: Served) -> None:
    page = visit()
    map_drawn(page)
    found = findings(page)
    page = visit(drawn=False)
    for path in pages(desk)[1:]:
        page.goto(desk.base + path)
        found += findings(page)
    assert found == []


def test_axe_finds_nothing_in_what_comes_back(visit: Visit, desk: Served) -> None:
    page = visit("/export")
    seen = desk.ledger.panorama()
    table = f"incident_id,killed_best\n{seen.name(0)},77\n"
    page.get_by_label("The edited CSV or XLSX").set_input_files(
        {"name": "edited.csv", "mimeType": "text/csv", "buffer": table.encode()}
    )
    page.get_by_role("button", name="Show what differs").click()
    page.wait_for_url("**/import")
    assert findings(page) == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_no_page_is_wider_than_the_screen(visit: Visit, desk: Served, size: tuple[int, int]) -> None:
    page = visit(size=size, drawn=False)
    for path in pages(desk):
        page.goto(desk.base + path)
        widest = page.evaluate("document.documentElement.scrollWidth")
        assert widest <= size[0], f"{path} is {widest} px wide"


def test_from_the_first_page_to_a_decision_without_a_mouse(page: Page, desk: Served) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in a page")).to_be_focused()
    page.reload()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Incidents", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue")
    before = len(desk.ledger.decisions())
    with page.expect_navigation():
        page.keyboard.press("a")
    assert desk.ledger.decisions()[before].verb == "accept"


@pytest.mark.parametrize("path", ["/incidents", "/queue", "/export", "/decisions"])
def test_where_one_stands_is_seen(visit: Visit, path: str) -> None:
    page = visit(path)
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(page.evaluate(STANDING))
    assert len({each["name"] for each in stops}) > 8
    assert [each["name"] for each in stops if not (each["seen"] and each["marked"])] == []
