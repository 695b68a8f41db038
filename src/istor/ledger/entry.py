"""Entry, Figure, Dissent, Grade, Doubt: what can be said of an incident. Types only."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from istor.claims.claim import Actor, AttackType, Group, Harm, Scope, Target, Weapon
from istor.dates.daterange import DateReading
from istor.decisions import Value, Verb
from istor.geography.place import PlaceReading
from istor.provenance import Record, Span

GradeName = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Review = Literal["machine-read, unreviewed", "reviewed", "reviewed, with later pages", "rejected"]


class Account(Record):
    """One figure, as one speaker gave it on one page, and the origin it leads back to.

    `origin` is who could know: copies and relays share it. `said_on` is the page's day and `said_at` its local hour and
    minute ("18:00"; None: it states none), `as_of` the words that say when the count stood, `side` the victims' party and
    `party` the one the speaker speaks for. `used` tells whether the rule let it count, `because` why or why not.
    """

    sighting_id: str
    article_id: str
    harm: Harm
    group: Group
    low: int
    high: int | None
    words: str
    span: Span
    origin: str
    speaker: str | None = None
    speaker_kind: str = "unnamed"
    relay: tuple[str, ...] = ()
    publisher: str | None = None
    said_on: dt.date | None = None
    said_at: str | None = None
    as_of: str | None = None
    side: str | None = None
    party: str | None = None
    used: bool = False
    because: str = ""


class Figure(Record):
    """One harm of one group, reconciled. `best=None`: nothing eligible; `high=None` with a `best`: open upwards.

    `because` is the sentence printed with it; `rule` the rule's name and version.
    """

    harm: Harm
    group: Group
    rule: str
    because: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    side: str | None = None
    accounts: tuple[Account, ...] = ()


class TollStep(Record):
    """A step in the toll's history: as of when, what figure, on whose word, and which earlier one it replaces."""

    harm: Harm
    low: int
    high: int | None
    speaker: str | None
    article_id: str
    span: Span
    as_of: str | None = None
    said_on: dt.date | None = None
    said_at: str | None = None
    supersedes: int | None = None


class Dissent(Record):
    """A claim on the incident that the figures do not follow: a denial, a rival, an enemy's count."""

    sighting_id: str
    words: str
    span: Span
    because: str
    speaker: str | None = None


class Grade(Record):
    """How well supported (Airwars' scale), and the criterion that fired. Proposed until `by` a person."""

    grade: GradeName
    criterion: str
    by: str | None = None


class Doubt(Record):
    """A reason why a person should look at an incident: its kind (a key of istor.ledger.doubts.WEIGHTS), how much it weighs
    in the queue, and the sentence a reviewer reads."""

    kind: str
    weight: float
    because: str


class Verdict(Record):
    """A person's decision on an incident, as it is shown beside it. `before` is what stood there, in words (None:
    nothing, or no single value); `at` is UTC."""

    decision: str
    verb: Verb
    by: str
    at: dt.datetime
    why: str = ""
    path: str | None = None
    value: Value = None
    before: str | None = None


class Entry(Record):
    """All that can be said of one incident, each value from its claims.

    `date_from`/`place_from` are the sightings whose words gave the date and the place. `pages`, `publishers` and
    `origins` are three different counts; `copies` of the pages repeat another one. `grade` is None until a named person
    decided. `overlaps` are the ids of entries that may count some of the same people: a barrage and its strikes, a city's
    day and the day's strikes; their figures are never added up. `verdicts` are people's decisions, `status` and
    `sensitivity` what they set (None: nothing).
    """

    incident_id: str
    type: AttackType
    scope: Scope
    date: DateReading | None
    place: PlaceReading | None
    actors: tuple[Actor, ...]
    weapons: tuple[Weapon, ...]
    targets: tuple[Target, ...]
    figures: tuple[Figure, ...]
    history: tuple[TollStep, ...]
    dissents: tuple[Dissent, ...]
    pages: int
    publishers: int
    origins: int
    copies: int
    date_from: str | None = None
    place_from: str | None = None
    grade: Grade | None = None
    review: Review = "machine-read, unreviewed"
    overlaps: tuple[str, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    status: str | None = None
    sensitivity: str | None = None
    doubts: tuple[Doubt, ...] = ()

    def figure(self, harm: Harm, group: Group = "all") -> Figure | None:
        """The figure of one harm and group: whatever their side, or of the first side where sides are told apart.

        None: nobody gave one.
        """
        found = [figure for figure in self.figures if figure.harm == harm and figure.group == group]
        return next((figure for figure in found if figure.side is None), found[0] if found else None)
