"""A real browser before a served desk: Debian's Chromium, driven by Playwright, over a ledger built from demo/pages.

A test asks for `page` (a session is open, the incidents are shown) or, for a size and theme of its own, for `visit`. It fails
at its end on any console error, page error, dialog, or request that leaves the desk; `troubles.clear()` forgives what a test provoked.
`desk` is one for all tests of a module, over a ledger of the module's own: what its tests decide, other modules never see.
"""

from __future__ import annotations

import fcntl
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

import istor
from istor.review.app import create_app
from istor.review.sessions import Sessions
from istor.store.ledger import Ledger, open_ledger

DEMO = Path(__file__).resolve().parents[3] / "demo" / "pages"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",  # it runs as root in containers, over pages of our own
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",  # the map draws without a graphics card
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
LAPTOP, PHONE = (1366, 768), (390, 844)
PATIENCE_S = 30  # a busy machine may take so long

REPORTS = """document.addEventListener("securitypolicyviolation", (each) =>
  console.error(`the policy refused ${each.violatedDirective} ${each.blockedURI} ${each.sample}`));"""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
MISSED = "the server responded with a status of 40"  # a page that says why something is not done is no trouble

Visit = Callable[..., Page]


@dataclass
class Served:
    """A desk that answers at `base`, as "http://127.0.0.1:4711", over the ledger at `path`."""

    base: str
    path: Path
    ledger: Ledger
    sessions: Sessions
    app: Any

    def door(self, user: str = "ana", role: str = "admin") -> str:
        """An address that opens one session, once."""
        return f"{self.base}/?token={self.sessions.token(user, role)}"


@pytest.fixture(scope="session")
def demo_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of demo/pages, built once for all processes of a run. To be copied, not changed."""
    place = tmp_path_factory.getbasetemp()
    place = place.parent if place.name.startswith("popen-") else place
    path = place / "demo.db"
    with (place / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            istor.build([DEMO], ledger=place / "building.db")
            (place / "building.db").rename(path)
    return path


@pytest.fixture(scope="module")
def desk(demo_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a copy of the demo's ledger."""
    path = tmp_path_factory.mktemp("desk") / "demo.db"
    shutil.copy(demo_ledger, path)
    with served(path) as made:
        yield made


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """Serves the ledger at `path` on a free port of this machine while the block runs."""
    listening = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    sessions = Sessions()
    with open_ledger(path) as ledger:
        app = create_app(ledger, hosts=(host,), sessions=sessions)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield Served(f"http://{host}", path, ledger, sessions, app)
        server.should_exit = server.force_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, started once a module: beyond it, Playwright's event loop would stand in other tests' way."""
    if CHROMIUM is None:
        pytest.skip("no chromium is installed: scripts/setup.sh dev says how to get it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in the browser so far: console and page errors, dialogs, requests to other hosts."""
    return []


@pytest.fixture
def visit(chromium: Browser, desk: Served, troubles: list[str]) -> Iterator[Visit]:
    """`visit(path, size=LAPTOP, scheme="light", user="ana", role="admin")` opens a session of its own and shows the path.

    With `drawn=False` the map's script is not run: without a graphics card it takes a second of each page that has one.
    """
    contexts = []

    def open_page(
        path: str = "/incidents", *, size: tuple[int, int] = LAPTOP, drawn: bool = True, **options: Any
    ) -> Page:
        door = desk.door(options.pop("user", "ana"), options.pop("role", "admin"))
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=options.pop("scheme", "light"), **options
        )
        contexts.append(context)
        context.set_default_timeout(1000 * PATIENCE_S)
        page = context.new_page()
        watch(page, desk.base, troubles)
        if not drawn:
            page.route("**/static/map.mjs", lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(door)
        if path != "/incidents":
            page.goto(desk.base + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(visit: Visit) -> Page:
    """The incidents on a laptop's screen, in the light theme."""
    return visit()


def watch(page: Page, base: str, troubles: list[str]) -> None:
    """Writes down whatever must not happen on a page of the desk at `base`."""
    page.add_init_script(REPORTS)

    def left(request: Any) -> None:
        if not request.url.startswith((base + "/", "blob:", "data:")):
            troubles.append(f"a request left: {request.url}")

    def dialog(each: Any) -> None:
        troubles.append(f"a dialog: {each.message}")
        each.dismiss()

    def console(said: Any) -> None:
        if said.type == "error" and not (MISSED in said.text and said.location["url"] == page.url):
            troubles.append(f"console: {said.text} {said.location['url']}")

    page.on("console", console)
    page.on("pageerror", lambda error: troubles.append(f"page error: {error}"))
    page.on("dialog", dialog)
    page.context.on("request", left)


def until(page: Page, holds: str, *, arg: Any = None) -> None:
    """Waits until an expression holds in the page. Asked from outside, again and again: the browser's own way of waiting
    evaluates words in the page, which the desk's policy refuses as soon as it has to ask twice."""
    late = time.monotonic() + PATIENCE_S
    while not page.evaluate(holds, arg):
        assert time.monotonic() < late, f"still not so: {holds}"
        page.wait_for_timeout(20)


def settled(page: Page) -> None:
    """Waits until the page and its scripts stand."""
    until(page, "document.readyState === 'complete' && typeof htmx === 'object'")


def addressed(page: Page) -> None:
    """Waits until the address bar says the selection that is shown, and the form beside it has followed."""
    until(page, "location.search.slice(1) === document.querySelector('.results').dataset.query")
    until(page, "!document.querySelector('.htmx-added, .htmx-settling, .htmx-swapping')")


def map_drawn(page: Page) -> int:
    """Waits until the map has its marks, and gives how many incidents they stand for."""
    page.wait_for_selector("#map[data-drawn]")
    return int(page.locator("#map").get_attribute("data-drawn") or 0)


def findings(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, in the light theme and in the dark one: the rule, and where."""
    found = Axe().run(page, options=RULES).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += Axe().run(page, options=COLOURS).response["violations"]
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
