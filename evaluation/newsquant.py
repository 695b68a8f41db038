"""NewsQuant: sentences of news with every quantity, its value and its modifier (CQE, Almasian et al. 2023)."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from istor.claims import quantities

Value = tuple[float, float]
RANGE = re.compile(r"(?<=\d)-")


def evaluate(
    folder: Path, *, sample: int | None = None, language: str | None = None, errors: int = 0
) -> dict[str, float]:
    """F1 of values, and of values with their modifier, over the sentences of `folder`/NewsQuant.json."""
    path = folder if folder.is_file() else folder / "NewsQuant.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf8"))[:sample]
    value, change = Counter[str](), Counter[str]()
    for row in rows:
        gold = [(_value(one["value"]), one["change"]) for one in row["quantities"]]
        read = [((one.low, one.high), str(one.change)) for one in quantities(row["text"])]
        _count(value, [v for v, _ in gold], [v for v, _ in read])
        _count(change, gold, read)
        missed, extra = (
            list((Counter(gold) - Counter(read)).elements()),
            list((Counter(read) - Counter(gold)).elements()),
        )
        if errors > 0 and (missed or extra):
            errors -= 1
            print(row["text"], "\n    missed", missed, "\n    extra", extra)
    return {
        "sentences": len(rows),
        "value_p": _ratio(value, "read"),
        "value_r": _ratio(value, "gold"),
        "value_f1": _f1(value),
        "value_change_f1": _f1(change),
    }


def _value(text: str) -> Value:
    """ "5.0-7.0" → (5, 7); a minus at the front is a sign."""
    ends = [float(part) for part in RANGE.split(text.replace(" ", ""), maxsplit=1)]
    return ends[0], ends[-1]


def _count(tally: Counter[str], gold: list[Any], read: list[Any]) -> None:
    tally["hit"] += sum((Counter(gold) & Counter(read)).values())
    tally["gold"] += len(gold)
    tally["read"] += len(read)


def _ratio(tally: Counter[str], of: str) -> float:
    return round(tally["hit"] / max(1, tally[of]), 4)


def _f1(tally: Counter[str]) -> float:
    return round(2 * tally["hit"] / max(1, tally["gold"] + tally["read"]), 4)
