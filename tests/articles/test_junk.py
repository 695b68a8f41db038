"""Pages that are no article, and pages that look like it and are."""

from __future__ import annotations

import pytest

import istor
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
        ("Four teens shot after a party in Akron", "", None),
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


# a text given by itself, and whether it is an article
GIVEN = [
    ("The council met.", None),
    ("Rain fell!", None),
    ("He asked: “Why?”", None),
    ("Menu", "no text"),
    ("Home News Sport", "no text"),
    ("Error 404: page not found.", "error page"),
]


@pytest.mark.parametrize(("text", "reason"), GIVEN)
def test_a_sentence_given_by_itself_is_read(text: str, reason: str | None) -> None:
    assert istor.read(text, language="en").article.junk == reason


def test_a_sentence_without_an_attack_tells_none_and_refuses_nothing() -> None:
    reading = istor.read("The council met.", language="en")
    assert (reading.sightings, reading.refusals) == ((), ())
