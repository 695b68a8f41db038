"""TempEval-3: the words that speak of time and what they mean, against news pages annotated with TIMEX3.

Reads .tml (TimeML) and CATENA's column form: the word in column 1, timex id, type and value in columns 8–10, the
document's day on line 1. Scored as the task was: strict extents, overlapping extents, and overlapping with equal value.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from istor.dates import timex3

_TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")
_CLOSING = frozenset([",", ".", ";", ":", ")", "'s", "’s", "%", "?", "!"])


class Gold(NamedTuple):
    """One annotated expression: offsets in the page's text and its value."""

    start: int
    end: int
    value: str


class Page(NamedTuple):
    """One page: its name, text, day and annotated expressions."""

    name: str
    text: str
    published: dt.date | None
    gold: tuple[Gold, ...]


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """F1 (percent) of extents, strict and relaxed, and of relaxed extents with the right value."""
    counts = {"gold": 0, "read": 0, "strict": 0, "relaxed": 0, "value": 0}
    pages = list(pages_in(folder))[:sample]
    for page in pages:
        found = [Gold(t.start, t.end, t.value) for t in timex3(page.text, published=page.published)]
        counts["gold"] += len(page.gold)
        counts["read"] += len(found)
        errors -= _score(page, found, counts, errors)
    total = counts["gold"] + counts["read"]
    scores = {f"{name}_f1": round(200 * counts[name] / max(1, total), 1) for name in ("strict", "relaxed", "value")}
    return {"pages": len(pages), "expressions": counts["gold"], "read": counts["read"], **scores}


def pages_in(folder: Path) -> Iterator[Page]:
    """The pages below a folder (or the one file), in the order of their paths."""
    files = [folder] if folder.is_file() else sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        raw = path.read_text(encoding="utf8", errors="replace")
        if "<TimeML" in raw[:1000]:
            yield _from_tml(path.stem, raw)
        elif any(line.count("\t") >= 9 for line in raw[:4000].splitlines()):
            yield _from_columns(path.stem, raw)


def _score(page: Page, found: list[Gold], counts: dict[str, int], errors: int) -> int:
    left, shown = list(found), 0
    for gold in page.gold:
        hit = next((read for read in left if read.start < gold.end and gold.start < read.end), None)
        strict = hit is not None and (hit.start, hit.end) == (gold.start, gold.end)
        counts["relaxed"] += hit is not None
        counts["strict"] += strict
        counts["value"] += hit is not None and hit.value == gold.value
        if hit:
            left.remove(hit)
        if shown < errors and not (hit and strict and hit.value == gold.value):
            shown += 1
            read = (page.text[hit.start : hit.end], hit.value) if hit else None
            print(page.name, "gold", (page.text[gold.start : gold.end], gold.value), "read", read)
    for extra in left[: max(0, errors - shown)]:
        shown += 1
        print(page.name, "too much", (page.text[extra.start : extra.end], extra.value))
    return shown


def _from_tml(name: str, raw: str) -> Page:
    created = _TIMEX.search(raw, raw.find("<DCT>"))
    start, end = raw.find("<TEXT>") + len("<TEXT>"), raw.rfind("</TEXT>")
    pieces: list[str] = []
    gold, at, length = [], 0, 0
    body = raw[start:end]
    for match in _TIMEX.finditer(body):
        before, words = _plain(body[at : match.start()]), _plain(match[2])
        pieces += [before, words]
        length += len(before)
        value = _VALUE.search(match[1])
        gold.append(Gold(length, length + len(words), value[1] if value else ""))
        length += len(words)
        at = match.end()
    text = "".join([*pieces, _plain(body[at:])])
    day = _VALUE.search(created[1]) if created else None
    return Page(name, text, _day(day[1]) if day else None, tuple(gold))


def _from_columns(name: str, raw: str) -> Page:
    lines = raw.splitlines()
    stated = re.search(r"(\d{4})-?(\d\d)-?(\d\d)", lines[0])
    pieces: list[str] = []
    gold: list[Gold] = []
    length, open_id = 0, ""
    for number, line in enumerate(lines):
        columns = line.split("\t")
        if len(columns) < 10:
            if not line.strip():
                pieces.append("\n")
                length, open_id = length + 1, ""
            continue
        word, tid, value = columns[0], columns[7], columns[9]
        if tid == "t0" or (number == 0 and stated):
            continue  # the document's day
        if word in _CLOSING and pieces and pieces[-1] == " ":
            pieces.pop()
            length -= 1
        if tid not in ("", "O", "-", "_", "NULL"):
            if tid == open_id:
                gold[-1] = gold[-1]._replace(end=length + len(word))
            else:
                gold.append(Gold(length, length + len(word), value))
        open_id = tid
        pieces += [word, " "]
        length += len(word) + 1
    return Page(name, "".join(pieces), _day("-".join(stated.groups())) if stated else None, tuple(gold))


def _plain(marked: str) -> str:
    return html.unescape(_TAG.sub("", marked))


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
