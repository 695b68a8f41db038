"""What all tellings of one attack name, each thing once: actors, weapons, targets, damage, victims, voices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Protocol, TypeVar

import msgspec

from istor.claims.claim import Actor, Attribution, Damage, Mention, Person, Speaker, Target, Weapon
from istor.incidents.incident import Voice
from istor.incidents.tellings import Telling
from istor.lexicon import open_lexicon

SMALL = frozenset(
    {"the", "a", "an", "of", "in", "on", "at", "by", "for", "to", "and", "s", "its", "their", "his", "her", "several",
     "many", "multiple", "some"}
)  # fmt: skip
FLOWN = frozenset({"drone", "aircraft", "air_bomb", "missile", "rocket", "cluster"})  # what an air strike is made with


class _Named(Protocol):
    @property
    def words(self) -> str: ...


N = TypeVar("N", bound=_Named)


@lru_cache(maxsize=4096)  # a phrase is held against every other of its sighting
def content(words: str) -> frozenset[str]:
    """The telling words of a phrase, in the singular: "the guided bombs" → guided, bomb.

    >>> sorted(content("the guided bombs"))
    ['bomb', 'guided']
    """
    found = re.findall(r"[^\W\d_]+", words.lower())
    return frozenset(word.removesuffix("s") for word in found if word not in SMALL) or frozenset(found)


def once(found: Iterable[N]) -> tuple[N, ...]:
    """Near-equal words folded: of two phrases of which one says no more than the other, the fuller stays, in its place."""
    kept: list[N] = []
    for one in found:
        words = content(one.words)
        at = next(
            (i for i, other in enumerate(kept) if words <= content(other.words) or content(other.words) <= words), None
        )
        if at is None:
            kept.append(one)
        elif len(words) > len(content(kept[at].words)):
            kept[at] = one
    return tuple(kept)


def actors_of(tellings: Sequence[Telling]) -> tuple[Actor, ...]:
    """Who did it, one entry a party; the body's stance stays where the headline puts it another way."""
    kept: dict[str, Actor] = {}
    loose: list[Actor] = []
    for actor in (actor for telling in tellings for actor in telling.claim.actors):
        if actor.key is None:
            loose.append(actor)
        elif actor.stance == "denied" or actor.key not in kept:
            kept.setdefault(actor.key if actor.stance != "denied" else f"{actor.key} denied", actor)
    return (*kept.values(), *once(loose))


def weapons_of(tellings: Sequence[Telling]) -> tuple[Weapon, ...]:
    """With what, counts kept from the telling that gives them.

    "The air strike" is no weapon beside the missiles it was made with, and "the UAV" none beside the drones told of before.
    """
    found = [weapon for telling in tellings for weapon in telling.weapons]
    flown = any(weapon.kind in FLOWN for weapon in found)
    kept: list[Weapon] = []
    for weapon in once(found):
        again = _is_bare(weapon) and any(other.kind == weapon.kind for other in kept)
        deed = weapon.kind == "air_strike" and (flown or any(other.kind == weapon.kind for other in kept))
        if not (again or deed):
            kept.append(weapon)
    return tuple(_counted(weapon, found) for weapon in kept)


def _is_bare(weapon: Weapon) -> bool:
    """Whether the words name the class and nothing else: after another of its class they only point back to it."""
    return content(weapon.words) <= _bare().get(weapon.kind, frozenset())


@cache
def _bare() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in open_lexicon("incidents", "en")["unions"].items()}


def _counted(weapon: Weapon, found: Sequence[Weapon]) -> Weapon:
    words = content(weapon.words)
    alike = [
        other for other in found if content(other.words) <= words or (other.kind == weapon.kind and _is_bare(other))
    ]
    counts = {
        name: next((n for other in [weapon, *alike] if (n := getattr(other, name)) is not None), None)
        for name in ("launched", "hit", "downed")
    }
    return msgspec.structs.replace(weapon, **counts)


def targets_of(tellings: Sequence[Telling]) -> tuple[Target, ...]:
    """What was hit."""
    return once(target for telling in tellings for target in telling.targets)


def damage_of(tellings: Sequence[Telling]) -> tuple[Damage, ...]:
    """What was damaged, each thing and number once."""
    kept: dict[tuple[str, int, int | None], Damage] = {}
    for damage in (damage for telling in tellings for damage in telling.damage):
        kept.setdefault((damage.what, damage.low, damage.high), damage)
    return tuple(kept.values())


def persons_of(tellings: Sequence[Telling]) -> tuple[Person, ...]:
    """The named dead and hurt, each once."""
    return once(person for telling in tellings for person in telling.persons)


def voices_of(tellings: Sequence[Telling]) -> tuple[Voice, ...]:
    """Everybody in whose mouth the account is put, under the fullest name, with all relays named for them."""
    body = [one for telling in tellings if not telling.claim.headline for one in _given(telling)]
    head = [one for telling in tellings if telling.claim.headline for one in _given(telling)]
    given = [*body, *(one for one in head if not _shorter(one, body))]
    voices: dict[str, Voice] = {}
    for one in given:
        if one.speaker is None and not one.relay:
            continue
        key = _key(one, voices)
        voices[key] = _joined(voices.get(key), one)
    return tuple(voices.values())


def _given(telling: Telling) -> list[Attribution]:
    """On whose words a telling rests."""
    return [telling.claim.attribution, *(toll.attribution for toll in telling.tolls), *telling.claim.beside]


def _shorter(one: Attribution, body: Sequence[Attribution]) -> bool:
    """Whether a headline's speaker is one of the body's, put shorter ("Syria says"): of its kind or side, or of no kind."""
    speakers = [other.speaker for other in body if other.speaker]
    if one.speaker is None or not speakers:
        return False
    said = one.speaker
    same = any(said.kind == other.kind or (said.party and said.party == other.party) for other in speakers)
    return said.kind == "unnamed" or same


def _key(one: Attribution, voices: dict[str, Voice]) -> str:
    if one.speaker is None:
        return ""
    words = _called(one.speaker)
    for key, voice in voices.items():
        if voice.speaker is not None:
            other = _called(voice.speaker)
            if words <= other or other <= words:
                return key
    return one.speaker.words


def _called(speaker: Speaker) -> frozenset[str]:
    """By which words a voice is known: a body's "activists" and "sources" are heard apart, though one name stands for both."""
    return content(speaker.words if speaker.kind == "monitor" else speaker.name or speaker.words)


def _joined(voice: Voice | None, one: Attribution) -> Voice:
    if voice is None:
        return Voice(speaker=one.speaker, relay=one.relay)
    speaker = voice.speaker
    if speaker and one.speaker and len(content(one.speaker.words)) > len(content(speaker.words)):
        speaker = one.speaker
    relay: dict[str, Mention] = {mention.words: mention for mention in (*voice.relay, *one.relay)}
    return Voice(speaker=speaker, relay=tuple(relay.values()))
