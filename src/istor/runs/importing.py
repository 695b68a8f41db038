"""An edited export comes back as decisions: what differs from the ledger's own export, and which decision each would be.

Nothing is decided by comparing. A cell that the export withheld or rounded is never an edit, and neither is a row or column
that is missing: an empty ledger of somebody's making takes nothing back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from istor.claims.toll import as_decided
from istor.decisions import SENSITIVITIES, Decision, Value, Verb
from istor.ledger.entry import Entry
from istor.provenance import Record
from istor.publication.policy import SAFE, PublicationOptions
from istor.publication.returned import KEY, Table, columns_unknown, days_meant, read_table
from istor.publication.rows import COLUMNS, row
from istor.publication.tables import visible
from istor.runs.exporting import Wanted, published
from istor.store.deciding import EXPECTED, INCIDENT_FIELDS, SIGHTING_FIELDS
from istor.store.ledger import Ledger

MARK = "withheld"  # stands in brackets wherever something was taken out
PLAIN = ("type", "scope", "grade")
POINT = {"latitude": "place.lat", "longitude": "place.lon", "radius_m": "place.radius_m"}
DAYS = ("date_from", "date_to")
COUNTS = {
    "killed": ("killed_min", "best_reported", "killed_max"),
    "injured": ("injured_min", "injured_best_reported", "injured_max"),
}
JUDGED: Mapping[str, Verb] = {"reviewed": "accept", "rejected": "reject"}
EDITABLE = (*PLAIN, *POINT, *DAYS, *COUNTS["killed"], *COUNTS["injured"], "review", "sensitivity")

__all__ = ["EDITABLE", "Comparison", "Edit", "Table", "compare", "decide_all", "notes_on", "read_table"]

Cells = dict[str, str]


class Edit(Record):
    """One difference as the decision it would be. `old` and `new` are the cells, parted by a comma where it rests on several."""

    incident: str
    columns: tuple[str, ...]
    old: str
    new: str
    verb: Verb
    path: str | None = None
    value: Value = None


class Comparison(Record):
    """What an edited table says otherwise than the ledger. `refused` are differences that no decision can be made of, each with
    a sentence; `passed_over` counts, by column, differences in cells that cannot be set by a table."""

    edits: tuple[Edit, ...]
    refused: tuple[str, ...] = ()
    rows_unknown: tuple[str, ...] = ()
    columns_unknown: tuple[str, ...] = ()
    passed_over: tuple[tuple[str, int], ...] = ()
    same: int = 0


class _Unclear(Exception):
    """A difference of which no decision can be made; its words are the sentence for whoever edited."""


class _Found:
    """What was found so far, row by row."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.refused: list[str] = []
        self.unknown: list[str] = []
        self.seen: set[str] = set()
        self.passed: Counter[str] = Counter()

    def take(self, own: Cells, changed: Cells) -> None:
        """One row: what the export says, and the cells that were changed."""
        self.seen.add(own[KEY])
        self.passed.update(column for column in changed if column not in EDITABLE)
        for make in MAKERS:
            try:
                self.edits += make(own, changed)
            except _Unclear as why:
                self.refused.append(f"{own[KEY]}: {why}")


def compare(
    ledger: Ledger,
    table: Table,
    *,
    against: Table | None = None,
    rule: str | None = None,
    options: PublicationOptions = SAFE,
) -> Comparison:
    """The differences between an edited table and what the ledger would export now, under `rule` (None: its own) and a policy.

    `against` is the table before it was edited: cells that are alike in both are no edits, whatever came to the ledger since.
    """
    before = {each.get(KEY, ""): each for each in against.rows} if against else {}
    held = _held(ledger, [each.get(KEY, "") for each in table.rows], rule=rule, options=options)
    found = _Found()
    for cells in table.rows:
        name = cells.get(KEY, "")
        if name not in held:
            found.unknown.append(name or "(no id)")
        elif held[name][0][KEY] in found.seen:
            found.refused.append(f"{name} stands in the table twice; only its first row was taken")
        else:
            own, entry = held[name]
            found.take(own, {each: cells[each] for each in _changed(own, cells, before.get(name, {}), entry)})
    return Comparison(
        edits=tuple(found.edits),
        refused=tuple(found.refused),
        rows_unknown=tuple(found.unknown),
        columns_unknown=columns_unknown(table, COLUMNS),
        passed_over=tuple(sorted(found.passed.items())),
        same=len(found.seen - {each.incident for each in found.edits}),
    )


