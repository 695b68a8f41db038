"""geography: "a village near X" → a place, with metres of doubt.

`geoparse` reads the places a text names, `open_gazetteer` opens the index of names.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["geoparse", "open_gazetteer"]
_HOMES = {"geoparse": "istor.geography.geocoding", "open_gazetteer": "istor.geography.gazetteer"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"istor.geography has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
