"""How reading time grows with a page's length, for pages made to be awkward: twice the text, about twice the time.

    python benchmarks/growth.py [--words 4000] [--shape NAME …] [--stages] [--json]

Each shape is read at n, 2n and 4n words; the last column is the worse of the two doublings.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

import istor

TOWNS = (
    "Kharkiv",
    "Sumy",
    "Poltava",
    "Izium",
    "Kherson",
    "Nikopol",
    "Chuhuiv",
    "Balta",
    "Lyman",
    "Vilkhivka",
    "Rubizhne",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEWS = "A drone killed two people in Sumy on Monday, police said."  # so that no shape is passed over as no news
WEAPONS = ("a drone", "two missiles", "artillery", "a guided bomb", "mortars")


def _each(template: str, between: str = "\n\n") -> Callable[[int], str]:
    """A page of one template over and over, its numbers, towns, days and weapons changing, about so many words long."""

    def page(words: int) -> str:
        length = len(template.split())
        return f"{NEWS}\n\n{between.join(islice(_filled(template), max(1, words // length)))}"

    return page


def _filled(template: str) -> Iterator[str]:
    rounds = zip(cycle(TOWNS), cycle(DAYS), cycle(WEAPONS), strict=False)
    for number, (town, day, weapon) in enumerate(rounds):
        yield template.format(
            n=number % 97 + 1, m=number % 31 + 2, town=town, day=day, weapon=weapon, name=_name(number)
        )


def _name(number: int) -> str:
    """A name of its own for each number."""
    syllables = ("ba", "ro", "li", "ne", "ku", "sha", "dy", "vo")
    return "".join(syllables[number // 8**place % 8] for place in range(5)).title()


SHAPES: dict[str, Callable[[int], str]] = {
    "attacks told one a paragraph": _each("On {day} {weapon} hit a house in {town}, killing {n} people, police said."),
    "attacks at places nobody lists": _each("A shell hit a barn in the village of {name} on {day}, wounding {n} people."),
    "one endless sentence": _each("{weapon} hit {town} and killed {n} people and then", between=" "),
    "one line of many sentences": _each("{weapon} hit {town} on {day}, killing {n} people.", between=" "),
    "numbers": _each("{n} killed, {m} hurt, {n},{m}00 roofs,", between=" "),
    "dates": _each("on {day}, {m} March 2024 at {m}:30 a.m., in May,", between=" "),
    "places": _each("in {town}, near {name}, north of {town},", between=" "),
    "nested quotations": _each("“They told us ‘{n} were killed in {town}’ and", between=" "),
    "speakers": _each("Mayor {name} Petrenko said that {n} people were killed in {town}, he added."),
    "relays": _each("as reported by the {town} Times, citing the {name} News,", between=" "),
    "names": _each("The dead are {name} Petrenko, {m}, and Ivan {name}, {n}, of {town}."),
    "totals": _each("Since the start of the year {n} people have been killed and {m} wounded in {town}."),
    "headline words": _each("STRIKE HITS {town}: {n} DEAD"),
    "paragraphs of a word": _each("killed"),
    "opening marks": _each("(“[‘", between=" "),
    "one word without an end": lambda words: f"{NEWS}\n\n{'killed' * words}",
}  # fmt: skip

STAGES = {
    "istor.runs.plan": ("clean", "parse", "extract", "read_dates", "geoparse", "assemble"),
    "istor.runs.filling": ("fingerprinted",),
}


def measure(page: Callable[[int], str], words: int) -> list[dict[str, float]]:
    """Seconds on the core for n, 2n and 4n words, in all and stage by stage."""
    rows = []
    for times in (1, 2, 4):
        spent.clear()
        text = page(words * times)
        start = time.process_time()
        reading = istor.read(text, published="2024-05-16", language="en")
        whole = time.process_time() - start
        importlib.import_module("istor.runs.filling").fingerprinted(reading.article)
        rows.append({"all": whole, **spent})
    return rows


spent: Counter[str] = Counter()


def watch_stages() -> None:
    """Has every stage tell how long it took."""
    for module_name, names in STAGES.items():
        module = importlib.import_module(module_name)
        for name in names:
            setattr(module, name, _timed(getattr(module, name), name))


def _timed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    def timed(*positional: Any, **named: Any) -> Any:
        start = time.process_time()
        result = function(*positional, **named)
        result = tuple(result) if name == "parse" else result
        spent[name] += time.process_time() - start
        return result

    return timed


def worst(rows: list[dict[str, float]], stage: str) -> float:
    """The greater of the two ratios of a doubling."""
    first, second, third = (row.get(stage, 0.0) for row in rows)
    return max(second / first if first else 0.0, third / second if second else 0.0)


def main() -> None:
    """Print a line a shape and, where asked for, one a stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=4000)
    parser.add_argument("--shape", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--stages", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    watch_stages()
    istor.read(SHAPES["speakers"](400), published="2024-05-16", language="en")  # the models load
    found = {name: measure(SHAPES[name], options.words) for name in options.shape}
    if options.json:
        print(json.dumps(found))
        return
    for name, rows in found.items():
        print(_line(name, rows, "all"))
        if options.stages:
            print(
                "\n".join(_line(f"  {stage}", rows, stage) for stage in sorted({s for r in rows for s in r} - {"all"}))
            )


def _line(name: str, rows: list[dict[str, float]], stage: str) -> str:
    seconds = "".join(f"{row.get(stage, 0.0):9.3f} s" for row in rows)
    return f"{name:32}{seconds}   × {worst(rows, stage):.2f}"


if __name__ == "__main__":
    main()
