"""Candidates + context → ranked candidates: what the text says first, then its company, then size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from istor.geography.gazetteer import Gazetteer, Hit
from istor.geography.mentions import Mention

BESIDE = "the words beside it name its region or country"
IN_REGION = "other places of its region stand in the text"
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
KEPT_NAMES = 4096  # names whose standing is kept in memory: some MB
ROW = 1000  # cells in a row are numbered through
AHEAD = (1, ROW - 1, ROW, ROW + 1)  # half of the adjoining cells: who is ahead of one has that one behind
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
    of the country that it speaks of most; `region` and `other_region` are the same of its region and of the region of any
    country that the text speaks of most, by its id in `leading_region` (0: of none).
    """

    hit: Hit
    share: float
    because: str
    context: float = 0.0
    elsewhere: float = 0.0
    region: float = 0.0
    other_region: float = 0.0
    leading_region: int = 0


class Standing(NamedTuple):
    """What speaks for the bearers of one name before any text does; the lists are as long as `hits`.

    `priors` are in decades of population, `cells` where they lie (None: no neighbour of anything), `within` the region
    that each lies in or is (0: none), `countries` and `regions` the shares that each country and region has of them.
    """

    hits: tuple[Hit, ...]
    priors: tuple[float, ...]
    cells: tuple[int | None, ...]
    within: tuple[int, ...]
    countries: dict[str, float]
    regions: dict[int, float]


class Weighed(NamedTuple):
    """One name of a text: its bearers, `beside` what the words beside it add to each, and its votes for each country
    and region."""

    standing: Standing
    beside: tuple[float, ...]
    countries: dict[str, float]
    regions: dict[int, float]


class Company(NamedTuple):
    """How much a text speaks of each country and region, and which of its names have a bearer in which cell.

    `near` are, for cells that have more than one name in them or in those adjoining, all these names; each name has its
    rarity, for a rare name counts more than a common one. `leading` are the regions, the most spoken of first.
    """

    countries: dict[str, float]
    regions: dict[int, float]
    cells: dict[int, dict[str, float]]
    near: dict[int, dict[str, float]]
    leading: list[tuple[int, float]]


def rank(mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, tuple[Ranked, ...]]:
    """For each name (with what is asked of it) its places, best first. One name means one place in one text."""
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.hits:
            groups.setdefault(group_of(mention), []).append(mention)
    company = Company({}, {}, {}, {}, [])
    weighed = {name: _weigh(group, company, gazetteer.capitals) for name, group in groups.items()}
    _bring_near(company)
    company.leading.extend(sorted(company.regions.items(), key=lambda pair: (-pair[1], pair[0])))
    leading = sorted(company.countries.items(), key=lambda pair: -pair[1])
    return {name: _ranked(groups[name][0].key, one, company, leading) for name, one in weighed.items()}


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
        larger = max(0.0, people - 4.5)
        people = 4.3 + 0.5 * larger if hit.own == 2 else 3.5 + 0.2 * larger
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


@lru_cache(maxsize=KEPT_NAMES)
def _standing(hits: tuple[Hit, ...], bearers: tuple[Hit, ...], capitals: frozenset[int]) -> Standing:
    """Of `bearers`, some or all of the `hits` of a name. The same for every text, so kept: news repeats its names."""
    priors = tuple(prior(hit, hits, capitals) for hit in bearers)
    cells = tuple(_cell(hit) if hit.kind in NEIGHBOURLY else None for hit in bearers)
    within = tuple(hit.place_id if hit.kind == "region" else hit.region or 0 for hit in bearers)
    return Standing(bearers, priors, cells, within, *_votes(bearers, _shares(priors)))


def _votes(hits: Sequence[Hit], shares: Sequence[float]) -> tuple[dict[str, float], dict[int, float]]:
    """The shares of each country and of each region."""
    countries: dict[str, float] = {}
    regions: dict[int, float] = {}
    for hit, share in zip(hits, shares, strict=True):
        if hit.country:
            countries[hit.country] = countries.get(hit.country, 0.0) + share
        region = hit.place_id if hit.kind == "region" else hit.region
        if region is not None and hit.kind != "country":
            regions[region] = regions.get(region, 0.0) + share
    return countries, regions


def _weigh(group: Sequence[Mention], company: Company, capitals: frozenset[int]) -> Weighed:
    """One name's bearers with what stands beside it; its votes are added to the company."""
    weight = max([ROLE_WEIGHT[mention.role] for mention in group]) * (1 + 0.3 * math.log(len(group)))
    standing = _standing(group[0].hits, asked_for(group[0]), capitals)
    hits = standing.hits
    told = _told_beside(group)
    beside = tuple([_beside(hit, told) for hit in hits]) if told else (0.0,) * len(hits)
    countries, regions = standing.countries, standing.regions
    if told and any(beside):
        scores = [one + other for one, other in zip(standing.priors, beside, strict=True)]
        countries, regions = _votes(hits, _shares(scores))
    votes = {country: share * weight for country, share in countries.items()}
    region_votes = {region: share * weight for region, share in regions.items()}
    _add(company.countries, votes)
    _add(company.regions, region_votes)
    _settle(company.cells, standing.cells, key=group[0].key, rarity=weight / math.sqrt(len(hits)))
    return Weighed(standing, beside, votes, region_votes)


