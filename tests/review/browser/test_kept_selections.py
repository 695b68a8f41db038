"""A selection can be kept under a name, in the browser, and found again."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_selection_is_kept_under_a_name(page: Page) -> None:
    page.locator(".facets a", has_text="SY").click()
    expect(page.locator(".results")).to_have_attribute("data-query", "country=SY")
    page.locator(".saved summary").click()
    page.get_by_label("Keep this selection as").fill("<b>Syria</b>")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.goto(page.url.partition("?")[0])
    page.locator(".saved summary").click()
    page.get_by_role("link", name="<b>Syria</b>").click()
    expect(page.locator(".results")).to_have_attribute("data-query", "country=SY")
    page.locator(".saved summary").click()
    page.get_by_role("button", name="Forget <b>Syria</b>").click()
    expect(page.locator(".saved li")).to_have_count(0)
