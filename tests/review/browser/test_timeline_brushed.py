"""A span of days is brushed on the timeline, with a mouse or by keys, and filters the table and the map."""

from __future__ import annotations

from browsing import addressed, map_drawn, until
from playwright.sync_api import Page, expect


def shown(page: Page) -> dict[str, str]:
    addressed(page)
    return {
        name: page.get_by_label(label, exact=True).input_value() for name, label in (("from", "From"), ("to", "To"))
    }


def test_a_span_is_brushed_with_the_mouse(page: Page) -> None:
    whole = map_drawn(page)
    first, last = page.locator(".bar").nth(1), page.locator(".bar").nth(3)
    left, right = first.bounding_box(), last.bounding_box()
    assert left and right
    page.mouse.move(left["x"] + left["width"] / 2, left["y"] + 5)
    page.mouse.down()
    page.mouse.move(right["x"] + right["width"] / 2, right["y"] + 5, steps=5)
    page.mouse.up()
    expect(page.locator(".chips li")).to_have_count(1)
    assert shown(page) == {"from": first.get_attribute("data-from"), "to": last.get_attribute("data-to")}
    days = [row.get_attribute("data-day") or "" for row in page.locator("tr[data-id]").all()]
    assert days and shown(page)["from"] <= min(days) and max(days) <= shown(page)["to"]
    until(page, "from => Number(document.getElementById('map').dataset.drawn) < from", arg=whole)
    assert page.locator(".bars .span").count() == 1, "the days chosen are marked among all others"
    page.get_by_role("link", name="All days").click()
    expect(page.locator(".chips li")).to_have_count(0)


def test_a_span_is_brushed_by_keys(page: Page) -> None:
    map_drawn(page)
    bars = page.locator(".bar")
    assert page.locator(".bar[tabindex='0']").count() == 1
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    expect(bars.nth(1)).to_be_focused()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    span = bars.nth(1).get_attribute("data-from"), bars.nth(3).get_attribute("data-to")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_count(1)
    assert tuple(shown(page).values()) == span
    expect(page.locator(".bar:not(.outside)").first).to_be_focused()


def test_a_bar_is_a_link_to_its_days(page: Page) -> None:
    map_drawn(page)
    bar = page.locator(".bar").nth(2)
    day = bar.get_attribute("data-from")
    bar.click()
    expect(page.locator(".chips li")).to_have_count(1)
    assert shown(page)["from"] == day
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(0)
