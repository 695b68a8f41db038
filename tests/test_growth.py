"""Four times the page, about four times the time, whatever the page is made of (`benchmarks/growth.py` shows it in full)."""

from __future__ import annotations

import time

import pytest

import istor
from benchmarks.growth import SHAPES

WORDS = 700  # with four times as many, any step that looks at all for each takes sixteen times as long
MOST = 8.0  # four, and a margin for a busy machine and for what is bounded only by the length of a paragraph


def seconds(text: str) -> float:
    """Time on the core, the better of two readings."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        istor.read(text, published="2024-05-16", language="en")
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("shape", ["speakers", "one endless sentence", "attacks at places nobody lists", "names"])
def test_time_grows_with_the_page(shape: str) -> None:
    page = SHAPES[shape]
    assert seconds(page(4 * WORDS)) < MOST * seconds(page(WORDS))
