"""Agencies, authors and corrections, as pages name them."""

from __future__ import annotations

import pytest

from istor.articles.article import RawPage
from istor.articles.cleaning import clean

BODY = "A shell hit a bus near Nikopol on Monday and killed its driver, the prosecutor said."


@pytest.mark.parametrize(
    ("text", "agencies", "byline"),
    [
        (f"NIKOPOL, Ukraine (Reuters) - {BODY}", ("reuters.com",), None),
        (f"KYIV (AP) — {BODY}", ("apnews.com",), None),
        (f"Bus hit near Nikopol By Reuters\n\n{BODY}", ("reuters.com",), None),
        (
            f"Bus hit near Nikopol\nBy Olha Rudenko, Associated Press\n\n{BODY}",
            ("apnews.com",),
            "Olha Rudenko, Associated Press",
        ),
        (f"Bus hit near Nikopol\nSource: AFP\n\n{BODY}", ("afp.com",), None),
        (f"Bus hit near Nikopol\n\n{BODY}\n\nThe road was closed for an hour. (AFP)", ("afp.com",), None),
        (f"Bus hit near Nikopol\nBy Olha Rudenko\n\n{BODY}", (), "Olha Rudenko"),
        (
            f"Bus hit near Nikopol\n\n{BODY}\n\nThe driver was 41, his brother told AFP by phone from the hospital.",
            (),
            None,
        ),
        (f"Bus hit near Nikopol\n\n{BODY}\n\nThe toll could not be confirmed, Reuters reported on Monday.", (), None),
    ],
)
def test_credits(text: str, agencies: tuple[str, ...], byline: str | None) -> None:
    article = clean(RawPage(source_id="p", raw=text.encode(), kind="text"))
    assert (article.credits, article.byline) == (agencies, byline)


def test_an_agency_in_the_publisher_s_name_is_a_credit() -> None:
    page = RawPage(source_id="p", raw=BODY.encode(), kind="text", publisher="The Harbour Herald (AFP)")
    assert clean(page).credits == ("afp.com",)


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: an earlier text gave the wrong age of the driver.",
        "(This story has been corrected to say that one man died, not two)",
        "Editor's note: an earlier version of this story misspelled the name of the town.",
    ],
)
def test_a_correction_is_found_and_quoted(notice: str) -> None:
    article = clean(RawPage(source_id="p", raw=f"Bus hit near Nikopol\n\n{BODY}\n\n{notice}\n".encode(), kind="text"))
    assert article.correction is not None
    assert article.correction.quote(article.text) == notice


def test_a_correction_told_in_the_news_is_none() -> None:
    text = f"Bus hit near Nikopol\n\n{BODY}\n\nThe ministry corrected its figure on Tuesday."
    assert clean(RawPage(source_id="p", raw=text.encode(), kind="text")).correction is None
