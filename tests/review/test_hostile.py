"""Whatever a page, a publisher or a colleague writes is shown as words: no page of the desk gets a tag or attribute by it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from review.desks import Visitor, opened_by
from review.hostile import PAYLOADS, harmless, ledger_of

from istor.review.rendering import scraped, templates

COUNTED = (
    "script",
    "style",
    "link",
    "meta",
    "iframe",
    "object",
    "embed",
    "base",
    "img",
    "video",
    "math",
    "title",
    "form",
)
LOCAL = ("href", "src", "action", "formaction", "hx-get", "hx-post", "poster", "srcset")


class Shape(HTMLParser):
    """The tags of a page with the names of their attributes, and where its attributes lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.leads: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.leads |= {value or "" for name, value in attrs if name in LOCAL}


def pages(desk: Visitor) -> Iterator[tuple[str, str]]:
    """Every kind of page that shows what stands in a ledger."""
    ledger = desk.app.state.desk.ledger  # type: ignore[attr-defined]
    seen = ledger.panorama()
    paths = ["/incidents", "/queue", "/decisions", "/export", "/export/csv/report"]
    paths += [f"/incidents/{seen.name(row)}" for row in range(len(seen))]
    paths += [f"/articles/{article.id}" for article in ledger.articles()]
    for path in paths:
        yield path, desk.get(path).text


def by_kind(found: Iterator[tuple[str, str]]) -> dict[str, list[Shape]]:
    shapes: dict[str, list[Shape]] = {}
    for path, text in found:
        name = path.split("/")
        kind = "/".join(name[:2]) + ("/one" if len(name) > 2 else "")
        shapes.setdefault(kind, []).append(Shape(text))
    return shapes


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    with ledger_of(tmp_path_factory.mktemp("evil"), PAYLOADS) as opened:
        yield opened_by(opened, "<img src=x onerror=alert(1)>\u202e")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    with ledger_of(tmp_path_factory.mktemp("plain"), harmless(len(PAYLOADS))) as opened:
        yield opened_by(opened, "ana")


def test_there_are_enough_of_them() -> None:
    assert len(PAYLOADS) >= 600


def test_no_field_of_a_ledger_becomes_markup(desk: Visitor, plain: Visitor) -> None:
    evil, good = by_kind(pages(desk)), by_kind(pages(plain))
    assert set(evil) == set(good)
    for kind, shapes in evil.items():
        known = {tag for each in good[kind] for tag in each.tags}
        attributes = {pair for each in good[kind] for pair in each.attributes}
        for shape in shapes:
            assert set(shape.tags) <= known, kind
            assert shape.attributes <= attributes, kind
            assert all(lead.startswith(("/", "#")) and not lead.startswith("//") for lead in shape.leads), kind
            for tag in COUNTED:
                assert shape.tags[tag] in {each.tags[tag] for each in good[kind]}, (kind, tag)


def test_what_is_typed_comes_back_as_words(plain: Visitor) -> None:
    quiet = Shape(plain.get("/incidents", params={"q": "nothing of the kind", "country": "XX"}).text)
    for payload in PAYLOADS[::3]:
        shape = Shape(plain.get("/incidents", params={"q": payload, "country": payload, "min_killed": payload}).text)
        assert shape.attributes <= quiet.attributes | {("p", "class"), ("strong", "class")}, payload
        assert shape.tags["script"] == quiet.tags["script"] and shape.tags["img"] == 0, payload


@pytest.mark.parametrize("path", ["/incidents/{}", "/articles/{}", "/export/{}", "/{}"])
def test_an_error_says_it_in_words(plain: Visitor, path: str) -> None:
    for payload in PAYLOADS[::7]:
        answer = plain.get(path.format(quote(payload, safe="")))
        assert "<img" not in answer.text and "<script>" not in answer.text, payload


def test_scraped_words_are_escaped_and_their_controls_shown() -> None:
    turns = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    for payload in PAYLOADS:
        shown = str(scraped(payload))
        inner = shown.removeprefix("<bdi>").removesuffix("</bdi>")
        assert shown == f"<bdi>{inner}</bdi>" and not set(inner) & set("<>\"'"), payload
        assert not any((ord(each) < 32 and each not in "\n\t") or ord(each) in turns for each in inner), payload


def test_words_are_never_a_template(desk: Visitor) -> None:
    assert "{{7*7}}" in " ".join(text for _, text in pages(desk))
    assert templates().autoescape is True


def test_a_table_that_leaves_holds_no_formula(desk: Visitor) -> None:
    rows = list(csv.reader(io.StringIO(desk.get("/export/csv").text)))
    assert len(rows) > 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "@", "\t", "\r")) and not (
            cell.startswith(("+", "-")) and not _is_number(cell)
        ), cell


def test_the_api_answers_json_that_no_browser_takes_for_a_page(desk: Visitor) -> None:
    answer = desk.get("/api/incidents")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"


def _is_number(cell: str) -> bool:
    try:
        return float(cell) is not None
    except ValueError:
        return False