def decide_all(ledger: Ledger, edits: Sequence[Edit], *, by: str, why: str) -> list[Decision]:
    """Takes the decisions, in the table's order; the ledger follows when it is told to. Raises DecisionError at the first that
    cannot be taken."""
    return [
        ledger.decide(each.verb, [each.incident], by=by, why=why, path=each.path, value=each.value) for each in edits
    ]


def notes_on(found: Comparison) -> list[str]:
    """What of a table came to nothing, in sentences for whoever edited it.

    >>> notes_on(Comparison(edits=(), columns_unknown=("colour",)))
    ['No export has the column colour: it was passed over.']
    """
    several = len(found.columns_unknown) > 1
    notes = [f"Not taken: {each}." for each in found.refused]
    if found.rows_unknown:
        some = ", ".join(found.rows_unknown[:5]) + (" …" if len(found.rows_unknown) > 5 else "")
        notes.append(f"Rows of no incident that this ledger exports ({len(found.rows_unknown)}): {some}.")
    if found.columns_unknown:
        notes.append(
            f"No export has the column{'s' if several else ''} {', '.join(found.columns_unknown)}: "
            f"{'they were' if several else 'it was'} passed over."
        )
    if found.passed_over:
        told = ", ".join(f"{column} ({count})" for column, count in found.passed_over)
        notes.append(f"Differences in columns that follow from the pages, and cannot be set by a table: {told}.")
    return notes


def _held(
    ledger: Ledger, names: Sequence[str], *, rule: str | None, options: PublicationOptions
) -> dict[str, tuple[Cells, Entry]]:
    """What the export says of each incident now, by the id the table has for it: a former id leads to what it became."""
    homes: dict[str, tuple[str, Entry]] = {}
    for name in dict.fromkeys(names):
        found = ledger.incident(name) if name.startswith("incident-") else None
        if found is not None and name in (found[0].id, *found[0].aliases):
            homes[name] = (found[0].id, found[1])
    wanted = Wanted(names=sorted({home for home, _ in homes.values()}), rule=rule, options=options)
    rows = {
        each.entry.incident_id: {column: _text(value) for column, value in row(each).items()}
        for each in published(ledger, wanted)
    }
    return {name: (rows[home], entry) for name, (home, entry) in homes.items() if home in rows}


def _text(value: object) -> str:
    return "" if value is None else str(visible(value) if isinstance(value, str) else value).strip().removeprefix("'")


def _changed(own: Cells, cells: Cells, before: Cells, entry: Entry) -> Iterator[str]:
    for column, cell in cells.items():
        if column not in own or column == KEY or cell in (own[column], before.get(column)):
            continue
        if f"{MARK}]" in own[column] or f"[address {MARK}" in own[column]:
            continue
        if f"{MARK}]" in cell or f"[address {MARK}" in cell:
            continue
        if column in DAYS and own[column] in days_meant(cell):
            continue
        if column in POINT and _is_rounded(cell, _exact(column, entry), own[column]):
            continue
        yield column


def _exact(column: str, entry: Entry) -> float | None:
    reading = entry.place
    return (
        {"latitude": reading.lat, "longitude": reading.lon, "radius_m": reading.radius_m}[column] if reading else None
    )


def _is_rounded(cell: str, exact: float | None, own: str) -> bool:
    """Whether a number is the held one, to fewer decimals perhaps: the export coarsened it, or a spreadsheet did."""
    told, shown = _number(cell), _number(own)
    if told is None or exact is None:
        return False
    return told == shown or any(
        told == round(number, decimals) for number in (exact, shown) if number is not None for decimals in range(7)
    )


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", ".")) if cell.count(",") + cell.count(".") <= 1 else None
    except ValueError:
        return None


def _plain(own: Cells, changed: Cells) -> Iterator[Edit]:
    for column in PLAIN:
        if column in changed:
            value = changed[column] or None
            yield _correct(own, changed, columns=(column,), path=column, value=value)


