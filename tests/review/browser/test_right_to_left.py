"""A page that is written from right to left: it runs so, its marks stand on the words they are of, and what turns text is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from browsing import Served, Visit, served
from holdings import RULES, TEXT, holding
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from istor.articles.article import Block
from istor.provenance import Span
from istor.runs.following import follow
from istor.store.holding import Holding, Run
from istor.store.ledger import open_ledger

TITLE = "قتلى في سوق"
WORDS = "قتل ثلاثة أشخاص في سوق المدينة (market 12) مساء أمس، بحسب المستشفى"
FIRST, LAST = "ثلاثة أشخاص", "المستشفى"
TURNED = "a\u202egnirts\u2066b"


def arabic() -> Holding:
    """A page in Arabic of which a toll and a speaker were read, with characters in it that would turn what follows."""
    made = holding("ar", TEXT, publisher="وكالة")
    text = f"{WORDS}\n{TURNED}"
    article = replace(
        made.reading.article,
        text=text,
        title=TITLE,
        language="ar",
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )
    sighting = made.reading.sightings[0]

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(article_id=article.id, start=at, end=at + len(words))

    toll = sighting.tolls[0]
    who = replace(toll.attribution.speaker, words=LAST, span=span(LAST))  # type: ignore[type-var]
    toll = replace(toll, words=FIRST, span=span(FIRST), attribution=replace(toll.attribution, speaker=who))
    told = replace(
        sighting,
        tolls=(toll,),
        voices=(replace(sighting.voices[0], speaker=who),),
        date=None,
        place=None,
        spans=(span(FIRST),),
    )
    return replace(
        made, reading=replace(made.reading, article=article, sightings=(told,), claims=(), dates=(), places=())
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a ledger of that page."""
    path = tmp_path_factory.mktemp("arabic") / "ar.db"
    with open_ledger(path, create=True) as opened:
        run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        opened.keep([arabic()], [], rules_id=RULES.id, run=run)
        follow(opened)
    with served(path) as made:
        yield made


def left(page: Page, words: str) -> float:
    """How many pixels from the left the mark on these words begins."""
    box = page.locator(".text mark", has_text=words).bounding_box()
    assert box is not None
    return box["x"]


def test_a_page_runs_from_right_to_left(visit: Visit, desk: Served) -> None:
    page = visit(f"/articles/{desk.ledger.articles()[0].id}")
    assert page.locator(".text").evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert page.locator("h1 bdi").evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert page.locator(".text mark").all_inner_texts() == [FIRST, LAST]
    assert left(page, FIRST) > left(page, LAST)
    assert page.locator(".facts").evaluate("(each) => getComputedStyle(each).direction") == "ltr"


def test_what_turns_text_is_shown_and_turns_nothing(visit: Visit, desk: Served) -> None:
    page = visit(f"/articles/{desk.ledger.articles()[0].id}")
    expect(page.locator(".text")).to_contain_text("a⟨U+202E⟩gnirts⟨U+2066⟩b")
    assert not any(each in page.content() for each in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


def test_a_quotation_in_its_own_direction_stands_in_a_sheet_of_another(visit: Visit, desk: Served) -> None:
    page = visit(f"/incidents/{desk.ledger.incidents()[0].id}")
    quoted = page.locator("q.words").first
    expect(quoted).to_contain_text(f"قتل {FIRST} في سوق المدينة")
    before, words, after = (quoted.locator("bdi").nth(at).bounding_box() for at in range(3))
    assert before and words and after
    assert before["x"] > words["x"] >= after["x"]
