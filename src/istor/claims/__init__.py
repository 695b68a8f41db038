"""claims: what one sentence asserts, and on whose word. Reading, not believing.

`attributions` gives everything that a text puts in somebody's mouth, `quantities` every number with its modifier.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["attributions", "quantities", "targets_in"]
_HOMES = {
    "attributions": "istor.claims.attribution",
    "quantities": "istor.claims.quantifying",
    "targets_in": "istor.claims.targets",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"istor.claims has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
