"""Drafts of an article's sightings, and how well one more telling fits each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from istor.claims.claim import AttackType, Scope, Toll
from istor.dates.daterange import DateReading
from istor.incidents.gathered import Figure, Gathered
from istor.incidents.moments import apart as days_apart
from istor.incidents.moments import clock_of, is_calendar_day, is_day_of_week_or_month
from istor.incidents.references import Nearness, Site, fineness, is_city, is_known, is_loose, is_wide, nearness
from istor.incidents.tellings import Telling

BOMBARDMENT = frozenset(  # often told by each other's words
    {"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use"}
)
GROUND = frozenset({"Attack", "Armed clash"})  # "gunfire" of a raid that is told as a clash before
FIRES = "Looting/property destruction"
VAGUE_TYPES = frozenset({None, "Other"})
APART = 4.0  # what a sign of another attack weighs: as much as the same place and being told right before
HOUR = "time of day"  # the rule of dates by which "at 19:45" is read
SAME_HOUR = 20  # minutes between the hours that two tell of one attack
DAY = 24 * 60  # minutes
OPENING = 25  # characters: "Earlier, on the night of 3 January"


class Draft:
    """A sighting in the making: tellings of one attack, in text order, the headline's last; at least one."""

    __slots__ = ("_tellings", "told")

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._tellings: list[Telling] = []
        self.told = Gathered()
        for telling in tellings:
            self.add(telling)

    @property
    def tellings(self) -> Sequence[Telling]:
        """All of them; `add` and `drop` change them."""
        return self._tellings

    def add(self, telling: Telling) -> None:
        """Puts one more telling to it."""
        self._tellings.append(telling)
        self.told.take(telling)

    def drop(self, telling: Telling) -> None:
        """Takes a telling out again; the draft may be left empty."""
        self._tellings.remove(telling)
        self.told = Gathered()
        for one in self._tellings:
            self.told.take(one)

    @property
    def scope(self) -> Scope:
        """The scope of the first telling: an incident, a barrage told as one, a total."""
        return self.tellings[0].scope

    @property
    def item(self) -> int:
        """The live page's item that tells it first."""
        return self.tellings[0].claim.item

    @property
    def items(self) -> frozenset[int]:
        """All items that tell it."""
        return frozenset(self.told.items)

    @property
    def site(self) -> Site | None:
        """The finest place told, the earliest among equals; of a barrage or a total, the widest."""
        named = self.told.sites.values()
        if self.scope == "wide":
            return max(named, key=lambda site: fineness(site.reading), default=None)
        return min(named, key=_narrowness, default=None)

    @property
    def in_headline(self) -> bool:
        """Whether a headline tells it: then it is the article's own news."""
        return any(telling.claim.headline for telling in self.tellings)

    @property
    def dates(self) -> tuple[DateReading, ...]:
        """Every time told, in text order."""
        return tuple(date for telling in self.tellings for date in telling.dates)

    @property
    def types(self) -> frozenset[AttackType]:
        """The kinds of attack named, without "Other"."""
        return frozenset(self.told.types)


def _narrowness(site: Site) -> tuple[bool, int, bool]:
    """Of settlements a village by its name is narrower than "near X" and than a city; a scene goes before a home."""
    return site.home, fineness(site.reading), is_loose(site.reading) or is_city(site.reading)


def likeness(draft: Draft, telling: Telling) -> float | None:
    """How well a telling fits a draft, None where something forbids it: another scope, other days, another place."""
    if (
        draft.scope != telling.scope
        or days_apart(draft.told.times.values(), telling.dates)
        or steps_back(draft, telling)
    ):
        return None
    score = _by_place(draft, telling)
    if score is None or _branches(draft, telling):
        return None
    if telling.claim.item not in draft.told.items and score < 2:
        return None
    if telling.named:
        if not is_kin(draft, telling):
            score -= APART - 1.5 if telling.own or telling.dates else 0.5
        elif telling.claim.attack and telling.claim.attack.type in draft.told.types:
            score += 0.5
    if "another" in telling.claim.cues and telling.named:
        score -= APART
    if _another_blow(draft, telling) or _at_another_hour(draft, telling):
        score -= APART
    shared = _by_tolls(draft, telling)
    if telling.named and telling.tolls and not shared and "earlier" in telling.claim.cues and not draft.told.past:
        score -= APART  # "Recall: rocket fire earlier hurt one": figures of their own, told as past
    return score + shared


def steps_back(draft: Draft, telling: Telling) -> bool:
    """ "On 3 January, gunners shelled …" after an attack of no day, or of "yesterday": a day that opens its sentence
    tells of another time, unless the figures are the same. "On Monday, …" may be the day of what the lead told there."""
    if not (telling.named or telling.tolls) or telling.claim.headline or draft.tellings[0].claim.headline:
        return False
    told = [date for date in draft.told.times.values() if not date.reporting]
    opening = [d for d in telling.dates if d.start - telling.claim.sentence.start <= OPENING and not d.reporting]
    if any(is_calendar_day(date) or date.range or date.rule == HOUR for date in told) or _by_tolls(draft, telling):
        return False  # days that can be compared, an hour of which the day is told next, or the same people
    if any(map(is_calendar_day, opening)):
        return bool(telling.tolls) or not any(map(is_day_of_week_or_month, told))  # "Saturday" may be that day
    return (
        not told and telling.named and any(map(is_day_of_week_or_month, opening)) and _nearest(draft, telling) != "same"
    )


