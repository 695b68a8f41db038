"""The kind of place hit, read from one-line descriptions of incidents, against the coders' type of area affected.

Only descriptions coded with exactly one type count. The coders' types are finer than ours in one corner (industry is
apart from trade, culture apart from the rest) and coarser in others; the two tables below say how they meet.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from istor.claims import targets_in

AREA = "Type of area affected"
TYPE_OF_KIND = {
    "residential": "Residential",
    "education": "School or childcare",
    "medical": "Healthcare",
    "commercial": "Commercial",
    "energy": "Industrial",
    "transport": "Roads/Highways/Transport",
    "religious": "Religious",
    "government": "Administrative",
    "military": "Administrative",
    "agricultural": "Food/Food Infrastructure",
    "humanitarian": "Humanitarian",
    "other": "Cultural",
}
INDUSTRY = (
    "industr",
    "factory",
    "plant",
    "warehouse",
    "enterprise",
    "hangar",
    "workshop",
    "works",
    "production",
    "mill",
    "terminal",
    "depot",
    "premises",
    "brewery",
)
ON_THE_ROAD = "Roads/Highways/Transport"  # cars and streets beside a building do not make it a strike on traffic
UNTOLD = "Residential"  # what most are, where the words name nothing


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """`target_accuracy`: the share of singly coded descriptions whose type is read right; `told`: of those, named at all."""
    rows = [json.loads(line) for line in (folder / "incidents.jsonl").read_text(encoding="utf8").splitlines()]
    coded = [(row["description"], types[0]) for row in rows if len(types := _types(row)) == 1][:sample]
    right, told, mistakes = 0, 0, []
    for description, wanted in coded:
        read = area_type(description)
        told += read is not None
        right += (read or UNTOLD) == wanted
        if (read or UNTOLD) != wanted:
            mistakes.append((wanted, read, description))
    for mistake in mistakes[:errors]:
        print(*mistake, sep=" | ")
    total = max(1, len(coded))
    return {"target_accuracy": round(right / total, 4), "told": round(told / total, 4), "descriptions": len(coded)}


def area_type(description: str) -> str | None:
    """The coders' type that most of the targets read fall under, the first on a tie; None where no target is read."""
    found = [_type(target.words, target.kind) for target in targets_in(description)]
    buildings = [one for one in found if one != ON_THE_ROAD]
    return Counter(buildings or found).most_common(1)[0][0] if found else None


def _type(words: str, kind: str) -> str:
    if kind == "commercial" and any(stem in words.lower() for stem in INDUSTRY):
        return "Industrial"
    return TYPE_OF_KIND[kind]


def _types(row: dict[str, list[dict[str, str]]]) -> list[str]:
    return [entry["value"] for entry in row["filters"] if entry["key"] == AREA]
