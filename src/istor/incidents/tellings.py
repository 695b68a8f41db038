"""What one claim tells of one scene: a claim with its place and time, cut where it names two scenes or two days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Protocol, TypeVar

from istor.articles.article import Article
from istor.claims.claim import Claim, Damage, Person, Scope, Target, Toll, Weapon
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.moments import apart as days_apart
from istor.incidents.references import Site, fineness, is_city, is_country, is_loose, is_wide, nearness
from istor.incidents.scenes import sites
from istor.lexicon import open_lexicon
from istor.provenance import Span

NEXT_TO = 45  # characters: "injuring at least three people in Sumy" ties the figure to the place that follows
OPENING = 25  # characters: a time that opens the sentence holds for all its clauses
NO_DAY = frozenset({"year", "decade", "century"})  # "born in 1976": nobody dates an attack so
LIST_WORDS = 6  # "Zhytomyr and in the city of Chernihiv"
SWARM = 100  # so many in one night are never one town's
NAME_REACH = 5  # characters: "strike of 5 June"
OPENING_WORDS = 6  # "In Izium alone, 18 attacks left …"
MANY = 5  # so many attacks counted are a tally, not one attack's strikes
APPOSED = 100  # characters after a speaker's name in which the office is told
BULLETS = frozenset("•·▪◦‣*–-")
BARRAGE = 10  # so many weapons with no town named are a country's barrage


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True)
class Telling:
    """One claim's account of one scene. `site=None`: it names none. `others` are places named with it that have
    nothing of their own. `scope` weighs the claim's words with the places it names. `back`: it opens by pointing back to
    several attacks ("These strikes left 54 dead"); `one_of`: it opens with one of several ("One strike hit a house");
    `here`: it names no place, and points to the town told before ("a bus in the town")."""

    claim: Claim
    scope: Scope = "incident"
    site: Site | None = None
    others: tuple[Site, ...] = ()
    dates: tuple[DateReading, ...] = ()
    tolls: tuple[Toll, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    targets: tuple[Target, ...] = ()
    damage: tuple[Damage, ...] = ()
    persons: tuple[Person, ...] = ()
    back: bool = False
    one_of: bool = False
    here: bool = False

    @property
    def several(self) -> bool:
        """Whether it names its attack in the plural ("airstrikes")."""
        words = self.claim.attack.words.lower().split() if self.claim.attack else [""]
        return words[-1] in open_lexicon("incidents", "en")["tellings"]["attacks"]

    @property
    def own(self) -> bool:
        """Whether it tells anything but a place: a figure, a target, damage."""
        return bool(self.tolls or self.targets or self.damage)

    @property
    def named(self) -> bool:
        """Whether it tells an attack by name, not by reference or by its marks alone."""
        attack = self.claim.attack
        return attack is not None and attack.type is not None and not (attack.anaphor or attack.aftermath)

    def at(self, site: Site) -> Telling:
        """The same attack at a place it names beside its own: what is counted stays where it was told."""
        return replace(self, site=site, others=(), tolls=(), damage=(), persons=())


def tell(
    article: Article, claim: Claim, *, dates: Sequence[DateReading], places: Sequence[PlaceReading]
) -> tuple[Telling, ...]:
    """The tellings of one claim: one for each scene that has something of its own, at least one in all."""
    begin = _past_lead_in(article.text, claim)
    told = [place for place in places if not _is_of_an_office(article.text, claim, place)]
    named = sites(article.text, told, start=begin, end=claim.span.end, without=_voices(claim))
    scenes = _preferred(claim, named)
    times = _times(article.text, claim, [date for date in dates if not claim.span.start <= date.start < begin])
    whole = _whole(article, claim, scenes, times)
    if whole.scope == "incident" and claim.tolls and _counts_many(article.text, claim):
        return (replace(whole, scope="aggregate"),)
    if len(scenes) < 2:
        return _by_day(whole)
    tied = _ties(article.text, claim, scenes)
    apart = [
        scene
        for scene in scenes[1:]
        if _has_own(scene, claim, tied) or _is_a_city_hit(article.text, scene, scenes[0], claim)
    ]
    if not apart:
        return (whole,)
    kept = [scenes[0], *apart]
    return tuple(
        replace(
            whole,
            site=scene,
            others=(),
            tolls=_of(scene, kept, claim.tolls, tied),
            targets=_of(scene, kept, claim.targets, tied) or (claim.targets if scene is not kept[0] else ()),
            damage=_of(scene, kept, claim.damage, tied),
            persons=claim.persons if scene is scenes[0] else (),
        )
        for scene in kept
    )


def _past_lead_in(text: str, claim: Claim) -> int:
    """Where the clause begins to tell of its own attack: "After Monday's strikes on Sumy, drones hit …" tells of others
    first."""
    start, attack = claim.span.start, claim.attack
    if attack is None or attack.aftermath or attack.anaphor:
        return start
    comma = text.rfind(",", start, attack.span.start)
    opening = re.findall(r"\w+", text[start : max(comma, start)].lower())
    lexicon = open_lexicon("incidents", "en")["tellings"]
    other = opening[:1] and opening[0] in lexicon["after"] and {*lexicon["attacks"], *lexicon["attack"]} & set(opening)
    return comma + 1 if other else start


def _voices(claim: Claim) -> list[Span]:
    """Where the words of those who say so or who did it stand: "a doctor in Sumy said", "US forces", no scenes."""
    said = [claim.attribution, *(toll.attribution for toll in claim.tolls)]
    return [*(one.speaker.span for one in said if one.speaker), *(actor.span for actor in claim.actors)]


def _is_of_an_office(text: str, claim: Claim, place: PlaceReading) -> bool:
    """Whether a place is told of an office alone: of the speaker's, or where a clause tells of no attack, of a victim's
    ("named the dead as Ada Lark, head of the Izium council")."""
    if is_country(place) and _of_the_speakers_office(text, claim, place):
        return True
    if claim.attack is not None or not claim.span.start <= place.start < claim.span.end:
        return False
    before = re.findall(r"[\w-]+", text[max(claim.span.start, place.start - APPOSED) : place.start].lower())
    lexicon = open_lexicon("incidents", "en")
    while before and before[-1] in lexicon["scenes"]["filler"]:
        before.pop()
    held = len(before) > 1 and before[-1] in lexicon["tellings"]["held"]
    return held and before[-2].removeprefix("co-") in lexicon["tellings"]["offices"]


def _of_the_speakers_office(text: str, claim: Claim, place: PlaceReading) -> bool:
    """ "Ada Lark, commander of the coalition in Iraq, said"."""
    speaker = claim.attribution.speaker
    if speaker is None or not 0 < place.start - speaker.span.end <= APPOSED:
        return False
    between = text[speaker.span.end : place.start].lower()
    words = set(re.findall(r"\w+", between))
    lexicon = open_lexicon("incidents", "en")["tellings"]
    return (
        between[0] == ","
        and between.count(",") == 1
        and bool(words & {*lexicon["offices"]})
        and not words & {*lexicon["says"]}
    )


def _whole(article: Article, claim: Claim, scenes: Sequence[Site], dates: tuple[DateReading, ...]) -> Telling:
    return Telling(
        claim=claim,
        scope=_scope(claim, scenes),
        site=scenes[0] if scenes else None,
        others=tuple(scenes[1:]),
        dates=dates,
        tolls=claim.tolls,
        weapons=claim.weapons,
        targets=claim.targets,
        damage=claim.damage,
        persons=claim.persons,
        back=_points_back(article.text[claim.span.start : claim.span.end]),
        one_of=_is_one_of(article.text[claim.span.start : claim.span.end]),
        here=not scenes and bool(_the_town().search(article.text, claim.span.start, claim.span.end)),
    )


def _points_back(words: str) -> bool:
    """ "These attacks left 54 dead": attacks counted just before."""
    lexicon = open_lexicon("incidents", "en")["tellings"]
    found = re.findall(r"\w+", words.lower())[:3]
    return found[:1] != [] and found[0] in lexicon["these"] and not set(lexicon["attacks"]).isdisjoint(found)


@cache
def _the_town() -> re.Pattern[str]:
    """ "in the town", and not "in the town of Luhove"."""
    towns = "|".join(open_lexicon("incidents", "en")["tellings"]["towns"])
    return re.compile(
        rf"\b(?:in|on|over|across|near|outside) the (?:same |whole )?(?:{towns})\b(?! of\b|'s|’s)", re.IGNORECASE
    )


def _is_one_of(words: str) -> bool:
    return words.lower().startswith(tuple(open_lexicon("incidents", "en")["tellings"]["one_of"]))


def _scope(claim: Claim, scenes: Sequence[Site]) -> Scope:
    """A barrage told of one town is that town's incident; scores of weapons, or a count of dead, over a whole country
    with no town named are a barrage."""
    if claim.scope == "wide":
        return "incident" if scenes and not is_wide(scenes[0].reading) else "wide"
    if claim.scope == "aggregate" or any(not is_wide(scene.reading) for scene in scenes):
        return claim.scope
    counts = [n for weapon in claim.weapons for n in (weapon.launched, weapon.downed) if n is not None]
    dead = max((toll.low for toll in claim.tolls if toll.harm == "killed" and not toll.vague), default=0)
    country = bool(scenes) and is_country(scenes[0].reading)
    if max(counts, default=0) >= SWARM and not scenes:
        return "wide"
    return "wide" if country and max([dead, *counts]) >= BARRAGE else claim.scope


def _counts_many(text: str, claim: Claim) -> bool:
    """ "18 attacks left …": figures of many attacks, told as one count; so is each line of a list of such counts
    ("• Sumy: two attacks left …")."""
    lexicon = open_lexicon("incidents", "en")["tellings"]
    found = re.findall(r"\w+", text[claim.span.start : claim.span.end].lower())[:OPENING_WORDS]
    counted = [before for before, noun in pairwise(found) if noun in lexicon["attacks"]]
    if any(number.isdecimal() and int(number) >= MANY for number in counted):
        return True
    listed = [*counted, *(before for before, noun in pairwise(found) if noun in lexicon["attack"])]
    return _is_listed(text, claim) and any(each.isdecimal() or each in lexicon["numbers"] for each in listed)


def _is_listed(text: str, claim: Claim) -> bool:
    """Whether the clause stands in a line of a list."""
    line = text[text.rfind("\n", 0, claim.sentence.start) + 1 : claim.span.end].lstrip()
    return line[:1] in BULLETS


def _by_day(whole: Telling) -> tuple[Telling, ...]:
    """ "nearly 500 drones on Monday and 315 overnight on Tuesday": counted weapons, each with its own day after it."""
    parts: list[Telling] = []
    left = whole.claim.span.start
    for day in whole.dates:
        weapons = tuple(weapon for weapon in whole.weapons if left <= weapon.span.start < day.start)
        if any(weapon.launched is not None for weapon in weapons):
            parts.append(_day(whole, day, weapons, left))
        left = day.end
    return tuple(parts) if len({part.dates[0].words.lower() for part in parts}) > 1 else (whole,)


def _day(whole: Telling, day: DateReading, weapons: tuple[Weapon, ...], left: int) -> Telling:
    swarm = max(weapon.launched or 0 for weapon in weapons) >= SWARM
    tolls = tuple(toll for toll in whole.tolls if left <= toll.span.start < day.end)
    return replace(whole, scope="wide" if swarm else whole.scope, dates=(day,), weapons=weapons, tolls=tolls)


def _preferred(claim: Claim, named: Sequence[Site]) -> list[Site]:
    """The scenes of a claim, each once, the likeliest first: settlements before regions, then those after the attack's
    words."""
    once: list[Site] = []
    for site in named:
        if not any(nearness(site, other) == "same" for other in once):
            once.append(site)
    fine = [site for site in once if not is_wide(site.reading)] or sorted(once, key=lambda s: fineness(s.reading))
    if claim.scope == "wide" and all(is_wide(site.reading) for site in fine):
        return fine[-1:]
    if claim.attack is None:
        return fine
    said = claim.attack.span.start
    return sorted(fine, key=lambda site: (site.end < said, abs(site.start - said)))


def _is_a_city_hit(text: str, scene: Site, first: Site, claim: Claim) -> bool:
    """Of cities named together each is a scene, of villages only the first (codebook, "Several villages")."""
    hit = claim.attack is not None and not claim.attack.anaphor and (claim.weapons or claim.targets)
    if not hit or not (is_city(scene.reading) and is_city(first.reading)) or is_loose(first.reading):
        return False  # "the surroundings of Sumy and Kharkiv": no city is said to be hit
    gap = re.findall(r"\w+", text[first.end : scene.start].lower())
    lexicon = open_lexicon("incidents", "en")["scenes"]
    return len(gap) <= LIST_WORDS and bool({"and", "or"} & set(gap)) and not set(gap) - _list_words(lexicon)


def _list_words(lexicon: Mapping[str, list[str]]) -> set[str]:
    return {*lexicon["both"], *lexicon["filler"], *lexicon["holding"]}


def _has_own(scene: Site, claim: Claim, tied: dict[int, Site | None]) -> bool:
    return any(tied[id(one)] is scene for one in (*claim.tolls, *claim.damage))


def _ties(text: str, claim: Claim, scenes: Sequence[Site]) -> dict[int, Site | None]:
    figures: tuple[_Placed, ...] = (*claim.tolls, *claim.targets, *claim.damage)
    return {id(one): _tied(text, one, scenes) for one in figures}


def _tied(text: str, one: _Placed, scenes: Sequence[Site]) -> Site | None:
    """The scene a figure or target is tied to by the words between: the one right after it, or else before it."""
    holding = set(open_lexicon("incidents", "en")["scenes"]["holding"])
    for scene in scenes:
        if one.span.start <= scene.start and scene.end <= one.span.end:
            return scene
        gap = text[one.span.end : scene.start]
        near = 0 <= scene.start - one.span.end <= NEXT_TO
        if near and not set(",;.") & set(gap) and set(re.findall(r"\w+", gap)) & holding:
            return scene
    before = [scene for scene in scenes if scene.end <= one.span.start]
    after_list = len(before) > 1 and before[-1].start - before[-2].end < 8
    return before[-1] if before and not after_list else None


def _of(scene: Site, kept: Sequence[Site], found: Iterable[P], tied: dict[int, Site | None]) -> tuple[P, ...]:
    """What is tied to the scene; what is tied to none of those kept belongs to the first."""
    return tuple(
        one for one in found if tied.get(id(one)) is scene or (scene is kept[0] and tied.get(id(one)) not in kept)
    )


def _times(text: str, claim: Claim, dates: Sequence[DateReading]) -> tuple[DateReading, ...]:
    """The times told in the clause; where there is none, one that opens its sentence. A day in the attack's own name
    ("sentenced on Monday over the strike of 5 June") is the attack's, and another day is of something else."""
    usable = [d for d in dates if d.kind == "time" and d.rule not in NO_DAY and not _remembered_on(text, claim, d)]
    inside = tuple(d for d in usable if claim.span.start <= d.start and d.end <= claim.span.end)
    if inside:
        own = next((d for d in inside if _names_the_day(text, claim, d)), None)
        return (own, *(d for d in inside if d is not own and not days_apart([own], [d]))) if own else inside
    opening = claim.sentence.start + OPENING
    return tuple(d for d in usable if claim.sentence.start <= d.start <= opening and d.end <= claim.span.start)


def _remembered_on(text: str, claim: Claim, date: DateReading) -> bool:
    """Whether it is the day on which the attack was remembered: "the town on Thursday marked a year since a missile hit"."""
    if claim.attack is None or not claim.span.start <= date.start < date.end <= claim.attack.span.start:
        return False
    between = " ".join(re.findall(r"\w+", text[date.end : claim.attack.span.start].lower()))
    return any(f" {words} " in f" {between} " for words in open_lexicon("incidents", "en")["tellings"]["remembering"])


def _names_the_day(text: str, claim: Claim, date: DateReading) -> bool:
    """Whether the attack is named by its day: "the strike of 5 June", "the 5 June missile strike"."""
    attack = claim.attack
    if attack is None or date.reporting or date.range is None:
        return False
    if date.start >= attack.span.end:
        if date.start - attack.span.end > NAME_REACH:
            return False
        tie = (text[attack.span.end : date.start] + date.words).lower().split()[0]
        return tie in open_lexicon("incidents", "en")["tellings"]["of"]
    between = text[date.end : attack.span.start].split()
    return len(between) <= 1 and all(word.isalpha() for word in between) and date.end < attack.span.start
