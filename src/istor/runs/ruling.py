"""By what pages are read now: the Rules that every reading records, so that old and new ones can be told apart."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from istor.geography.gazetteer import added_path, open_gazetteer
from istor.language import model_name
from istor.provenance import content_id
from istor.store.holding import Rules

ROOMS = ("articles", "claims", "dates", "geography", "incidents")  # what they hold decides what is read
LINKING = (
    "barrages.py",
    "batches.py",
    "blocking.py",
    "circumstances.py",
    "clustering.py",
    "comparison.py",
    "corrections.py",
    "echoes.py",
    "grounds.py",
    "meeting.py",
    "particulars.py",
    "profiles.py",
    "rareness.py",
    "reaching.py",
    "shares.py",
    "verdicts.py",
    "weights.toml",
)  # these work on readings, not on pages
KINDS = (".py", ".toml", ".csv")


@cache
def rules_now() -> Rules:
    """The rules of this istor as installed: a change of any reading module, word list, model or gazetteer is a new one."""
    parts = {"istor": version("istor"), "model": model_name(), "code": _code(), "gazetteer": _gazetteer()}
    return Rules(id=content_id("rules", sorted(parts.items())), **parts)


@cache
def linking_now(rule: str) -> str:
    """By what incidents are put together now: the modules and weights of linking, the ledger's room and the named rule."""
    package = files("istor")
    linking = [(name, (package / "incidents" / name).read_bytes()) for name in LINKING]
    judging = _contents(package / "ledger", "ledger")
    return content_id(
        "linking", rule, [hashlib.sha256(content).hexdigest() for _, content in sorted(linking + judging)]
    )


def _code() -> str:
    package = files("istor")
    whole = hashlib.sha256((package / "language.py").read_bytes())
    for room in ROOMS:
        for name, content in sorted(_contents(package / room, room)):
            whole.update(name.encode() + b"\0" + content + b"\0")
    return whole.hexdigest()


def _contents(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        if each.is_dir() and each.name != "__pycache__":
            found += _contents(each, f"{name}/{each.name}")
        elif each.name.endswith(KINDS) and each.name not in LINKING:
            found.append((f"{name}/{each.name}", each.read_bytes()))
    return found


def _gazetteer() -> str:
    """The packaged content's hash, and that of the places a user added to it: they are read from, too."""
    stated = files("istor") / "geography" / "gazetteer.sha256"
    packaged = stated.read_text(encoding="utf8").split()[0] if stated.is_file() else "none"
    if not added_path(Path(str(stated)).with_suffix(".sqlite")).is_file():
        return packaged
    return f"{packaged}+{open_gazetteer().about['added']}"
