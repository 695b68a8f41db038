"""Which tellings of one article are of the same attack: drafts of its sightings, grown claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from istor.claims.claim import AttackType, Scope
from istor.dates.daterange import DateReading
from istor.incidents.moments import apart as days_apart
from istor.incidents.moments import is_calendar_day
from istor.incidents.references import Nearness, Site, fineness, is_wide, nearness
from istor.incidents.tellings import Telling

BOMBARDMENT = frozenset(  # often told by each other's words
    {"Air/drone strike", "Shelling/artillery/missile attack", "Disrupted weapons use"}
)
VAGUE_TYPES = frozenset({None, "Other"})
APART = 3.0  # what a sign of another attack weighs: as much as the same place
LOWEST = -10.0  # below any likeness: joins wherever nothing forbids it
OPENING = 25  # characters: "Earlier, on the night of 3 January"


@dataclass
class Draft:
    """A sighting in the making: tellings of one attack, in text order, the headline's last."""

    tellings: list[Telling] = field(default_factory=list)

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
        return frozenset(telling.claim.item for telling in self.tellings)

    @property
    def site(self) -> Site | None:
        """The finest place told, the earliest among equals; of a barrage or a total, the widest."""
        named = [telling.site for telling in self.tellings if telling.site]
        if self.scope == "wide":
            return max(named, key=lambda site: fineness(site.reading), default=None)
        return min(named, key=lambda site: fineness(site.reading), default=None)

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
        found = (telling.claim.attack for telling in self.tellings)
        return frozenset(attack.type for attack in found if attack and attack.type and attack.type != "Other")


def group(tellings: Iterable[Telling]) -> tuple[Draft, ...]:
    """The drafts of an article's sightings, in the order in which they are first told.

    Body before headline: a headline confirms what the body tells and adds an attack only where there is no body.
    """
    ordered = list(tellings)
    drafts: list[Draft] = []
    past: list[Draft] = []
    current: Draft | None = None
    for telling in (t for t in ordered if not t.claim.headline):
        if _of_another_time(telling):
            past.append(Draft([telling]))
            continue
        if current and current.scope == "aggregate" and _counts_one(telling):
            drafts.append(Draft([replace(telling, site=current.site, dates=telling.dates or current.dates)]))
            current = drafts[-1]
            continue
        home = _home(telling, drafts, current)
        if home is None:
            home = Draft(_shared(telling, drafts))
            drafts.append(home)
            telling = _in_the_same_place(telling, current)  # noqa: PLW2901
        home.tellings.append(telling)
        current = home
    _confirm([t for t in ordered if t.claim.headline], drafts)
    _recall(drafts)
    return tuple(draft for draft in [*drafts, *past] if draft.tellings)


def _in_the_same_place(telling: Telling, current: Draft | None) -> Telling:
    """ "In the evening a bomb fell …" after a morning's attack: without a place of its own it fell in the same town."""
    if telling.site or current is None or current.site is None or is_wide(current.site.reading):
        return telling
    if telling.scope != "incident" or "earlier" in telling.claim.cues or days_apart(current.dates, telling.dates) or _steps_back(current, telling):
        return telling
    return replace(telling, site=current.site)


def _counts_one(telling: Telling) -> bool:
    """ "In addition, a woman was killed in a strike on her house", after a total: one of its attacks, at its place."""
    return telling.named and telling.scope == "incident" and telling.site is None and bool(telling.tolls)


def _past(draft: Draft) -> bool:
    return all("earlier" in telling.claim.cues for telling in draft.tellings)


def _of_another_time(telling: Telling) -> bool:
    """ "The plant had been hit before": a past attack with neither place nor day nor figures is part of no other."""
    past = "earlier" in telling.claim.cues or telling.claim.factuality == "background"
    return past and telling.named and telling.scope == "incident" and not (telling.site or telling.dates or telling.tolls)


def _shared(telling: Telling, drafts: Sequence[Draft]) -> list[Telling]:
    """What an earlier clause told of this place together with another ("drones struck offices in A and B")."""
    if telling.site is None or telling.named:
        return []
    return [
        earlier.at(other)
        for draft in drafts
        for earlier in draft.tellings
        for other in earlier.others
        if earlier.named and nearness(other, telling.site) == "same"
    ][:1]


