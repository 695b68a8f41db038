"""Candidates + context → ranked candidates: what the text says first, then its company, then size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from istor.geography.gazetteer import Gazetteer, Hit
from istor.geography.mentions import Mention

BESIDE = "the words beside it name its region or country"
KEPT = 5  # runners-up that are kept with a reading
# Weights in decades of population: one point is worth ten times the people.
OWN_NAME = {2: 0.0, 1: -0.9, 0: -0.9, -1: -1.5}
CAPITAL = 1.2  # Washington is the city, London not the one in Ontario
COUNTRY = 3.5
QUARTER = 1.5  # a city's district or quarter is seldom named without its city
ENOUGH = 4.0  # names of a country: more of them say no more
NAMED_BESIDE = 8.0  # "Paris, Texas": what the words say outweighs any size
COUNTRY_COMPANY = 1.3
REGION_COMPANY = 0.9
NEIGHBOUR = 1.0
CELL_DEGREES = 0.7  # two places are neighbours in the same or an adjoining cell: within some 80 km
ROW = 1000  # cells in a row are numbered through
ADJOINING = tuple(down * ROW + across for down in (-1, 0, 1) for across in (-1, 0, 1))
WEIGHED = 40  # of a very common name only so many bearers, the most populous, are weighed
NEIGHBOURLY = frozenset({"settlement", "district", "subregion"})
KINDS_ASKED: dict[str, frozenset[str]] = {
    "settlement": frozenset({"settlement", "district"}),
    "region": frozenset({"region", "area"}),
    "subregion": frozenset({"subregion", "district"}),
}
ROLE_WEIGHT = {"location": 1.0, "dateline": 2.0, "demonym": 0.7, "government": 0.5, "organisation": 0.5, "name": 0.3}


class Ranked(NamedTuple):
    """A place the words may mean, its share among the rivals (0–1) and the reason.

    `context` is how much the rest of the text speaks of its country (1 is one sure name), `elsewhere` how much it speaks
    of the country that it speaks of most.
    """

    hit: Hit
    share: float
    because: str
    context: float = 0.0
    elsewhere: float = 0.0


class Company(NamedTuple):
    """How much the text speaks of each country and region, and where its places lie.

    `weighed` are each name's hits, each with what speaks for it before its company does: prior and the words beside it.
    """

    countries: dict[str, float]
    regions: dict[int, float]
    by_key: dict[str, tuple[dict[str, float], dict[int, float]]]
    cells: dict[int, dict[str, float]]
    weighed: dict[str, list[tuple[Hit, float, float]]]


def rank(mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, tuple[Ranked, ...]]:
    """For each name (with what is asked of it) its places, best first. One name means one place in one text."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.hits:
            groups.setdefault(group_of(mention), []).append(mention)
    company = _company(groups, frozenset(gazetteer.words["capital"].values()))
    leading = sorted(company.countries.items(), key=lambda pair: -pair[1])
    return {name: _ranked(name, company, leading) for name in groups}


def group_of(mention: Mention) -> str:
    """Mentions of one group mean one place: same name, same kind asked for."""
    return f"{mention.key}/{mention.asked}/{mention.role == 'demonym'}"


def prior(hit: Hit, hits: Sequence[Hit], capitals: frozenset[int] = frozenset()) -> float:
    """How likely a place is meant before anything is known of the text, in decades of population."""
    people = math.log10(hit.population + 300)
    if hit.kind == "country":
        people = max(people, 6.0) + COUNTRY
    elif hit.kind in ("continent", "sea", "area"):
        people = 8.5
    elif hit.kind == "subregion":
        people = 4.3 if hit.own == 2 else 3.5
    elif hit.kind == "region":
        seat = max(
            (other.population for other in hits if other.region == hit.place_id and other.kind == "settlement"),
            default=0,
        )
        people = (people - 1.5 if seat else people) if hit.population else 4.5
        if seat > 0.35 * hit.population and any(other.kind == "region" and other.country == hit.country
                                                for other in hits if other.place_id != hit.place_id):  # fmt: skip
            people -= 3.0  # the region of the city itself: "Kyiv region" is the one around it
    elif hit.kind == "district":  # Desna is a village of its own before it is a quarter of Kyiv
        people -= QUARTER
    elif hit.place_id in capitals:
        people += CAPITAL
    return people + OWN_NAME[hit.own]


