"""Linking: seconds, memory and compared pairs a sighting, for a small and a large world of equal density.

    python benchmarks/linking.py [--sightings 10000 100000] [--json]

The sightings are generated: about three pages tell of each attack, one sighting in ten has no day and one in ten no
more than its region. A larger world has more regions, each with as many attacks a year, so that whoever compares only
what can be one attack needs as long for each sighting.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from istor.dates.daterange import DateRange, DateReading
from istor.geography.place import Place, PlaceReading
from istor.incidents.blocking import keys, pairs
from istor.incidents.clustering import cluster
from istor.incidents.comparison import compare, is_telling
from istor.incidents.incident import Final, Sighting

FIRST_DAY = dt.date(2024, 1, 1)
ATTACKS_A_REGION = 400  # in a year
TOWNS_A_REGION = 12
TELLINGS = (1, 1, 2, 3, 3, 4, 7)  # pages that tell of one attack
TYPES = ("Air/drone strike", "Shelling/artillery/missile attack", "Armed clash")


def main() -> None:
    """Print one line a size, and how the larger compares with the smaller, sighting by sighting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightings", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(linked(options.sightings[0])))
        return
    rows = [child(number) for number in options.sightings]
    if options.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(
            f"{row['sightings']:8} sightings  {row['seconds']:7.1f} s on the core  {row['peak_mb']:5} MB  "
            f"{row['pairs'] / row['sightings']:5.2f} pairs a sighting  {row['incidents']} incidents  "
            f"completeness {row['completeness_knowable']:.3f} of the knowable, {row['completeness']:.3f} of all  "
            f"pairs p {row['pairs_p']:.3f} r {row['pairs_r']:.3f}"
        )
    small, large = (row["seconds"] / row["sightings"] for row in (rows[0], rows[-1]))
    print(f"a sighting of the largest world takes {large / small:.2f} times as long as one of the smallest")


def child(number: int) -> dict[str, Any]:
    """One size in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, "--alone", "--sightings", str(number)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def linked(number: int) -> dict[str, Any]:
    """Generated sightings, blocked, compared and clustered; times are of the process on the core."""
    attacks: dict[str, str] = {}
    sightings = {sighting.id: sighting for sighting in world(number, truth=attacks)}
    gc.disable()  # as runs/relinking.py does
    start = time.process_time()
    compared, met, links = 0, 0, []
    for first, second in pairs((sighting.id, keys(sighting)) for sighting in sightings.values()):
        compared += 1
        met += attacks[first] == attacks[second]
        link = compare(sightings[first], sightings[second])
        if is_telling(link):
            links.append(link)
    incidents = cluster(tuple(sightings.values()), links)
    seconds = time.process_time() - start
    true, knowable = _true_pairs(sightings, attacks)
    home = {one: incident.id for incident in incidents for one in incident.sightings}
    joined = sum(n * (n - 1) // 2 for n in Counter(home.values()).values())
    right = sum(n * (n - 1) // 2 for n in Counter((home[one], attacks[one]) for one in sightings).values())
    return {
        "sightings": len(sightings),
        "pairs": compared,
        "incidents": len(incidents),
        "seconds": seconds,
        "completeness": met / max(1, true),
        "completeness_knowable": met / max(1, knowable),
        "pairs_p": right / max(1, joined),
        "pairs_r": right / max(1, true),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _true_pairs(sightings: Mapping[str, Sighting], attacks: Mapping[str, str]) -> tuple[int, int]:
    """How many pairs are of one attack; and of how many one may know it, by the house rule: day and town told on both
    sides, or a second ground."""
    told: dict[str, list[Sighting]] = {}
    for sighting in sightings.values():
        told.setdefault(attacks[sighting.id], []).append(sighting)
    both = [pair for group in told.values() for pair in combinations(group, 2)]
    return len(both), sum(not any(one.reason == "ground" for one in compare(*pair).agreements) for pair in both)


def world(number: int, *, seed: int = 5, truth: dict[str, str] | None = None) -> Iterator[Sighting]:
    """So many sightings of invented attacks, region after region; the same seed gives the same world.

    `truth` is filled with the attack of each sighting.
    """
    chance = random.Random(seed)
    made = 0
    while made < number:
        region = made  # a name that no other region has
        towns = [_town(chance, region, place) for place in range(TOWNS_A_REGION)]
        for _ in range(ATTACKS_A_REGION):
            attack = f"attack {made}"
            for sighting in _tellings(chance, chance.choice(towns), made):
                if made < number:
                    if truth is not None:
                        truth[sighting.id] = attack
                    yield sighting
                made += 1


def _town(chance: random.Random, region: int, number: int) -> Place:
    lat, lon = chance.uniform(-50, 50), chance.uniform(-170, 170)
    return Place(
        name=f"Town {region}-{number}", kind="settlement", lat=lat, lon=lon, radius_m=5_000, country="XX",
        admin1_code=f"XX-{region}",
    )  # fmt: skip


def _tellings(chance: random.Random, town: Place, at: int) -> Iterator[Sighting]:
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(365))
    kind = chance.choice(TYPES)
    killed, injured = min(int(chance.expovariate(0.4)), 60), min(int(chance.expovariate(0.15)), 200)
    for number in range(chance.choice(TELLINGS)):
        place = town if chance.random() > 0.1 else _region(town)
        yield Sighting(
            id=f"s{at + number:07}", article_id=f"page-{at + number}", type=kind,  # type: ignore[arg-type]
            date=_on(day) if chance.random() > 0.1 else None,
            place=PlaceReading(
                words=place.name, start=0, end=1, place=place, lat=place.lat, lon=place.lon, radius_m=place.radius_m
            ),
            final=Final(killed=(killed, killed), injured=(injured, injured) if chance.random() > 0.3 else None),
            published=day,
        )  # fmt: skip


def _region(town: Place) -> Place:
    return Place(
        name=f"Region of {town.name}", kind="region", lat=town.lat, lon=town.lon, radius_m=120_000,
        country=town.country, admin1_code=town.admin1_code,
    )  # fmt: skip


def _on(day: dt.date) -> DateReading:
    return DateReading(
        words="then", start=0, end=4, edtf=day.isoformat(), rule="made", anchor="stated",
        range=DateRange(earliest=day, latest=day),
    )  # fmt: skip


if __name__ == "__main__":
    main()
