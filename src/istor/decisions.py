"""A person's verdict: what, on what, by whom, when and why. An append-only log, hash-chained.

A decision is keyed to content: beside the ids it names it keeps its *ground*, the sightings those ids stood for and where
their words stand. So it outlives every new page, rule and model: each run replays the log. Undoing is a decision too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from istor.provenance import Record, Span, chained, content_id, encode, escape_halves

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
    "remove",
    "undo",
]
Value = str | int | float | bool | None
VERBS: Mapping[Verb, str] = {
    "accept": "the machine's reading of this incident is right",
    "reject": "this is no incident, or this account or claim must not count",
    "correct": "a value is otherwise: --field says which, --to what it is",
    "merge": "these are one incident",
    "split": "these accounts are not of this incident",
    "move": "this account or claim is of another incident: that incident first",
    "never": "these two are never one incident",
    "skip": "looked at, not decided",
    "status": "how far the work on it has come",
    "sensitivity": "how carefully it must be shown or given away",
    "release": "this name may be published",
    "comment": "a note for others",
    "remove": "a page was taken out of the ledger (`istor remove` does it)",
    "undo": "an earlier decision no longer counts",
}
STATUSES = ("open", "in progress", "waiting", "done")
SENSITIVITIES = ("none", "graphic", "personal", "restricted")
FORMER = "former"  # the ground of what a moved account leaves behind: it has no id of its own
NAME = "name"  # the ground of a released name: where a page writes it


class Ground(Record):
    """What an id of a decision stood for when it was made. `of` is that id; `sighting` one of the sightings it named
    ("": none, a page as a whole) and `spans` where its words stand, by which a later reading's sighting is found."""

    of: str
    sighting: str = ""
    spans: tuple[Span, ...] = ()


class Decision(Record):
    """One verdict. `on` are the content ids it is about; `path` and `value` say what a correction sets.

    `value=None` with a `path` means "set to not known". `at` is UTC. `ground` is kept so that the decision can be
    replayed when ids have changed; it is empty in decisions on decisions.
    """

    verb: Verb
    on: tuple[str, ...]
    by: str
    at: dt.datetime
    why: str = ""
    path: str | None = None
    value: Value = None
    ground: tuple[Ground, ...] = ()

    def __post_init__(self) -> None:
        escape_halves(self)

    @property
    def id(self) -> str:
        """Content-derived: the same verdict by the same person at the same moment is the same decision."""
        told = ("verb", "on", "by", "at", "why", "path", "value")
        return content_id("decision", {name: getattr(self, name) for name in told})


class Standing(Record):
    """A decision against the ledger as it is now.

    `groups` are the sightings that each id of `on` stands for now, in that order; `former` those a moved account was
    taken from. `undone`: a later decision took it back. `stale`: why its ground has gone ("": it has not); such a decision
    is listed and does nothing.
    """

    decision: Decision
    groups: tuple[tuple[str, ...], ...] = ()
    former: tuple[str, ...] = ()
    undone: bool = False
    stale: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is to be obeyed."""
        return not self.undone and not self.stale

    @property
    def sightings(self) -> frozenset[str]:
        """All sightings it is about."""
        return frozenset(each for group in self.groups for each in group)


def undone(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the decisions that a later one took back, in log order. Undoing an undo brings its decision back.

    >>> noon = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)
    >>> first = Decision(verb="accept", on=("incident-1",), by="ada", at=noon)
    >>> undo = Decision(verb="undo", on=(first.id,), by="ada", at=noon)
    >>> again = Decision(verb="undo", on=(undo.id,), by="ada", at=noon)
    >>> undone([first, undo]) == {first.id}, undone([first, undo, again]) == {undo.id}
    (True, True)
    """
    void: set[str] = set()
    for decision in reversed(decisions):
        if decision.verb == "undo" and decision.id not in void:
            void.update(decision.on)
    return frozenset(void)


def grounds_of(decision: Decision) -> frozenset[str]:
    """By what it is known which sightings a decision is about: the articles its words stand on and, where it takes others
    back, their ids. "" is among them where an id of it has no words, and stands for whatever the ledger called so.

    >>> noon = dt.datetime(2025, 3, 6, 12, tzinfo=dt.UTC)
    >>> grounds_of(Decision(verb="undo", on=("decision-1",), by="ada", at=noon))
    frozenset({'decision-1'})
    """
    if decision.verb in ("undo", "remove"):
        return frozenset(decision.on if decision.verb == "undo" else ())
    pages = {span.article_id for ground in decision.ground for span in ground.spans}
    standing = {ground.of for ground in decision.ground if ground.spans}
    return frozenset(pages if standing.issuperset(decision.on) else {*pages, ""})


def chain_hashes(decisions: tuple[Decision, ...]) -> tuple[str, ...]:
    """The running hash after each decision, in log order; the last is the head of the chain.

    >>> chain_hashes(())
    ()
    """
    hashes: list[str] = []
    for decision in decisions:
        hashes.append(chained(hashes[-1] if hashes else "", encode(decision)))
    return tuple(hashes)
