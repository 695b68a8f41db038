"""The review desk before a large ledger: how long each kind of page, facet and map move takes, and how much memory it holds.

    python benchmarks/serving.py [--incidents 100000 | --million] [--rounds 60] [--folder DIR] [--datasette PATH] [--chromium PATH] [--json]

`istor serve` runs as users run it, in a process of its own; one visitor asks over HTTP on this machine, every request for the
first time (`again` asks the same once more). The ledger is generated (benchmarks/incidents.py) and kept in --folder where one
is named. With --datasette, the program `datasette` at that path serves the same table, indexed by the same columns and with the
same full text, and is asked for the same rows and facets. With --chromium a browser that has nothing in its cache opens the desk
several times: how long until the first page is painted.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.incidents import COUNTRIES, DAYS, FIRST_DAY, TYPES, WEAPONS, words, write_ledger

Questions = dict[str, list[str]]
PART = {"HX-Request": "true"}
PAINTS = 7


def main() -> None:
    """Print, for each kind of question, the median and the 95th of a hundred in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--million", action="store_true", help="a million incidents: some 17 GB of disk")
    parser.add_argument("--rounds", type=int, default=60, help="questions of each kind")
    parser.add_argument("--folder", type=Path, help="where the ledger is kept for the next time")
    parser.add_argument("--datasette", type=Path, help="the program to measure beside")
    parser.add_argument("--chromium", type=Path, help="the browser that opens the desk; Playwright drives it")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    number = 1_000_000 if options.million else options.incidents
    with tempfile.TemporaryDirectory() as place:
        folder = options.folder or Path(place)
        path = folder / f"serving-{number}.db"
        write_ledger(path, incidents=number)
        found = {"incidents": number, "istor": measure_istor(path, rounds=options.rounds, chromium=options.chromium)}
        if options.datasette:
            found["datasette"] = measure_datasette(path, options.datasette, rounds=options.rounds)
    print(json.dumps(found) if options.json else table(found))


def measure_istor(path: Path, *, rounds: int, chromium: Path | None = None) -> dict[str, Any]:
    """Figures of `istor serve` over the ledger at `path`."""
    command = [sys.executable, "-m", "istor", "serve", "--ledger", str(path), "--no-browser"]
    with running(command, until=r"http://(127\.0\.0\.1:\d+)(/\?token=\S+)") as (server, said, seconds):
        visitor = Visitor(said[1], server.pid)
        _, headers, _ = visitor.ask(said[2])
        visitor.headers["Cookie"] = headers["set-cookie"].partition(";")[0]
        idle = memory_mb(server.pid)
        painted = first_paints(chromium, said[1], visitor.headers["Cookie"]) if chromium else {}
        visitor.connection.close()  # the server leaves who is silent for long; the next question opens another
        asked = questions(rounds)
        rows = {kind: visitor.times(paths, part=kind not in ("whole page", "map move")) for kind, paths in asked.items()}
        rows |= {"an incident's sheet": visitor.times(sheets(path, rounds))}
        rows |= {f"{kind}, again": visitor.times(paths[-20:], part=True) for kind, paths in asked.items() if kind == "facet"}
        figures = {"start_s": round(seconds, 2), "idle_mb": idle, "after_mb": memory_mb(server.pid)}
        return {**figures, "ms": painted | rows}


def first_paints(chromium: Path, host: str, cookie: str) -> dict[str, dict[str, float]]:
    """Milliseconds until the incidents are painted in a browser that was never there, several times; `core` is not known: 0."""
    from playwright.sync_api import sync_playwright

    name, _, value = cookie.partition("=")
    spent = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(PAINTS):
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            context.add_cookies([{"name": name, "value": value, "url": f"http://{host}"}])
            page = context.new_page()
            page.goto(f"http://{host}/incidents")
            spent.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
            context.close()
        browser.close()
    found = {"median": statistics.median(spent), "p95": max(spent), "slowest": max(spent), "core": 0.0}
    return {"first paint, in a browser": {kind: round(took, 1) for kind, took in found.items()}}


def questions(rounds: int) -> Questions:
    """What a visitor asks of the desk, no two questions of a kind alike."""
    made = random.Random(11)
    told = words()
    return {
        "whole page": [f"/incidents?page={at + 2}" for at in range(rounds)],
        "page of the table": [f"/incidents?{urlencode({'page': made.randint(1, 900), 'sort': order})}" for _, order in zip(range(rounds), _cycle("killed", "doubt", "-day"), strict=False)],
        "facet": ["/incidents?" + urlencode(list(_facets(made))) for _ in range(rounds)],
        "days brushed": ["/incidents?" + urlencode(_days(made)) for _ in range(rounds)],
        "map move": [f"/map/incidents.json?{urlencode([*_facets(made), ('view', _view(made))])}" for _ in range(rounds)],
        "circle or polygon": ["/incidents?" + urlencode([_drawn(made)]) for _ in range(rounds)],
        "full text, a rare word": ["/incidents?" + urlencode({"q": told[made.randint(500, 9_000)]}) for _ in range(rounds)],
        "full text, common words": ["/incidents?" + urlencode({"q": f"{told[at % 12]} {told[at % 40 + 12]}"}) for at in range(rounds)],
        "place by name": ["/incidents?" + urlencode({"place": f"{country} region {at}"}) for at, country in zip(range(1, rounds + 1), _cycle(*COUNTRIES), strict=False)],
    }  # fmt: skip


