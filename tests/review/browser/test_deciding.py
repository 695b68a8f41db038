"""Decisions by keys alone in a real browser, and on many rows at once."""

from __future__ import annotations

import re

from browsing import Served, Visit
from playwright.sync_api import Page, expect


def shown(page: Page) -> str:
    return page.locator("[data-keys]").get_attribute("data-incident") or ""


def press(page: Page, *keys: str) -> int:
    """Presses keys, waits for the page that the last one leads to; how many they were."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    return len(keys)


def test_many_at_once(page: Page, desk: Served) -> None:
    page.keyboard.press("j")
    page.keyboard.press("b")
    page.keyboard.press("j")
    page.keyboard.press("b")
    expect(page.locator('input[form="chosen"]:checked')).to_have_count(2)
    press(page, "a")
    last = desk.ledger.decisions()[-1]
    assert (last.verb, len(last.on)) == ("accept", 2)
    expect(page.locator("tr .tag.good")).to_have_count(2)
    press(page, "u")
    expect(page.locator("tr .tag.good")).to_have_count(0)


def test_all_by_keys(visit: Visit, desk: Served) -> None:
    page = visit("/queue")
    name = shown(page)
    assert press(page, "a") == 1
    assert desk.ledger.incident(name)[0].reviewed  # type: ignore[index]
    assert press(page, "u") == 1
    expect(page.locator("[data-keys]")).to_have_attribute("data-incident", name)
    assert press(page, "c", "7", "Enter") <= 5
    assert desk.ledger.decisions()[-1].value in (7, "7")
    press(page, "u")
    several = next(each.id for each in desk.ledger.incidents() if len(each.sightings) > 1)
    page.goto(f"{desk.base}/incidents/{several}")
    assert press(page, "x", "2", "Enter") <= 5
    assert desk.ledger.decisions()[-1].verb == "split"
    press(page, "g", "1")
    assert desk.ledger.decisions()[-1].path == "grade"
    assert press(page, "m", "1") <= 3
    assert desk.ledger.decisions()[-1].verb == "merge"


def test_a_key_can_be_changed(visit: Visit, desk: Served) -> None:
    page = visit("/queue")
    page.keyboard.press("?")
    field = page.locator('dialog input[data-of="skip"]')
    field.fill("a")
    expect(page.locator("dialog [role=status]")).to_contain_text("taken")
    field.fill("z")
    page.keyboard.press("Escape")
    page.reload()
    expect(page.locator('[data-action="skip"] kbd')).to_have_text("z")
    press(page, "z")
    assert desk.ledger.decisions()[-1].verb == "skip"


def test_the_guard_opens_when_asked(visit: Visit, desk: Served) -> None:
    name = desk.ledger.incidents()[0].id
    page = visit(f"/incidents/{name}")
    press(page, "y", "2")
    expect(page.locator(".figure").first).to_be_hidden()
    page.keyboard.press("h")
    expect(page.locator(".figure").first).to_be_visible()
    expect(page).to_have_url(re.compile(name))
