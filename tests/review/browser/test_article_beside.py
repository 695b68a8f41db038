"""The page as it was stored, beside its text in a real browser: nothing of it runs, loads or leads anywhere; and the sheet is one page."""

from __future__ import annotations

from browsing import Served, Visit


def _html_page(desk: Served) -> str:
    return next(each.id for each in desk.ledger.articles() if each.source_id.endswith(".html"))


def test_the_stored_page_is_words_in_a_sandbox(desk: Served, visit: Visit) -> None:
    page = visit(f"/articles/{_html_page(desk)}")
    frame = page.frame_locator(".original iframe")
    page.locator(".original iframe").scroll_into_view_if_needed()
    assert frame.locator("p").first.inner_text()
    for leading in ("a", "script", "img[src]", "form", "input", "link", "iframe"):
        assert frame.locator(leading).count() == 0, leading
    text, original = page.locator(".text").bounding_box(), page.locator(".original").bounding_box()
    assert text and original and original["x"] >= text["x"] + text["width"]


def test_the_sheet_prints_on_one_page(desk: Served, visit: Visit) -> None:
    longest = max(desk.ledger.entries(), key=lambda entry: (entry.pages, entry.incident_id))
    page = visit(f"/incidents/{longest.incident_id}/sheet")
    assert page.locator(".record dt").count() == 11
    page.emulate_media(media="print")
    assert not page.locator(".choices").is_visible() and not page.locator(".top").is_visible()
    printed = page.pdf(format="A4")
    assert printed.count(b"/Type /Page\n") == 1 or printed.count(b"/Type /Page ") == 1
