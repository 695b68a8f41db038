"""The map selects and is selected: marks and clusters, circles and polygons drawn on it, what it shows, what is lit."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from browsing import Served, Visit, addressed, map_drawn
from playwright.sync_api import Page, expect


def chosen(page: Page) -> dict[str, str]:
    """The selection that the address bar says, which is the one that is shown."""
    addressed(page)
    told = {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}
    shown = page.locator(".results").get_attribute("data-query") or ""
    assert told == {key: values[0] for key, values in parse_qs(shown).items()}
    return told


def total(page: Page) -> int:
    return int(page.locator(".results").get_attribute("data-total") or 0)


def at(page: Page, *, x: float, y: float) -> tuple[float, float]:
    """A point of the screen by its share of the map's width and height."""
    box = page.locator("#map").bounding_box()
    assert box is not None
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def drag(page: Page, *points: tuple[float, float]) -> None:
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=4)
    page.mouse.up()


def test_a_circle_is_drawn_and_taken_away(page: Page) -> None:
    whole = map_drawn(page)
    page.get_by_role("button", name="Circle").click()
    drag(page, at(page, x=0.55, y=0.35), at(page, x=0.6, y=0.4))
    expect(page.locator(".chips")).to_contain_text(re.compile(r"Within [\d.e+]+ km of"))
    lat, lon, km = (float(each) for each in chosen(page)["near"].split(","))
    assert 1 < km < 20_000 and -90 < lat < 90 and -180 < lon < 180
    expect(page.get_by_label("km", exact=True)).to_have_value(f"{km:g}")
    expect(page.locator("#map")).to_have_attribute("data-area", "1")
    assert total(page) < whole
    page.locator(".chips a").first.click()
    expect(page.locator("#map")).to_have_attribute("data-area", "0")
    assert chosen(page) == {}
    expect(page.get_by_label("Around a place or point")).to_have_value("")


def test_a_polygon_is_closed_by_enter_and_left_by_escape(page: Page) -> None:
    map_drawn(page)
    tool = page.get_by_role("button", name="Polygon")
    tool.click()
    page.mouse.click(*at(page, x=0.3, y=0.3))
    page.keyboard.press("Escape")
    expect(tool).to_have_attribute("aria-pressed", "false")
    assert chosen(page) == {}
    tool.click()
    for x, y in ((0.3, 0.3), (0.7, 0.3), (0.7, 0.8), (0.3, 0.8)):
        page.mouse.click(*at(page, x=x, y=y))
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("In the polygon of 4 corners")
    assert chosen(page)["within"].count(";") == 3
    tool.click()
    for x, y in ((0.2, 0.2), (0.8, 0.2)):
        page.mouse.click(*at(page, x=x, y=y))
    page.mouse.dblclick(*at(page, x=0.5, y=0.9))
    expect(page.locator(".chips")).to_contain_text("In the polygon of 3 corners")


def test_a_polygon_is_drawn_without_a_mouse(page: Page) -> None:
    map_drawn(page)
    page.get_by_role("button", name="Polygon").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press("Space")
        with page.expect_response(re.compile("/map/incidents.json")):  # the map has moved
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("In the polygon of 3 corners")


def test_a_circle_by_name_needs_no_map_and_the_form_keeps_what_was_chosen(page: Page) -> None:
    map_drawn(page)
    page.locator(".facets a", has_text="Ukraine").click()
    expect(page.locator(".results")).to_have_attribute("data-query", "country=UA")
    page.get_by_label("Around a place or point").fill("Харьков")
    page.get_by_label("km", exact=True).fill("350")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_count(2)
    assert chosen(page)["country"] == "UA" and chosen(page)["near"].endswith(",350")
    near = total(page)
    page.locator(".facets summary", has_text="Weapon").scroll_into_view_if_needed()
    page.locator(".facets").get_by_role("link", name="drone", exact=True).click()
    expect(page.locator(".chips li")).to_have_count(3)
    assert set(chosen(page)) == {"country", "near", "weapon"} and total(page) <= near
    page.get_by_label("Killed at least").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(".chips li")).to_have_count(4)
    page.go_back()
    expect(page.locator(".chips li")).to_have_count(3)
    expect(page.get_by_label("Killed at least")).to_have_value("")
    page.get_by_label("Around a place or point").fill("Nowhere-upon-Nothing")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("no place called Nowhere-upon-Nothing")


def test_only_what_the_map_shows(page: Page) -> None:
    map_drawn(page)
    whole = total(page)
    for _ in range(3):
        with page.expect_response(re.compile("/map/incidents.json")):
            page.get_by_role("button", name="Zoom in").click()
        page.wait_for_timeout(400)  # the map eases to its new place
    page.get_by_role("button", name="Only this view").click()
    expect(page.get_by_role("button", name="Only this view")).to_have_attribute("aria-pressed", "true")
    first = chosen(page)["box"]
    assert total(page) < whole
    drag(page, at(page, x=0.5, y=0.5), at(page, x=0.1, y=0.9))
    expect(page.locator(".results")).not_to_have_attribute(
        "data-query", re.compile(re.escape(first.replace(",", "%2C")))
    )
    assert chosen(page)["box"] != first
    page.get_by_role("button", name="Only this view").click()
    expect(page.locator(".chips")).to_have_count(0)
    assert total(page) == whole


def test_a_row_lights_its_mark_and_bar_and_a_mark_its_rows(page: Page) -> None:
    map_drawn(page)
    row = page.locator("tr[data-at][data-day]").first
    row.hover()
    expect(page.locator("#map")).to_have_attribute("data-lit", "1")
    expect(page.locator(".bar.lit")).to_have_count(1)
    page.locator(".tally").hover()
    expect(page.locator(".bar.lit")).to_have_count(0)
    row.locator("a").focus()
    expect(page.locator(".bar.lit")).to_have_count(1)
    page.locator(".bar").nth(2).focus()
    day = page.locator(".bar").nth(2).get_attribute("data-from")
    assert {each.get_attribute("data-day") for each in page.locator("tr.lit").all()} == {day}
    page.locator("body").press("j")
    expect(page.locator("tr.lit")).to_have_count(1)


def test_a_cluster_says_its_number_and_opens(visit: Visit) -> None:
    page = visit("/incidents?admin1=Odesa+Oblast")
    assert map_drawn(page) == 2
    for step in range(40):  # until the marks are painted
        page.mouse.move(*at(page, x=0.5, y=0.5 + step % 2 / 100))
        page.wait_for_timeout(100)
        if page.locator("[data-map-said]").inner_text():
            break
    expect(page.locator("[data-map-said]")).to_contain_text("2 incidents")
    expect(page.locator("tr.lit")).to_have_count(2)
    page.mouse.click(*at(page, x=0.5, y=0.5))
    expect(page.locator(".chips")).to_contain_text("Within 1 km of")
    assert total(page) == 2


def test_doubt_is_drawn_as_the_radius_it_is(visit: Visit, desk: Served) -> None:
    page = visit("/incidents?q=Pavlohrad")
    assert map_drawn(page) == 1
    answer = page.request.get(f"{desk.base}/map/incidents.json?q=Pavlohrad").json()["features"][0]["properties"]
    assert answer["radius_m"] == int(page.locator("tr[data-id]").get_attribute("data-radius") or 0) > 5_000
    assert page.locator("#map").get_attribute("data-doubtful") == "1"
