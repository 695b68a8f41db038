"""One article's claims with their dates and places → its sightings: one account of each attack, and what was left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

import msgspec

from istor.articles.article import Article
from istor.claims.claim import TYPE_OF_WEAPON, AttackType, Claim, Harm, Modality, Toll
from istor.dates.daterange import DateReading
from istor.geography.place import PlaceReading
from istor.incidents.asides import Aside, beside, told_aside
from istor.incidents.drafts import Draft
from istor.incidents.finals import final, merged, overtaken
from istor.incidents.grouping import group
from istor.incidents.headcount import headcounts
from istor.incidents.incident import Sighting
from istor.incidents.inheriting import with_attacker, with_day, with_means, with_town, with_umbrella
from istor.incidents.moments import Convert, chosen, in_utc
from istor.incidents.perpetrators import without_attackers
from istor.incidents.proceedings import without_proceedings
from istor.incidents.references import fineness, is_country
from istor.incidents.roles import Role, roles
from istor.incidents.tellings import Telling, tell
from istor.incidents.unions import actors_of, damage_of, persons_of, targets_of, voices_of, weapons_of
from istor.provenance import Refusal, Span, content_id

R = TypeVar("R", DateReading, PlaceReading)
CONSEQUENCES = frozenset({"Disrupted weapons use", "Looting/property destruction"})  # beside another kind of attack
AIR: AttackType = "Air/drone strike"
GROUND: AttackType = "Shelling/artillery/missile attack"
PAST = "past without a place"
TOLD = ("news", "background")  # any other factuality is kept as a claim and makes no sighting


def assemble(
    article: Article,
    claims: Sequence[Claim],
    *,
    dates: Sequence[DateReading],
    places: Sequence[PlaceReading],
    convert: Convert,
) -> tuple[tuple[Sighting, ...], tuple[Refusal, ...]]:
    """The sightings of an article in the order they are told, and a Refusal for each claim that made none.

    Pure: the same claims and readings give the same sightings with the same ids. A person's corrections are applied
    when incidents are put together, so that the machine's reading stays as it was.
    """
    dates = without_proceedings(article, sorted(dates, key=attrgetter("start")))
    places = sorted((place for place in places if not _is_zone(place, dates)), key=attrgetter("start"))
    reasons = {claim.id: _untold(claim, _around(claim, dates)) for claim in claims}
    usable = [claim for claim in claims if reasons[claim.id] is None]
    refused = [_refusal(claim, reason) for claim in claims if (reason := reasons[claim.id]) is not None]
    aside = told_aside(article, usable, dates=dates, places=places)
    drafts = group(
        beside(telling, aside.get(claim.id, Aside()))
        for claim in usable
        for telling in tell(article, claim, dates=_around(claim, dates), places=_around(claim, places))
    )
    kept: list[Draft] = []
    recalled = _recalled(drafts)
    for draft in drafts:
        reason = None if draft is recalled else _unfit(draft) or (_bare(draft) if kept else None)
        if reason:
            refused += [_refusal(telling.claim, reason) for telling in draft.tellings]
        else:
            kept.append(draft)
    alone = sum(draft.scope == "incident" for draft in kept) == 1
    told_as: tuple[Role, ...] = ("main",) if recalled else roles(kept)
    found = [_sighting(article, draft, role, alone=alone) for draft, role in zip(kept, told_as, strict=True)]
    placed = with_town(found, places, article=article)
    whole = with_day(with_umbrella(with_means(with_attacker(placed))), dates)
    return tuple(_in_utc(sighting, convert) for sighting in whole), tuple(refused)


def _is_zone(place: PlaceReading, dates: Sequence[DateReading]) -> bool:
    """Whether the place only names a clock: of "at 12:30 a.m. Moscow time" Moscow was not hit."""
    return any(date.zone is not None and date.start <= place.start < date.end for date in dates)


def _in_utc(sighting: Sighting, convert: Convert) -> Sighting:
    earliest, latest = in_utc(sighting.date, sighting.place, convert=convert)
    if earliest is None:
        return sighting
    return msgspec.structs.replace(sighting, utc_earliest=earliest, utc_latest=latest)


def _around(claim: Claim, found: Sequence[R]) -> Sequence[R]:
    """Those readings of `found`, in text order, that begin in a claim's sentence or clause: a claim asks for no other."""
    start, end = claim.sentence.start, max(claim.sentence.end, claim.span.end)
    by_start = attrgetter("start")
    return found[bisect_left(found, min(start, claim.span.start), key=by_start) : bisect_left(found, end, key=by_start)]


