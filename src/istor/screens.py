"""What the commands print for people: tables and summaries that fit 80 to 120 columns. Part of the roof, beside cli.py."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from shlex import quote
from textwrap import fill

import msgspec
from rich import box
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from istor.config import open_config
from istor.ledger.entry import Entry
from istor.plainly import counted, figure_words, metres, safe, short, short_length, told, when, where
from istor.provenance import Refusal
from istor.runs.finding import gazetteer_facts, look_up
from istor.runs.journal import Progress, Summary, Watch, unwatched
from istor.runs.reasons import in_words
from istor.runs.reckoning import all_killed, pairs
from istor.store.frames import incident_row
from istor.store.holding import Filter
from istor.store.ledger import Ledger

NARROWEST, ROOMY, WIDEST = 80, 110, 120
LEAST = {"When": 9, "Where": 14, "What": 10, "Said by": 10}  # "26–27 Mar", "Dnipropetrovsk", "artillery/", "2 origins,"
LONGEST_QUOTE = 90  # characters


def console(*, to_stderr: bool = False) -> Console:
    """A console between 80 and 120 columns that prints text as it is. NO_COLOR and COLUMNS are obeyed."""
    stream = sys.stderr if to_stderr else sys.stdout
    made = Console(file=stream, highlight=False, markup=False, emoji=False)
    if made.is_terminal or "COLUMNS" in os.environ:
        made.width = max(NARROWEST, min(made.width, WIDEST))
    else:
        made.width = WIDEST
    return made


def show(*things: RenderableType) -> None:
    """Prints on standard output. What is piped has no blanks at the end of its lines."""
    screen = console()
    if screen.is_terminal:
        screen.print(*things, sep="\n")
        return
    with screen.capture() as caught:
        screen.print(*things, sep="\n")
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in caught.get().splitlines()))


def say(words: str) -> None:
    """Prints sentences on standard output, wrapped between words; each line keeps its indent."""
    for line in safe(words).split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        wrapped = fill(line, console().width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        sys.stdout.write(f"{wrapped}\n")


def incident_table(entries: Sequence[Entry], *, width: int = WIDEST) -> Table:
    """A row an incident: when, where, what, how many, on how many voices."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("ID", no_wrap=True)
    digits = short_length([entry.incident_id for entry in entries])
    figures = [[figure_words(entry.figure(harm)) for entry in entries] for harm in ("killed", "injured")]
    counts = [max(map(len, (heading, *column))) for heading, column in zip(("Killed", "Injured"), figures, strict=True)]
    room = _room(width, taken=digits + sum(counts) + 2 * 6)
    for heading in ("When", "Where", "What"):
        table.add_column(heading, overflow="fold", max_width=room.get(heading))
    for heading in ("Killed", "Injured"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Said by", overflow="fold", max_width=room.get("Said by"))
    for entry, killed, injured in zip(entries, *figures, strict=True):
        table.add_row(
            short(entry.incident_id, digits),
            when(entry.date),
            where(entry.place),
            entry.type.replace("/", "/ ") + (" (wide)" if entry.scope == "wide" else ""),
            killed,
            injured,
            f"{counted(entry.origins, 'origin')}, {counted(entry.pages, 'page')}",
        )
    return table


def _room(width: int, taken: int) -> dict[str, int]:
    """How wide columns may be on a narrow screen, where a table left to itself cuts words. `taken` is the others' width."""
    if width >= ROOMY:
        return {}
    spare = max(0, width - taken - sum(LEAST.values()))
    day = min(2, spare)
    more = {"When": day, "Where": (spare - day) // 2, "What": (spare - day + 1) // 2}
    return {heading: least + more.get(heading, 0) for heading, least in LEAST.items()}


def asking(ledger: Ledger, name: str) -> str:
    """The command that shows a row of this ledger, to be copied as it is."""
    where_from = "" if ledger.name == open_config().store.ledger else f" --ledger {quote(ledger.name)}"
    return f"istor show {name}{where_from}"


def page_table(refusals: Iterable[tuple[str, Refusal]]) -> Table:
    """A row a page that was not read: which, and why."""
    table = _table("Page", "Why", "In this case")
    for page, refusal in refusals:
        table.add_row(*_cells(page, in_words(refusal.because), refusal.detail))
    return table


def words_table(refusals: Iterable[tuple[str, Refusal, str]]) -> Table:
    """A row for words that were read, and taken for no incident of their own: on which page, why."""
    table = _table("Page", "Words", "Why")
    for page, refusal, words in refusals:
        table.add_row(*_cells(page, quoted(words) if words else "–", why(refusal)))
    return table


def quoted(words: str) -> str:
    """Words of a page in quotation marks, cut where they are long.

    >>> quoted("a market")
    '“a market”'
    """
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE].rstrip()} …”"


