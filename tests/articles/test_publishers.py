"""Who runs a page, by its address or its name."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.publishers import COLUMNS, agency, publisher_of, registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://edition.news.example.com:8080/a", "example.com"),
        ("http://example.co.uk/a", "example.co.uk"),
        ("https://uk.example.com.ua/a", "example.com.ua"),
        ("https://web.archive.org/web/20220101000000id_/http://www.example.org/a", "example.org"),
        ("https://somebody.blogspot.com/a", "somebody.blogspot.com"),
        ("example.org/a", "example.org"),
        ("http://192.168.0.1/a", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_domain(url: str | None, domain: str | None) -> None:
    assert registered_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "site", "name", "expected"),
    [
        ("https://www.reuters.com/world/x", None, "Somebody", ("reuters.com", "Reuters", "agency", "GB")),
        ("https://abcnews.go.com/x", None, None, ("abcnews.go.com", "ABC News", "outlet", "US")),
        (
            "https://www.steppe-monitor.example/x",
            "Steppe Monitor",
            None,
            ("steppe-monitor.example", "Steppe Monitor", "unknown", None),
        ),
        (
            "https://www.steppe-monitor.example/x",
            None,
            None,
            ("steppe-monitor.example", "steppe-monitor.example", "unknown", None),
        ),
        (None, None, "AFP", ("afp.com", "Agence France-Presse", "agency", "FR")),
        (None, "Steppe Monitor", None, ("steppe monitor", "Steppe Monitor", "unknown", None)),
    ],
)
def test_publisher(
    url: str | None, site: str | None, name: str | None, expected: tuple[str, str, str, str | None]
) -> None:
    found = publisher_of(url=url, site=site, name=name)
    assert found is not None
    assert (found.id, found.name, found.kind, found.country) == expected


def test_nobody() -> None:
    assert publisher_of(url=None, site=" ", name=None) is None
    assert agency("example.org") is None


def test_the_table_keeps_its_own_rules() -> None:
    with (files("istor") / "articles" / "publishers.csv").open(encoding="utf8") as table:
        rows = list(csv.DictReader(table))
    assert tuple(rows[0]) == COLUMNS
    assert [row["domain"] for row in rows] == sorted({row["domain"] for row in rows})
    names = [name.lower() for row in rows for name in row["other_names"].split(";") if name]
    assert len(names) == len(set(names)), "a name stands for two publishers"


@given(st.text(max_size=60))
def test_no_address_crashes(url: str) -> None:
    publisher_of(url=url)
