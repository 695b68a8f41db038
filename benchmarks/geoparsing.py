"""Places: articles a second on one core and memory, beside a naive matcher of capitalised words.

    python benchmarks/geoparsing.py [--articles 300] [--json]

The articles are made from templates of the project's own, about 400 words each with some forty names, a tenth of them people,
papers and villages nobody lists. `istor` is what a reading costs beyond the parse that it pays for anyway, `without_parse` the
same with no parse given (what that costs in accuracy: `python -m evaluation geoparsing`, acc161_without_parse). The naive
matcher knows the same gazetteer's names and takes the most populous bearer of each: no roles, no context, no radius.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence

from istor.geography import geoparse, open_gazetteer
from istor.language import Parse, parse

TOWNS = (
    "Kharkiv", "Sumy", "Poltava", "Izium", "Kupiansk", "Kherson", "Nikopol", "Mykolaiv", "Chuhuiv", "Bakhmut", "Kramatorsk",
    "Aleppo", "Idlib", "Raqqa", "al-Bab", "Deir ez-Zor", "Hama", "Paris", "Springfield", "Tripoli", "Georgia", "Lebanon",
)  # fmt: skip
TOLD = (
    "Shells fell on the outskirts of {a} and on the village of {v} in the {b} region before dawn.",
    "In {a}, a boiler house stood without its roof, and buses to {b} were late all day.",
    "Officials in {b} said that crews from {a} had cleared the road by noon.",
    "{a} residents told the {b} Herald that they had heard nothing.",
    "Ms. {p} Hill left {a} on foot and was met some 20 km south of {b}.",
    "The Russian and Ukrainian sides each blamed the other, while Kyiv said talks in Geneva would go on.",
    "Nobody in the queue remembered such a winter, and the stove in the waiting room had been lit since before noon.",
    "He said the money for the roofs would come in spring, when the roads were dry and the cranes could be brought up.",
    "Meanwhile the price of bread rose again, and the school by the canal kept its doors shut.",
    "Between {a} and {b} a train waited for three hours; nobody was hurt, the railway wrote.",
    "The Washington Post reported from {a}, Ukraine, that the bridge near {v} could be used by lorries.",
)
PEOPLE = ("Sydney", "Victoria", "Florence", "Paris", "Austin", "Kharkiv")
VILLAGES = ("Nowerivka", "Umm Nowara", "Staropilske", "Hroza", "Robotyne")


def articles(count: int, *, words: int = 400, seed: int = 1) -> list[str]:
    """Made-up reports; the same seed gives the same texts."""
    dice = random.Random(seed)
    return [_article(dice, words) for _ in range(count)]


def _article(dice: random.Random, words: int) -> str:
    lines, length = [], 0
    towns = dice.sample(TOWNS, 12)  # a report stays with some dozen places
    while length < words:
        a, b = dice.sample(towns, 2)
        lines.append(dice.choice(TOLD).format(a=a, b=b, p=dice.choice(PEOPLE), v=dice.choice(VILLAGES)))
        length += lines[-1].count(" ") + 1
    return "\n".join(" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3))


def parses_of(text: str) -> tuple[Parse, ...]:
    """The parse of each paragraph, as the pipeline makes it."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append((start, line))
        start += len(line) + 1
    return tuple(parse(paragraphs, entities=False))


_CAPITALS = re.compile(r"[A-Z][\w'’]+(?:[ -][A-Z][\w'’]+){0,3}")


def naive(text: str) -> list[tuple[int, float, float]]:
    """Offset, lat and lon of every run of capitalised words that the gazetteer has, the most populous bearer taken."""
    gazetteer = open_gazetteer()
    found = []
    for match in _CAPITALS.finditer(text):
        words = re.split("[ -]", match[0])
        for count in range(len(words), 0, -1):
            if hits := gazetteer.hits(" ".join(words[:count])):
                best = max(hits, key=lambda hit: hit.population)
                found.append((match.start(), best.lat, best.lon))
                break
    return found


def rate(reader: Callable[[int], object], count: int, *, passes: int = 3) -> float:
    """Articles a second of processor time: the best of a few passes, after one article to warm up, for others use the
    machine too."""
    reader(0)
    best = math.inf
    for _ in range(passes):
        start = time.process_time()
        for at in range(count):
            reader(at)
        best = min(best, time.process_time() - start)
    return count / best


def memory_mb() -> float:
    """The most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1024


def measure(texts: Sequence[str]) -> dict[str, float]:
    """Rates in articles a second, memory in MB that opening the gazetteer and reading without a parse add."""
    before = memory_mb()
    start = time.perf_counter()
    open_gazetteer()
    opened = time.perf_counter() - start
    figures = {"without_parse": rate(lambda at: geoparse(texts[at]), len(texts)), "memory_mb": memory_mb() - before}
    parsed = [parses_of(text) for text in texts]
    figures["istor"] = rate(lambda at: geoparse(texts[at], parses=parsed[at]), len(texts))
    figures["naive"] = rate(lambda at: naive(texts[at]), len(texts))
    return {**figures, "opened_ms": 1000 * opened}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = measure(articles(options.articles))
    if options.json:
        print(json.dumps(figures))
        return
    units = {"memory_mb": "MB", "opened_ms": "ms"}
    for name, value in figures.items():
        print(f"{name:14} {value:9.1f} {units.get(name, 'articles/s')}")


if __name__ == "__main__":
    main()
