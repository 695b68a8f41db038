"""An export is checked by whoever has it, with nothing but Python: this file alone, no istor, no ledger.

    python checking.py incidents.jsonl [incidents.csv]

It prints a sentence for each thing that does not hold, and ends with 0 where all does, 1 where something does not, 2 where a file
cannot be read. What it cannot tell is whether a page says what is quoted: for that the page is needed, whose address stands beside.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

csv.field_size_limit(10_000_000)  # a list of addresses can be long
Row = Mapping[str, Any]
COUNTS = {"best_reported": ("killed", "best"), "injured_best_reported": ("injured", "best")} | {
    f"{harm}_{name}": (harm, bound)
    for harm in ("killed", "injured")
    for name, bound in (("min", "low"), ("max", "high"))
}


def check(lines: Iterable[str]) -> Iterator[str]:
    """A sentence for each thing that does not hold in the lines of an export to JSON Lines.

    >>> list(check(['{"incident_id": "incident-1"}']))
    ['line 1: incident-1 has no figures, page_list, pages']
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            name = row["incident_id"]
        except (ValueError, TypeError, KeyError):
            yield f"line {number} is no incident"
            continue
        if name in seen:
            yield f"line {number}: {name} stands here a second time"
        seen.add(name)
        missing = [key for key in ("figures", "page_list", "pages") if key not in row]
        if missing:
            yield f"line {number}: {name} has no {', '.join(missing)}"
        else:
            yield from (f"{name}: {problem}" for check_one in CHECKS for problem in check_one(row))


def _figures(row: Row) -> Iterator[str]:
    """No figure without words: each rests on accounts, and lies where those that count put it."""
    for figure in row["figures"]:
        what = f"{figure['harm']} ({figure['group']})"
        low, best, high = figure["low"], figure["best"], figure["high"]
        if not figure["accounts"]:
            yield f"{what} rests on nobody's words"
        if best is not None and (low is None or best < low or (high is not None and best > high)):
            yield f"{what}: the best, {best}, is not from {low} to {high}"
        counted = [account for account in figure["accounts"] if account["used"]]
        if best is not None and not counted and "decided" not in figure["rule"]:
            yield f"{what} has a best, and no account that counts"
        if low is not None and counted and low < min(account["low"] for account in counted):
            yield f"{what}: nobody who counts says as few as {low}"


def _words(row: Row) -> Iterator[str]:
    """Every account points at words of a page that is listed."""
    listed = {page["article_id"] for page in row["page_list"]}
    for figure in row["figures"]:
        for account in figure["accounts"]:
            span = account["span"]
            if not account["words"] or not 0 <= span["start"] < span["end"]:
                yield f"an account of the {figure['harm']} points at no words"
            if span["article_id"] not in listed or account["article_id"] not in listed:
                yield f"{account['article_id']} is quoted, and not listed"


def _columns(row: Row) -> Iterator[str]:
    """The columns of the table say what the figures say."""
    whole = {figure["harm"]: figure for figure in row["figures"] if figure["group"] == "all" and figure["side"] is None}
    for column, (harm, bound) in COUNTS.items():
        told = row.get(column)
        figure = whole.get(harm)
        known = figure[bound] if figure else None
        if told != known and not (told == "open" and known is None and figure):
            yield f"{column} is {told}, the figure's is {known}"
    if row["pages"] != len(row["page_list"]):
        yield f"{row['pages']} pages are counted, {len(row['page_list'])} are listed"


def _place_and_day(row: Row) -> Iterator[str]:
    """A point is on the earth, and not where nothing is known; days are in their order."""
    point = [value for value in (row.get("latitude"), row.get("longitude")) if value is not None]
    if len(point) == 1 or any(abs(value) > most for value, most in zip(point, (90, 180), strict=False)):
        yield f"{point} is no point"
    if point == [0, 0]:
        yield "the point is 0, 0, which is what programs write for “not known”"
    first, last = row.get("date_from"), row.get("date_to")
    days = [date.fromisoformat(day) for day in (first, last) if day]
    if len(days) == 1 or days != sorted(days):
        yield f"{first} to {last} are no days in their order"


CHECKS = (_figures, _words, _columns, _place_and_day)


def differences(lines: Iterable[str], table: Iterable[str]) -> Iterator[str]:
    """A sentence for each cell in which the rows of a CSV are not those of the JSON Lines."""
    rows = {row["incident_id"]: row for row in map(json.loads, lines)}
    told = {row["incident_id"]: row for row in csv.DictReader(table)}
    for name in sorted(rows.keys() ^ told.keys()):
        yield f"{name} stands in one of the two files only"
    for name in (each for each in told if each in rows):
        for column, cell in told[name].items():
            value = rows[name].get(column)
            if cell.removeprefix("'") != ("" if value is None else str(value)).removeprefix("'"):
                yield f"{name}: {column} is {cell!r} in the table, {value!r} in the lines"


def checksum(path: Path) -> Iterator[str]:
    """A sentence where a file is not what the `.sha256` beside it says; nothing where there is none."""
    beside = path.with_name(path.name + ".sha256")
    if (
        beside.exists()
        and hashlib.sha256(path.read_bytes()).hexdigest() not in beside.read_text(encoding="utf8").split()
    ):
        yield f"{path.name} is not the file that {beside.name} was written for"


def main(arguments: list[str]) -> int:
    """Checks the files named; the exit code."""
    if not 1 <= len(arguments) <= 2:
        print("name an export to JSON Lines, and its CSV if you have it", file=sys.stderr)
        return 2
    paths = [Path(each) for each in arguments]
    try:
        texts = [path.read_text(encoding="utf8") for path in paths]
        lines = texts[0].split("\n")[:-1]
        problems = [*(problem for path in paths for problem in checksum(path)), *check(lines)]
        if len(texts) > 1:
            problems += differences(lines, io.StringIO(texts[1], newline=""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"this cannot be read as an export of istor: {error}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    print(f"{len(lines)} incidents; " + (f"{len(problems)} things do not hold" if problems else "all holds"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
