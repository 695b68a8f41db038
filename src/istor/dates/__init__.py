"""dates: "Tuesday night" → a range of hours or days, with the anchor it was counted from.

`read` gives readings, `timex3` the same as TIMEX3 annotation for other people's tools.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["read", "timex3"]
_HOMES = {"read": "istor.dates.anchoring", "timex3": "istor.dates.timex"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"istor.dates has no {name!r}: it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
