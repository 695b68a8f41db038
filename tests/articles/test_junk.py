"""Pages that are no article, and pages that look like it and are."""

from __future__ import annotations

import pytest

from istor.articles.article import RawPage
from istor.articles.cleaning import clean

REPORT = "A shell hit a bus near Nikopol on Monday and killed its driver, the regional prosecutor said. Three passengers were taken to hospital."


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("Just a moment", "Checking your browser before you go on. Please wait.", "firewall or access check"),
        (None, "Access denied. Your IP address has been reported. Incident ID 4711", "firewall or access check"),
        ("Not there", "Error 404: the page you are looking for does not exist.", "error page"),
        (None, "502 Bad Gateway", "error page"),
        (
            "Your choice",
            "We use cookies. Accept all or manage preferences. Our partners may use your data; see the cookie policy.",
            "cookie wall",
        ),
        ("Tag page: harbours", "Tag page: harbours", "list of links"),
        (None, "   ", "empty page"),
        ("Minister meets the press", "Minister meets the press", "no text"),
        (None, "Win big: casino with free spins! The best betting bonus in any casino, and more free spins.", "spam"),
        ("Shell hits bus near Nikopol, driver killed", "", None),  # without text, but the headline tells an attack
        (
            "Shell hits bus near Nikopol, driver killed",
            "To read on, subscribe. We use cookies. Accept all. Manage preferences.",
            None,
        ),
        ("Court blocks access", REPORT, None),
        (
            "Firewall of the harbour office was broken, police say",
            f"{REPORT} The firewall of the harbour office failed on the same day.",
            None,
        ),
        (None, REPORT, None),
    ],
)
def test_junk(title: str | None, text: str, reason: str | None) -> None:
    page = RawPage(source_id="p", raw=text.encode(), kind="text", title=title)
    assert clean(page).junk == reason