def why(refusal: Refusal) -> str:
    """The reason of a refusal in plain words, with what was found in this case."""
    return in_words(refusal.because) + (f": {refusal.detail}" if refusal.detail else "")


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _cells(*cells: str) -> list[Text]:
    return [Text(" ".join(safe(cell).split())) for cell in cells]


def summary_lines(summary: Summary, ledger: str) -> list[str]:
    """What a build or reread came to, in a few lines."""
    telling = f"; {summary.telling} of those read tell of an attack" if summary.read else ""
    lines = [f"{ledger}: {counted(summary.read, 'page')} read, {summary.known} known already{telling}."]
    if not (summary.read or summary.known or summary.refused):
        lines = [f"{ledger}: no page to read."]
    if summary.refused:
        lines.append("Not read, or left open:")
        lines += [f"  {number:>5} × {room}: {in_words(because)}" for room, because, number in summary.refused]
        lines.append("  `istor list --refused` names each.")
    if summary.changes:
        lines.append(f"{counted(len(summary.changes), 'page')} read differently now:")
        lines += [
            f"  {safe(each.source_id)}: {told(each.before)} before, {told(each.after)} now"
            for each in summary.changes[:20]
        ]
        lines += [f"  … and {len(summary.changes) - 20} more"] if len(summary.changes) > 20 else []
    if summary.shifts:
        lines.append(f"{counted(len(summary.shifts), 'figure')} of incidents that were there before are others now:")
        lines += [
            f"  {short(each.incident_id)} {each.harm}: {_spread(each.before)} → {_spread(each.after)}"
            for each in summary.shifts[:20]
        ]
        lines += [f"  … and {len(summary.shifts) - 20} more"] if len(summary.shifts) > 20 else []
    before = f" (before: {summary.incidents_before})" if summary.incidents_before != summary.incidents else ""
    seen = f"with {counted(summary.decisions, 'decision')} by people" if summary.decisions else "unreviewed"
    lines.append(f"The ledger holds {counted(summary.incidents, 'incident')}{before}, machine-read, {seen}.")
    if summary.outdated:
        lines.append(
            f"{counted(summary.outdated, 'page')} were read under older rules: `istor reread` reads them again."
        )
    return lines


def _spread(spread: tuple[int | None, int | None, int | None]) -> str:
    low, best, high = spread
    if best is None:
        return "–"
    return str(best) if low == best == high else f"{best} ({low}–{high})" if high is not None else f"{best} ({low}+)"


def print_summary(summary: Summary, ledger: str, *, as_json: bool) -> None:
    """Prints what a build or reread came to."""
    if as_json:
        print_json(summary)
        return
    for line in summary_lines(summary, ledger):
        say(line)


def print_incidents(ledger: Ledger, wanted: Filter, *, rule: str | None = None, as_json: bool) -> None:
    """Prints the incidents asked for as a table, or an object a line; says so where there are none."""
    entries = [entry for _, entry in pairs(ledger, wanted, rule=rule)]
    if as_json:
        for entry in entries:
            print_json(incident_row(entry))
    elif entries:
        show(incident_table(entries, width=console().width))
        some = asking(ledger, short(entries[0].incident_id))
        say(f"\n{_reviewed(entries)}{_sum(entries)}\nThe words behind a row: {some}")
    else:
        say(_nothing(ledger, wanted))
    if ledger.is_unlinked():
        note = (
            "Pages came in since incidents were last put together: run the same `istor build` again, or `istor reread`."
        )
        console(to_stderr=True).print(Text(note), soft_wrap=True)