def _facets(made: random.Random) -> Iterator[tuple[str, str]]:
    yield "country", made.choice(COUNTRIES[:6])
    if made.random() < 0.7:
        yield "type", made.choice(TYPES[:8])
    if made.random() < 0.7:
        yield "weapon", made.choice(WEAPONS)
    if made.random() < 0.5:
        yield "actor", f"side-{made.randint(0, 20)}"
    if made.random() < 0.5:
        yield "min_killed", str(made.randint(1, 4))


def _days(made: random.Random) -> dict[str, str]:
    first = FIRST_DAY.toordinal() + made.randint(0, DAYS - 400)
    return {key: FIRST_DAY.fromordinal(first + more).isoformat() for key, more in (("from", 0), ("to", made.randint(1, 380)))}


def _view(made: random.Random) -> str:
    zoom = made.uniform(1, 10)
    half = 180 / 2**zoom
    lon, lat = made.uniform(0, 36), made.uniform(20, 50)
    return f"{lon - half:.4f},{lat - half / 2:.4f},{lon + half:.4f},{lat + half / 2:.4f},{zoom:.4f}"


def _drawn(made: random.Random) -> tuple[str, str]:
    lat, lon, size = made.uniform(30, 50), made.uniform(20, 36), made.uniform(0.5, 4)
    if made.random() < 0.5:
        return "near", f"{lat:.3f},{lon:.3f},{size * 80:.0f}"
    corners = ((lat, lon), (lat + size, lon + size / 2), (lat + size / 2, lon + size), (lat - size, lon + size), (lat - size, lon - size))
    return "within", ";".join(f"{y:.3f},{x:.3f}" for y, x in corners)


def _cycle(*values: str) -> Iterator[str]:
    while True:
        yield from values


