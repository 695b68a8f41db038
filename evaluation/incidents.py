"""Which pages tell one attack, against groups sorted by hand: `same` groups whose pairs must be found, and look-alikes
(`different`) that must be kept apart. Two pages are the same if any of their main incidents is one.

Only groups whose pages are all read are scored: a page in a language without word lists joins nothing, and keeps apart
from everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.linking import joined, link


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Fractions of the pairs of `same` groups that are found and of `different` pairs that are kept apart."""
    pages = [page for page in _rows(folder / "pages.jsonl") if language in (None, page.get("language"))][:sample]
    read = link(pages)
    known = {page["source_id"] for page in pages} - read.unread
    tally = {"same": [0, 0], "different": [0, 0]}
    for group in _rows(folder / "incidents.jsonl"):
        if not known.issuperset(group["source_ids"]):
            continue
        found, number = joined(read.main, group["source_ids"])
        tally[group["kind"]][0] += found if group["kind"] == "same" else number - found
        tally[group["kind"]][1] += number
        if errors > 0 and found != (number if group["kind"] == "same" else 0):
            errors -= 1
            print(group["kind"], {page: sorted(read.main[page]) for page in group["source_ids"]})
    same, apart = tally["same"], tally["different"]
    return {
        "pages": len(pages),
        "pages_unread": len(pages) - len(known),
        "same_pairs": same[1],
        "same_recall": round(same[0] / max(1, same[1]), 4),
        "different_pairs": apart[1],
        "different_joined": apart[1] - apart[0],
        "different_kept_apart": round(apart[0] / max(1, apart[1]), 4),
    }


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    yield from (json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip())
