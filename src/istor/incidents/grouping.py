"""Which tellings of one article are of the same attack: drafts grown claim by claim, the headline last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from istor.claims.claim import Harm, Toll
from istor.incidents.drafts import Draft, is_kin, likeness, steps_back
from istor.incidents.moments import apart as days_apart
from istor.incidents.references import is_wide, nearness
from istor.incidents.tellings import Telling

LOWEST = -10.0  # below any likeness: joins wherever nothing forbids it
HARMS: tuple[Harm, ...] = ("killed", "injured")
REACH = 100  # attacks told last that a telling can go back to: more than any page told of, so that time stays linear


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
        else:
            current = _put(telling, drafts, current)
    _confirm([t for t in ordered if t.claim.headline], drafts)
    _recall(drafts)
    return tuple(draft for draft in [*drafts, *past] if draft.tellings)


def _put(telling: Telling, drafts: list[Draft], current: Draft | None) -> Draft:
    """Put a telling to the draft it fits, or begin one with it; the draft it went to."""
    if current and current.scope == "aggregate" and telling.scope == "incident" and (telling.back or _is_bare(telling)):
        current.add(replace(telling, scope="aggregate"))
        return current
    if current and _is_one_of(telling, current):
        whole = Draft([replace(each, scope="aggregate") for each in current.tellings])
        drafts[drafts.index(current)], current = whole, whole
        telling = replace(telling, dates=telling.dates or whole.dates)
    if _adds_up(telling, drafts):
        telling = replace(telling, scope="aggregate")
    if current and current.scope == "aggregate" and _counts_one(telling):
        drafts.append(Draft([replace(telling, site=current.site, dates=telling.dates or current.dates)]))
        return drafts[-1]
    home = _home(telling, drafts, current)
    if home is not None:
        home.add(telling)
        return home
    drafts.append(Draft([*_shared(telling, drafts), _in_the_same_place(telling, current)]))
    return drafts[-1]


def _is_bare(telling: Telling) -> bool:
    """ "Eight civilians were killed by the army", after a total: a line of its breakdown."""
    return not (telling.named or telling.site or telling.dates or telling.targets or telling.claim.headline)


def _is_one_of(telling: Telling, current: Draft) -> bool:
    """ "One strike hit a house, killing six", after "strikes killed 34 people": of attacks that were counted together, one
    with fewer dead of its own. What was told before is their total."""
    if not (telling.one_of and telling.named and telling.scope == current.scope == "incident"):
        return False
    counted = [toll.low for toll in telling.tolls if _counts_all(toll, "killed")]
    together = [
        toll.low for each in current.tellings if each.several for toll in each.tolls if _counts_all(toll, "killed")
    ]
    return bool(counted) and max(together, default=0) > max(counted)


def _adds_up(telling: Telling, drafts: Sequence[Draft]) -> bool:
    """ "In all nine people were killed in the city on Wednesday", after attacks that killed seven and two: a bare count of
    the dead of several attacks is none of theirs. It is their sum or, where its words say that it is one, more than each."""
    if telling.named or telling.scope != "incident" or telling.weapons or telling.targets or telling.claim.headline:
        return False
    for harm in HARMS:
        whole = max((toll.low for toll in telling.tolls if _counts_all(toll, harm)), default=0)
        parts = [
            max((t.low for t in draft.told.figures if (t.harm, t.group) == (harm, "all")), default=0)
            for draft in drafts
            if draft.scope == "incident"
        ]
        told = [part for part in parts[-REACH:] if part]
        if len(told) > 1 and (whole == sum(told) or ("total" in telling.claim.cues and whole > max(told))):
            return True
    return False


def _counts_all(toll: Toll, harm: Harm) -> bool:
    return (toll.harm, toll.group) == (harm, "all") and not (toll.vague or toll.part or toll.side)


def _shared(telling: Telling, drafts: Sequence[Draft]) -> list[Telling]:
    """What an earlier clause told of this place together with another ("drones struck offices in A and B")."""
    if telling.site is None or telling.named:
        return []
    return [
        earlier.at(other)
        for draft in drafts[-REACH:]
        for earlier in (draft.tellings if draft.told.beside else ())
        for other in earlier.others
        if earlier.named and nearness(other, telling.site) == "same"
    ][:1]


def _of_another_time(telling: Telling) -> bool:
    """ "The plant had been hit before": a past attack with neither place nor day nor figures is part of no other."""
    past = "earlier" in telling.claim.cues or telling.claim.factuality == "background"
    return (
        past and telling.named and telling.scope == "incident" and not (telling.site or telling.dates or telling.tolls)
    )


def _in_the_same_place(telling: Telling, current: Draft | None) -> Telling:
    """ "In the evening a bomb fell …" after a morning's attack: without a place of its own it fell in the same town, though
    not in the same quarter."""
    if telling.site or current is None or current.site is None or is_wide(current.site.reading):
        return telling
    if telling.here and telling.scope == "incident":
        return replace(telling, site=current.site.town)
    past = "earlier" in telling.claim.cues or steps_back(current, telling)
    if telling.scope != "incident" or past or days_apart(current.told.times.values(), telling.dates):
        return telling
    return replace(telling, site=current.site.town)


def _counts_one(telling: Telling) -> bool:
    """ "In addition, a woman was killed in a strike on her house", after a total: one of its attacks, at its place."""
    return telling.named and telling.scope == "incident" and telling.site is None and bool(telling.tolls)


def _confirm(headlines: Sequence[Telling], drafts: list[Draft]) -> None:
    """Put the headline's tellings to the drafts they repeat; without any draft they make their own."""
    bodyless = not any(_tells(draft) for draft in drafts)
    for telling in headlines:
        fits = [(likeness(draft, telling), draft, -i) for i, draft in enumerate(drafts)]
        homes = [(score + _repeats(draft, telling), i) for score, draft, i in fits if score is not None]
        if homes:
            drafts[-max(homes)[1]].add(telling)
        elif bodyless:
            drafts.append(Draft([telling]))


