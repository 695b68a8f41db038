"""A person's verdict: what, on what, by whom, when and why. An append-only log, hash-chained.

A decision is keyed to content ids, so it outlives every new model: a rerun replays it. Undoing is a decision too.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from istor.provenance import Record, chained, content_id, encode

Verb = Literal[
    "accept",
    "reject",
    "correct",
    "merge",
    "split",
    "move",
    "never",
    "skip",
    "status",
    "sensitivity",
    "release",
    "comment",
    "undo",
]


class Decision(Record):
    """One verdict. `on` are the content ids it is about; `path` and `value` say what a correction sets.

    `value=None` with a `path` means "set to not known". `at` is UTC.
    """

    verb: Verb
    on: tuple[str, ...]
    by: str
    at: dt.datetime
    why: str = ""
    path: str | None = None
    value: str | int | float | bool | None = None

    @property
    def id(self) -> str:
        """Content-derived: the same verdict by the same person at the same moment is the same decision."""
        return content_id("decision", self)


def chain_hashes(decisions: tuple[Decision, ...]) -> tuple[str, ...]:
    """The running hash after each decision, in log order; the last is the head of the chain.

    >>> chain_hashes(())
    ()
    """
    hashes: list[str] = []
    for decision in decisions:
        hashes.append(chained(hashes[-1] if hashes else "", encode(decision)))
    return tuple(hashes)
