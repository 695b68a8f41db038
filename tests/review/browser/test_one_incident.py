"""One incident's page: its accounts beside one another, its figures, its place with the runners-up, its toll over time."""

from __future__ import annotations

import re

import pytest
from browsing import Served, Visit
from playwright.sync_api import Page, expect

from istor.incidents.incident import Incident
from istor.ledger.entry import Entry


@pytest.fixture
def told(desk: Served) -> tuple[Incident, Entry]:
    """The incident that most pages tell of."""
    pairs = desk.ledger.pairs_of([each.id for each in desk.ledger.incidents()])
    return max(pairs, key=lambda pair: len(pair[0].sightings))


@pytest.fixture
def sheet(visit: Visit, told: tuple[Incident, Entry]) -> Page:
    return visit(f"/incidents/{told[0].id}")


def test_accounts_stand_side_by_side(sheet: Page, told: tuple[Incident, Entry]) -> None:
    table = sheet.get_by_role("region", name="Accounts side by side")
    heads = table.locator("thead th").all_inner_texts()
    assert len(heads) == len(told[0].sightings) > 1
    assert all(re.search(r"\d \w+ \d{4}|day not known", head) for head in heads)
    rows = [row.inner_text() for row in table.locator("tbody th").all()]
    assert rows[:3] == ["On whose word", "When", "Where"] and "Killed" in rows
    assert table.locator("td.apart").count() > 1, "what they do not say alike is marked"


def test_copies_are_folded_under_their_origin_with_their_count(visit: Visit, desk: Served) -> None:
    pairs = desk.ledger.pairs_of([each.id for each in desk.ledger.incidents()])
    incident, entry = max(pairs, key=lambda pair: pair[1].copies)
    page = visit(f"/incidents/{incident.id}")
    table = page.get_by_role("region", name="Accounts side by side")
    assert table.locator("thead th").count() == entry.pages - entry.copies
    folded = table.locator("details")
    expect(folded).to_contain_text(f"{entry.copies} pages")
    expect(folded.locator("a").first).to_be_hidden()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("a")).to_have_count(entry.copies)
    expect(folded.locator("a").first).to_be_visible()


def test_figures_with_their_reason_and_who_said_them(sheet: Page, told: tuple[Incident, Entry]) -> None:
    killed = told[1].figure("killed")
    assert killed is not None
    row = sheet.locator("table.figures tbody tr").first
    least, best, most = row.locator("td.number").all_inner_texts()
    assert (least, best) == (str(killed.low), str(killed.best)) and most in (str(killed.high), "open")
    assert "Best reported" in row.inner_text()
    for account in sheet.locator("table.accounts tbody tr").all():
        assert account.locator("strong").first.inner_text(), "a speaker"
        assert account.locator("a[href^='/articles/']").count() >= 2, "the words and the publisher lead to the page"


def test_the_place_on_a_map_with_what_else_it_could_be(sheet: Page, told: tuple[Incident, Entry]) -> None:
    place = told[1].place
    assert place is not None and len(place.candidates) > 1
    sheet.wait_for_selector(f".place-map[data-drawn='{min(6, len(place.candidates))}']")
    scores = [int(each.rstrip(" %")) for each in sheet.locator("table.candidates td.number").all_inner_texts()]
    assert scores == sorted(scores, reverse=True) and len(scores) > 1
    expect(sheet.locator("table.candidates tr.used")).to_have_count(1)


def test_the_toll_over_time_is_drawn_beside_its_table(sheet: Page, told: tuple[Incident, Entry]) -> None:
    sheet.wait_for_selector("[data-tolls] svg")
    assert sheet.locator("table.history tbody tr").count() == len(told[1].history)
    dots = sheet.locator("[data-tolls] svg").first.locator("title").all_text_contents()
    assert dots and all(re.match(r"Step \d+: \d+", each) for each in dots)


def test_full_text_and_facets_with_their_counts(visit: Visit) -> None:
    page = visit("/incidents?q=hospital")
    found = int(page.locator(".results").get_attribute("data-total") or 0)
    whole = page.locator(".tally").inner_text()
    assert found > 0 and "of 14" in whole
    value = page.locator(".facets li").first
    count = int(value.locator(".count").inner_text())
    value.locator("a").click()
    expect(page.locator(".results")).to_have_attribute("data-total", str(count))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".results")).to_have_attribute("data-total", str(count))
    expect(page.get_by_label("Words in a page")).to_have_value("hospital")


def test_what_changed_since_the_last_visit(visit: Visit, desk: Served) -> None:
    page = visit()
    expect(page.locator("[data-visit]")).to_be_hidden()
    name = page.locator("tr[data-id]").nth(3).get_attribute("data-id") or ""
    desk.ledger.decide("comment", [name], by="ben", why="seen since")
    later = page.context.new_page()  # a new tab is a new session of the browser
    later.goto(desk.base + "/incidents")
    link = later.get_by_role("link", name=re.compile("1 changed since your last visit"))
    link.click()
    expect(later.locator("tr[data-id]")).to_have_count(1)
    assert later.locator("tr[data-id]").get_attribute("data-id") == name
    expect(later.locator(".chips")).to_contain_text("Changed since a visit")
