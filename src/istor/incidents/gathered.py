"""What the tellings of one draft say together, each place, time and figure once: gathered as they come, so that the work
for a long page grows no faster than the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from istor.claims.claim import AttackType, Group, Harm
from istor.dates.daterange import DateReading
from istor.incidents.references import Site, is_known
from istor.incidents.tellings import Telling


class Figure(NamedTuple):
    """A figure as such, whoever gives it. `high=None`: no upper limit."""

    harm: Harm
    group: Group
    low: int
    high: int | None


@dataclass
class Gathered:
    """Sites and dates that say the same stand once, under the first that said it; dicts keep the order of telling.

    `beside` are places named with the draft's own that have nothing of their own; `counts` are weapons launched; `past`
    is whether all is told as earlier.
    """

    sites: dict[object, Site] = field(default_factory=dict)
    beside: dict[object, Site] = field(default_factory=dict)
    times: dict[object, DateReading] = field(default_factory=dict)
    figures: set[Figure] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)
    types: set[AttackType] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    past: bool = True

    def take(self, telling: Telling) -> None:
        """Adds what one more telling says."""
        attack = telling.claim.attack
        if telling.site:
            self.sites.setdefault(_place_told(telling.site), telling.site)
        for other in telling.others:
            self.beside.setdefault(_place_told(other), other)
        for date in telling.dates:
            self.times.setdefault(_time_told(date), date)
        self.figures.update(figures_of(telling))
        self.counts.update(weapon.launched for weapon in telling.weapons if weapon.launched is not None)
        if attack and attack.type and attack.type != "Other":
            self.types.add(attack.type)
        self.items.add(telling.claim.item)
        self.past = self.past and "earlier" in telling.claim.cues


def figures_of(telling: Telling) -> set[Figure]:
    """The firm figures of one telling."""
    return {Figure(toll.harm, toll.group, toll.low, toll.high) for toll in telling.tolls if not toll.vague}


def _place_told(site: Site) -> object:
    """All that can be asked of a site but where its words stand."""
    readings = (site.reading, *site.chain)
    return site.part, *((r.words, r.relation, r.place, r.lat, r.lon, r.radius_m, is_known(r)) for r in readings)


def _time_told(date: DateReading) -> object:
    return date.words.lower(), date.edtf, date.rule, date.range, date.reporting, date.open
