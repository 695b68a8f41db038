"""Fit the weights of linking on development pages, and write them to src/istor/incidents/weights.toml.

    python scripts/fit_weights.py CORPORA [--onward] [--half even|odd] [--most PAGES] [--write]

Pages of gun_violence, airwars_syria and ukraine are linked as `istor build` links them; each candidate pair of main
sightings is a row, each level of a reason (days.same, names.two …) a column, and whether the two pages are coded as one
incident the answer. Of pages coded as one only the best pair under the present weights is a yes: a page tells other
things, too. Logistic regression, drawn towards the weights set by hand (`PRIOR`) by a normal prior (sd `SPREAD` bits), or with
`--onward` towards those that stand (sd `ONWARD`), so that what the pages say little of stays as it was; what fewer than `FEW`
rows tell of stays altogether. No weight changes its sign, and levels are put into the order that `ORDER` asks of them. The
threshold stands as set by hand: at the fitted one (higher by half a bit) fewer labelled pairs of ukraine are found. What
any two attacks of a city under fire have in common (`COMMON`) weighs no more than set by hand: coded pages hold far fewer
look-alikes. An incident of many pages counts as many pages, not as their pairs; each corpus counts as the root of its rows. `--half` fits on every other coded incident, to be tried on the rest; `--most` takes the first so many pages of each
corpus. How many pages of what they were fitted on is written beside the weights.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

import istor
from istor.incidents.comparison import findings
from istor.incidents.profiles import profiled
from istor.runs.pairing import candidates, gathered

PRIOR = Path(__file__).with_name("weights_by_hand.toml")
WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "istor" / "incidents" / "weights.toml"
SPREAD, ONWARD = (
    1.0,
    0.3,
)  # bits a weight may well lie from where it was set by hand, and from where it was fitted before
FEW = 30  # rows; a level found in fewer stays as it is
STAYING = frozenset(  # nearly all pages that share a building's name are of one siege; few pages tell a country's night
    {"names.site", "distance.nation"}
)
BITS = float(np.log(2))
STEPS = 1500
JOIN = "threshold.join"
LARGEST = 2000  # rows; a corpus of so many counts fully
MOST, LEAST = 6.0, -6.0
COMMON = frozenset(
    ["days", "told", "clock", "distance", "type", "weapon.same", "target"]
    + [f"{harm}.{level}" for harm in ("killed", "injured") for level in ("rise", "same_small")]
)
ORDER = (
    ("days.same", "days.overlap", "days.wide", "days.next", "days.apart"),
    ("told.soon", "told.late", "told.long"),
    ("distance.same", "distance.within", "distance.region", "distance.apart"),
    ("type.same", "type.gunfire", "type.kin", "type.other"),
    ("weapon.count", "weapon.same", "weapon.other"),
    ("target.words", "target.same", "target.other"),
    ("killed.same_large", "killed.same", "killed.same_small", "killed.rise", "killed.conflict", "killed.far"),
    ("injured.same_large", "injured.same", "injured.same_small", "injured.rise", "injured.conflict", "injured.far"),
    ("victims.name", "victims.ages", "victims.age"),
    ("perpetrator.same", "perpetrator.other"),
    ("names.three", "names.two", "names.site", "names.one", "names.once"),
    ("shared.origin", "shared.quotation"),
    ("words.most", "words.many", "words.some", "words.weekday"),
)  # fmt: skip


class Row(NamedTuple):
    """A candidate pair: the two pages' names, the levels found, whether the pages are coded as one incident."""

    pages: tuple[str, str]
    levels: tuple[str, ...]
    same: bool


class Start(NamedTuple):
    """The weights that a fit starts from, by reason and level, and how far from them it may well end (sd, bits)."""

    weights: Mapping[str, Any]
    spread: float

    def of(self, name: str) -> float:
        """The weight of "reason.level"."""
        reason, level = name.split(".")
        return float(self.weights[reason][level])


class Prior(NamedTuple):
    """Where the weights are drawn to and between what two `bounds` each may lie (arrays, bits), the threshold, and the sd."""

    weights: Any
    bounds: Any
    join: float
    spread: float


