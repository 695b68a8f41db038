"""Linking: seconds, memory and compared pairs a sighting, for a small and a large world of equal density.

    python benchmarks/linking.py [--sightings 10000 100000] [--jobs 2] [--json]

The sightings are generated (`benchmarks/worlds.py`): about three pages tell of each attack. A larger world has more
regions, each with as many attacks a year, so that whoever compares only what can be one attack needs as long for each
sighting. Seconds are by the clock; those on the cores are of all processes together, and are what counts on a machine
that others use, too. Memory is the largest of the first process and, added, the largest of each other one.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import multiprocessing
import resource
import subprocess
import sys
import threading
import time
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from worlds import nothing_told, world

from istor.incidents.clustering import cluster
from istor.incidents.comparison import findings
from istor.incidents.grounds import Context
from istor.incidents.incident import Incident, Sighting
from istor.incidents.meeting import Meetings
from istor.incidents.profiles import Profile, profiled
from istor.runs.comparing import compared
from istor.runs.pairing import met

KB = 1024  # of a MB: what the system counts memory in


def main() -> None:
    """Print one line a size, and how the larger compares with the smaller, sighting by sighting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightings", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2, help="processes that compare")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(linked(options.sightings[0], jobs=options.jobs)))
        return
    rows = [child(number, jobs=options.jobs) for number in options.sightings]
    if options.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(
            f"{row['sightings']:8} sightings  {row['seconds']:6.1f} s, {row['cpu_seconds']:6.1f} s on the cores  "
            f"{row['peak_mb']:5} MB  {row['pairs'] / row['sightings']:5.2f} pairs a sighting  "
            f"{row['incidents']} incidents  completeness {row['completeness_knowable']:.4f} of the knowable, "
            f"{row['completeness']:.3f} of all  pairs p {row['pairs_p']:.3f} r {row['pairs_r']:.3f} f1 {row['pairs_f1']:.3f}"
        )
    small, large = (row["cpu_seconds"] / row["sightings"] for row in (rows[0], rows[-1]))
    print(f"a sighting of the largest world takes {large / small:.2f} times as long as one of the smallest")


def child(number: int, *, jobs: int) -> dict[str, Any]:
    """One size in a process of its own, so that its memory is its own."""
    command = [sys.executable, __file__, "--alone", "--sightings", str(number), "--jobs", str(jobs)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def linked(number: int, *, jobs: int) -> dict[str, Any]:
    """Generated sightings, blocked, compared and clustered by `jobs` processes."""
    told = nothing_told()
    sightings = {sighting.id: sighting for sighting in world(number, told=told)}
    context = told.context()
    gc.disable()  # as runs/relinking.py does
    watch = _Memory()
    start, before = time.perf_counter(), _cpu()
    links = compared(sightings, context, jobs=jobs).links
    incidents = cluster(tuple(sightings.values()), links, context=context)
    seconds = time.perf_counter() - start
    cost = {"seconds": seconds, "peak_mb": watch.peak_mb(), "cpu_seconds": _cpu() - before}
    meetings = met(sightings, context)
    true = _true_pairs(sightings, told.attacks, context, meetings)
    return {
        "sightings": len(sightings),
        "jobs": jobs,
        "pairs": len(meetings.codes),
        "incidents": len(incidents),
        **cost,
        "completeness": true.compared / max(1, true.pairs),
        "completeness_knowable": true.compared / max(1, true.knowable),
        **_scores(incidents, told.attacks, true.pairs),
    }


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class _Memory:
    """Watches what the processes that compare hold: what they leave behind would count the first process's memory, too."""

    def __init__(self) -> None:
        self.held: dict[int, int] = {}
        self.done = threading.Event()
        self.watch = threading.Thread(target=self._look, daemon=True)
        self.watch.start()

    def peak_mb(self) -> int:
        """The largest of the first process and of each other one, once those are gone."""
        while multiprocessing.active_children():
            time.sleep(0.01)
        self.done.set()
        self.watch.join()
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB + sum(self.held.values())

    def _look(self) -> None:
        while not self.done.wait(0.2):
            for child in multiprocessing.active_children():
                with contextlib.suppress(OSError, IndexError):
                    told = Path(f"/proc/{child.pid}/status").read_text(encoding="utf8").split("VmHWM:")[1]
                    self.held[child.pid or 0] = int(told.split()[0]) // KB


class _True(NamedTuple):
    """Pairs of sightings of one attack: how many, how many of them one may know as that by the house rule (day and town
    told on both sides, or a second ground), and how many of those were compared."""

    pairs: int
    knowable: int
    compared: int


def _true_pairs(
    sightings: Mapping[str, Sighting], attacks: Mapping[str, str], context: Context, meetings: Meetings
) -> _True:
    number = 0
    place = {name: at for at, name in enumerate(meetings.ids)}
    knowable = array("Q")
    for first, second in _of_one_attack(sightings, attacks, context):
        number += 1
        if not any(reason == "ground" for reason, _ in findings(first, second)):
            knowable.append(place[first.id] << 32 | place[second.id])
    found = numpy.isin(numpy.frombuffer(knowable, dtype="u8"), meetings.codes) if knowable else ()
    return _True(number, len(knowable), int(sum(found)))


def _of_one_attack(
    sightings: Mapping[str, Sighting], attacks: Mapping[str, str], context: Context
) -> Iterator[tuple[Profile, Profile]]:
    """The pairs of each attack, the lower id first."""
    told: dict[str, list[Sighting]] = {}
    for sighting in sightings.values():
        told.setdefault(attacks[sighting.id], []).append(sighting)
    for group in told.values():
        profiles = [profiled(each, context) for each in sorted(group, key=lambda each: each.id)]
        yield from combinations(profiles, 2)


def _scores(incidents: tuple[Incident, ...], attacks: Mapping[str, str], true: int) -> dict[str, float]:
    home = {one: incident.id for incident in incidents for one in incident.sightings}
    joined = sum(n * (n - 1) // 2 for n in Counter(home.values()).values())
    right = sum(n * (n - 1) // 2 for n in Counter((home[one], attacks[one]) for one in home).values())
    precision, recall = right / max(1, joined), right / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"pairs_p": precision, "pairs_r": recall, "pairs_f1": f1}


if __name__ == "__main__":
    main()
