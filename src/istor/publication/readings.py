"""Reading, what istor read in one article, and its published form: `istor read --json`, with the codebook's keys.

The form is documented in docs/formats.md and checked against docs/read.schema.json. This is a types module: it imports
only types, and store/ keeps what it defines.
"""

from __future__ import annotations

from collections.abc import Iterable

from istor.articles.article import Article
from istor.claims.claim import Actor, Claim, Damage, Person, Target, Toll, Weapon
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.incident import Sighting, Voice
from istor.provenance import Record, Refusal, Span
from istor.publication.forms import (
    ActorForm,
    DamageForm,
    PersonForm,
    PlaceForm,
    ReadingForm,
    SightingForm,
    SpeakerForm,
    TargetForm,
    TollForm,
    WeaponForm,
)


class Reading(Record):
    """What istor read in one article. `refusals` say what was left out and why.

    `claims` are what single sentences assert; `dates` and `places` what their words were read as; `sightings` put them
    together: one for each incident the article tells of.
    """

    article: Article
    claims: tuple[Claim, ...] = ()
    dates: tuple[DateReading, ...] = ()
    places: tuple[PlaceReading, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def to_json(self) -> ReadingForm:
        """The published form: plain dicts and lists, ready for `json.dumps`."""
        return reading_object(self.article, self.sightings)


def reading_object(article: Article, sightings: Iterable[Sighting]) -> ReadingForm:
    """The article and its sightings with the keys of docs/codebook.md; lists are [] and never null."""
    return {
        "source_id": article.source_id,
        "url": article.url,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "junk": article.junk is not None,
        "junk_because": article.junk,
        "text": article.text,
        "sightings": [_sighting(sighting) for sighting in sightings],
    }


def _sighting(sighting: Sighting) -> SightingForm:
    reading = sighting.date
    days = reading.range if reading else None
    return {
        "id": sighting.id,
        "role": sighting.role,
        "scope": sighting.scope,
        "type": sighting.type,
        "date": [days.earliest.isoformat(), days.latest.isoformat()] if days else None,
        "date_edtf": reading.edtf if reading else None,
        "date_words": reading.words if reading else None,
        "date_span": [reading.start, reading.end] if reading else None,
        "place": _place(sighting),
        "actors": [_actor(actor) for actor in sighting.actors],
        "weapons": [_weapon(weapon) for weapon in sighting.weapons],
        "targets": [_target(target) for target in sighting.targets],
        "damage": [_damage(damage) for damage in sighting.damage],
        "modality": sighting.modality,
        "speakers": [_voice(voice) for voice in sighting.voices if voice.speaker],
        "relay": sorted({mention.words for voice in sighting.voices for mention in voice.relay}),
        "tolls": [_toll(toll) for toll in sighting.tolls],
        "persons": [_person(person) for person in sighting.persons],
        "final": {"killed": _range(sighting.final.killed), "injured": _range(sighting.final.injured)},
        "spans": [_span(span) for span in sighting.spans],
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _range(figure: tuple[int, int | None] | None) -> list[int | None] | None:
    return list(figure) if figure else None


def _person(person: Person) -> PersonForm:
    return {
        "words": person.words,
        "span": _span(person.span),
        "harm": person.harm,
        "age": person.age,
        "sex": person.sex,
        "role": person.role,
    }


def _place(sighting: Sighting) -> PlaceForm | None:
    reading = sighting.place
    if reading is None:
        return None
    place = reading.place
    settlement = place.name if place and place.kind in ("settlement", "district") else None
    return {
        "words": reading.words,
        "span": [reading.start, reading.end],
        "settlement": settlement,
        "admin1": place.admin1 if place else None,
        "admin1_code": place.admin1_code if place else None,
        "country": place.country if place else None,
        "lat": reading.lat,
        "lon": reading.lon,
        "radius_m": reading.radius_m,
        "geonames_id": place.geonames_id if place else None,
    }


def _actor(actor: Actor) -> ActorForm:
    return {"words": actor.words, "span": _span(actor.span), "stance": actor.stance, "key": actor.key}


def _weapon(weapon: Weapon) -> WeaponForm:
    return {
        "words": weapon.words,
        "span": _span(weapon.span),
        "kind": weapon.kind,
        "launched": weapon.launched,
        "hit": weapon.hit,
        "downed": weapon.downed,
    }


def _target(target: Target) -> TargetForm:
    return {"words": target.words, "span": _span(target.span), "kind": target.kind}


def _damage(damage: Damage) -> DamageForm:
    return {
        "words": damage.words,
        "span": _span(damage.span),
        "what": damage.what,
        "low": damage.low,
        "high": damage.high,
    }


def _voice(voice: Voice) -> SpeakerForm:
    assert voice.speaker is not None
    return {
        "words": voice.speaker.words,
        "span": _span(voice.speaker.span),
        "kind": voice.speaker.kind,
        "party": voice.speaker.party,
        "relay": [mention.words for mention in voice.relay],
    }


def _toll(toll: Toll) -> TollForm:
    speaker = toll.attribution.speaker
    form: TollForm = {
        "harm": toll.harm,
        "group": toll.group,
        "low": toll.low,
        "high": toll.high,
        "words": toll.words,
        "span": _span(toll.span),
        "parts": [_span(part) for part in toll.parts],
        "ages": list(toll.ages),
        "speaker": speaker.words if speaker else None,
    }
    for flag in ("superseded", "vague", "hedged", "none_reported", "derived", "partial"):
        if getattr(toll, flag):
            form[flag] = True
    for key in ("side", "claimed_status", "status_by", "as_of"):
        if getattr(toll, key):
            form[key] = getattr(toll, key)
    return form
