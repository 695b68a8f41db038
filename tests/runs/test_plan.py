"""What is given to be parsed: every line that is read, and none so long that it takes the square of its time."""

from __future__ import annotations

from itertools import pairwise

import pytest

from istor.articles.article import RawPage
from istor.articles.cleaning import clean
from istor.runs.plan import LONGEST, paragraphs

OPENING = "A drone hit a depot near Sumy on Tuesday, the governor said."


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Roads and schools were talked of at length. " * 400, ". "),
        ("a list of streets and their houses, " * 500, ", "),
        ("streets and houses " * 800, " "),
        ("x" * 20_000, "x"),
        (" " * 20_000 + "end", " "),
    ],
)
def test_an_endless_line_is_given_in_parts(line: str, ends: str) -> None:
    article = clean(RawPage(source_id="a", raw=f"{OPENING}\n\n{line}\n\n{OPENING}".encode(), kind="text"))
    parts = list(paragraphs(article))
    assert all(0 < end - start <= LONGEST for start, end in parts)
    assert all(before[1] <= after[0] for before, after in pairwise(parts))
    assert all((article.text[start:end] + " ")[-len(ends) :] == ends for start, end in parts[1:-2] if end - start > 100)


def test_a_paragraph_is_given_whole() -> None:
    article = clean(RawPage(source_id="a", raw=f"{OPENING}\n\n{OPENING[:-1]} again.".encode(), kind="text"))
    assert [article.text[start:end] for start, end in paragraphs(article)] == [OPENING, f"{OPENING[:-1]} again."]
