"""Gun violence: killed and injured of local news pages against coded incidents (Gun Violence Archive, SemEval-2018 Task 5).

Each page's best sighting is taken, background and accidents included; the coded figures are final, an early page may
rightly say less.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from evaluation.figures import best, bounds, children
from evaluation.sightings import read_page

CHILD = ("Child", "Teen")
ADULT = 18


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Shares of the pages with exactly the coded figures (fractions) and the root mean square errors (people).

    `sample` pages are taken evenly from the whole corpus.
    """
    incidents = {row["incident_id"]: row for row in _rows(folder / "incidents.jsonl")}
    docs = [doc for doc in _rows(folder / "docs.jsonl") if doc["incident_id"] in incidents]
    docs = docs[:: max(1, len(docs) // sample)][:sample] if sample else docs
    results = []
    for doc in docs:
        gold, read = _coded(incidents[doc["incident_id"]]), _read(doc, incidents[doc["incident_id"]])
        results.append((gold, read))
        if errors > 0 and gold != read:
            errors -= 1
            print(doc["doc_id"], "coded", gold, "read", read, doc["title"])
    return _figures(results)


def _figures(results: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> dict[str, float]:
    n = max(1, len(results))
    names = ("killed", "injured", "children")
    exact = {f"{name}_exact": sum(g[i] == r[i] for g, r in results) / n for i, name in enumerate(names)}
    both = sum(g[:2] == r[:2] for g, r in results) / n
    rmse = {
        f"{name}_rmse": (sum((g[i] - r[i]) ** 2 for g, r in results) / n) ** 0.5 for i, name in enumerate(names[:2])
    }
    return {"pages": len(results), **{key: round(v, 4) for key, v in {**exact, "both_exact": both, **rmse}.items()}}


def _coded(incident: dict[str, Any]) -> tuple[int, int, int]:
    victims = [person for person in incident["participants"] if person.get("Type") == "Victim"]
    return incident["num_killed"], incident["num_injured"], sum(map(_is_child, victims))


def _is_child(person: dict[str, Any]) -> bool:
    age = str(person.get("Age") or "")
    return int(age) < ADULT if age.isdigit() else str(person.get("Age Group") or "").startswith(CHILD)


def _read(doc: dict[str, Any], incident: dict[str, Any]) -> tuple[int, int, int]:
    page = read_page({**doc, "source_id": doc["doc_id"], "published": doc["dct"], "language": "en"})
    day = dt.datetime.strptime(incident["date"], "%B %d, %Y").date()
    sighting = best(page["sightings"], day=day, place=incident["city_or_county"])
    killed, injured = (bounds(sighting, harm) or (0, 0) for harm in ("killed", "injured"))
    return killed[0], injured[0], children(sighting, ("killed", "injured", "casualties"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
