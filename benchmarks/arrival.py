"""One new page, or one decision, in a ledger of many: milliseconds on the core until the incidents show it.

    python benchmarks/arrival.py [--sightings 10000] [--pages 200] [--ledger FILE] [--json]

The ledger is a real one: invented pages (those of benchmarks.worlds, a sighting a page, with invented words beside the names,
quotations and reprints that its pages share) are kept and linked as a whole. Then pages of the same world come one by one,
each kept and linked with its neighbourhood, and then decisions; times are of the linking alone, in which all is read from and
written to the file, and of keeping the page as well, on the core, since a wall clock tells of the other programs, too. A
ledger that is there already under FILE is used again, with pages that it does not hold yet; it can be one that
benchmarks/multiplying.py made larger.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace
from worlds import Told, nothing_told, world

from istor.articles.article import Article, Block, Publisher, RawPage
from istor.incidents.incident import Sighting
from istor.provenance import Span, content_id, sha256
from istor.publication.readings import Reading
from istor.runs.copying import copies_of, fingerprinted
from istor.runs.following import follow
from istor.runs.relinking import bring_up, relink
from istor.runs.ruling import linking_now
from istor.store.holding import Holding, Rules, Run
from istor.store.ledger import Ledger, open_ledger

RULES = Rules(id="rules-made", istor="0", model="none", code="made", gazetteer="made")
BATCH = 500
WORDS = 100_000
SPARE = 2_000  # pages of the world that are not in the ledger at first
LETTERS = "bdfgklmnprstvz"


class Page(NamedTuple):
    """A page to be: its one account, and the words that it shares with others or that are its own."""

    sighting: Sighting
    text: str


def main() -> None:
    """Print how long pages and decisions took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sightings", type=int, default=10_000)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "ledger.db"
        found = measured(path, options.sightings, options.pages)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:28} {value:,.1f}" if isinstance(value, float) else f"{name:28} {value}")


