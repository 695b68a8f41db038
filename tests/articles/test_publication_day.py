"""The day a page was published, wherever it says so, and never another day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.article import RawPage
from istor.articles.cleaning import clean
from istor.articles.publication_day import day_in_address, read_day

BODY = "A shell hit a bus near Nikopol on Monday and killed its driver, the prosecutor said."


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-06-11", "2025-06-11"),
        ("2025-06-11T23:30:00+03:00", "2025-06-11"),  # the page's own local day
        ("2025/06/11", "2025-06-11"),
        ("20250611", "2025-06-11"),
        ("11 June 2025", "2025-06-11"),
        ("11th of June, 2025", "2025-06-11"),
        ("June 11, 2025 04:35AM ET", "2025-06-11"),
        ("Jun. 11 2025", "2025-06-11"),
        ("Wed, 11 Jun 2025 07:10:00 +0300", "2025-06-11"),
        ("11.06.2025, 18:40", "2025-06-11"),
        ("11/06/2025", "2025-06-11"),
        ("06/25/2025", "2025-06-25"),  # only one reading is possible
        ("11 червня 2025", "2025-06-11"),
        ("11 июня 2025 г.", "2025-06-11"),
        ("11 يونيو 2025", "2025-06-11"),
        ("2025-06-11T20:31:00Z 2025-06-12T08:00:00Z", "2025-06-11"),  # scraped twice: the first is the day
        ("11 June", None),
        ("June 2025", None),
        ("31 June 2025", None),
        ("room 2025, floor 11", None),
        ("", None),
        (None, None),
    ],
)
def test_read_day(words: str | None, day: str | None) -> None:
    assert read_day(words) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2025/06/11/shell-hits-bus", "2025-06-11"),
        ("https://example.org/news/2025/6/1/bus.html", "2025-06-01"),
        ("https://example.org/2025/jun/11/bus", "2025-06-11"),
        ("https://example.org/world/bus-hit-2025-06-11/", "2025-06-11"),
        ("https://example.org/en/20250611-bus-hit", "2025-06-11"),
        ("https://example.org/english/11062025", "2025-06-11"),
        ("https://web.archive.org/web/20250101120000/http://example.org/2024/03/02/bus", "2024-03-02"),
        ("https://web.archive.org/web/20250101120000/http://example.org/bus", None),  # the day of capture is none
        ("https://example.org/?day=2025-06-11", None),
        ("https://example.org/article/20259911", None),
        ("https://example.org/2025/06/bus", None),
        (None, None),
        ("http://[::1/2024/05/03/a", None),  # no address
    ],
)
def test_address(url: str | None, day: str | None) -> None:
    assert day_in_address(url) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Published 2025-06-11\n\n{BODY}", "2025-06-11"),
        (f"date 2025-06-11\n\n{BODY}", "2025-06-11"),
        (f"Bus hit near Nikopol\nUpdated: 11 June 2025, 18:40\n\n{BODY}", "2025-06-11"),
        (f"Bus hit near Nikopol\n11 June 2025\n\n{BODY}", "2025-06-11"),
        (f"11 June 2025\n\n{BODY}", "2025-06-11"),
        (f"NIKOPOL, 11 June 2025 - {BODY}", "2025-06-11"),
        (f"Bus hit near Nikopol\n\n{BODY}\n\nPress office\n\nJune 11, 2025\n\nPrevious post", "2025-06-11"),
        (f"Bus hit near Nikopol\n\n{BODY}\n\nThe first such attack was on 3 May 2022, officials said.", None),
        (f"Bus hit near Nikopol\n\n{BODY}\n\nRelated articles\n\nBridge reopens to trucks at last\n\n4 May 2024", None),
        (BODY, None),
    ],
)
def test_text(text: str, day: str | None) -> None:
    article = clean(RawPage(source_id="p", raw=text.encode(), kind="text"))
    assert article.published == (dt.date.fromisoformat(day) if day else None)
    assert article.published_from == ("text" if day else None)


def test_a_day_above_a_list_of_other_stories_is_the_day_of_printing() -> None:
    text = f"11 June 2025\nHarbour crews walk out over pay\nGrain price falls for a third week\nBus hit near Nikopol\n\n{BODY}"
    page = RawPage(source_id="p", raw=text.encode(), kind="text", title="Bus hit near Nikopol")
    assert clean(page).published is None


def test_the_record_speaks_first_and_the_user_last() -> None:
    page = RawPage(
        source_id="p",
        raw=f"Published 2025-06-11\n\n{BODY}".encode(),
        kind="text",
        url="https://example.org/2025/06/12/bus",
    )
    assert clean(page).published_from == "url"
    recorded = RawPage(source_id="p", raw=page.raw, kind="text", published="10 June 2025 08:00", url=page.url)
    assert clean(recorded).published == dt.date(2025, 6, 10)
    assert clean(recorded).published_at == "10 June 2025 08:00"
    bare = RawPage(source_id="p", raw=BODY.encode(), kind="text")
    assert clean(bare, published=dt.date(2025, 6, 9)).published_from == "user"
    assert clean(page, published=dt.date(2025, 6, 9)).published_from == "url"


@given(
    st.dates(dt.date(1980, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d", "%a, %d %b %Y 10:00:00 GMT", "%d.%m.%Y"]),
)
def test_what_is_written_is_read(day: dt.date, form: str) -> None:
    assert read_day(day.strftime(form)) == day


@given(st.text(max_size=60))
def test_no_words_crash(words: str) -> None:
    read_day(words)
    day_in_address(words)
