"""One thin command a verb: parse, call one function, print. cli.py is the entry and lists the exit codes."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istor import __version__
from istor.decisions import VERBS
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.runs.filling import Filling
    from istor.runs.journal import Summary, Watch
    from istor.store.ledger import Ledger

INTERRUPTED = 130
EPILOG = "VERB: " + "; ".join(f"{verb}: {meaning}" for verb, meaning in VERBS.items()) + "."

app = typer.Typer(
    name="istor",
    help="Saved news pages about attacks in armed conflict → a ledger of incidents in which every figure leads back to its words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
gazetteer = typer.Typer(help="The packaged place names.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(gazetteer, name="gazetteer")

INPUTS_HELP = "Files or folders: .txt .html .mhtml .json .jsonl .warc(.gz); - for standard input."
Inputs = Annotated[list[str], typer.Argument(metavar="INPUT", help=INPUTS_HELP, show_default=False)]
LedgerAt = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE", help="The ledger's file, or an SQLAlchemy address (default: istor.db)."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on standard output.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="Processes that read pages (default: 1).")]
Rule = Annotated[
    str | None,
    typer.Option(
        "--rule", metavar="NAME", help="Reconcile by best-placed (default), range, conservative, majority or hierarchy."
    ),
]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.", show_default=False)]
Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why; of a comment, its words.")]
UnderRule = Annotated[
    str | None, typer.Option("--rule", metavar="NAME", help="Figures as this rule has them, for a look.")
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DAY", help="The day (2025-03-04) of pages that give none.")
]
Since = Annotated[str | None, typer.Option("--from", "--since", metavar="DAY", help="Not before this day.")]
Until = Annotated[str | None, typer.Option("--to", "--until", metavar="DAY", help="Not after this day.")]
UntilOnly = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Not after this day.")]
PlaceNamed = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="A place, region or country, in any spelling.")
]
Kind = Annotated[str | None, typer.Option("--type", metavar="WORDS", help="A part of the type's name, such as drone.")]
MinKilled = Annotated[
    int | None, typer.Option("--min-killed", min=0, metavar="N", help="At least so many killed, as best reported.")
]
WithText = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Words that stand in one of its pages.")]


@app.callback(invoke_without_command=True)
def _istor(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"istor {__version__}")
        raise typer.Exit


@app.command()
def build(
    inputs: Inputs,
    ledger: LedgerAt = None,
    *,
    published: Published = None,
    jobs: Jobs = None,
    rule: Rule = None,
    as_json: AsJson = False,
) -> None:
    """Read pages into a ledger, made where there is none. New pages only: the same input twice changes nothing."""
    from istor.runs import filling

    piped = "-" in inputs
    count = sys.stderr.isatty() and not piped
    options = _filling(published=published, jobs=jobs, rule=rule, count=count)
    stdin = sys.stdin.buffer if piped else None
    with _opened(ledger, create=True) as opened:
        with _progress() as watch:
            summary = filling.build(inputs, opened, options=options, stdin=stdin, watch=watch)
        _report(summary, opened, as_json=as_json)
    if summary.refused and not summary.read and not summary.known:
        raise typer.Exit(1)


@app.command()
def reread(ledger: LedgerAt = None, *, jobs: Jobs = None, rule: Rule = None, as_json: AsJson = False) -> None:
    """Read the stored pages again under this istor's rules. Old readings are kept; says what changed."""
    from istor.runs import filling

    with _opened(ledger) as opened:
        with _progress() as watch:
            summary = filling.reread(opened, options=_filling(jobs=jobs, rule=rule), watch=watch)
        _report(summary, opened, as_json=as_json)


@app.command("list")
def list_(  # noqa: PLR0913 (a parameter is an option)
    ledger: LedgerAt = None,
    *,
    since: Since = None,
    until: Until = None,
    place: PlaceNamed = None,
    kind: Kind = None,
    min_killed: MinKilled = None,
    text: WithText = None,
    rule: UnderRule = None,
    refused: Annotated[bool, typer.Option("--refused", help="What was not read or left open, and why.")] = False,
    as_json: AsJson = False,
) -> None:
    """List the incidents by day; with --refused, what was not read."""
    from istor import screens
    from istor.runs import finding

    with _opened(ledger) as opened:
        if refused:
            screens.print_refusals(opened, as_json=as_json)
            return
        days = (_day(since), _day(until))
        wanted = finding.wanted(days=days, place=place, kind=kind, min_killed=min_killed, text=text)
        screens.print_incidents(opened, wanted, rule=_rule(rule), as_json=as_json)