def print_refusals(ledger: Ledger, *, as_json: bool) -> None:
    """Prints what was not read or left open."""
    if as_json:
        for refusal in ledger.refusals():
            print_json(refusal)
        return
    left = ledger.refused_words()
    pages = [(each.of, each) for each in ledger.refused_pages()]
    pages += [(source_id, each) for source_id, each, _ in left if each.of.startswith("article-")]
    words = [each for each in left if not each[1].of.startswith("article-")]
    if pages:
        show(Text("Pages not read", style="bold"), page_table(pages))
    if pages and words:
        show(Text())
    if words:
        show(Text("Told on a page, but no incident of its own", style="bold"), words_table(words))
    if not left and not pages:
        show(Text("Nothing was refused."))


def print_gazetteer(*, as_json: bool) -> None:
    """Prints what the gazetteer holds."""
    facts = gazetteer_facts()
    if as_json:
        print_json(facts)
        return
    for name, value in facts.items():
        say(f"{name:12} {value}")


def print_places(name: str, *, as_json: bool) -> bool:
    """Prints the places a name may mean. False: there is none."""
    places = look_up(name)
    if as_json:
        for place in places:
            print_json(place)
        return bool(places)
    table = _table("Place", "Kind", "Region", "Country", "Point", "Within", "People")
    for place in places[:20]:
        point = f"{place.lat:.4f}, {place.lon:.4f}"
        people = f"{place.population:,}" if place.population else "–"
        region = " ".join(part for part in (place.admin1, place.admin1_code) if part)
        table.add_row(place.name, place.kind, region, place.country or "–", point, metres(place.radius_m), people)
    if places:
        show(table)
    return bool(places)


def print_json(value: object) -> None:
    """One value as one line of JSON on standard output."""
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


@contextmanager
def progress() -> Iterator[Watch]:
    """A bar with the time left on a terminal's standard error; nothing where it is piped."""
    screen = console(to_stderr=True)
    if not screen.is_terminal:
        yield unwatched
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def watch(state: Progress) -> None:
            bar.update(task, description=state.stage, completed=state.done, total=state.total)

        yield watch


def _reviewed(entries: Sequence[Entry]) -> str:
    judged = sum(entry.review != "machine-read, unreviewed" for entry in entries)
    unread = f"{judged} of them reviewed" if judged else "machine-read, unreviewed"
    return f"{counted(len(entries), 'incident')}, {unread}."


def _sum(entries: Sequence[Entry]) -> str:
    """The killed of the single attacks listed; rows that may hold the same people are not added."""
    found = all_killed(entries)
    if not found.counted:
        return ""
    spread = f"{found.low}–{found.high}" if found.high is not None else f"{found.low} or more"
    left = [
        *([f"{found.unknown} without a firm figure"] if found.unknown else []),
        *([f"{found.apart} wide, not added"] if found.apart else []),
    ]
    told = str(found.best) if found.low == found.best == found.high else f"{found.best} ({spread})"
    return f" Killed, as best reported: {told} in {found.counted}" + (f"; {', '.join(left)}." if left else ".")


def _nothing(ledger: Ledger, wanted: Filter) -> str:
    held = ledger.counts()
    if held["incidents"] and wanted != Filter():
        return f"No incident matches. The ledger holds {counted(held['incidents'], 'incident')}: try fewer options."
    if held["pages"] and ledger.is_unlinked():
        return (
            f"{counted(held['pages'], 'page')} wait in {ledger.name} to be put together: run the same `istor build` again, "
            "or `istor reread`."
        )
    if held["pages"]:
        return (
            f"No incident: none of the {counted(held['pages'], 'page')} in {ledger.name} tells of an attack that istor could read. "
            "`istor list --refused` says what was not read."
        )
    return f"{ledger.name} is empty. Fill it with `istor build FOLDER --ledger {ledger.name}`."
