"""The reading of a page, field by field, against pages read by hand (sightings/ and ukraine/ have the same form)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import istor
from evaluation.score_sightings import score


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """The scorer's figures (percent) for the pages of `folder`/pages.jsonl against `folder`/gold.jsonl."""
    gold = {row["source_id"]: row for row in _rows(folder / "gold.jsonl")}
    if language:
        gold = {key: row for key, row in gold.items() if row.get("language") == language}
    pages = [page for page in _rows(folder / "pages.jsonl") if page["source_id"] in gold][:sample]
    read = {page["source_id"]: read_page(page) for page in pages}
    figures, mistakes = score({key: gold[key] for key in read}, read)
    for mistake in mistakes[:errors]:
        print(*mistake)
    return dict(figures)


def read_page(page: dict[str, Any]) -> dict[str, Any]:
    """One record of pages.jsonl as `istor read --json` gives it."""
    reading = istor.read(
        page["text"],
        source_id=page["source_id"],
        url=page.get("url"),
        title=page.get("title"),
        publisher=page.get("publisher"),
        published=page.get("published") or page.get("publication_date"),
        language=page.get("language"),
    )
    return reading.to_json()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