def _confirm(headlines: Sequence[Telling], drafts: list[Draft]) -> None:
    """Put the headline's tellings to the drafts they repeat; without any draft they make their own."""
    bodyless = not any(_tells(draft) for draft in drafts)
    for telling in headlines:
        homes = [(score, -i) for i, draft in enumerate(drafts) if (score := likeness(draft, telling)) is not None]
        if homes:
            drafts[-max(homes)[1]].tellings.append(telling)
        elif bodyless:
            drafts.append(Draft([telling]))


def _tells(draft: Draft) -> bool:
    return any(telling.named for telling in draft.tellings)


def _home(telling: Telling, drafts: Sequence[Draft], current: Draft | None) -> Draft | None:
    if telling.scope != "incident":
        return _same_total(telling, drafts)
    scored = [
        (score + (1.0 if draft is current else 0.0) + 0.01 * i, i)
        for i, draft in enumerate(drafts)
        if (score := likeness(draft, telling)) is not None
    ]
    if not scored:
        return None
    score, index = max(scored)
    return drafts[index] if score >= _needed(telling) else None


def _needed(telling: Telling) -> float:
    """What it takes to join: a reference, a bare figure, an attack with neither place nor time of its own go with what
    fits best; an attack of its own place or time needs more."""
    if not telling.named or not (telling.site or telling.dates or "another" in telling.claim.cues):
        return LOWEST
    return 2.0 if "another" in telling.claim.cues else 1.0


