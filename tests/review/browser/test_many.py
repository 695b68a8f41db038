"""A desk over many incidents in a real browser: pages, facets, words and the map stay what they are. ISTOR_MANY says how many
(scripts/long_tests.sh: a hundred thousand)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from browsing import Served, Visit, map_drawn, served
from playwright.sync_api import Page, expect

from benchmarks.incidents import words, write_ledger

MANY = int(os.environ.get("ISTOR_MANY", "2000"))
PATIENCE_MS = 10_000  # until something is painted; on a machine that does nothing else it is some hundred
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a generated ledger."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    write_ledger(path, incidents=MANY)
    with served(path) as made:
        yield made


def total(page: Page) -> int:
    """How many incidents the page says it shows."""
    return int(page.locator(".results").get_attribute("data-total") or 0)


def test_many_are_narrowed_down_to_a_few(visit: Visit) -> None:
    page = visit()
    assert total(page) == MANY and 0 < map_drawn(page) <= MANY
    page.get_by_label("Words in a page").fill(words()[40])
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**q=*")
    found = total(page)
    first = page.locator(".facets details", has_text="Country").locator("li").first
    told = int(re.sub(r"\D", "", first.locator(".count").inner_text()))
    first.get_by_role("link").click()
    expect(page.locator(".results")).to_have_attribute("data-total", str(told))
    expect(page).to_have_url(re.compile("(?=.*country=).*q="))
    assert told < found < MANY
    page.go_back()
    expect(page.locator(".results")).to_have_attribute("data-total", str(found))


def test_the_table_is_turned_over_page_by_page(visit: Visit) -> None:
    page = visit(drawn=False)
    before = page.locator("tbody tr").first.get_attribute("data-id")
    page.get_by_role("link", name="Further rows").click()
    expect(page.locator(".pages span")).to_contain_text("Page 2 of")
    assert page.locator("tbody tr").first.get_attribute("data-id") != before
    page.goto(page.url.replace("page=2", "page=1000000"))
    expect(page.get_by_role("link", name="Further rows")).to_have_count(0)


def test_something_is_painted_soon(visit: Visit) -> None:
    assert visit().evaluate(PAINTED) < PATIENCE_MS
