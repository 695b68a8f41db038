"""What one claim tells of one scene: a claim with its place and date, cut in two where it names two scenes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from istor.articles.article import Article
from istor.claims.claim import Claim, Damage, Person, Target, Toll
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.references import Site, fineness, is_wide, sites
from istor.lexicon import open_lexicon
from istor.provenance import Span

NEXT_TO = 45  # characters: "injuring at least three people in Sumy" ties the figure to the place that follows


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True)
class Telling:
    """One claim's account of one scene. `site=None`: it names none. `others` are places named with it that have
    nothing of their own. `shared` is true where the same claim also told of another scene: what is tied to neither
    (weapons, actors, the date) belongs to both."""

    claim: Claim
    site: Site | None = None
    others: tuple[Site, ...] = ()
    dates: tuple[DateReading, ...] = ()
    tolls: tuple[Toll, ...] = ()
    targets: tuple[Target, ...] = ()
    damage: tuple[Damage, ...] = ()
    persons: tuple[Person, ...] = ()
    shared: bool = False

    @property
    def own(self) -> bool:
        """Whether it tells anything but a place: a figure, a target, damage."""
        return bool(self.tolls or self.targets or self.damage)

    @property
    def named(self) -> bool:
        """Whether it tells an attack by name, not by reference or by its marks alone."""
        attack = self.claim.attack
        return attack is not None and attack.type is not None and not (attack.anaphor or attack.aftermath)


def tell(
    article: Article, claim: Claim, *, dates: Sequence[DateReading], places: Sequence[PlaceReading]
) -> tuple[Telling, ...]:
    """The tellings of one claim: one for each scene that has something of its own, at least one in all."""
    named = sites(article.text, places, start=claim.span.start, end=claim.span.end)
    scenes = _preferred(claim, named)
    times = _times(claim, dates)
    if len(scenes) < 2:
        return (_whole(claim, scenes[0] if scenes else None, others=(), dates=times),)
    figures: tuple[_Placed, ...] = (*claim.tolls, *claim.targets, *claim.damage)
    tied = {id(one): _tied(article.text, one, scenes) for one in figures}
    apart = [scene for scene in scenes[1:] if any(tied[id(toll)] is scene for toll in (*claim.tolls, *claim.damage))]
    if not apart:
        return (_whole(claim, scenes[0], others=scenes[1:], dates=times),)
    kept = [scenes[0], *apart]
    return tuple(
        Telling(
            claim=claim,
            site=scene,
            dates=times,
            tolls=_of(scene, kept, claim.tolls, tied),
            targets=_of(scene, kept, claim.targets, tied),
            damage=_of(scene, kept, claim.damage, tied),
            persons=claim.persons if scene is scenes[0] else (),
            shared=True,
        )
        for scene in kept
    )


def _whole(claim: Claim, site: Site | None, *, others: Sequence[Site], dates: tuple[DateReading, ...]) -> Telling:
    return Telling(
        claim=claim,
        site=site,
        others=tuple(others),
        dates=dates,
        tolls=claim.tolls,
        targets=claim.targets,
        damage=claim.damage,
        persons=claim.persons,
    )


def _preferred(claim: Claim, named: Sequence[Site]) -> list[Site]:
    """The scenes of a claim, the likeliest first: settlements before regions, then those after the attack's words."""
    if claim.scope == "wide":
        return sorted(named, key=lambda site: -fineness(site.reading))[:1]
    fine = [site for site in named if not is_wide(site.reading)] or list(named)
    if claim.attack is None:
        return fine
    after = claim.attack.span.start
    return sorted(fine, key=lambda site: site.end < after and after - site.end > NEXT_TO)


def _tied(text: str, one: _Placed, scenes: Sequence[Site]) -> Site | None:
    """The scene a figure or target is tied to by the words between: the one right after it, or else before it."""
    holding = open_lexicon("incidents", "en")["references"]["holding"]
    for scene in scenes:
        if one.span.start <= scene.start and scene.end <= one.span.end:
            return scene
        gap = text[one.span.end : scene.start]
        if 0 <= scene.start - one.span.end <= NEXT_TO and "," not in gap and set(re.findall(r"\w+", gap)) & set(holding):
            return scene
    before = [scene for scene in scenes if scene.end <= one.span.start]
    after_list = len(before) > 1 and before[-1].start - before[-2].end < 8
    return before[-1] if before and not after_list else None


def _of(scene: Site, kept: Sequence[Site], found: Iterable[P], tied: dict[int, Site | None]) -> tuple[P, ...]:
    """What is tied to the scene; what is tied to none of those kept belongs to the first."""
    return tuple(
        one for one in found if tied.get(id(one)) is scene or (scene is kept[0] and tied.get(id(one)) not in kept)
    )


def _times(claim: Claim, dates: Sequence[DateReading]) -> tuple[DateReading, ...]:
    """The times told in the clause; where there is none, those of its sentence before the clause."""
    usable = [d for d in dates if d.kind == "time" and not d.open]
    inside = tuple(d for d in usable if claim.span.start <= d.start and d.end <= claim.span.end)
    if inside:
        return inside
    return tuple(d for d in usable if claim.sentence.start <= d.start and d.end <= claim.span.start)