def _same_total(telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """A barrage or total told again: the best of the same scope whose days, kinds and counts do not speak against it.
    Another item of a live page must say the same count to be taken for the same."""
    fitting = [draft for draft in drafts if draft.scope == telling.scope and not days_apart(draft.dates, telling.dates)]
    if telling.scope == "wide":
        fitting = [draft for draft in fitting if _kin(draft, telling) and not _other_count(draft, telling)]
    ranked = [((_counts(draft.tellings) & _counts([telling]), draft), i) for i, draft in enumerate(fitting)]
    near = [(bool(shared), -i) for (shared, draft), i in ranked if shared or telling.claim.item in draft.items]
    return fitting[-max(near)[1]] if near else None


def _counts(tellings: Iterable[Telling]) -> frozenset[int]:
    return frozenset(w.launched for telling in tellings for w in telling.weapons if w.launched is not None)


def _other_count(draft: Draft, telling: Telling) -> bool:
    """ "500 drones on Monday and 315 on Tuesday": other counts at times in other words."""
    ours, theirs = _counts(draft.tellings), _counts([telling])
    words = {date.words.lower() for date in draft.dates} & {date.words.lower() for date in telling.dates}
    return bool(ours and theirs) and not ours & theirs and not words


def _recall(drafts: Sequence[Draft]) -> None:
    """A barrage whose dead and injured are just those of one incident is that incident, told wide: move the telling."""
    for wide in [draft for draft in drafts if draft.scope == "wide"]:
        for telling in [one for one in wide.tellings if len(_figures(one)) > 1]:
            home = next((draft for draft in drafts if _same_people(draft, telling)), None)
            if home is not None:
                wide.tellings.remove(telling)
                home.tellings.append(telling)


def _same_people(draft: Draft, telling: Telling) -> bool:
    if draft.scope != "incident" or days_apart(draft.dates, telling.dates):
        return False
    return _figures(telling) <= {figure for one in draft.tellings for figure in _figures(one)}


def _figures(telling: Telling) -> frozenset[tuple[str, str, int]]:
    return frozenset((t.harm, t.group, t.low) for t in telling.tolls if not t.vague and t.low > 0)


def likeness(draft: Draft, telling: Telling) -> float | None:
    """How well a telling fits a draft, None where something forbids it: another scope, other days, another place."""
    if draft.scope != telling.scope or days_apart(draft.dates, telling.dates) or _steps_back(draft, telling):
        return None
    score = _by_place(draft, telling)
    if score is None or _branches(draft, telling):
        return None
    if telling.claim.item not in draft.items and score < 2:
        return None
    if telling.named:
        if not _kin(draft, telling):
            score -= APART - 0.5
        elif telling.claim.attack and telling.claim.attack.type in draft.types:
            score += 0.5
    if "another" in telling.claim.cues and telling.named:
        score -= APART
    if _another_blow(draft, telling):
        score -= APART
    shared = _by_tolls(draft, telling)
    if telling.named and telling.tolls and not shared and "earlier" in telling.claim.cues and not _past(draft):
        score -= APART  # "Recall: rocket fire earlier hurt one": figures of their own, told as past
    return score + shared


def _steps_back(draft: Draft, telling: Telling) -> bool:
    """ "On 3 January, gunners shelled …" after an undated attack: a day that opens its sentence tells of another time,
    unless the figures are the same."""
    if not telling.named or telling.claim.headline or any(not date.reporting for date in draft.dates):
        return False
    opening = [d for d in telling.dates if is_calendar_day(d) and d.start - telling.claim.sentence.start <= OPENING]
    return bool(opening) and not draft.tellings[0].claim.headline and _by_tolls(draft, telling) == 0


def _branches(draft: Draft, telling: Telling) -> bool:
    """A figure of its own for a place that was only named beside the draft's: a scene apart."""
    if telling.site is None or not telling.tolls:
        return False
    own = [one.site for one in draft.tellings if one.site]
    beside = [other for one in draft.tellings for other in one.others]
    return not any(nearness(site, telling.site) != "apart" for site in own) and any(
        nearness(other, telling.site) == "same" for other in beside
    )


def _another_blow(draft: Draft, telling: Telling) -> bool:
    """ "Closer to midnight drones hit …" after missiles: another means at a time of its own is another attack."""
    kind = telling.claim.attack.type if telling.claim.attack else None
    if not telling.named or kind in VAGUE_TYPES or kind in draft.types or not telling.own or telling.claim.headline:
        return False
    told = {date.words.lower() for date in draft.dates}
    return bool(told) and bool(telling.dates) and not told & {date.words.lower() for date in telling.dates}


def _by_place(draft: Draft, telling: Telling) -> float | None:
    near = _nearest(draft, telling)
    if near == "apart":
        return None
    if near == "same":
        return 3.0
    if near == "within":
        return 1.5
    return 0.5 if telling.site is None else 0.25


def _nearest(draft: Draft, telling: Telling) -> Nearness | None:
    """The closest relation between the telling's place and the draft's; None where either names no place."""
    if telling.site is None or draft.site is None:
        return None
    told = [one.site for one in draft.tellings if one.site]
    fine = [site for site in told if not is_wide(site.reading)]  # a town among them: its country holds others too
    if telling.site.alone and any(not site.part for site in fine):
        return "within"  # "the old quarter", told after its town
    found = {nearness(site, telling.site) for site in fine or told}
    if "same" in found and not (is_wide(telling.site.reading) and not is_wide(draft.site.reading)):
        return "same"
    beside = any(nearness(other, telling.site) == "same" for one in draft.tellings for other in one.others)
    return "within" if beside or found & {"same", "within"} else "apart"


def _kin(draft: Draft, telling: Telling) -> bool:
    """Whether the kinds of attack may be one: equal, unnamed, or two words for one bombardment."""
    kind = telling.claim.attack.type if telling.claim.attack else None
    if kind in VAGUE_TYPES or not draft.types or kind in draft.types:
        return True
    return kind in BOMBARDMENT and bool(draft.types & BOMBARDMENT)


def _by_tolls(draft: Draft, telling: Telling) -> float:
    """The same figure again speaks for one attack."""
    told = {(t.harm, t.group, t.low, t.high) for one in draft.tellings for t in one.tolls if not t.vague}
    again = told & {(t.harm, t.group, t.low, t.high) for t in telling.tolls}
    return min(2.0, sum(1.0 if low > 1 else 0.5 for _, _, low, _ in again))