def _untold(claim: Claim, dates: Sequence[DateReading]) -> str | None:
    """Why a claim tells no attack that happened once: planned, hypothetical and the like, or a habit ("every night")."""
    if claim.factuality not in TOLD:
        return claim.factuality
    inside = [date for date in dates if claim.span.start <= date.start < claim.span.end]
    habit = bool(inside) and all(date.kind == "repeated" for date in inside) and not claim.tolls
    return "repeated" if habit else None


def _refusal(claim: Claim, because: str) -> Refusal:
    return Refusal(of=claim.id, room="incidents", because=because, span=claim.span)


def _unfit(draft: Draft) -> str | None:
    """Why a draft makes no sighting: harm without any attack told, or an attack of which nothing is told."""
    if not any(telling.claim.attack for telling in draft.tellings):
        return "no attack"
    if draft.scope == "aggregate" and not any(telling.tolls or telling.weapons for telling in draft.tellings):
        return "nothing counted"
    body = [telling.claim for telling in draft.tellings if not telling.claim.headline]
    if (
        body
        and draft.site is None
        and draft.scope != "wide"
        and all(claim.factuality == "background" for claim in body)
    ):
        return PAST
    alone = all(telling.site is None and not telling.tolls for telling in draft.tellings)
    return "nothing of its own" if alone and draft.scope == "incident" else None


def _recalled(drafts: Sequence[Draft]) -> Draft | None:
    """The past attack of no place that a page which tells no other is about, known by a victim: a court's page gives the
    name or the age ("charged in the shooting death of an 18-year-old"), and by that it is found. None: there is none."""
    reasons = [_unfit(draft) for draft in drafts]
    if None in reasons:
        return None
    past = (draft for draft, reason in zip(drafts, reasons, strict=True) if reason == PAST)
    return next((draft for draft in past if any(map(_knows_a_victim, draft.tellings))), None)


def _knows_a_victim(telling: Telling) -> bool:
    return bool(telling.tolls) and bool(telling.claim.persons or any(toll.ages for toll in telling.tolls))


def _bare(draft: Draft) -> str | None:
    """Why an attack told beside another makes no sighting of its own: it has no place, or a place and nothing else."""
    if draft.scope == "wide":
        counted = any(t.tolls or any(weapon.launched or weapon.downed for weapon in t.weapons) for t in draft.tellings)
        return None if counted else "nothing of its own"
    told = any(telling.tolls or telling.damage for telling in draft.tellings)
    named = any(telling.named for telling in draft.tellings)
    place = draft.site and not is_country(draft.site.reading)
    if not (place or told) or not (named or (place and told)):
        return "nothing of its own"
    if not told and all("passing" in telling.claim.cues for telling in draft.tellings):
        return "told in passing"
    detail = told or draft.dates or any(t.targets or t.weapons for t in draft.tellings) or draft.types
    return None if detail else "nothing of its own"


def _sighting(article: Article, draft: Draft, role: Role, *, alone: bool) -> Sighting:
    tellings = sorted(draft.tellings, key=lambda telling: telling.claim.headline)
    place = draft.site.reading if draft.site else None
    date = chosen(draft.dates)
    tolls = _tolls(tellings, article.text, alone=alone)
    actors = actors_of(tellings)
    claims = tuple(dict.fromkeys(telling.claim.id for telling in tellings))
    return Sighting(
        id=content_id("sighting", article.id, sorted(claims), place.start if place else None),
        article_id=article.id,
        type=_type(tellings),
        role=role,
        scope=draft.scope,
        item=draft.item,
        date=date,
        place=place,
        places=_others(draft, place),
        actors=actors,
        weapons=weapons_of(tellings),
        targets=targets_of(tellings),
        damage=damage_of(tellings),
        tolls=tolls,
        persons=persons_of(tellings),
        voices=voices_of(tellings),
        modality=_modality(tellings),
        final=final(tolls, attackers=frozenset(actor.key for actor in actors if actor.key)),
        claims=claims,
        spans=_spans(tellings),
        published=article.published,
    )


