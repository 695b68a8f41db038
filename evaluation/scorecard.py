"""Every figure with its command, the corpus's hash, the day and the known numbers beside it: docs/scorecard.md."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from evaluation.flooring import corpus_hash

ROWS = Path(__file__).with_name("scorecard.toml")
HEADING = """# Scorecard

How well istor {version} reads text that nobody on the project wrote: the development halves of the corpora, measured on
{day} by `python -m evaluation all CORPORA --write docs/scorecard.md`. Figures above 1 are percent,
the others fractions. *Known* is the best known or a simple baseline on the same data. None of this text ships with istor.

| corpus | figure | istor | known | command | corpus hash |
|---|---|---|---|---|---|
"""


def scorecard(corpora: Path, *, version: str, day: dt.date) -> str:
    """The scorecard as Markdown, for the corpora below `corpora`; those that are absent are left out."""
    lines = [line for row in _rows() for line in _lines(row, corpora)]
    credits = tomllib.loads(ROWS.read_text(encoding="utf8"))["credits"]
    return HEADING.format(version=version, day=day.isoformat()) + "\n".join(lines) + f"\n\n{credits.strip()}\n"


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(ROWS.read_text(encoding="utf8"))["row"]
    return rows


def _lines(row: dict[str, Any], corpora: Path) -> Iterator[str]:
    folder = corpora / row["folder"]
    if not folder.exists():
        return
    found = import_module(f"evaluation.{row['evaluation']}").evaluate(
        folder, sample=row.get("sample"), language=row.get("language"), errors=0
    )
    flat = _flat(found)
    command = " ".join(
        ["python -m evaluation", row["evaluation"], f"CORPORA/{row['folder']}"]
        + [f"--{name} {row[name]}" for name in ("language", "sample") if name in row]
    )
    for name, known in row["figures"].items():
        yield f"| {row['folder']} | {name} | {flat[name]} | {known} | `{command}` | `{corpus_hash(folder)[:12]}` |"


def _flat(figures: dict[str, Any]) -> dict[str, Any]:
    """Figures of several files under "file name figure"."""
    flat: dict[str, Any] = {}
    for name, value in figures.items():
        flat.update(
            {f"{name} {inner}": each for inner, each in value.items()} if isinstance(value, dict) else {name: value}
        )
    return flat
