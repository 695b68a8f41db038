"""The keys of `istor read --json`, typed: docs/read.schema.json is generated from this, and a test holds the output to it.

Names and meanings are the codebook's; more keys may be added, none renamed. Lists are [] and never null.
"""

from __future__ import annotations

from typing import Annotated, Any, NotRequired, TypedDict

import msgspec
from msgspec import Meta

from istor.claims.claim import AttackType, Group, Harm, Modality, Scope, SpeakerKind, Stance, TargetKind

SpanForm = Annotated[
    list[int], Meta(min_length=2, max_length=2, description="Code points of `text`: [start, end), end exclusive.")
]
RangeForm = Annotated[
    list[int | None],
    Meta(min_length=2, max_length=2, description="People, inclusive: [low, high]; high null: no upper limit."),
]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class PlaceForm(TypedDict):
    """Where; every key is null where it is not known. `radius_m`: how far from the point it may have been."""

    words: str
    span: SpanForm
    settlement: str | None
    admin1: str | None
    admin1_code: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_m: int | None
    geonames_id: int | None


class ActorForm(TypedDict):
    """Who is said to have done it. `key`: a row of claims/actors.csv."""

    words: str
    span: SpanForm
    stance: Stance
    key: str | None


class WeaponForm(TypedDict):
    """A weapon as written, with how many were launched, hit and were downed (null: not told)."""

    words: str
    span: SpanForm
    kind: str
    launched: int | None
    hit: int | None
    downed: int | None


class TargetForm(TypedDict):
    """What or who was hit, as written."""

    words: str
    span: SpanForm
    kind: TargetKind


class DamageForm(TypedDict):
    """Things damaged or destroyed. `high` null: no upper limit."""

    words: str
    span: SpanForm
    what: str
    low: int
    high: int | None


class SpeakerForm(TypedDict):
    """In whose mouth the account is put; `relay`: outlets or agencies between, nearest to the reader first."""

    words: str
    span: SpanForm
    kind: SpeakerKind
    party: str | None
    relay: list[str]


class TollForm(TypedDict):
    """So many people of one group were harmed, says `speaker` (null: the article's own voice).

    Flags are there only where they are true, texts only where they are known. A derived figure has its parts' spans.
    """

    harm: Harm
    group: Group
    low: int
    high: int | None
    words: str
    span: SpanForm
    parts: list[SpanForm]
    ages: list[int]
    speaker: str | None
    superseded: NotRequired[bool]
    vague: NotRequired[bool]
    hedged: NotRequired[bool]
    none_reported: NotRequired[bool]
    derived: NotRequired[bool]
    partial: NotRequired[bool]
    side: NotRequired[str]
    claimed_status: NotRequired[str]
    status_by: NotRequired[str]
    as_of: NotRequired[str]


class PersonForm(TypedDict):
    """A named dead or hurt person. Personal data: exports withhold it."""

    words: str
    span: SpanForm
    harm: Harm
    age: int | None
    sex: str | None
    role: str | None


class FinalForm(TypedDict):
    """What the article leaves standing for all; null: nothing firm."""

    killed: RangeForm | None
    injured: RangeForm | None


class SightingForm(TypedDict):
    """One incident as this article tells it."""

    id: str
    role: str
    scope: Scope
    type: AttackType
    date: Annotated[list[Day], Meta(min_length=2, max_length=2, description="Local days [earliest, latest].")] | None
    date_edtf: str | None
    date_words: str | None
    date_span: SpanForm | None
    place: PlaceForm | None
    actors: list[ActorForm]
    weapons: list[WeaponForm]
    targets: list[TargetForm]
    damage: list[DamageForm]
    modality: Modality
    speakers: list[SpeakerForm]
    relay: list[str]
    tolls: list[TollForm]
    persons: list[PersonForm]
    final: FinalForm
    spans: list[SpanForm]


class ReadingForm(TypedDict):
    """One article: the text every span points into, and the incidents told in it. `junk`: it is no article."""

    source_id: str
    url: str | None
    language: str | None
    published: Day | None
    junk: bool
    junk_because: str | None
    text: str
    sightings: list[SightingForm]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of `istor read --json`."""
    made = msgspec.json.schema(ReadingForm)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "istor read --json", **made}
