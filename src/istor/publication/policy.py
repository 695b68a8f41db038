"""What must not be published, as the people who keep the ledger have chosen in istor.toml, and for what reasons. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from istor.provenance import Record

Dead = Literal["withheld", "minors-withheld", "published"]
Shown = Literal["withheld", "published"]
Because = Literal[
    "killed",
    "a dead minor",
    "injured",
    "missing",
    "abducted",
    "displaced",
    "casualties",
    "aged",
    "private",
    "taken",
    "survivor",
]
GROUNDS: Mapping[Because, str] = {
    "killed": "the dead",
    "a dead minor": "the dead under 18, or of an age that no page tells",
    "injured": "the injured",
    "missing": "the missing",
    "abducted": "the abducted",
    "displaced": "the displaced",
    "casualties": "the dead or injured",
    "aged": "people whose age a page tells",
    "private": "witnesses, relatives and others without an office",
    "taken": "the detained, taken, wounded or abused",
    "survivor": "whoever a page on sexual violence names",
}  # fmt: skip


class PublicationOptions(Record):
    """What leaves the ledger. `names` are those of the dead: of "minors-withheld" and "published" the dead alone are named, never
    anybody who lives; `reviewers` are the names of those who decided; `grid_m` is the finest grid of any point, in metres."""

    names: Dead = "withheld"  # a family learns of a death from people, not from a data set
    reviewers: Shown = "withheld"  # who decided stands in the log, for the team
    grid_m: Annotated[int, Meta(ge=1000)] = 1000  # finer than a street can lead an attacker to the same building twice


class Named(Record):
    """Somebody a page names. `because` is why the name may have to be withheld; `age` in years, None: not told."""

    words: str
    because: Because
    age: int | None = None


SAFE = PublicationOptions()  # where nobody has chosen
