"""Accounts of one incident side by side: what each page says of it, field by field, copies folded under the page they repeat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from istor.articles.article import Copy
from istor.claims.claim import Harm, Toll
from istor.incidents.incident import Sighting, Voice
from istor.plainly import spread, when, where
from istor.provenance import Record
from istor.store.dossiers import Dossier

NOTHING = "–"


class Told(Record):
    """One page's account: who ran it when (None: not known), its words for each field in FIELDS, and the articles that repeat it.

    `apart` are the fields in which it says something that not all others who speak of it do.
    """

    article_id: str
    title: str
    publisher: str | None
    published: dt.date | None
    language: str | None
    cells: Mapping[str, str]
    apart: frozenset[str] = frozenset()
    copies: tuple[str, ...] = ()


def side_by_side(dossier: Dossier) -> tuple[Told, ...]:
    """The accounts of an incident by the day of their page, those without one last; each copy only under its origin."""
    first = origins_of(dossier.copies, held=dossier.articles)
    kept = [each for each in dossier.sightings if each.article_id not in first]
    kept.sort(key=lambda each: (each.published is None, each.published or dt.date.min, each.id))
    cells = [{field: words(sighting) for field, words in FIELDS.items()} for sighting in kept]
    told = [_told(dossier, sighting, row, first) for sighting, row in zip(kept, cells, strict=True)]
    apart = {field for field in FIELDS if len({row[field] for row in cells} - {NOTHING}) > 1}
    return tuple(_marked(each, apart) for each in told)


def origins_of(copies: Iterable[Copy], *, held: Mapping[str, object]) -> dict[str, str]:
    """For each copy the page of those held at which the chain of printings begins.

    >>> a = Copy(article_id="a", of="b", kind="copy", likeness=1, because="")
    >>> origins_of([a], held={"a": 0, "b": 0}), origins_of([a], held={"a": 0})
    ({'a': 'b'}, {})
    """
    step = {copy.article_id: copy.of for copy in copies if copy.of in held and copy.article_id in held}
    first = {}
    for name in step:
        at, seen = name, {name}
        while at in step and step[at] not in seen:
            at = step[at]
            seen.add(at)
        if at != name:
            first[name] = at
    return first


def _told(dossier: Dossier, sighting: Sighting, cells: Mapping[str, str], first: Mapping[str, str]) -> Told:
    page = dossier.articles.get(sighting.article_id)
    return Told(
        article_id=sighting.article_id,
        title=(page.title or page.source_id) if page else sighting.article_id,
        publisher=page.publisher.name if page and page.publisher else None,
        published=sighting.published,
        language=page.language if page else None,
        cells=cells,
        copies=tuple(name for name, of in first.items() if of == sighting.article_id),
    )


def _marked(told: Told, apart: Iterable[str]) -> Told:
    return replace(told, apart=frozenset(field for field in apart if told.cells[field] != NOTHING))


def _voices(sighting: Sighting) -> str:
    return "; ".join(dict.fromkeys(map(_voice, sighting.voices))) or NOTHING


def _voice(voice: Voice) -> str:
    relay = f" (through {', '.join(each.words for each in voice.relay)})" if voice.relay else ""
    return (voice.speaker.name or voice.speaker.words if voice.speaker else "speaker not named") + relay


def _count(harm: Harm) -> Callable[[Sighting], str]:
    def told(sighting: Sighting) -> str:
        final = {"killed": sighting.final.killed, "injured": sighting.final.injured}.get(harm)
        if final is not None:
            return spread(*final)
        return ", ".join(dict.fromkeys(_figure(toll) for toll in sighting.tolls if _counts(toll, harm))) or NOTHING

    return told


def _counts(toll: Toll, harm: Harm) -> bool:
    return toll.harm == harm and toll.group == "all" and not toll.superseded and not toll.part


def _figure(toll: Toll) -> str:
    return spread(toll.low, toll.high)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words)) or NOTHING


FIELDS: Mapping[str, Callable[[Sighting], str]] = {
    "On whose word": _voices,
    "When": lambda told: when(told.date) if told.date else NOTHING,
    "Where": lambda told: where(told.place) if told.place else NOTHING,
    "What": lambda told: told.type,
    "Killed": _count("killed"),
    "Injured": _count("injured"),
    "Missing": _count("missing"),
    "With": lambda told: _listed(weapon.kind for weapon in told.weapons),
    "Hit": lambda told: _listed(target.kind for target in told.targets),
    "Said to have done it": lambda told: _listed(
        f"{actor.key or actor.words} ({actor.stance})" for actor in told.actors
    ),
}
