"""Floors: what a change may not lower. Each is a corpus with its hash, a fixed sample, and the least its figures may be."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Floor:
    """One line held: `evaluation` is the module, `folder` the corpus below the corpora's folder, `sample` how many of its
    articles are read (None: all), `sha256` the hash of the corpus's files, `least` the figures and their floors."""

    evaluation: str
    folder: str
    sha256: str
    least: dict[str, float]
    sample: int | None = None
    language: str | None = None


def floors() -> tuple[Floor, ...]:
    """The floors of floors.toml."""
    return tuple(Floor(**row) for row in tomllib.loads(FLOORS.read_text(encoding="utf8"))["floor"])


def corpus_hash(folder: Path) -> str:
    """One SHA-256 over the names and bytes of all files of a corpus, in order of name."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def fallen(floor: Floor, corpora: Path) -> dict[str, tuple[float, float]]:
    """The figures below their floor: name → (figure, floor). Empty where all hold."""
    figures: dict[str, Any] = import_module(f"evaluation.{floor.evaluation}").evaluate(
        corpora / floor.folder, sample=floor.sample, language=floor.language, errors=0
    )
    return {name: (figures[name], least) for name, least in floor.least.items() if figures[name] < least}