def _company(groups: dict[str, list[Mention]], capitals: frozenset[int]) -> Company:
    company = Company({}, {}, {}, {}, {})
    for name, group in groups.items():
        weight = max(ROLE_WEIGHT[mention.role] for mention in group) * (1 + 0.3 * math.log(len(group)))
        hits, around = asked_for(group[0]), any(mention.within for mention in group)
        weighed = [(hit, prior(hit, group[0].hits, capitals), _beside(hit, group) if around else 0.0) for hit in hits]
        company.weighed[name] = weighed
        rarity = weight / math.sqrt(len(hits)) if hits else 0.0
        shares = _shares([prior_weight + beside for _, prior_weight, beside in weighed])
        for hit in hits:
            cell = company.cells.setdefault(_cell(hit), {}) if hit.kind in NEIGHBOURLY else None
            if cell is not None and len(cell) < WEIGHED:  # a gazetteer printed as text must not take quadratic time
                cell[group[0].key] = max(rarity, cell.get(group[0].key, 0.0))
        countries: dict[str, float] = {}
        regions: dict[int, float] = {}
        for hit, share in zip(hits, shares, strict=True):
            if hit.country:
                countries[hit.country] = countries.get(hit.country, 0.0) + share * weight
            region = hit.place_id if hit.kind == "region" else hit.region
            if region is not None and hit.kind != "country":
                regions[region] = regions.get(region, 0.0) + share * weight
        for country, votes in countries.items():
            company.countries[country] = company.countries.get(country, 0.0) + votes
        for region, votes in regions.items():
            company.regions[region] = company.regions.get(region, 0.0) + votes
        company.by_key[name] = (countries, regions)
    return company


def _cell(hit: Hit) -> int:
    return round(hit.lat / CELL_DEGREES) * ROW + round(hit.lon / CELL_DEGREES)


def _neighbours(hit: Hit, key: str, cells: Mapping[int, Mapping[str, float]]) -> float:
    """How many other names of the text have a bearer close by; a rare name counts more than a common one."""
    if hit.kind not in NEIGHBOURLY:
        return 0.0
    at = _cell(hit)
    near: dict[str, float] = {}
    for step in ADJOINING:
        if names := cells.get(at + step):
            near.update(names)
    return sum(weight for other, weight in near.items() if other != key) if len(near) > 1 else 0.0


def asked_for(mention: Mention) -> tuple[Hit, ...]:
    """The hits of the kind that the words call for, or all where none is of that kind; at most WEIGHED.

    Of a name that very many villages bear those in the region told beside it come before the populous.
    """
    hits = mention.hits
    if mention.asked:
        kinds = KINDS_ASKED[mention.asked]
        hits = tuple(hit for hit in hits if hit.kind in kinds) or hits
    if len(hits) > WEIGHED and mention.within:
        hits = tuple(sorted(hits, key=lambda hit: not _beside(hit, (mention,))))
    return hits[:WEIGHED]


def _ranked(name: str, company: Company, leading: Sequence[tuple[str, float]]) -> tuple[Ranked, ...]:
    weighed = company.weighed[name]
    own_countries, own_regions = company.by_key[name]
    countries = {code: company.countries[code] - votes for code, votes in own_countries.items()}
    regions = {place_id: company.regions[place_id] - votes for place_id, votes in own_regions.items()}
    alone, key = len(weighed) == 1, name.partition("/")[0]
    told, scores = [], []
    for hit, before, beside in weighed:
        country = countries.get(hit.country, 0.0)
        region = regions.get(hit.place_id if hit.kind == "region" else hit.region or 0, 0.0)
        told.append((hit, beside, country, region))
        if not alone:
            scores.append(before + beside + _company_of(_neighbours(hit, key, company.cells), country, region))
    others = next((votes for country, votes in leading if country not in own_countries), 0.0)
    most = max([others, *countries.values()])
    shares = [1.0] if alone else _shares(scores)
    best = sorted(range(len(told)), key=lambda at: (-shares[at], told[at][0].place_id))[:KEPT]
    return tuple(
        Ranked(hit, shares[at], _because(beside, country, region, alone=alone), country + beside, most)
        for at in best
        for hit, beside, country, region in (told[at],)
    )


def _company_of(neighbours: float, country: float, region: float) -> float:
    """What the rest of the text adds to a place, in decades of population."""
    found = NEIGHBOUR * math.log1p(2 * min(ENOUGH, neighbours)) if neighbours else 0.0
    if country > 0:
        found += COUNTRY_COMPANY * math.log1p(3 * min(ENOUGH, country))
    if region > 0:
        found += REGION_COMPANY * math.log1p(3 * min(ENOUGH, region))
    return found


def _because(beside: float, country: float, region: float, *, alone: bool) -> str:
    if beside > 0:
        return BESIDE
    if region > 0.5:
        return "other places of its region stand in the text"
    if country > 0.3:
        return "the text speaks of its country"
    return "the only place of that name" if alone else "the most populous of that name"


def _beside(hit: Hit, group: Sequence[Mention]) -> float:
    """The bonus of a place that lies in the region or country named beside any of its mentions."""
    for mention in group:
        for outer in mention.within:
            if any(lies_in(hit, around) for around in outer.hits):
                return NAMED_BESIDE
    return 0.0


def lies_in(hit: Hit, around: Hit) -> bool:
    """Whether a place belongs to a region or country, or lies in an area's circle."""
    if hit.place_id == around.place_id:
        return False
    if around.kind == "country":
        return hit.country == around.country
    if around.kind == "region":
        return hit.region == around.place_id
    if around.kind in ("subregion", "area"):
        return (not around.country or hit.country == around.country) and distance_km(hit, around) < 120
    return False


def distance_km(one: Hit, other: Hit) -> float:
    """Great-circle distance in kilometres."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(half)))


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares that add up to 1; one decade more is ten times the share."""
    top = max(scores)
    weights = [10 ** (score - top) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]