@app.command(short_help="Show an incident or an article down to its words.")
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident's or article's id, or the beginning of it.")],
    ledger: LedgerAt = None,
    *,
    rule: UnderRule = None,
    proposed: Annotated[bool, typer.Option("--proposed", help="The grade proposed to a reviewer, and why.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show an incident with every claim behind its figures, or an article with what was read in it marked."""
    from istor import sheets

    with _opened(ledger) as opened:
        if proposed:
            found = sheets.print_proposal(opened, name, as_json=as_json)
        else:
            found = sheets.print_sheet(opened, name, rule=_rule(rule), as_json=as_json)
        if not found:
            raise InputError(f"{opened.name} holds no incident or article {name!r}; `istor list` shows the ids")


@app.command()
def read(inputs: Inputs, *, published: Published = None, jobs: Jobs = None, as_json: AsJson = False) -> None:
    """Say what pages tell, and store nothing. With --json: one object an article (docs/formats.md)."""
    from istor import screens, sheets
    from istor.provenance import Refusal
    from istor.runs.previewing import preview

    refused = done = 0
    stdin = sys.stdin.buffer if "-" in inputs else None
    with _stoppable():
        for outcome in preview(inputs, options=_filling(published=published, jobs=jobs), stdin=stdin):
            if isinstance(outcome, Refusal):
                refused += 1
                _say(f"{outcome.of}: not read: {screens.why(outcome)}")
            else:
                if done and not as_json:
                    typer.echo(f"\n{'─' * screens.NARROWEST}\n")
                done += 1
                sheets.print_reading(outcome, as_json=as_json)
    if refused and not done:
        raise typer.Exit(1)


@app.command(short_help="Write the incidents for others, redacted.")
def export(  # noqa: PLR0913 (a parameter is an option)
    ledger: LedgerAt = None,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="csv, jsonl, geojson, xlsx, acled, ged or hxl.")] = "csv",
    since: Since = None,
    until: UntilOnly = None,
    place: PlaceNamed = None,
    kind: Kind = None,
    min_killed: MinKilled = None,
    text: WithText = None,
    rule: UnderRule = None,
    as_json: AsJson = False,
) -> None:
    """Write the incidents for others, on standard output: victims' names withheld, coordinates to two decimals."""
    from istor.runs import exporting, finding

    with _opened(ledger) as opened:
        days = (_day(since), _day(until))
        wanted = finding.wanted(days=days, place=place, kind=kind, min_killed=min_killed, text=text)
        if to == exporting.WORKBOOK and not as_json:
            sys.stdout.buffer.write(exporting.export_workbook(opened, wanted=wanted, rule=_rule(rule)))
        else:
            for line in exporting.export(opened, to="jsonl" if as_json else to, wanted=wanted, rule=_rule(rule)):
                typer.echo(line)
        for sentence in exporting.lost(opened, to=to, wanted=wanted).sentences():
            _say(sentence)


@app.command(short_help="Open the review desk in the browser.")
def serve(
    ledger: LedgerAt = None,
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0: any free one.")] = 0,
    browse: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
) -> None:
    """Open the review desk: incidents, map, timeline, every figure down to its words. On this machine only."""
    from istor.review import serving

    with _opened(ledger) as opened:
        serving.serve(opened, port=port, browse=browse, say=typer.echo)