def measured(path: Path, number: int, pages: int) -> dict[str, Any]:
    """Builds the ledger if it is not there, and times what comes."""
    made = path.exists()
    start = time.process_time()
    chance = random.Random(11)
    late = set(chance.sample(range(number + SPARE), SPARE))
    spare: list[Page] = []
    with open_ledger(path, create=True) as ledger:
        keep_all(ledger, _first(told(number + SPARE), late, spare), skip=made)
        kept = time.process_time() - start
        if not made or ledger.linked_under() != linking_now("best-placed"):
            relink(ledger, copies_of(ledger))
        whole = time.process_time() - start - kept
        chance.shuffle(spare)
        fresh = (page for page in map(holding, spare) if not ledger.knows(page.page, page.reading.article.raw_sha256))
        alone, both = arrivals(ledger, islice(fresh, pages))
        decided = decisions(ledger, chance, pages // 2)
        return {
            "sightings": number,
            "incidents": ledger.incident_count(),
            "kept_s": kept,
            "linked_s": whole,
            **spread("page", alone),
            **spread("page_with_keeping", both),
            **spread("decision", decided),
            "file_mb": path.stat().st_size // 2**20,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def _first(everything: Iterator[Page], late: set[int], spare: list[Page]) -> Iterator[Page]:
    for at, page in enumerate(everything):
        if at in late:
            spare.append(page)
        else:
            yield page


def keep_all(ledger: Ledger, pages: Iterator[Page], *, skip: bool) -> None:
    """Keeps the pages, unless the ledger has them (`skip`)."""
    run = 0 if skip else ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    while batch := list(islice(pages, BATCH)):
        if not skip:
            ledger.keep([holding(each) for each in batch], [], rules_id=RULES.id, run=run)


def arrivals(ledger: Ledger, pages: Iterator[Holding]) -> tuple[list[float], list[float]]:
    """Seconds that each page took to be linked, and to be kept and linked."""
    alone, both = [], []
    run = ledger.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    for page in pages:
        start = time.process_time()
        ledger.keep([page], [], rules_id=RULES.id, run=run)
        kept = time.process_time()
        bring_up(ledger, rule="best-placed")
        done = time.process_time()
        alone.append(done - kept)
        both.append(done - start)
    with ledger.vicinity() as near:
        if near.measure("came_since") < len(both):
            sys.exit("the ledger was linked as a whole; is it of fewer than 2,000 pages?")
    return alone, both


def decisions(ledger: Ledger, chance: random.Random, number: int) -> list[float]:
    """Seconds until the incidents show each of some decisions."""
    took = []
    names = ledger.panorama().ids
    for at in range(number):
        name = f"incident-{int(chance.choice(names)):016x}"
        verb = ("accept", "reject", "status")[at % 3]
        start = time.process_time()
        ledger.decide(verb, name, by="ann", value="done" if verb == "status" else None)  # type: ignore[arg-type]
        follow(ledger)
        took.append(time.process_time() - start)
    return took


def spread(name: str, seconds: Sequence[float]) -> dict[str, float]:
    """The middle and the 99th percentile in milliseconds."""
    ordered = sorted(seconds)
    return {
        f"{name}_p50_ms": 1000 * ordered[len(ordered) // 2],
        f"{name}_p99_ms": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
    }


def told(number: int) -> Iterator[Page]:
    """The pages of a world of so many sightings."""
    beside = nothing_told()
    last: Sighting | None = None
    for sighting in world(number, told=beside):  # what is told beside a sighting is there when the next one comes
        if last is not None:
            yield Page(last, _text(last, beside))
        last = sighting
    if last is not None:
        yield Page(last, _text(last, beside))


def _text(sighting: Sighting, beside: Told) -> str:
    """What the page says: of a reprint, what its origin does."""
    page = sighting.article_id
    chance = random.Random(beside.origins.pop(page, page))
    words = [f"w{int(WORDS ** chance.random())}" for _ in range(120)]  # the commonest is every twelfth
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    lines += [f"near the bridge stood {_spelled(name)} with others" for name in sorted(beside.names.pop(page, ()))]
    lines += [f"“{_said(each)},” a woman said" for each in beside.quotations.pop(page, ())]
    place = sighting.place.words if sighting.place else "a town"
    return f"Report from {place}. " + ". ".join(lines) + "."


def _spelled(name: str) -> str:
    """A name of two words, the same for the same name in the world ("name 120 1", "clerk 0 7")."""
    kind, number, which = name.split()
    return f"{kind.capitalize()}{_letters(int(number))} An{_letters(int(which))}"


def _said(quotation: str) -> str:
    chance = random.Random(quotation)
    return " ".join(_letters(chance.randrange(10_000)) for _ in range(12))


def _letters(number: int) -> str:
    found = "a"
    while number:
        number, at = divmod(number, len(LETTERS))
        found += LETTERS[at] + "aeiou"[at % 5]
    return found


def holding(told: Page) -> Holding:
    """The page as it is kept."""
    sighting, text = told
    chance = random.Random(sighting.id)
    raw = RawPage(source_id=sighting.article_id, raw=text.encode(), kind="text")
    article = Article(
        id=content_id("article", sighting.article_id),
        source_id=sighting.article_id,
        text=text,
        title=text[:40],
        blocks=(Block(kind="body", start=0, end=len(text)),),
        pieces=(),
        raw_sha256=sha256(raw.raw),
        charset="utf-8",
        published=sighting.published,
        publisher=Publisher(id=f"paper-{chance.randrange(50)}", name=f"Paper {chance.randrange(50)}"),
        language="en",
    )
    where = Span(article_id=article.id, start=0, end=20)
    seen = replace(sighting, id=content_id("sighting", article.id), article_id=article.id, spans=(where,))
    return Holding(page=raw, reading=Reading(article=article, sightings=(seen,)), fingerprint=fingerprinted(article))


if __name__ == "__main__":
    main()
