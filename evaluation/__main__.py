"""`python -m evaluation NAME [DIR] [--sample N] [--json]`: one corpus scored through istor's public verbs;
`python -m evaluation all CORPORA [--write FILE]`: every one, as a scorecard."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from importlib import import_module
from pathlib import Path

import istor
from evaluation.scorecard import scorecard

CORPORA = (
    "airwars_gaza",
    "airwars_syria",
    "bellingcat_ukraine",
    "copies",
    "geoparsing",
    "gun_violence",
    "muc4",
    "incidents",
    "newsquant",
    "polnear",
    "sightings",
    "tempeval3",
)
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpora"


def main() -> None:
    """Score one corpus and print its figures, or with --json one object on the last line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("name", choices=(*CORPORA, "all"))
    parser.add_argument("dir", nargs="?", type=Path, help="the corpus's folder (default: the one of that name)")
    parser.add_argument("--sample", type=int, help="only the first N articles")
    parser.add_argument("--language", help="only the pages in this language (ISO 639-1)")
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", type=Path, help="with `all`: the Markdown file to write")
    options = parser.parse_args()
    if options.name == "all":
        card = scorecard(options.dir or SHARED, version=istor.__version__, day=dt.date.today())
        print(card) if options.write is None else options.write.write_text(card, encoding="utf8")
        return
    corpus = import_module(f"evaluation.{options.name}")
    figures = corpus.evaluate(
        options.dir or SHARED / options.name,
        sample=options.sample,
        language=options.language,
        errors=options.errors,
    )
    if options.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:20} {value}")


if __name__ == "__main__":
    main()
