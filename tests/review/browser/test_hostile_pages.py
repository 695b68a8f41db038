"""A real browser before a ledger that means harm: no dialog, no request, no report of the content policy, no script of theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Served, Visit, served
from playwright.sync_api import Page
from review.hostile import PAYLOADS, ledger_of

REPORTS = "window.reports = []; document.addEventListener('securitypolicyviolation', (each) => window.reports.push(each.violatedDirective + ' ' + each.blockedURI + ' ' + each.sample));"
FOREIGN = "document.querySelectorAll('main img, main iframe, main object, main embed, main math, main style, main script:not([src]), [onerror], [onload], [onclick]').length"
SEVERAL = PAYLOADS[::2]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a ledger whose every field means harm."""
    folder = tmp_path_factory.mktemp("hostile")
    ledger_of(folder, SEVERAL).close()
    with served(folder / "hostile.db") as made:
        yield made


def harmless(page: Page, base: str, paths: list[str]) -> None:
    page.add_init_script(REPORTS)
    for path in paths:
        page.goto(base + path)
        page.wait_for_function("document.readyState === 'complete' && typeof htmx === 'object'")
        assert page.evaluate("window.reports") == [], path
        assert page.evaluate(FOREIGN) == 0, path


def test_no_page_runs_loads_or_asks_what_a_ledger_says(visit: Visit, desk: Served) -> None:
    seen = desk.ledger.panorama()
    paths = ["/incidents", "/queue", "/decisions", "/export"]
    paths += [f"/incidents/{seen.name(row)}" for row in range(min(2, len(seen)))]
    paths += [f"/articles/{article.id}" for article in desk.ledger.articles()[:3]]
    harmless(visit(user="<img src=x onerror=alert(1)>"), desk.base, paths)


def test_what_is_typed_runs_nowhere(visit: Visit, desk: Served) -> None:
    page = visit()
    page.add_init_script(REPORTS)
    for payload in PAYLOADS[5::220]:
        page.goto(desk.base + "/incidents")
        page.get_by_label("Words in a page").fill(payload)
        page.get_by_role("button", name="Find").click()
        page.wait_for_load_state()
        assert page.evaluate("window.reports") == [], payload
        assert page.evaluate(FOREIGN) == 0, payload
