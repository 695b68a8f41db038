"""Dates: articles a second on one core, beside dateparser.search_dates on the same texts.

    python benchmarks/dates.py [--articles 500] [--json]

The articles are made from templates of the project's own, about 500 words each with some fifteen expressions of time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import time
from collections.abc import Callable, Sequence

from istor.dates import read

PUBLISHED = dt.date(2024, 5, 16)
WHEN = (
    "on Tuesday", "overnight on Wednesday", "at around 11:30 p.m. on Friday", "early on 7 May", "two days earlier",
    "last night", "in late April", "over the past 24 hours", "on March 3, 2022", "five days ago", "on Monday evening",
)  # fmt: skip
TOLD = (
    "A workshop by the canal caught fire {when} after a drone came down on its roof, the district head said.",
    "Rescuers carried {n} people out of a stairwell and took them to the county hospital {when}.",
    "Windows were blown out in {n} houses along the street, and a gas pipe had to be shut.",
    "The mayor asked everyone to stay away from the market hall until engineers had looked at its beams.",
    "Neighbours said that they heard a low hum, then two bangs, and saw smoke above the old mill.",
    "A bus driver, {age} years old, was treated for cuts, and his passengers walked home through the park.",
    "Power returned to most of the quarter within hours, the grid operator wrote in a short notice.",
)


def articles(count: int, *, words: int = 500, seed: int = 1) -> list[str]:
    """Made-up reports; the same seed gives the same texts."""
    dice = random.Random(seed)
    return [_article(dice, words) for _ in range(count)]


def _article(dice: random.Random, words: int) -> str:
    lines, length = [], 0
    while length < words:
        line = dice.choice(TOLD).format(when=dice.choice(WHEN), n=dice.randint(2, 90), age=dice.randint(19, 80))
        lines.append(line)
        length += line.count(" ") + 1
    return "\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))


def rate(reader: Callable[[str], object], texts: Sequence[str]) -> float:
    """Articles a second, after one article to warm up."""
    reader(texts[0])
    start = time.process_time()
    for text in texts:
        reader(text)
    return len(texts) / (time.process_time() - start)


def main() -> None:
    """Print both rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    texts = articles(options.articles)
    figures = {"istor": rate(lambda text: read(text, published=PUBLISHED), texts)}
    try:
        from dateparser.search import search_dates

        settings = {"RELATIVE_BASE": dt.datetime.combine(PUBLISHED, dt.time())}
        figures["dateparser"] = rate(lambda text: search_dates(text, languages=["en"], settings=settings), texts[:10])
        figures["ratio"] = figures["istor"] / figures["dateparser"]
    except ImportError:
        print("dateparser is not installed: nothing to compare with")
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:12} {value:10.1f}" + ("" if name == "ratio" else " articles/s"))


if __name__ == "__main__":
    main()
