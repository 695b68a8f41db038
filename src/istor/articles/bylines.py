"""What a page says of its own making: the agency it credits, its author, and a correction it makes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from istor.articles.article import Block
from istor.provenance import Record

HEAD_LINES = 6  # a dateline's credit stands in the first lines of the text
TAIL_LINES = 4
_BYLINE = re.compile(r"^by:?\s+(?P<who>[A-ZÀ-ÞА-Я][^|\n]{2,80}?)(?:\s*[|/•]\s*.*)?$", re.IGNORECASE)
_LETTER = re.compile(r"\b[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w.’'-]+")


class Credits(Record):
    """`agencies` are registered domains (see publishers.csv), in the order the page names them; `byline` the author as
    written; `correction` the offsets of the line that corrects the page (None: it corrects nothing)."""

    agencies: tuple[str, ...] = ()
    byline: str | None = None
    correction: tuple[int, int] | None = None


def read_credits(
    text: str, blocks: Sequence[Block], *, author: str | None = None, publisher: str | None = None
) -> Credits:
    """The credits of a page. `author` is the metadata's, `publisher` the record's; an agency named there is a credit, too.

    An agency that is only quoted in the text is none.

    >>> body = "ODESA, Ukraine (Reuters) - Drones hit a grain store on Friday, the governor said."
    >>> read_credits(body, [Block(kind="body", start=0, end=len(body))]).agencies
    ('reuters.com',)
    """
    lines = _lines(text, blocks)
    own = [(at, line) for at, line, kind in lines if kind in ("headline", "body")]
    page = [(at, line) for at, line, kind in lines if kind in ("headline", "furniture")]
    found = _agencies(
        [("head", line) for _, line in own[:HEAD_LINES]]
        + [("line", line) for _, line in page if len(line) < 100]
        + [("tail", line) for _, line in own[-TAIL_LINES:]]
        + [("line", f"by {author}")] * bool(author)
        + [("tail", publisher or "")]
    )
    return Credits(agencies=found, byline=author or _byline(lines), correction=_correction(lines))


def _agencies(candidates: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    found: list[str] = []
    for where, line in candidates:
        for pattern in _marks()[where]:
            match = pattern.search(line[:200] if where == "head" else line[-300:])
            if match:
                agency = _names()[match.group("name").lower()]
                if agency not in found:
                    found.append(agency)
                break
    return tuple(found)


def _byline(lines: Sequence[tuple[int, str, str]]) -> str | None:
    for _, line, kind in lines:
        match = _BYLINE.match(line) if kind == "furniture" and len(line) < 120 else None
        if match and _LETTER.match(match.group("who")):
            return match.group("who").strip()
    return None


def _correction(lines: Sequence[tuple[int, str, str]]) -> tuple[int, int] | None:
    starts = tuple(_content()["correction"]["starts"])
    for at, line, kind in lines:
        if kind != "teaser" and line.lower().replace("’", "'").lstrip("*_ [").startswith(starts):
            return at, at + len(line)
    return None


def _lines(text: str, blocks: Sequence[Block]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for block in blocks:
        at = block.start
        for line in text[block.start : block.end].split("\n"):
            if stripped := line.strip():
                found.append((at + line.index(stripped[0]), stripped, block.kind))
            at += len(line) + 1
    return found


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads((files("istor") / "articles" / "wire_credits.toml").read_text(encoding="utf8"))


@cache
def _names() -> Mapping[str, str]:
    return {name.lower(): agency for agency, names in _content()["agencies"].items() for name in names}


@cache
def _marks() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    exact = "|".join(
        re.escape(name)
        for name in sorted({n for ns in _content()["agencies"].values() for n in ns}, key=len, reverse=True)
    )
    return {
        where: tuple(
            re.compile(pattern.replace("NAMES", exact).replace("^by", "^[Bb][Yy]").replace("\\bby", "\\b[Bb]y"))
            for pattern in patterns
        )
        for where, patterns in _content()["marks"].items()
    }
