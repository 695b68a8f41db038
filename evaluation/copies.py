"""Copies: hand-labelled pairs of news pages, one underlying story or not (texts in the gun_violence folder beside)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from istor.articles.article import RawPage
from istor.articles.cleaning import clean
from istor.articles.syndication import Fingerprint, compare, fingerprint, fold


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """Fractions over the pairs of `folder`/pairs.jsonl: copy against the rest, on all (f1) and on the sure ones (f1_sure).

    `found` is the share of the pairs called copies that also stand in one fold of all pages, as a build finds them.
    """
    pairs = list(_rows(folder / "pairs.jsonl"))[:sample]
    marks = _fingerprints(
        folder.parent / "gun_violence" / "docs.jsonl", {pair[side] for pair in pairs for side in "ab"}
    )
    called = {pair["pair"]: compare(marks[pair["a"]], marks[pair["b"]]) is not None for pair in pairs}
    wrong = [pair for pair in pairs if called[pair["pair"]] != (pair["label"] == "copy")]
    for pair in wrong[:errors]:
        print(
            pair["pair"],
            pair["label"],
            "sure" if pair["sure"] else "unsure",
            "called copy" if called[pair["pair"]] else "called none",
        )
    precision, recall, f1 = _scores(pairs, called)
    return {
        "f1": f1,
        "precision": precision,
        "recall": recall,
        "f1_sure": _scores([pair for pair in pairs if pair["sure"]], called)[2],
        "found": _found(pairs, called, marks),
    }


def _fingerprints(path: Path, wanted: set[str]) -> dict[str, Fingerprint]:
    return {
        row["doc_id"]: fingerprint(
            clean(
                RawPage(
                    source_id=row["doc_id"],
                    raw=row["text"].encode(),
                    kind="text",
                    title=row["title"],
                    url=row["url"],
                    published=row["dct"],
                )
            )
        )
        for row in _rows(path)
        if row["doc_id"] in wanted
    }


def _scores(pairs: list[dict[str, Any]], called: Mapping[str, bool]) -> tuple[float, float, float]:
    right = sum(called[pair["pair"]] and pair["label"] == "copy" for pair in pairs)
    precision = right / max(1, sum(called[pair["pair"]] for pair in pairs))
    recall = right / max(1, sum(pair["label"] == "copy" for pair in pairs))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return round(precision, 3), round(recall, 3), round(f1, 3)


def _found(pairs: list[dict[str, Any]], called: Mapping[str, bool], marks: Mapping[str, Fingerprint]) -> float:
    origin = {copy.article_id: copy.of for copy in fold(marks.values())}
    yes = [pair for pair in pairs if called[pair["pair"]]]
    same = [
        origin.get(a.article_id, a.article_id) == origin.get(b.article_id, b.article_id)
        for a, b in ((marks[p["a"]], marks[p["b"]]) for p in yes)
    ]
    return round(sum(same) / max(1, len(same)), 3)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
