"""Airwars, Gaza: the toll of a prose assessment against the reconciled range that its coders gave."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import istor
from evaluation.figures import best, bounds, children, lead

RANGE = re.compile(r"(\d[\d,]*)(?:\s*[–-]\s*(\d[\d,]*))?")


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Shares (fractions) of the assessments with a coded count: how often the figure it leads with lies in the coded
    range, what is left standing has exactly its two ends, and the children are as coded."""
    rows = [json.loads(line) for line in (folder / "incidents.jsonl").read_text(encoding="utf8").splitlines()][:sample]
    tally: Counter[str] = Counter()
    for row in rows:
        reading = istor.read("\n\n".join(row["assessment"]), source_id=row["id"], language="en").to_json()
        sighting = best(reading["sightings"], day=_day(row["date"]))
        for harm in ("killed", "injured"):
            gold = _range(row["fields"].get(f"Civilians reported {harm}"))
            if gold is None:
                continue
            read = bounds(sighting, harm)
            count = lead(reading["sightings"], harm)
            right = count is not None and gold[0] <= count <= gold[1]
            tally[harm] += 1
            tally[f"{harm}_in"] += right
            tally[f"{harm}_exact"] += read == gold
            if errors > 0 and not right:
                errors -= 1
                print(row["id"], harm, "coded", gold, "read", count, read)
        coded = _children(row["fields"])
        if coded is not None:
            tally["children"] += 1
            tally["children_exact"] += coded[0] <= children(sighting, ("killed",)) <= coded[1]
    return {
        "assessments": len(rows),
        "killed_in_range": _share(tally, "killed_in", "killed"),
        "injured_in_range": _share(tally, "injured_in", "injured"),
        "killed_range_exact": _share(tally, "killed_exact", "killed"),
        "children_exact": _share(tally, "children_exact", "children"),
    }


def _share(tally: Counter[str], part: str, whole: str) -> float:
    return round(tally[part] / max(1, tally[whole]), 4)


def _range(text: Any) -> tuple[int, int] | None:
    found = RANGE.search(str(text or ""))
    if found is None:
        return None
    low = int(found[1].replace(",", ""))
    return low, int((found[2] or found[1]).replace(",", ""))


def _children(fields: dict[str, Any]) -> tuple[int, int] | None:
    """The coded range of children among the killed; None where the coders broke nothing down."""
    if fields.get("breakdown_of") != "Civilians reported killed":
        return None
    told = [_range(part) for part in fields["breakdown"] if "child" in part]
    return told[0] if told and told[0] else (0, 0)


def _day(text: str | None) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%B %d, %Y").date()
    except ValueError:
        return None