def _branches(draft: Draft, telling: Telling) -> bool:
    """A figure of its own for a place that was only named beside the draft's: a scene apart."""
    if telling.site is None or not telling.tolls:
        return False
    return not any(nearness(site, telling.site) != "apart" for site in draft.told.sites.values()) and any(
        nearness(other, telling.site) == "same" for other in draft.told.beside.values()
    )


def _another_blow(draft: Draft, telling: Telling) -> bool:
    """ "Closer to midnight drones hit …" after missiles: another means at a time of its own is another attack."""
    kind = telling.claim.attack.type if telling.claim.attack else None
    if (
        not telling.named
        or kind in VAGUE_TYPES
        or kind in draft.told.types
        or not draft.told.types  # "was attacked twice on Tuesday. In the morning rockets hit …"
        or not telling.own
        or telling.claim.headline
    ):
        return False
    told = {date.words.lower() for date in draft.told.times.values()}
    return bool(told) and bool(telling.dates) and not told & {date.words.lower() for date in telling.dates}


def _at_another_hour(draft: Draft, telling: Telling) -> bool:
    """ "Around 6:45 a.m., a woman was shot …", after a shooting at 11:15 p.m.: a round-up's next attack. An hour told further
    on is often of what came after: "he was pronounced dead at 11:40 p.m."."""
    if not telling.named or telling.claim.headline or not any(_is_new(toll) for toll in telling.tolls):
        return False
    opening = [d for d in telling.dates if d.start - telling.claim.sentence.start <= OPENING]
    told = {clock for date in draft.told.times.values() if (clock := clock_of(date)) is not None}
    here = {clock for date in opening if (clock := clock_of(date)) is not None}
    return bool(told and here) and min(_between(a, b) for a in told for b in here) > SAME_HOUR


def _is_new(toll: Toll) -> bool:
    return not (toll.part or toll.vague) and toll.low > 0


def _between(a: int, b: int) -> int:
    """Minutes between two clock times, over midnight too."""
    return min((a - b) % DAY, (b - a) % DAY)


def _by_place(draft: Draft, telling: Telling) -> float | None:
    near = _nearest(draft, telling)
    if near == "apart":
        return 0.25 if _narrows(draft, telling) else None
    if near == "same":
        return 3.0
    if near == "within":
        return 1.5
    return 0.5 if telling.site is None else 0.25


def _narrows(draft: Draft, telling: Telling) -> bool:
    """ "The attack was directed against the village of Luhove", after a town's: what points back tells more closely where,
    unless the village is known to lie elsewhere."""
    attack, site = telling.claim.attack, telling.site
    if attack is None or not attack.anaphor or site is None or is_known(site.reading) or draft.site is None:
        return False
    region, told = site.reading.place, draft.site.reading.place
    return region is None or told is None or region.admin1_code == told.admin1_code


def _nearest(draft: Draft, telling: Telling) -> Nearness | None:
    """The closest relation between the telling's place and the draft's; None where either names no place."""
    if telling.site is None or draft.site is None:
        return None
    told = draft.told.sites.values()
    if telling.site.home is not draft.site.home and not any(nearness(s, telling.site) != "apart" for s in told):
        return None  # "two Luhove men were shot", and then where
    fine = [site for site in told if not is_wide(site.reading)]  # a town among them: its country holds others too
    if telling.site.alone and any(not site.part for site in fine):
        return "within"  # "the old quarter", told after its town
    exact = [site for site in fine if not is_loose(site.reading)]  # of two villages near one town each is its own
    found = {
        nearness(site, telling.site) for site in (fine if is_loose(telling.site.reading) else exact) or fine or told
    }
    if "same" in found and not (is_wide(telling.site.reading) and not is_wide(draft.site.reading)):
        return "same"
    beside = any(nearness(other, telling.site) == "same" for other in draft.told.beside.values())
    return "within" if beside or found & {"same", "within"} else "apart"


def is_kin(draft: Draft, telling: Telling) -> bool:
    """Whether the kinds of attack may be one: equal, unnamed, or two words for one bombardment."""
    kind = telling.claim.attack.type if telling.claim.attack else None
    known = draft.told.types
    if kind in VAGUE_TYPES or not known or kind in known:
        return True
    if kind == FIRES or FIRES in known:
        return True  # "the strike set fire to a shop"
    return any(kind in means and known & means for means in (BOMBARDMENT, GROUND))


def _by_tolls(draft: Draft, telling: Telling) -> float:
    """The same figure again speaks for one attack."""
    again = draft.told.figures & {Figure(t.harm, t.group, t.low, t.high) for t in telling.tolls}
    return min(2.0, sum(1.0 if low > 1 else 0.5 for _, _, low, _ in again))
