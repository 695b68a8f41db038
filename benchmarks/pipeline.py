"""istor against the stack one would otherwise put together, page by page, in one run on one core.

    python benchmarks/pipeline.py [--pages 1000] [--plain PATH/plain_stack.py]

The other side is trafilatura with metadata, the plain stack's reading with the same spaCy model, and SQLite. Each side
runs in a process of its own, bound to the same core, over the same generated pages (benchmarks/pages.py).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages import write_pages

PLAIN = Path(__file__).resolve().parents[2] / "shared" / "tools" / "plain_stack.py"
SHARES = {"dense": 1.0, "mixed": 0.1}
STAGES = {
    "istor.runs.plan": ("parse", "extract", "read_dates", "geoparse", "assemble", "matters"),
}


def main() -> None:
    """Print pages a second, peak memory and the ratio for dense and mixed pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--plain", type=Path, default=PLAIN, help="the plain stack's script")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--side", choices=("istor", "plain"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.side:
        side = run_istor if options.side == "istor" else run_plain
        print(json.dumps(measured(lambda: side(options.folder, options.plain))))
        return
    figures = {name: compare(name, pages=options.pages, plain=options.plain) for name in SHARES}
    print(json.dumps(figures) if options.json else "\n".join(table(name, row) for name, row in figures.items()))


def compare(name: str, *, pages: int, plain: Path) -> dict[str, Any]:
    """Both sides over one folder of generated pages."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "pages"
        write_pages(folder, pages=pages, dense_share=SHARES[name])
        sides = {side: child(side, folder, plain) for side in ("plain", "istor")}
    return {
        "pages": pages,
        "ratio": round(sides["plain"]["seconds"] / sides["istor"]["seconds"], 2),
        "cpu_ratio": round(sides["plain"]["cpu_seconds"] / sides["istor"]["cpu_seconds"], 2),
        **{f"{side}_{key}": value for side, row in sides.items() for key, value in row.items()},
    }


def child(side: str, folder: Path, plain: Path) -> dict[str, Any]:
    """Run one side in a fresh process bound to one core."""
    command = [sys.executable, __file__, "--side", side, "--folder", str(folder), "--plain", str(plain)]
    finished = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    if finished.returncode:
        raise SystemExit(f"the {side} side failed:\n{finished.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return result


def measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Seconds of `work` (models load inside it) by the clock and of the whole process on the core, the process's peak
    memory in MB, and what `work` itself returned. On a busy machine the seconds on the core say more than the clock."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start = time.perf_counter()
    told = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": round(seconds, 2), "cpu_seconds": round(time.process_time(), 2), "peak_mb": peak, **told}


def run_istor(folder: Path, _: Path) -> dict[str, Any]:
    """`istor.build` over the folder, with the time each stage took."""
    import istor

    spent: Counter[str] = Counter()
    for module_name, names in STAGES.items():
        module = importlib.import_module(module_name)
        for name in names:
            setattr(module, name, _timed(getattr(module, name), name, spent))
    istor.build([folder], ledger=folder.parent / "istor.db")
    return {"stages": {name: round(seconds, 2) for name, seconds in spent.most_common()}}


def _timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*positional: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            result = function(*positional, **named)
            return tuple(result) if name == "parse" else result
        finally:
            spent[name] += time.perf_counter() - start

    return timed


def run_plain(folder: Path, plain: Path) -> dict[str, Any]:
    """trafilatura with metadata, the plain stack's reading, SQLite."""
    import trafilatura

    stack = _load(plain)
    ledger = sqlite3.connect(folder.parent / "plain.db")
    ledger.execute("create table reading (source_id text primary key, json text)")
    for path in sorted(folder.iterdir()):
        found = trafilatura.bare_extraction(path.read_text(encoding="utf8"), favor_precision=True, with_metadata=True)
        page = {"source_id": path.name, "title": found.title, "text": found.text or "", "published": found.date}
        ledger.execute("insert into reading values (?, ?)", (path.name, json.dumps(stack.read(page))))
    ledger.commit()
    return {}


def _load(script: Path) -> Any:
    """The plain stack as a module; it reads the file named on its command line when loaded, so it is given an empty one."""
    if not script.is_file():
        raise SystemExit(f"{script} is not there: name the plain stack's script with --plain")
    spec = importlib.util.spec_from_file_location("plain_stack", script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    given, sys.argv = sys.argv, ["plain_stack", os.devnull]
    try:
        spec.loader.exec_module(module)
    finally:
        sys.argv = given
    return module


def table(name: str, row: dict[str, Any]) -> str:
    """One comparison for people."""
    lines = [f"{name}: {row['pages']} pages"]
    for side in ("istor", "plain"):
        speed = row["pages"] / row[f"{side}_seconds"]
        on_core = row[f"{side}_cpu_seconds"]
        lines.append(f"  {side:6} {speed:8.1f} pages/s  {on_core:8.1f} s on the core  {row[f'{side}_peak_mb']:6} MB")
    lines.append(f"  istor reads {row['ratio']} times as fast ({row['cpu_ratio']} by the seconds on the core)")
    stages = row["istor_stages"]
    shares = ", ".join(f"{stage} {seconds / row['istor_seconds']:.0%}" for stage, seconds in stages.items())
    lines.append(f"  istor's time: {shares}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
