"""A real browser before a ledger that means harm: whatever its fields, an address, an upload or a person's name say, nothing of it runs,
loads, asks or becomes an element. All strings of `review.hostile` stand in every field, some sixty at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from browsing import Served, Visit, served, settled
from playwright.sync_api import Browser, Page
from review.hostile import PAYLOADS, harmless, ledger_of

SHARE = 64  # strings in one field
SHAPE = "[...document.querySelectorAll('*')].flatMap((each) => [each.localName, ...[...each.attributes].map((one) => `${each.localName} ${one.name}`)])"
PATHS = "/static/ /map/ /incidents /articles/ /queue /decisions /export /import"
ASKED = tuple(PATHS.split())


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a ledger whose every field means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    ledger_of(folder, PAYLOADS, share=SHARE).close()
    with served(folder / "hostile.db") as made:
        yield made


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over the same ledger with words that are nothing but words."""
    folder = tmp_path_factory.mktemp("plain")
    ledger_of(folder, harmless(2 * SHARE), share=SHARE).close()
    with served(folder / "hostile.db") as made:
        yield made


def paths(desk: Served, most: int) -> list[str]:
    """Every kind of page of a ledger, with so many sheets and articles of it."""
    seen = desk.ledger.panorama()
    found = ["/incidents", "/queue", "/decisions", "/export", "/export/ged/report", "/nothing"]
    found += [f"/incidents/{seen.name(row)}" for row in range(min(most, len(seen)))]
    return found + [f"/articles/{article.id}" for article in desk.ledger.articles()[:most]]


def shape(page: Page) -> set[str]:
    """Which elements and attributes the page has, once its scripts are done."""
    settled(page)
    return set(page.evaluate(SHAPE))


@pytest.fixture(scope="module")
def usual(plain: Served, chromium: Browser) -> set[str]:
    """The elements and attributes of the desk's pages over words that are nothing but words."""
    page = chromium.new_page()
    page.goto(plain.door())
    found = shape(page)
    for path in [*paths(plain, 1), "/incidents?q=nothing&min_killed=many", "/incidents?place=x&country=XX"]:
        page.goto(plain.base + path)
        found |= shape(page)
    found |= uploaded(page, plain.base, ["a", "b"])
    page.close()
    return found


def uploaded(page: Page, base: str, words: list[str]) -> set[str]:
    """The shape of the page that shows what an edited table says otherwise, in cells that hold these words."""
    page.goto(f"{base}/export")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV", exact=True).click()
    rows = list(csv.reader(io.StringIO(Path(coming.value.path()).read_text(encoding="utf8"))))
    out = io.StringIO()
    for row in rows:
        row[1:] = row[1:] if row is rows[0] else [" ".join(words)] * (len(row) - 1)
    csv.writer(out).writerows(rows)
    page.locator('input[name="table"]').set_input_files(
        {"name": f"{words[0]}.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()}
    )
    page.get_by_role("button", name="Show what differs").click()
    page.wait_for_url("**/import")
    return shape(page)


def test_no_page_runs_loads_or_asks_what_a_ledger_says(visit: Visit, desk: Served, usual: set[str]) -> None:
    page = visit(user=" ".join(PAYLOADS[:40]))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for path in paths(desk, len(PAYLOADS)):
        page.goto(desk.base + path)
        assert shape(page) <= usual, path
        if "-" in path:
            assert page.locator("main").inner_text().count("alert(1)") > 3, path
    assert all(path.startswith(ASKED) or path in ("/", "/nothing") or path.endswith("/report") for path in asked)


def test_what_an_address_says_runs_nowhere(visit: Visit, desk: Served, usual: set[str]) -> None:
    page = visit(drawn=False)
    for at in range(0, len(PAYLOADS), SHARE):
        words = " ".join(PAYLOADS[at : at + SHARE])
        told = dict.fromkeys(("q", "place", "country", "actor", "min_killed", "near"), words)
        page.goto(f"{desk.base}/incidents?{urlencode(told)}")
        assert shape(page) <= usual, at


def test_what_is_typed_runs_nowhere(visit: Visit, desk: Served, usual: set[str]) -> None:
    page = visit(drawn=False)
    for label in ("Words in a page", "Place"):
        page.get_by_label(label, exact=label == "Place").fill(" ".join(PAYLOADS[5::3]))
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/incidents?q=*")
    assert shape(page) <= usual


def test_what_comes_back_in_a_table_runs_nowhere(visit: Visit, desk: Served, usual: set[str]) -> None:
    page = visit(drawn=False)
    for at in range(0, len(PAYLOADS), 4 * SHARE):
        assert uploaded(page, desk.base, list(PAYLOADS[at : at + 4 * SHARE])) <= usual, at
