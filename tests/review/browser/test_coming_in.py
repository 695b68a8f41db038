"""A team's door in a real browser: by name and password, and out again."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from browsing import findings, watch
from playwright.sync_api import Browser, expect
from review.desks import filled
from review.hostile import PAYLOADS
from review.teams import password_of, team

from istor.review.app import create_app
from istor.review.serving import ADDRESS, _listening, settings


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a team's desk."""
    folder = tmp_path_factory.mktemp("team")
    listening = _listening(ADDRESS, 0)
    host = f"{ADDRESS}:{listening.getsockname()[1]}"
    people = team(folder)
    for label in PAYLOADS[::40]:
        people.issue("vera", label[:60])
    with filled(folder) as ledger:
        server = uvicorn.Server(settings(create_app(ledger, hosts=(host,), team=people)))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://{host}"
        server.should_exit = server.force_exit = True
        thread.join(10)


def test_in_by_password_and_out_again(chromium: Browser, base: str, troubles: list[str]) -> None:
    context = chromium.new_context()
    page = context.new_page()
    watch(page, base, troubles)
    page.goto(f"{base}/decisions")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("rui")
    page.keyboard.press("Tab")
    page.keyboard.type(password_of("rui"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/decisions")
    page.get_by_role("link", name="rui").click()
    expect(page.get_by_text("reviewer")).to_be_visible()
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Leave").click()
    page.wait_for_url("**/login")
    page.goto(f"{base}/incidents")
    expect(page.get_by_label("Password")).to_be_visible()
    context.close()
    assert troubles == []


def test_axe_finds_nothing_at_the_door_or_in_an_account(chromium: Browser, base: str, troubles: list[str]) -> None:
    page = chromium.new_page()
    watch(page, base, troubles)
    page.goto(f"{base}/login?then=javascript:alert(1)")
    found = findings(page)
    page.get_by_label("Name").fill("vera")
    page.get_by_label("Password").fill("what is not her password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    found += findings(page)
    page.get_by_label("Name").fill("vera")
    page.get_by_label("Password").fill(password_of("vera"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents")
    page.goto(f"{base}/account")
    expect(page.locator("dl.facts")).to_contain_text(PAYLOADS[0][:20])
    found += findings(page)
    page.close()
    assert found == troubles == []
