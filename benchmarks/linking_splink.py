"""The same generated sightings linked by splink 5 (in a virtual environment of its own), beside `benchmarks/linking.py`.

    python -m venv /tmp/splink && /tmp/splink/bin/pip install --require-hashes -r requirements/splink.txt
    python benchmarks/linking_splink.py --dump 100000 > sightings.jsonl     # istor's environment
    /tmp/splink/bin/python benchmarks/linking_splink.py sightings.jsonl      # splink's

splink gets what istor gets, as columns: day, town, region, type, killed, injured, and of its page the names and the
quotation that few pages hold and the text it prints. Blocking: town and day, town and toll, region and toll, a name and
town, a name and day, a quotation, a text. Its parameters are estimated by random sampling and expectation maximisation,
as its tutorial does; pairs above a match probability of one half are clustered by connected components.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from itertools import groupby
from pathlib import Path
from typing import Any


def main() -> None:
    """Write the sightings with --dump, or link those of a file and print seconds, memory and pair scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--dump", type=int, help="write so many generated sightings as JSON lines")
    options = parser.parse_args()
    if options.dump:
        _dump(options.dump)
    else:
        print(json.dumps(linked([json.loads(line) for line in options.file.read_text().splitlines()])))


def _dump(number: int) -> None:
    from worlds import nothing_told, world

    told = nothing_told()
    sightings = list(world(number, told=told))
    context = told.context()
    for sighting in sightings:
        place, days, final = sighting.place.place, sighting.date, sighting.final  # type: ignore[union-attr]
        local = place.kind == "settlement"  # type: ignore[union-attr]
        page = sighting.article_id
        row = {
            "unique_id": sighting.id, "attack": told.attacks[sighting.id], "region": place.admin1_code,  # type: ignore[union-attr]
            "town": place.name if local else None, "type": sighting.type,  # type: ignore[union-attr]
            "day": days.range.earliest.isoformat() if days and days.range else None,
            "killed": final.killed[0] if final.killed else None, "injured": final.injured[0] if final.injured else None,
            "names": sorted(context.names.get(page, ())) or None, "printed": context.origins.get(page, page),
            "quotation": next(iter(context.quotations.get(page, ())), None),
        }  # fmt: skip
        print(json.dumps(row))


def linked(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """splink's clusters against the generated attacks: seconds by the clock, MB at most, pair precision, recall and F1."""
    import pyarrow
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    attacks = {row["unique_id"]: row["attack"] for row in rows}
    start = time.perf_counter()
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            *(cl.ExactMatch(name) for name in ("day", "town", "region", "type", "killed", "injured")),
            *(cl.ExactMatch(name) for name in ("printed", "quotation")),
            cl.ArrayIntersectAtSizes("names", [2, 1]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("town", "day"), block_on("town", "killed", "injured"), block_on("region", "day", "killed", "injured"),
            block_on("quotation"), block_on("printed"),
            block_on("town", "names", arrays_to_explode=["names"]), block_on("day", "names", arrays_to_explode=["names"]),
        ],
    )  # fmt: skip
    database = DuckDBAPI()
    table = pyarrow.Table.from_pylist([{key: value for key, value in row.items() if key != "attack"} for row in rows])
    linker = Linker(database.register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("town", "day", "killed")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("town", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("town", "killed", "injured"))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=0.5)
    found = groups.as_record_list()
    seconds = time.perf_counter() - start
    home = {row["unique_id"]: row["cluster_id"] for row in found}
    joined, true = _pairs(list(home.values())), _pairs(list(attacks.values()))
    right = _pairs([(home[name], attacks[name]) for name in home])
    precision, recall = right / max(1, joined), right / max(1, true)
    return {
        "sightings": len(rows),
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "pairs_p": precision,
        "pairs_r": recall,
        "pairs_f1": 2 * precision * recall / max(1e-9, precision + recall),
    }


def _pairs(names: list[Any]) -> int:
    sizes = [len(list(group)) for _, group in groupby(sorted(names))]
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    main()
