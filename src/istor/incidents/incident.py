"""Sighting, Agreement, Link, Incident: which accounts are of the same attack. Types only."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from istor.claims.claim import (
    Actor,
    AttackType,
    Damage,
    Mention,
    Modality,
    Person,
    Scope,
    Speaker,
    Target,
    Toll,
    Weapon,
)
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.provenance import Record, Span


class Voice(Record):
    """A speaker of a sighting and the outlets or agencies named in between. `speaker=None`: only the relay is named."""

    speaker: Speaker | None
    relay: tuple[Mention, ...] = ()


class Final(Record):
    """What the article leaves standing for `all`, as (low, high); None: nothing firm. `high=None`: open.

    `casualties` are those hit, where it is told so: the dead and the hurt undivided ("six people were shot")."""

    killed: tuple[int, int | None] | None = None
    injured: tuple[int, int | None] | None = None
    casualties: tuple[int, int | None] | None = None


class Sighting(Record):
    """One article's account of one incident. `claims` are the ids of the claims it was put together from, `spans` their
    sentences. `date=None` and `place=None`: the article's words give none; never the publication day.

    `utc_earliest`/`utc_latest` are set where the words give a clock time and the place's zone is known.
    `overlaps` are sightings whose people may be included in this one's figures. `corrected` lists the decisions that
    changed a field and `settled` the fields, so that the machine's reading stays beside the person's.
    """

    id: str
    article_id: str
    type: AttackType
    role: Literal["main", "background"] = "main"
    scope: Scope = "incident"
    item: int = 0
    date: DateReading | None = None
    place: PlaceReading | None = None
    places: tuple[PlaceReading, ...] = ()
    actors: tuple[Actor, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    targets: tuple[Target, ...] = ()
    damage: tuple[Damage, ...] = ()
    tolls: tuple[Toll, ...] = ()
    persons: tuple[Person, ...] = ()
    voices: tuple[Voice, ...] = ()
    modality: Modality = "stated"
    final: Final = Final()
    claims: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    published: dt.date | None = None
    utc_earliest: dt.datetime | None = None
    utc_latest: dt.datetime | None = None
    overlaps: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()


class Agreement(Record):
    """One reason for or against two sightings being one attack: its name in REASONS, weight in bits (positive: for),
    and the sentence a reviewer reads. `veto`: this alone forbids the link."""

    reason: str
    weight: float
    because: str
    veto: bool = False


class Link(Record):
    """Two sightings compared. `score` is the sum of the weights; `joined` whether they ended in one incident."""

    a: str
    b: str
    score: float
    agreements: tuple[Agreement, ...]
    joined: bool = False


class Incident(Record):
    """Sightings taken to be of one attack. `id` is derived from its founding sighting and lasts; `aliases` are ids that
    lead here since a join. `parts` are the incidents a wide one holds. `reviewed` is true once a person has decided;
    `rejected`: that person decided that it is none."""

    id: str
    sightings: tuple[str, ...]
    scope: Scope = "incident"
    aliases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    reviewed: bool = False
    rejected: bool = False