def _add(sums: dict[Any, float], votes: Mapping[Any, float]) -> None:
    for name, vote in votes.items():
        sums[name] = sums.get(name, 0.0) + vote


def _settle(cells: dict[int, dict[str, float]], where: Sequence[int | None], *, key: str, rarity: float) -> None:
    """Note in which cells a name has a bearer, and how rare the name is."""
    for at in where:
        if at is None:
            continue
        cell = cells.get(at)
        if cell is None:
            cells[at] = {key: rarity}
        elif len(cell) < WEIGHED:  # a gazetteer printed as text must not take quadratic time
            cell[key] = max(rarity, cell.get(key, 0.0))


def _cell(hit: Hit) -> int:
    return round(hit.lat / CELL_DEGREES) * ROW + round(hit.lon / CELL_DEGREES)


def _bring_near(company: Company) -> None:
    """Fill `near` from `cells`."""
    cells, near = company.cells, company.near
    near.update({at: dict(names) for at, names in cells.items() if len(names) > 1})
    for step in AHEAD:
        for at in [at for at in cells if at + step in cells]:
            for one, other in ((at, at + step), (at + step, at)):
                near.setdefault(one, dict(cells[one])).update(cells[other])


def asked_for(mention: Mention) -> tuple[Hit, ...]:
    """The hits of the kind that the words call for, or all where none is of that kind; at most WEIGHED.

    Of a name that very many villages bear those in the region told beside it come before the populous.
    """
    hits = mention.hits
    if mention.asked:
        kinds = KINDS_ASKED[mention.asked]
        hits = tuple(hit for hit in hits if hit.kind in kinds) or hits
    if len(hits) > WEIGHED and (told := _told_beside((mention,))):
        hits = tuple(sorted(hits, key=lambda hit: not _beside(hit, told)))
    return hits[:WEIGHED]


def _ranked(key: str, name: Weighed, company: Company, leading: Sequence[tuple[str, float]]) -> tuple[Ranked, ...]:
    standing = name.standing
    countries = {code: company.countries[code] - votes for code, votes in name.countries.items()}
    regions = {place_id: company.regions[place_id] - votes for place_id, votes in name.regions.items()}
    shares, alone = [1.0], len(standing.hits) == 1
    if not alone:
        shares = _shares(_scores(key, name, company, countries=countries, regions=regions))
    others = next((votes for country, votes in leading if country not in countries), 0.0)
    most = max([others, *countries.values()])
    lead = _leading_region(name, company)
    order = sorted(
        [(-share, hit.place_id, at) for at, (hit, share) in enumerate(zip(standing.hits, shares, strict=True))]
    )
    ranked = []
    for _, _, at in order[:KEPT]:
        hit, beside = standing.hits[at], name.beside[at]
        country, region = countries.get(hit.country, 0.0), regions.get(standing.within[at], 0.0)
        because = _because(beside, country, region, alone=alone)
        ranked.append(Ranked(hit, shares[at], because, country + beside, most, region + beside, *lead))
    return tuple(ranked)


def _leading_region(name: Weighed, company: Company) -> tuple[float, int]:
    """How much the rest of the text speaks of the region that it speaks of most, and its id."""
    ahead = company.leading[: len(name.regions) + 1]  # only its own votes can make another one the leading
    found = [(votes - name.regions.get(place_id, 0.0), place_id) for place_id, votes in ahead]
    return max(found, default=(0.0, 0))


def _scores(
    key: str, one: Weighed, company: Company, *, countries: Mapping[str, float], regions: Mapping[int, float]
) -> list[float]:
    """Each bearer's weight in decades of population: its own, what stands beside the name, and its company."""
    of_country = {code: _gain(votes, COUNTRY_COMPANY) for code, votes in countries.items()}
    of_region = {place_id: _gain(votes, REGION_COMPANY) for place_id, votes in regions.items()}
    standing, near = one.standing, company.near
    scores = [
        before + beside + of_country.get(hit.country, 0.0) + of_region.get(region, 0.0)
        for hit, before, beside, region in zip(standing.hits, standing.priors, one.beside, standing.within, strict=True)
    ]
    for at, cell in enumerate(standing.cells):
        if cell in near:
            others = sum([rarity for name, rarity in near[cell].items() if name != key])
            scores[at] += NEIGHBOUR * math.log1p(2 * min(ENOUGH, others))
    return scores


def _gain(votes: float, weight: float) -> float:
    """What the rest of the text adds to a place of a country or region, in decades of population."""
    return weight * math.log1p(3 * min(ENOUGH, votes)) if votes > 0 else 0.0


def _because(beside: float, country: float, region: float, *, alone: bool) -> str:
    if beside > 0:
        return BESIDE
    if region > 0.5:
        return IN_REGION
    if country > 0.3:
        return "the text speaks of its country"
    return "the only place of that name" if alone else "the most populous of that name"


def _told_beside(group: Sequence[Mention]) -> Sequence[Hit]:
    """What is named beside any of these mentions as the place that they lie in, each once."""
    found = {hit.place_id: hit for mention in group for outer in mention.within for hit in outer.hits}
    return tuple(found.values())


def _beside(hit: Hit, told: Sequence[Hit]) -> float:
    """The bonus of a place that lies in one of the regions or countries told beside its name."""
    for around in told:
        if lies_in(hit, around):
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