def _repeats(draft: Draft, headline: Telling) -> bool:
    """Whether the headline says in the draft's own words when it was."""
    told = {date.words.lower() for date in draft.told.times.values()}
    return not told.isdisjoint(date.words.lower() for date in headline.dates)


def _tells(draft: Draft) -> bool:
    return any(telling.named for telling in draft.tellings)


def _home(telling: Telling, drafts: Sequence[Draft], current: Draft | None) -> Draft | None:
    if telling.scope != "incident":
        return _same_total(telling, drafts)
    scored = [
        (score + (1.0 if drafts[i] is current else 0.0) + 0.01 * i, i)
        for i in range(max(0, len(drafts) - REACH), len(drafts))
        if (score := likeness(drafts[i], telling)) is not None
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
    fitting = [
        draft
        for draft in drafts[-REACH:]
        if draft.scope == telling.scope and not days_apart(draft.told.times.values(), telling.dates)
    ]
    if telling.scope == "wide":
        fitting = [draft for draft in fitting if is_kin(draft, telling) and not _other_count(draft, telling)]
    ranked = [((draft.told.counts & _counts(telling), draft), i) for i, draft in enumerate(fitting)]
    near = [(bool(shared), -i) for (shared, draft), i in ranked if shared or telling.claim.item in draft.told.items]
    return fitting[-max(near)[1]] if near else None


def _counts(telling: Telling) -> frozenset[int]:
    return frozenset(weapon.launched for weapon in telling.weapons if weapon.launched is not None)


def _other_count(draft: Draft, telling: Telling) -> bool:
    """ "500 drones on Monday and 315 on Tuesday": other counts at times in other words."""
    ours, theirs = draft.told.counts, _counts(telling)
    words = {date.words.lower() for date in draft.told.times.values()} & {date.words.lower() for date in telling.dates}
    return bool(ours and theirs) and not ours & theirs and not words


def _recall(drafts: Sequence[Draft]) -> None:
    """A barrage whose dead and injured are just those of one incident is that incident, told wide: move the telling."""
    for wide in [draft for draft in drafts if draft.scope == "wide"]:
        for telling in [one for one in wide.tellings if len(_figures(one)) > 1]:
            home = next((draft for draft in drafts if _same_people(draft, telling)), None)
            if home is not None:
                wide.drop(telling)
                home.add(telling)


def _same_people(draft: Draft, telling: Telling) -> bool:
    if draft.scope != "incident" or days_apart(draft.told.times.values(), telling.dates):
        return False
    return _figures(telling) <= {(told.harm, told.group, told.low) for told in draft.told.figures}


def _figures(telling: Telling) -> frozenset[tuple[str, str, int]]:
    return frozenset((t.harm, t.group, t.low) for t in telling.tolls if not t.vague and t.low > 0)
