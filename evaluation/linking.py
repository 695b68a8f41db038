"""Pages → incidents through `istor.build`, and how well that agrees with who coded them: pairs of pages, and B³.

Two pages are held to be the same where any of their main incidents is one: a page may tell several. Both measures are
taken from that, so that a page coded under two incidents needs no choice.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import istor

Groups = Mapping[str, frozenset[str]]  # a page's source_id → the incidents it is of


class Linked(NamedTuple):
    """A ledger of pages: the main incidents of each page, all incidents it tells of (background too), and their entries
    by id. `first` is what each page tells first of its main incidents. `unread` are the pages that istor refused: junk, or a language without word lists."""

    main: Groups
    told: Groups
    entries: Mapping[str, istor.Entry]
    unread: frozenset[str]
    first: Mapping[str, str]


def link(pages: Iterable[Mapping[str, Any]]) -> Linked:
    """The ledger that `istor.build` makes of the pages (records with `source_id`, `text` and what else is known)."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "pages.jsonl"
        records.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf8")
        istor.build(records, ledger=Path(folder) / "linked.db")
        with istor.open(Path(folder) / "linked.db") as ledger:
            return linked(ledger)


def linked(ledger: istor.Ledger) -> Linked:
    """What an open ledger holds, page by page."""
    articles = {article.id: article for article in ledger.articles()}
    sightings = {sighting.id: sighting for sighting in ledger.sightings()}
    main: dict[str, set[str]] = {article.source_id: set() for article in articles.values()}
    told: dict[str, set[str]] = {name: set() for name in main}
    first: dict[str, tuple[int, str]] = {}
    for incident in ledger.incidents():
        for sighting in (sightings[each] for each in incident.sightings):
            page = articles[sighting.article_id].source_id
            told[page].add(incident.id)
            if sighting.role == "main":
                main[page].add(incident.id)
                told_at = min((span.start for span in sighting.spans), default=0), incident.id
                first[page] = min(first.get(page, told_at), told_at)
    return Linked(
        main={page: frozenset(found) for page, found in main.items()},
        told={page: frozenset(found) for page, found in told.items()},
        entries={entry.incident_id: entry for entry in ledger.entries()},
        unread=frozenset(articles[one.of].source_id for one in ledger.refusals() if one.of in articles),
        first={page: incident for page, (_, incident) in first.items()},
    )


def neighbours(groups: Groups) -> dict[str, set[str]]:
    """For each page the pages that are held to be of the same incident as it, itself among them.

    >>> found = neighbours({"a": frozenset({"x"}), "b": frozenset({"x", "y"}), "c": frozenset()})
    >>> sorted(found["a"]), sorted(found["c"])
    (['a', 'b'], ['c'])
    """
    members: dict[str, list[str]] = {}
    for page, incidents in groups.items():
        for incident in incidents:
            members.setdefault(incident, []).append(page)
    return {page: {page}.union(*(members[incident] for incident in incidents)) for page, incidents in groups.items()}


def pairs_and_b3(gold: Groups, read: Groups) -> dict[str, float]:
    """Precision, recall and F1 (fractions) of same-incident pairs, and of B³ over the pages of `gold`.

    >>> gold = {"a": frozenset({"1"}), "b": frozenset({"1"}), "c": frozenset({"2"})}
    >>> pairs_and_b3(gold, {"a": frozenset({"x"}), "b": frozenset({"x"}), "c": frozenset({"x"})})["pairs_p"]
    0.3333
    """
    coded, found = neighbours(gold), neighbours({page: read.get(page, frozenset()) for page in gold})
    true, said = pairs(coded), pairs(found)
    shared = [len(coded[page] & found[page]) for page in gold]
    b3_p = sum(n / len(found[page]) for n, page in zip(shared, gold, strict=True)) / max(1, len(gold))
    b3_r = sum(n / len(coded[page]) for n, page in zip(shared, gold, strict=True)) / max(1, len(gold))
    right = len(true & said)
    return {
        **_three("pairs", right / len(said) if said else 0.0, right / len(true) if true else 0.0),
        **_three("b3", b3_p, b3_r),
    }


def pairs(groups: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    """The pairs of different pages that `neighbours` holds to be the same, the name that sorts first in front."""
    return {(page, other) for page, others in groups.items() for other in others if page < other}


def joined(read: Groups, pages: Sequence[str]) -> tuple[int, int]:
    """How many pairs of `pages` are held to be the same, and how many pairs there are."""
    both = list(combinations(pages, 2))
    return sum(bool(read.get(a, frozenset()) & read.get(b, frozenset())) for a, b in both), len(both)


def _three(name: str, precision: float, recall: float) -> dict[str, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {f"{name}_p": precision, f"{name}_r": recall, f"{name}_f1": f1}
    return {key: round(value, 4) for key, value in figures.items()}