def _points(own: Cells, changed: Cells) -> Iterator[Edit]:
    told = [column for column in POINT if column in changed]
    if told and not any(changed.get(column, own[column]) for column in ("latitude", "longitude")):
        yield _correct(own, changed, columns=tuple(told), path="place", value=None)
        return
    for column in told:
        number = _number(changed[column])
        if number is None:
            raise _Unclear(f"{column} {changed[column]!r} is no number; write degrees as 49.98, metres as 500")
        yield _correct(own, changed, columns=(column,), path=POINT[column], value=number)


def _days(own: Cells, changed: Cells) -> Iterator[Edit]:
    told = [column for column in DAYS if column in changed]
    if not told:
        return
    cells = [changed.get(column, own[column]) for column in DAYS]
    for column in told:
        if days_meant(changed[column]) not in ((), (changed[column],)):
            raise _Unclear(f"{column} {changed[column]!r} is a day as a spreadsheet writes it; write it as 2025-03-04")
    first, last = cells
    if len(told) == 1 and own["date_from"] == own["date_to"] and first > last:
        first = last = changed[told[0]]  # one day was moved, and the other cell forgotten
    if bool(first) is not bool(last):
        raise _Unclear("date_from and date_to are both given, or neither")
    value = None if not first else first if first == last else f"{first}/{last}"
    yield _correct(own, changed, columns=tuple(told), path="date", value=value)


def _counts(own: Cells, changed: Cells) -> Iterator[Edit]:
    for harm, columns in COUNTS.items():
        told = tuple(column for column in columns if column in changed)
        if told:
            yield _correct(own, changed, columns=told, path=harm, value=_figure(own, changed, columns))


def _figure(own: Cells, changed: Cells, columns: Sequence[str]) -> str | None:
    low, best, high = (changed.get(column, own[column]) for column in columns)
    told = [column for column in columns if column in changed]
    if not (low or best or high):
        return None
    if len({own[column] for column in columns}) == 1 and told == [columns[1]]:
        return best or None  # three equal cells, of which the best was edited: that is the number
    if high == "open":
        if best and best != low:
            raise _Unclear(f"a figure without an upper limit has one number: make {columns[1]} and {columns[0]} alike")
        return f"{low or best}+"
    parts = [part for part in (low, best, high) if part]
    if len(parts) == 2 and best:
        raise _Unclear(f"give {columns[0]}, {columns[1]} and {columns[2]}, or {columns[1]} alone")
    written = "-".join(parts) if len(set(parts)) > 1 else parts[0]
    if as_decided(written) is None:
        raise _Unclear(f"{columns[0]}, {columns[1]}, {columns[2]} cannot be {low or '–'}, {best or '–'}, {high or '–'}: write "
                       "whole numbers, the least first")  # fmt: skip
    return written


def _judged(own: Cells, changed: Cells) -> Iterator[Edit]:
    if "review" in changed:
        verb = JUDGED.get(changed["review"])
        if verb is None:
            raise _Unclear(f"review can be set to {' or '.join(JUDGED)}, and not to {changed['review']!r}")
        yield _edit(own, changed, columns=("review",), verb=verb)
    if "sensitivity" in changed:
        value = changed["sensitivity"] or "none"
        if value not in SENSITIVITIES:
            raise _Unclear(f"sensitivity is one of {', '.join(SENSITIVITIES)}; it cannot be {value!r}")
        yield _edit(own, changed, columns=("sensitivity",), verb="sensitivity", value=value)


MAKERS: Sequence[Callable[[Cells, Cells], Iterator[Edit]]] = (_plain, _days, _points, _counts, _judged)
CHECKS = {**SIGHTING_FIELDS, **INCIDENT_FIELDS}


def _correct(own: Cells, changed: Cells, *, columns: tuple[str, ...], path: str, value: Value) -> Edit:
    field, _dot, part = path.partition(".")
    if not CHECKS[field](part, value):
        told = ", ".join(changed[each] or "empty" for each in columns)
        raise _Unclear(f"{', '.join(columns)} cannot be {told}; {EXPECTED[field]}")
    return _edit(own, changed, columns=columns, verb="correct", path=path, value=value)


def _edit(
    own: Cells, changed: Cells, *, columns: tuple[str, ...], verb: Verb, path: str | None = None, value: Value = None
) -> Edit:
    old = ", ".join(own[each] or "–" for each in columns)
    new = ", ".join(changed[each] or "–" for each in columns)
    return Edit(incident=own[KEY], columns=columns, old=old, new=new, verb=verb, path=path, value=value)
