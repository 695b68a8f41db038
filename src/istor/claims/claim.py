"""What one sentence asserts, and on whose word: Claim and its parts. Types only; terms as in docs/codebook.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from istor.provenance import Record, Span

AttackType = Literal[
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Suicide bomb",
    "Grenade",
    "Chemical weapon",
    "Armed clash",
    "Attack",
    "Abduction/forced disappearance",
    "Sexual violence",
    "Looting/property destruction",
    "Disrupted weapons use",
    "Other",
]
Harm = Literal["killed", "injured", "missing", "abducted", "displaced", "casualties"]
Group = Literal[
    "all", "civilians", "children", "women", "men", "military", "medics", "journalists", "rescuers", "police", "other"
]
TargetKind = Literal[
    "residential",
    "medical",
    "education",
    "energy",
    "transport",
    "commercial",
    "religious",
    "government",
    "military",
    "humanitarian",
    "agricultural",
    "other",
]
Stance = Literal["stated", "attributed", "admitted", "denied", "suspected"]
Modality = Literal["stated", "attributed", "alleged", "denied", "unverified"]
Factuality = Literal["news", "background", "planned", "hypothetical", "negated", "figurative", "legal"]
Scope = Literal["incident", "wide", "aggregate"]
Cue = Literal["another", "earlier", "overtaken", "passing", "risen", "total"]
SpeakerKind = Literal[
    "named_list",
    "morgue",
    "prosecutor",
    "rescuer",
    "hospital",
    "police",
    "official",
    "monitor",
    "military",
    "witness",
    "media",
    "unnamed",
]

TYPE_OF_WEAPON: Mapping[str, AttackType] = {  # what kind of attack a weapon of the class makes; see codebook, "Types"
    "drone": "Air/drone strike",
    "aircraft": "Air/drone strike",
    "air_bomb": "Air/drone strike",
    "air_strike": "Air/drone strike",
    "missile": "Shelling/artillery/missile attack",
    "rocket": "Shelling/artillery/missile attack",
    "artillery": "Shelling/artillery/missile attack",
    "shelling": "Shelling/artillery/missile attack",
    "cluster": "Shelling/artillery/missile attack",
    "incendiary": "Shelling/artillery/missile attack",
    "armour": "Shelling/artillery/missile attack",
    "explosive": "Remote explosive/landmine/IED",
    "suicide": "Suicide bomb",
    "grenade": "Grenade",
    "chemical": "Chemical weapon",
    "firearm": "Attack",
    "blade": "Attack",
    "fire": "Looting/property destruction",
    "landing": "Other",
}
DEEDS = frozenset(
    {"air_strike", "landing"}
)  # classes that are an attack's own name and stand for its weapon where none is named


class Mention(Record):
    """Words as written and where they stand."""

    words: str
    span: Span


class Speaker(Record):
    """Who says so, most specific name or title as written.

    `name` is the shortest form that names the same speaker within the article ("Syniehubov"); `title` the office
    ("governor") where told; `party` the side spoken for (an actor's key such as "UA", None: none or not known).
    """

    words: str
    span: Span
    kind: SpeakerKind = "unnamed"
    name: str | None = None
    title: str | None = None
    party: str | None = None


class Attribution(Record):
    """On whose word. `speaker=None`: the article's own voice, or only a relay is named.

    `relay` are outlets or agencies named in between, nearest to the reader first
    ("as reported by the WSJ, citing Reuters": WSJ, Reuters). `cue` are the words that attribute ("said").
    `unverified` is true where the text says that the claim could not be verified.
    """

    speaker: Speaker | None = None
    relay: tuple[Mention, ...] = ()
    cue: Span | None = None
    unverified: bool = False


class Actor(Record):
    """Who is said to have done it. `key` is a row of claims/actors.csv ("RU", "hamas") or None where not in it."""

    words: str
    span: Span
    stance: Stance
    key: str | None = None


class Weapon(Record):
    """A weapon as written. `kind` is its lexicon class ("drone", "missile"); counts are None where not told."""

    words: str
    span: Span
    kind: str
    launched: int | None = None
    hit: int | None = None
    downed: int | None = None


class Target(Record):
    """What or who was hit, as written."""

    words: str
    span: Span
    kind: TargetKind


class Damage(Record):
    """Things damaged or destroyed, counted apart from people. `high=None`: no upper limit stated."""

    words: str
    span: Span
    what: str
    low: int
    high: int | None


class Person(Record):
    """A named dead or hurt person: personal data, withheld by default from whatever is published."""

    words: str
    span: Span
    harm: Harm
    age: int | None = None
    sex: Literal["female", "male"] | None = None
    role: str | None = None


ATTACKER = "attacker"
"""The `side` of one who died by his own hand in his own attack: nobody else's dead."""


class Toll(Record):
    """So many people of one group were harmed, says somebody. `low` and `high` count people, both inclusive;
    `high=None`: the speaker set no upper limit.

    `span` covers the words the figure rests on; a `derived` figure (a sum, a subtraction) carries its parts' spans in
    `parts`. `group` flattens `status`, `sex`, `age_group` and `role`; `side` names the victims' party where told (an
    actor's key, or "attacker" for one who died by his own hand in his own attack).
    `claimed_status`/`status_by`: a status on the attacker's word alone. `as_of` is when the count stood, as written.
    """

    harm: Harm
    group: Group
    low: int
    high: int | None
    words: str
    span: Span
    attribution: Attribution = Attribution()
    parts: tuple[Span, ...] = ()
    ages: tuple[int, ...] = ()
    side: str | None = None
    claimed_status: str | None = None
    status_by: str | None = None
    as_of: str | None = None
    superseded: bool = False
    vague: bool = False
    hedged: bool = False
    none_reported: bool = False
    derived: bool = False
    part: bool = False  # some of the people of another figure ("two of them", "including a child"): never its rival
    partial: bool = False  # what one hospital, morgue or witness saw: a floor, not the count

    @property
    def is_firm(self) -> bool:
        """Whether its speaker stands by it as a count: not vague, not hedged, not replaced, no "none reported"."""
        return not (self.vague or self.hedged or self.superseded or self.none_reported)


class Attack(Record):
    """That violence happened. `type=None`: the words refer to an attack told elsewhere ("the attack", "it").

    `anaphor` is true for such references; `aftermath` where only harm or damage is told.
    """

    words: str
    span: Span
    type: AttackType | None = None
    anaphor: bool = False
    aftermath: bool = False


class Claim(Record):
    """What one clause or sentence asserts about one attack.

    `span` is the clause (dates and places whose spans lie in it belong to it); `sentence` the sentence around it.
    `item` is the block item of a live page, `headline` whether it stands in a headline. `factuality` other than
    "news" or "background" keeps the claim but makes no sighting of it. `scope` as the words give it.
    `cues` are what the words say of the claim's place in the story: "another" (an attack apart from the one before),
    "earlier" (told as past), "overtaken" (a count since replaced: "at first", "had stood at"), "passing" (only said of
    something else: "the port, which was shelled this week"), "risen" (a count that replaces lower ones: "rose to"), "total"
    (a running count).
    `attribution` is on whose word the attack stands; `beside` are the others heard in the claim's words, or right after
    them in sentences that claim nothing by themselves.
    """

    id: str
    article_id: str
    span: Span
    sentence: Span
    factuality: Factuality = "news"
    scope: Scope = "incident"
    modality: Modality = "stated"
    headline: bool = False
    item: int = 0
    attack: Attack | None = None
    actors: tuple[Actor, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    targets: tuple[Target, ...] = ()
    damage: tuple[Damage, ...] = ()
    tolls: tuple[Toll, ...] = ()
    persons: tuple[Person, ...] = ()
    attribution: Attribution = Attribution()
    beside: tuple[Attribution, ...] = ()
    cues: tuple[Cue, ...] = ()