def main() -> None:
    """Fit, print each weight before and after, and write them with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--onward", action="store_true", help="start from the weights that stand")
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--most", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    held = _corpora(options.corpora)
    taken = {name: (pages[: options.most], coded) for name, (pages, coded) in held.items()}
    sets = {name: list(_rows(*corpus, half=options.half)) for name, corpus in taken.items()}
    path, spread = (WEIGHTS, ONWARD) if options.onward else (PRIOR, SPREAD)
    start = Start(tomllib.loads(path.read_text(encoding="utf8")), spread)
    fitted = fit(list(sets.values()), start)
    for name in sorted(fitted):
        print(f"{name:24} {start.of(name):5.1f} → {fitted[name]:5.1f}")
    print({name: (sum(row.same for row in rows), len(rows)) for name, rows in sets.items()})
    if options.write:
        used = {name: (len(taken[name][0]), len(held[name][0])) for name in held}
        told = written(WEIGHTS.read_text(encoding="utf8"), fitted, on=fitted_on(used, half=options.half))
        WEIGHTS.write_text(told, encoding="utf8")


def fit(sets: list[list[Row]], start: Start) -> dict[str, float]:
    """The weights in bits: "reason.level" → weight, of the levels that enough rows tell of."""
    apart = [_told_apart(rows, start) for rows in sets]
    best = [row for rows in apart for row in rows]
    names = sorted({level for row in best for level in row.levels})
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(best), len(names)))
    for i, row in enumerate(best):
        for level in row.levels:
            x[i, at[level]] += 1
    y = np.array([row.same for row in best], dtype=float)
    told = Counter(level for rows in sets for row in rows for level in row.levels)
    stays = STAYING | {name for name in names if told[name] < FEW}
    bounds = np.array([_bounds(name, start, stays=name in stays) for name in names]).T
    prior = Prior(np.array([start.of(name) for name in names]), bounds, start.of(JOIN), start.spread)
    found = _descend(x, y, scale=np.concatenate([_scale(rows) for rows in apart]), prior=prior)
    return _ordered({name: weight for name, weight in zip(names, found.tolist(), strict=True) if name not in stays})


def _bounds(name: str, start: Start, *, stays: bool) -> tuple[float, float]:
    """Between what a weight may lie: on its side of nought, and where any two attacks agree not above where it was set."""
    was = start.of(name)
    if stays:
        return was, was
    most = MOST if was > 0 else -0.1 if was < 0 else 0.0
    return 0.1 if was > 0 else LEAST, min(most, was) if _is_common(name) else most


def _scale(rows: list[Row]) -> Any:
    """What each row counts: a page's yeses together as much as one, the noes of two pages (of a city's weekend, say) as one,
    and the corpus as the root of its rows."""
    yes = Counter(page for row in rows if row.same for page in row.pages)
    no = Counter(row.pages for row in rows if not row.same)
    counted = np.array([2 / (yes[row.pages[0]] + yes[row.pages[1]]) if row.same else 1 / no[row.pages] for row in rows])
    return counted * np.sqrt(LARGEST / max(LARGEST / 20, counted.sum()))


def _descend(x: Any, y: Any, *, scale: Any, prior: Prior) -> Any:
    """Maximum a posteriori weights in bits, by gradient descent (convex: one answer), each between its bounds; the threshold
    moves with them and is thrown away."""
    w, join = prior.weights.copy(), prior.join
    spread = x.sum(axis=1).mean() + 1
    curve = np.maximum(1.0, (x * x * scale[:, None]).sum(axis=0)) * BITS**2 / 4 * spread
    pull = 1 / prior.spread**2
    level = scale.sum() * BITS**2 / 4 * spread + pull
    for _ in range(STEPS):
        off = scale * (1 / (1 + np.exp(-BITS * (x @ w - join))) - y) * BITS
        join += (off.sum() - (join - prior.join) * pull) / level
        w = np.clip(w - (x.T @ off + (w - prior.weights) * pull) / (curve + pull), *prior.bounds)
    return w


def _ordered(found: dict[str, float]) -> dict[str, float]:
    """Neighbours that stand in the wrong order take their mean, until none do."""
    for order in ORDER:
        known = [name for name in order if name in found]
        for _ in known:
            for higher, lower in pairwise(known):
                if found[higher] < found[lower]:
                    found[higher] = found[lower] = (found[higher] + found[lower]) / 2
    return {name: round(value, 1) + 0.0 for name, value in found.items()}


def _told_apart(rows: list[Row], start: Start) -> list[Row]:
    """The rows to learn from: of two pages coded as one only the pair of accounts that agrees best."""
    best: dict[tuple[str, str], Row] = {}
    for row in (row for row in rows if row.same):
        held = best.get(row.pages)
        if held is None or _sum(row, start) > _sum(held, start):
            best[row.pages] = row
    return [*best.values(), *(row for row in rows if not row.same)]


def _is_common(name: str) -> bool:
    """Whether any two attacks of a day in a city under fire agree in it: coded pages hold too few of those to learn from."""
    reason, level = name.split(".")
    return level != "apart" and (reason in COMMON or name in COMMON)  # found only where both pages name the same people


def _sum(row: Row, start: Start) -> float:
    return sum(start.of(level) for level in row.levels)


def _rows(pages: list[dict[str, Any]], coded: Mapping[str, frozenset[str]], *, half: str | None) -> Iterator[Row]:
    """The candidate pairs of a ledger built of the pages; vetoed ones weigh nothing and are left out."""
    order = {name: at for at, name in enumerate(sorted({one for names in coded.values() for one in names}))}
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "pages.jsonl"
        lines.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf8")
        istor.build(lines, ledger=Path(folder) / "fit.db", jobs=2)
        with istor.open(Path(folder) / "fit.db") as ledger:
            found = gathered(ledger, ledger.copies())
    for a, b in candidates(found.sightings, found.context):
        first, second = sorted(found.articles[one.article_id].source_id for one in (a, b))
        said = findings(profiled(a, found.context), profiled(b, found.context))
        if "background" in (a.role, b.role) or any(finding.veto for _, finding in said):
            continue
        mine, theirs = coded.get(first), coded.get(second)
        if mine is None or theirs is None:
            continue
        if half is not None and order[min(mine)] % 2 != (half == "odd"):
            continue
        yield Row((first, second), tuple(f"{name}.{finding.level}" for name, finding in said), bool(mine & theirs))


def _corpora(folder: Path) -> dict[str, tuple[list[dict[str, Any]], dict[str, frozenset[str]]]]:
    """The pages of each corpus as records, and the incidents each page is coded under."""
    shot = {
        doc["doc_id"]: {**doc, "source_id": doc["doc_id"], "published": doc["dct"], "language": "en"}
        for doc in _lines(folder / "gun_violence" / "docs.jsonl")
    }
    syria = {row["source_id"]: row for row in _lines(folder / "airwars_syria" / "sources_en.jsonl")}
    ukraine = {row["source_id"]: row for row in _lines(folder / "ukraine" / "pages.jsonl")}
    return {
        "gun_violence": (list(shot.values()), {key: frozenset([doc["incident_id"]]) for key, doc in shot.items()}),
        "airwars_syria": (list(syria.values()), {key: frozenset(row["incident_ids"]) for key, row in syria.items()}),
        "ukraine": (list(ukraine.values()), _labelled(folder / "ukraine" / "incidents.jsonl")),
    }


def _labelled(path: Path) -> dict[str, frozenset[str]]:
    """Pages of labelled groups: those of one `same` group share a name, all others have one of their own."""
    held: dict[str, set[str]] = {}
    for at, group in enumerate(_lines(path)):
        for name in group["source_ids"]:
            held.setdefault(name, {name}).update({f"group {at}"} if group["kind"] == "same" else set())
    return {name: frozenset(groups) for name, groups in held.items()}


def fitted_on(used: Mapping[str, tuple[int, int]], *, half: str | None) -> str:
    """What the weights were fitted on, from how many pages of how many of each development half were used."""
    each = ", ".join(f"{n} of {whole} pages of {name}" for name, (n, whole) in sorted(used.items()))
    only = f", every other coded incident ({half})" if half else ""
    return f"development halves: {each}{only}, by scripts/fit_weights.py"


def written(text: str, fitted: Mapping[str, float], *, on: str) -> str:
    """The text of weights.toml with the numbers exchanged, and what they were fitted `on`; comments and what was not fitted
    stay."""
    lines, section = [], ""
    for line in text.splitlines():
        head = re.fullmatch(r"\[(\w+)\]", line)
        section = head[1] if head else section
        value = re.match(r"(\w+) = (-?[\d.]+)( *)(.*)", line)
        if value and f"{section}.{value[1]}" in fitted:
            told = f"{value[1]} = {fitted[f'{section}.{value[1]}']:.1f}"
            lines.append(f"{told:24}{value[4]}".rstrip())
        else:
            lines.append(f'fitted_on = "{on}"' if line.startswith("fitted_on") else line)
    return "\n".join(lines) + "\n"


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
