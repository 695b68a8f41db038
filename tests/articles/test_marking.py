"""Pages as they are scraped, invented here, and the kind that each of their lines must get."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.articles.marking import mark

PARAGRAPHS = (
    "A drone hit a fuel depot on the edge of Sumy early on Tuesday and hurt two guards, the regional administration said.",
    "Firefighters needed four hours to put out the blaze, according to the emergency service in Sumy.",
    "The depot had been struck once before, in January, when nobody was near it.",
)
TEASER = "Harbour strike talks collapse as crews walk out"


def kinds(text: str, *, title: str | None = None, tidy: bool = False) -> list[str]:
    """The kind of each non-empty line, in order."""
    return [
        block.kind
        for block in mark(text, title=title, tidy=tidy)
        for line in text[block.start : block.end].split("\n")
        if line.strip()
    ]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


H, B, F, C, T = "headline", "body", "furniture", "caption", "teaser"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "a page with all its furniture",
            [
                ("News Feed", F),
                ("Drone hits fuel depot in Sumy", H),
                ("2 min read", F),
                ("Drone hits fuel depot in Sumy", F),
                ("Smoke over the depot. (Ivan Petrenko/AFP via Getty Images)", C),
                *((paragraph, B) for paragraph in PARAGRAPHS),
                ("Avatar", F),
                ("Olha Rudenko", F),
                ("News Feed", F),
                ("Ministers of both countries are to meet on Friday to speak about the price of grain.", T),
                ("Show More", F),
            ],
        ),
        (
            "a box of other articles in the middle, and the text after it",
            [
                ("Drone hits fuel depot in Sumy", H),
                (PARAGRAPHS[0], B),
                (PARAGRAPHS[1] + " " + PARAGRAPHS[2] + " " + PARAGRAPHS[1], B),
                ("Recommended Stories", F),
                (TEASER, T),
                ("Grain price falls for a third week", T),
                ("Sumy has been without gas since the fire, its mayor said on Tuesday.", B),
                ("The mayor of Sumy asked people to stay away from the depot.", B),
            ],
        ),
        (
            "one line that names another article does not end the text",
            [
                ("Drone hits fuel depot in Sumy", H),
                (PARAGRAPHS[0], B),
                ("Read more: Harbour strike talks collapse as crews walk out", T),
                (PARAGRAPHS[1], B),
            ],
        ),
        (
            "headlines without a word over them",
            [
                ("Drone hits fuel depot in Sumy", H),
                *((p, B) for p in PARAGRAPHS),
                (TEASER, T),
                ("Grain price falls for a third week", T),
            ],
        ),
        (
            "navigation and teasers above the headline",
            [
                ("World", F),
                ("Europe", F),
                (TEASER, T),
                ("Grain price falls for a third week", T),
                ("Drone hits fuel depot in Sumy", H),
                *((p, B) for p in PARAGRAPHS),
            ],
        ),
        (
            "a list that the text announces is the text's own",
            [
                ("Drone hits fuel depot in Sumy", H),
                ("The hospital in Sumy published the names of the wounded:", B),
                ("Ivan Petrenko (45)", B),
                ("Olha Rudenko (31)", B),
                ("Petro Bilyk (19)", B),
                (PARAGRAPHS[1], B),
            ],
        ),
        (
            "a picture's words with and without the credit",
            [
                ("Drone hits fuel depot in Sumy", H),
                ("Firefighters near the depot.", C),
                ("Firefighters near the depot.EPA", C),
                *((p, B) for p in PARAGRAPHS),
            ],
        ),
        (
            "a crosshead",
            [("Drone hits fuel depot in Sumy", H), (PARAGRAPHS[0], B), ("Four hours of fire", H), (PARAGRAPHS[1], B)],
        ),
        (
            "the preview of the first paragraph",
            [
                ("Drone hits fuel depot in Sumy", H),
                ("A drone hit a fuel depot on the edge of Sumy early on Tuesday and hurt", F),
                (PARAGRAPHS[0], B),
            ],
        ),
        (
            "a paywalled page keeps its points",
            [
                ("Drone hits fuel depot in Sumy, governor says", H),
                ("Summary", F),
                ("Two guards hurt in the strike on the depot", B),
                ("Fire is put out after four hours", B),
                ("Reporting by Olha Rudenko; editing by Petro Bilyk", F),
                (TEASER, T),
            ],
        ),
        (
            "a picture's words above a dateline",
            [
                ("Drone hits fuel depot in Sumy", H),
                ("Smoke over the river after an earlier drone strike", C),
                ("SUMY, Ukraine (Steppe Monitor) – " + PARAGRAPHS[0], B),
            ],
        ),
        (
            "an embedded post",
            [
                ("Drone hits fuel depot in Sumy", H),
                (PARAGRAPHS[0], B),
                ("Smoke is seen from the bridge — Olha (@olha_sumy) March 4, 2025", B),
                ("Read more:", F),
                (TEASER, T),
            ],
        ),
        (
            "readers' comments",
            [
                ("Drone hits fuel depot in Sumy", H),
                *((paragraph + " " + paragraph, B) for paragraph in PARAGRAPHS),
                ("I would have killed twenty of them, and twice that many next time.", T),
                ("Reply", F),
                ("So would I, friend, so would all of us in this town.", T),
                ("Reply", F),
                ("Reply", F),
            ],
        ),
        (
            "one line under the headline, then the page's end",
            [
                ("Massacre feared in border village", H),
                ("A mother and her four sons are among the dead", B),
                ("Next Post", F),
                (TEASER, T),
            ],
        ),
        (
            "a deck without a text",
            [("Drone hits fuel depot in Sumy", H), ("Governor says two guards were hurt at the fuel depot", B)],
        ),
        ("one line alone", [("Drone hits fuel depot", B)]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_pages(name: str, lines: list[tuple[str, str]]) -> None:
    text = page(*(line for line, _ in lines))
    title = next((line for line, kind in lines if kind == H), None)
    assert kinds(text, title=title) == [kind for _, kind in lines]


def test_background_in_other_words_after_the_end_is_a_teaser() -> None:
    text = page(
        "Drone hits fuel depot in Sumy",
        *PARAGRAPHS,
        "Leave a Reply",
        "Seven people died in Odesa in June, officials said.",
    )
    assert kinds(text)[-1] == T


def test_live_page_is_read_item_by_item() -> None:
    items = [
        ("Drone hits fuel depot in Sumy overnight", PARAGRAPHS[0]),
        ("Governor asks for more air defence guns", PARAGRAPHS[1]),
        ("Talks on grain to go on in Geneva", PARAGRAPHS[2]),
    ]
    text = page(
        "War day by day: Tuesday's events",
        "All that happened on Tuesday, as it was told to us.",
        *(line for item in items for line in item),
    )
    blocks = mark(text, title="War day by day: Tuesday's events")
    assert [block.item for block in blocks if block.kind == "headline"] == [0, 1, 2, 3]
    assert [block.item for block in blocks if block.kind == "body"] == [0, 1, 2, 3]


def test_hours_part_a_live_page_without_headings() -> None:
    text = page("Tuesday live", "10:15", PARAGRAPHS[0], "11:40", PARAGRAPHS[1], "12:05 GMT", PARAGRAPHS[2])
    assert [block.item for block in mark(text, title="Tuesday live") if block.kind == "body"] == [1, 2, 3]


@given(
    st.lists(
        st.sampled_from(
            [*PARAGRAPHS, TEASER, "Read more", "Show More", "Comments", "Summary", "10:15", "Names:", "A", "…", ""]
        ),
        max_size=25,
    ),
    st.booleans(),
)
def test_every_line_is_marked_once_and_in_order(lines: list[str], tidy: bool) -> None:
    text = "\n".join(lines)
    blocks = mark(text, tidy=tidy)
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    covered = "".join(text[block.start : block.end] for block in blocks)
    assert "".join(covered.split()) == "".join(text.split())


def test_twice_the_page_takes_twice_the_time() -> None:
    def seconds(lines: int) -> float:
        text = "\n".join(f"{TEASER} {number}" if number % 3 else "Comments" for number in range(lines))
        started = time.process_time()
        mark(text)
        return time.process_time() - started

    seconds(2000)
    assert min(seconds(8000) for _ in range(3)) < 4 * min(seconds(4000) for _ in range(3))
