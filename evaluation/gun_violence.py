"""Gun violence: killed and injured of local news pages against coded incidents (Gun Violence Archive, SemEval-2018 Task 5).

Each page's best sighting is taken, background and accidents included; the coded figures are final, an early page may
rightly say less. Then the linking: which pages are of one incident, and the figures of all its pages together.

Two conventions of the archive are met for a page and for an incident alike, whatever istor itself publishes: whoever was hit
and is not told of as dead counts as injured ("six people were shot"), and an attacker who dies counts among the killed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import istor
from evaluation.figures import best, bounds, children, likeness
from evaluation.linking import Linked, link, pairs_and_b3
from evaluation.sightings import read_page
from istor.claims.claim import ATTACKER

CHILD = ("Child", "Teen")
ADULT = 18
Harm = Literal["killed", "injured", "casualties"]


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Shares of the pages with exactly the coded figures (fractions) and the root mean square errors (people).

    `sample` pages are taken evenly from the whole corpus; for the linking all pages of as many incidents as it takes to
    come to that number, so that no pair is torn apart.
    """
    incidents = {row["incident_id"]: row for row in _rows(folder / "incidents.jsonl")}
    whole = [doc for doc in _rows(folder / "docs.jsonl") if doc["incident_id"] in incidents]
    docs = whole[:: max(1, len(whole) // sample)][:sample] if sample else whole
    results = []
    for doc in docs:
        gold, read = _coded(incidents[doc["incident_id"]]), _read(doc, incidents[doc["incident_id"]])
        results.append((gold, read))
        if errors > 0 and gold != read:
            errors -= 1
            print(doc["doc_id"], "coded", gold, "read", read, doc["title"])
    return {**_figures(results), **_linked(_whole(whole, sample), incidents, errors=errors)}


def _whole(docs: list[dict[str, Any]], sample: int | None) -> list[dict[str, Any]]:
    """All pages of incidents taken evenly, about `sample` pages in all (None: all pages)."""
    if sample is None or sample >= len(docs):
        return docs
    names = sorted({doc["incident_id"] for doc in docs})
    wanted = max(1, round(len(names) * sample / len(docs)))
    chosen = set(names[:: len(names) // wanted][:wanted])
    return [doc for doc in docs if doc["incident_id"] in chosen]


def _linked(docs: list[dict[str, Any]], incidents: dict[str, dict[str, Any]], *, errors: int) -> dict[str, float]:
    """Pairs and B³ of the pages, and the share of incidents whose killed and injured are both as coded."""
    read = link({**doc, "source_id": doc["doc_id"], "published": doc["dct"], "language": "en"} for doc in docs)
    gold = {doc["doc_id"]: frozenset([doc["incident_id"]]) for doc in docs}
    pages: dict[str, list[str]] = {}
    for doc in docs:
        pages.setdefault(doc["incident_id"], []).append(doc["doc_id"])
    exact = 0
    for name, mine in pages.items():
        coded = incidents[name]["num_killed"], incidents[name]["num_injured"]
        found = _of_all_pages(mine, read, incidents[name])
        exact += found == coded
        if errors > 0 and found != coded:
            errors -= 1
            print("incident", name, "coded", coded, "read", found, f"{len(mine)} pages")
    return {**pairs_and_b3(gold, read.main), "incident_both_exact": round(exact / max(1, len(pages)), 4)}


def _of_all_pages(pages: list[str], read: Linked, coded: dict[str, Any]) -> tuple[int, int]:
    """Best killed and injured of the incident that most of the pages are of, of several the one on the coded day, then
    in the coded town, then with a figure, then told first, as a page's sighting is chosen; nothing told counts as nobody."""
    none: frozenset[str] = frozenset()
    held = Counter(key for page in pages for key in read.main.get(page) or read.told.get(page, none))
    if not held:
        return 0, 0
    first = Counter(read.first.get(page) for page in pages)
    key = max(sorted(held), key=lambda key: (held[key], *_like(read.entries[key], coded), first[key]))
    entry = read.entries[key]
    killed, injured, hit = (_victims(entry, harm) for harm in ("killed", "injured", "casualties"))
    return killed + _attackers(entry), max(injured, hit - killed)


def _like(entry: istor.Entry, coded: dict[str, Any]) -> tuple[bool, bool, bool]:
    days = entry.date.range if entry.date else None
    place = entry.place.place if entry.place else None
    read = {
        "date": [days.earliest.isoformat(), days.latest.isoformat()] if days else None,
        "place": {"name": place.name, "admin1": place.admin1, "words": entry.place.words}
        if entry.place and place
        else None,
    }
    told = any(figure.best is not None for figure in entry.figures)
    return *likeness(read, _day(coded), coded["city_or_county"]), told


def _day(coded: dict[str, Any]) -> dt.date:
    return dt.datetime.strptime(coded["date"], "%B %d, %Y").date()


def _victims(entry: istor.Entry, harm: Harm) -> int:
    """The best figure of one harm for all, or of all sides together; the attackers' own dead stay out."""
    figures = [each for each in entry.figures if (each.harm, each.group) == (harm, "all") and each.side != ATTACKER]
    whole = [each for each in figures if each.side is None]
    return sum(each.best or 0 for each in whole or figures)


def _attackers(entry: istor.Entry) -> int:
    figures = [each for each in entry.figures if (each.harm, each.group, each.side) == ("killed", "all", ATTACKER)]
    return sum(each.best or 0 for each in figures)


def _figures(results: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> dict[str, float]:
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
    sighting = best(page["sightings"], day=_day(incident), place=incident["city_or_county"])
    killed, injured = (bounds(sighting, harm) or (0, 0) for harm in ("killed", "injured"))
    died = [toll["low"] for toll in (sighting or {}).get("tolls", ()) if toll.get("side") == ATTACKER]
    return killed[0] + max(died, default=0), injured[0], children(sighting, ("killed", "injured", "casualties"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