def _tolls(tellings: Sequence[Telling], text: str, *, alone: bool) -> tuple[Toll, ...]:
    """The figures of all tellings; the headline's only where the body gives none of that harm or, on a page of one attack
    (`alone`), only single people. Then whom nobody counts."""
    body = [(toll, telling) for telling in tellings if not telling.claim.headline for toll in telling.tolls]
    head = [(toll, telling) for telling in tellings if telling.claim.headline for toll in telling.tolls]
    adding = _adds([toll for toll, _ in body], alone=alone)
    told = [*body, *(one for one in head if adding(one[0]))]
    past = frozenset(i for i, (_, telling) in enumerate(told) if "overtaken" in telling.claim.cues)
    found = without_attackers(merged(overtaken([toll for toll, _ in told], past | _outgrown(told))), text)
    return (*found, *headcounts(found, text))


def _adds(body: Sequence[Toll], *, alone: bool) -> Callable[[Toll], bool]:
    """Whether a headline's figure says more than the body: a vague one where the body tells nothing of that harm, a count
    of the hurt where it only tells of single people. The dead are told of one by one, and a headline names them again."""
    firm = [toll for toll in body if not (toll.vague or toll.none_reported)]
    counted = {toll.harm for toll in firm if toll.harm == "killed" or not (alone and _is_one(toll))}
    told, singly = {toll.harm for toll in body}, {toll.harm for toll in firm}
    return lambda toll: (
        toll.harm not in (counted | told if toll.vague else counted if toll.low > 1 else counted | singly)
    )


def _is_one(toll: Toll) -> bool:
    """Whether it tells of one person, and is no count."""
    return toll.low == toll.high == 1 and (toll.group != "all" or toll.part or bool(toll.ages))


def _outgrown(told: Sequence[tuple[Toll, Telling]]) -> frozenset[int]:
    """Which figures are below one that is told as risen ("the toll has risen to five"), whoever gave them."""
    risen: dict[Harm, int] = {}
    for toll, telling in told:
        if "risen" in telling.claim.cues and toll.group == "all" and not (toll.vague or toll.hedged or toll.part):
            risen[toll.harm] = max(toll.low, risen.get(toll.harm, 0))
    return frozenset(
        i
        for i, (toll, _) in enumerate(told)
        if toll.group == "all" and not toll.part and toll.low < risen.get(toll.harm, 0)
    )


def _type(tellings: Sequence[Telling]) -> AttackType:
    """The kind of the attack tied to the harm, else the first named, else what the weapons say."""
    named = [(t.claim.attack.type, bool(t.tolls)) for t in tellings if t.claim.attack and t.claim.attack.type]
    known = [(kind, harm) for kind, harm in named if kind != "Other"]
    known = [one for one in known if one[0] not in CONSEQUENCES] or known  # some got through; a fire it set
    with_harm = [kind for kind, harm in known if harm]
    if with_harm or known:
        kind = with_harm[0] if with_harm else known[0][0]
        return AIR if kind == GROUND and _missiles_from_the_air(tellings) else kind
    for telling in tellings:
        for weapon in telling.weapons:
            if weapon.kind in TYPE_OF_WEAPON:
                return TYPE_OF_WEAPON[weapon.kind]
    return "Other"


def _missiles_from_the_air(tellings: Sequence[Telling]) -> bool:
    """ "An air attack with missiles", and then what the missiles did: aircraft fired them (codebook, "Types")."""
    kinds = [({weapon.kind for weapon in t.weapons}, t.claim.attack) for t in tellings]
    air = [found for found, attack in kinds if attack and attack.type == AIR and "drone" not in found]
    ground = [found for found, attack in kinds if attack and attack.type == GROUND]
    return any("missile" in found for found in air) and all(found <= {"missile"} for found in ground)


def _modality(tellings: Sequence[Telling]) -> Modality:
    """How firmly the account as a whole is put: as its first telling that names the attack is, in the body."""
    named = [telling.claim for telling in tellings if telling.named] or [telling.claim for telling in tellings]
    if any(claim.modality == "unverified" for claim in named):
        return "unverified"
    return named[0].modality


def _others(draft: Draft, place: PlaceReading | None) -> tuple[PlaceReading, ...]:
    """The other places named for the sighting, finest first, each once."""
    found: dict[int, PlaceReading] = {}
    for telling in draft.tellings:
        for site in (*([telling.site] if telling.site else []), *telling.others):
            found.setdefault(site.reading.start, site.reading)
    others = [reading for reading in found.values() if place is None or reading.words != place.words]
    return tuple(sorted({reading.words: reading for reading in others}.values(), key=fineness))


def _spans(tellings: Iterable[Telling]) -> tuple[Span, ...]:
    found = {(t.claim.sentence.start, t.claim.sentence.end): t.claim.sentence for t in tellings}
    return tuple(found[key] for key in sorted(found))