@app.command(short_help="Compute every hash anew and look up every quotation.")
def verify(
    ledger: LedgerAt = None,
    *,
    head: Annotated[bool, typer.Option("--head", help="Only the head of the decisions' chain, or check one.")] = False,
    kept: Annotated[str | None, typer.Argument(metavar="[HASH]", help="With --head: one kept elsewhere.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compute every hash anew and look up every quotation; ends with 4 at the first that does not match."""
    from istor import judgements

    with _opened(ledger) as opened:
        judgements.verify(opened, head=head, kept=kept, as_json=as_json)


@app.command(short_help="Decide: accept, reject, correct, merge, split and so on.", epilog=EPILOG)
def decide(  # noqa: PLR0913 (a parameter is an option)
    verb: Annotated[str, typer.Argument(metavar="VERB", help="One of those below.", show_default=False)],
    on: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, or their beginnings.", show_default=False)],
    ledger: LedgerAt = None,
    *,
    by: By,
    why: Why = "",
    field: Annotated[str | None, typer.Option("--field", metavar="FIELD", help="What a correction sets.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="VALUE", help="To what; `unknown` for not known.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take a decision. It is kept for good, obeyed by every later run, and can be undone."""
    from istor import judgements

    with _opened(ledger) as opened:
        judgements.take(opened, verb, on, told=(by, why), setting=(field, to), as_json=as_json)


@app.command(short_help="List the decisions, and which have lost their ground.")
def decisions(
    ledger: LedgerAt = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="ID", help="Only those on this incident.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that have lost their ground.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what people decided, oldest first: what was undone and what is stale is marked."""
    from istor import judgements

    with _opened(ledger) as opened:
        judgements.print_decisions(opened, on=on, stale=stale, as_json=as_json)


@app.command(short_help="Take a page out of the ledger for good.")
def remove(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE...", help="Ids or addresses.", show_default=False)],
    ledger: LedgerAt = None,
    *,
    by: By,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Take pages out with all that was read in them. Their hashes, the reason and the day stay, in the chain of decisions."""
    from istor import judgements

    with _opened(ledger) as opened:
        judgements.remove(opened, pages, by=by, why=why, as_json=as_json)


@gazetteer.command()
def info(*, as_json: AsJson = False) -> None:
    """What the gazetteer holds, and whom to credit."""
    from istor import screens

    screens.print_gazetteer(as_json=as_json)


@gazetteer.command()
def lookup(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name in any spelling.")],
    *,
    as_json: AsJson = False,
) -> None:
    """The places a name may mean, the likeliest first."""
    from istor import screens

    if not screens.print_places(name, as_json=as_json):
        raise InputError(f"the gazetteer has no place called {name!r}; try another spelling or the region's name")


@gazetteer.command(name="add")
def add_places(
    dump: Annotated[Path, typer.Argument(metavar="GEONAMES-FILE", help="A country's unpacked dump, such as UA.txt.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Add a country's full GeoNames dump to place names of your own, beside the packaged ones."""
    from istor.runs.finding import add_places as add

    added = add(dump)
    if as_json:
        typer.echo(json.dumps({"file": str(added.path), "new": added.new, "known": added.known}))
        return
    typer.echo(f"{added.new} places added to {added.path}; {added.known} more were known already.")


@contextmanager
def _opened(ledger: str | None, *, create: bool = False) -> Iterator[Ledger]:
    from istor.config import open_config
    from istor.store.ledger import open_ledger

    where = ledger or open_config().store.ledger
    with open_ledger(where, create=create) as opened, _stoppable(opened.name if create else None):
        yield opened


def _filling(
    *, published: str | None = None, jobs: int | None = None, rule: str | None = None, count: bool = False
) -> Filling:
    """What the options say, and where they say nothing, what istor.toml does."""
    from istor.config import open_config
    from istor.runs.filling import Filling

    config = open_config()
    return Filling(
        published=_day(published),
        jobs=jobs or config.runs.jobs,
        rule=config.ledger.named(rule),
        count=count,
        reading=config.articles,
    )


@contextmanager
def _stoppable(building: str | None = None) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        kept = f": what was finished is in {building}; run the same command to go on" if building else ""
        _say(f"interrupted{kept}")
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def _progress() -> Iterator[Watch]:
    from istor import screens

    with screens.progress() as watch:
        yield watch


def _report(summary: Summary, ledger: Ledger, *, as_json: bool) -> None:
    from istor import screens

    screens.print_summary(summary, ledger.name, as_json=as_json)


def _rule(rule: str | None) -> str | None:
    """The rule an option names, with the ladder of istor.toml where it needs one. None: the ledger's own."""
    from istor.config import open_config

    return open_config().ledger.named(rule) if rule else None


def _day(words: str | None) -> dt.date | None:
    from istor.runs.finding import day

    return day(words) if words is not None else None


def _say(words: str) -> None:
    typer.echo(f"istor: {words}", err=True)