def sheets(path: Path, rounds: int) -> list[str]:
    """The addresses of so many incidents from all over the ledger."""
    with contextlib.closing(sqlite3.connect(path)) as ledger:
        last = ledger.execute("SELECT max(rowid) FROM incident").fetchone()[0]
        step = max(1, last // rounds)
        ids = [ledger.execute("SELECT id FROM incident WHERE rowid >= ? LIMIT 1", (at,)).fetchone()[0] for at in range(1, last, step)]
    return [f"/incidents/{name}" for name in ids[:rounds]]


class Visitor:
    """One person's browser: asks one thing after another over one connection to `host`, as "127.0.0.1:8000"."""

    def __init__(self, host: str, pid: int) -> None:
        self.pid = pid
        self.connection = HTTPConnection(host, timeout=120)
        self.headers: dict[str, str] = {}

    def ask(self, path: str, *, part: bool = False) -> tuple[float, dict[str, str], bytes]:
        """Seconds until the whole answer was here, its headers, and the answer."""
        start = time.perf_counter()
        self.connection.request("GET", path, headers={**self.headers, **(PART if part else {})})
        answer = self.connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - start
        if answer.status >= 400:
            raise SystemExit(f"{path} was answered with {answer.status}: {body[:300]!r}")
        return seconds, {name.lower(): value for name, value in answer.getheaders()}, body

    def times(self, paths: list[str], *, part: bool = False) -> dict[str, float]:
        """Median, 95th of a hundred and slowest in milliseconds, and the mean of those the server spent on its core."""
        before = on_core_ms(self.pid)
        spent = sorted(self.ask(path, part=part)[0] * 1000 for path in paths)
        high = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
        core = (on_core_ms(self.pid) - before) / len(paths)
        found = {"median": statistics.median(spent), "p95": high, "slowest": spent[-1], "core": core}
        return {name: round(value, 1) for name, value in found.items()}


@contextlib.contextmanager
def running(command: list[str], *, until: str) -> Iterator[tuple[subprocess.Popen[str], re.Match[str], float]]:
    """A server, the words of its first line like `until`, and the seconds until it said them."""
    start = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout
        for line in server.stdout:
            if said := re.search(until, line):
                yield server, said, time.perf_counter() - start
                return
        raise SystemExit(f"{command[0]} ended before it served")
    finally:
        server.terminate()
        server.wait(20)


def memory_mb(pid: int) -> int | None:
    """The resident memory of a process in MB; None where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else None


def on_core_ms(pid: int) -> float:
    """Milliseconds a process has spent on a core since it began; 0 where the system does not tell."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return 0.0
    ticks = told.read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")


# datasette, before the same table


def measure_datasette(path: Path, program: Path, *, rounds: int) -> dict[str, Any]:
    """Figures of datasette over a copy of the ledger's table, with what its own pages show: rows, facets, bounds."""
    flat = path.with_name("flat_" + path.stem.replace("-", "_") + ".db")
    _flatten(path, flat)
    limits = [part for pair in (("sql_time_limit_ms", 60_000), ("facet_time_limit_ms", 60_000), ("max_returned_rows", 1000)) for part in ("--setting", pair[0], str(pair[1]))]  # fmt: skip
    command = [str(program), "serve", str(flat), "--port", "0", *limits]
    with running(command, until=r"http://(127\.0\.0\.1:\d+)") as (server, said, seconds):
        visitor = Visitor(said[1], server.pid)
        visitor.ask("/")
        idle = memory_mb(server.pid)
        rows = {kind: visitor.times(paths) for kind, paths in datasette_questions(flat.stem, rounds).items()}
        return {"start_s": round(seconds, 2), "idle_mb": idle, "after_mb": memory_mb(server.pid), "ms": rows}


def datasette_questions(database: str, rounds: int) -> Questions:
    """The same questions as far as datasette has them; its facets are of columns, its map would ask for the rows in a box."""
    made = random.Random(11)
    told = words()
    at = f"/{database}/incident"
    facets = [("_facet", name) for name in ("type", "country", "admin1", "scope")]
    chosen = [[(key, value) for key, value in _facets(made) if key in ("country", "type")] for _ in range(rounds)]
    boxes = [_view(made).split(",") for _ in range(rounds)]
    bounds = [(("lon__gte", box[0]), ("lat__gte", box[1]), ("lon__lte", box[2]), ("lat__lte", box[3])) for box in boxes]
    return {
        "page of the table": [f"{at}?{urlencode([*facets, ('_size', '50'), ('_sort_desc', name)])}" for _, name in zip(range(rounds), _cycle("killed_best", "latest"), strict=False)],
        "facet": [f"{at}?{urlencode([*facets, *pairs, ('_size', '50')])}" for pairs in chosen],
        "map move": [f"{at}.json?{urlencode([*box, *pairs, ('_size', 'max'), ('_shape', 'array')])}" for box, pairs in zip(bounds, chosen, strict=True)],
        "full text, a rare word": [f"{at}?{urlencode([*facets, ('_search', told[made.randint(500, 9_000)]), ('_size', '50')])}" for _ in range(rounds)],
        "full text, common words": [f"{at}?{urlencode([*facets, ('_search', f'{told[n % 12]} {told[n % 40 + 12]}'), ('_size', '50')])}" for n in range(rounds)],
    }  # fmt: skip


def _flatten(path: Path, flat: Path) -> None:
    if flat.exists():
        return
    names = "id, scope, type, earliest, latest, admin1, country, lat, lon, radius_m, killed_low, killed_best, killed_high, injured_best"
    with contextlib.closing(sqlite3.connect(flat)) as made:
        made.execute("ATTACH ? AS ledger", (str(path),))
        made.execute(f"CREATE TABLE incident AS SELECT {names} FROM ledger.incident ORDER BY earliest")
        made.execute("CREATE UNIQUE INDEX by_id ON incident (id)")
        for name in ("type", "country", "admin1", "scope", "earliest", "latest", "killed_best", "lat", "lon"):
            made.execute(f"CREATE INDEX by_{name} ON incident ({name})")
        made.execute("CREATE VIRTUAL TABLE incident_fts USING fts5(text, content='', tokenize='unicode61')")
        made.execute(
            "INSERT INTO incident_fts(rowid, text) SELECT incident.rowid, reading.text FROM incident JOIN ledger.member ON incident_id = incident.id"
            " JOIN ledger.sighting ON sighting.id = sighting_id JOIN ledger.reading ON reading.n = reading_n"
        )
        made.commit()


def table(found: dict[str, Any]) -> str:
    """The figures for people, both programs side by side."""
    others = [name for name in ("istor", "datasette") if name in found]
    lines = [f"{found['incidents']:,} incidents"]
    for name in others:
        row = found[name]
        lines.append(f"  {name}: ready after {row['start_s']} s, {row['idle_mb']} MB idle, {row['after_mb']} MB after all questions")
    lines.append(f"  {'milliseconds: median / p95 / slowest (core)':44}" + "".join(f"{name:>32}" for name in others))
    for kind in found["istor"]["ms"]:
        cells = [found[name]["ms"].get(kind) for name in others]
        shown = [f"{c['median']:.1f} / {c['p95']:.1f} / {c['slowest']:.1f} ({c['core']:.0f})" if c else "–" for c in cells]
        lines.append(f"  {kind:44}" + "".join(f"{each:>32}" for each in shown))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
