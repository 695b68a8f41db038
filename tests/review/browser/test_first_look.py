"""Whoever opens the desk sees the incidents, in a table and on a map, and comes from a figure to its words."""

from __future__ import annotations

import re

from browsing import map_drawn
from playwright.sync_api import Page, expect


def test_from_the_table_to_the_words(page: Page) -> None:
    expect(page).to_have_title(re.compile("^Incidents"))
    assert "token" not in page.url
    rows = page.locator("#results tbody tr")
    total = int(page.locator(".results").get_attribute("data-total") or 0)
    assert rows.count() == total > 10
    assert 10 < map_drawn(page) <= total
    rows.locator("a").first.click()
    expect(page.locator("article.sheet h1")).to_be_visible()
    words = page.locator("q.words a").first
    quoted = words.inner_text()
    words.click()
    expect(page.locator("article.stored .text")).to_contain_text(quoted)
    assert page.locator(":target").count() == 1
