"""One thin command a verb: parse, call one function, print. cli.py is the entry and lists the exit codes.

Those by which people decide are in decision_commands.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from istor import __version__
from istor.decision_commands import verdicts
from istor.errors import InputError
from istor.options import (
    AsJson,
    Inputs,
    Jobs,
    Kind,
    LedgerAt,
    MinKilled,
    PlaceNamed,
    Published,
    Rule,
    Since,
    UnderRule,
    Until,
    UntilOnly,
    WithText,
    day_of,
    filling_of,
    progress,
    report,
    rule_of,
    say,
    stoppable,
    the_ledger,
)
from istor.review.enrolling import CalledAs, HostAt, OverHttps, ServedTo, users

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
app.add_typer(verdicts)
app.add_typer(users, name="users")


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
    options = filling_of(published=published, jobs=jobs, rule=rule, count=count)
    stdin = sys.stdin.buffer if piped else None
    with the_ledger(ledger, create=True) as opened:
        with progress() as watch:
            summary = filling.build(inputs, opened, options=options, stdin=stdin, watch=watch)
        report(summary, opened, as_json=as_json)
    if summary.refused and not summary.read and not summary.known:
        raise typer.Exit(1)


@app.command()
def reread(ledger: LedgerAt = None, *, jobs: Jobs = None, rule: Rule = None, as_json: AsJson = False) -> None:
    """Read the stored pages again under this istor's rules. Old readings are kept; says what changed."""
    from istor.runs import filling

    with the_ledger(ledger) as opened:
        with progress() as watch:
            summary = filling.reread(opened, options=filling_of(jobs=jobs, rule=rule), watch=watch)
        report(summary, opened, as_json=as_json)


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

    with the_ledger(ledger) as opened:
        if refused:
            screens.print_refusals(opened, as_json=as_json)
            return
        days = (day_of(since), day_of(until))
        wanted = finding.wanted(days=days, place=place, kind=kind, min_killed=min_killed, text=text)
        screens.print_incidents(opened, wanted, rule=rule_of(rule), as_json=as_json)


@app.command(short_help="Show an incident or an article down to its words.")
def show(  # noqa: PLR0913 (a parameter is an option)
    name: Annotated[str, typer.Argument(metavar="ID", help="An incident's or article's id, or the beginning of it.")],
    ledger: LedgerAt = None,
    *,
    rule: UnderRule = None,
    proposed: Annotated[bool, typer.Option("--proposed", help="The grade proposed to a reviewer, and why.")] = False,
    sheet: Annotated[bool, typer.Option("--sheet", help="The minimum record of an incident, for print.")] = False,
    public: Annotated[bool, typer.Option("--public", help="The same as it may be published.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show an incident with every claim behind its figures, or an article with what was read in it marked."""
    from istor import casualty_records, sheets

    with the_ledger(ledger) as opened:
        if proposed:
            found = sheets.print_proposal(opened, name, as_json=as_json)
        elif sheet or public:
            found = casualty_records.print_record(opened, name, public=public, as_json=as_json)
        else:
            found = sheets.print_sheet(opened, name, rule=rule_of(rule), as_json=as_json)
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
    with stoppable():
        for outcome in preview(inputs, options=filling_of(published=published, jobs=jobs), stdin=stdin):
            if isinstance(outcome, Refusal):
                refused += 1
                say(f"{outcome.of}: not read: {screens.why(outcome)}")
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
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT", help="csv (default), jsonl, geojson, gpkg, xlsx, acled, ged or hxl."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write FILE, and its checksum, report and codebook beside it."),
    ] = None,
    since: Since = None,
    until: UntilOnly = None,
    place: PlaceNamed = None,
    kind: Kind = None,
    min_killed: MinKilled = None,
    text: WithText = None,
    rule: UnderRule = None,
    as_json: AsJson = False,
) -> None:
    """Write the incidents for others, on standard output or into a file: names withheld as istor.toml says, points on a grid."""
    from istor.config import open_config
    from istor.runs import exporting, finding

    with the_ledger(ledger) as opened:
        days = (day_of(since), day_of(until))
        chosen = finding.wanted(days=days, place=place, kind=kind, min_killed=min_killed, text=text)
        wanted = exporting.Wanted(chosen, rule=rule_of(rule), options=open_config().publication)
        named = "jsonl" if as_json else to or exporting.format_of(out)
        parcel = exporting.Parcel(opened, named, wanted, file=out.name if out else "")
        for path in parcel.save(out.parent) if out else ():
            say(f"written: {path}")
        if not out:
            sys.stdout.buffer.writelines(parcel.content())
            sys.stdout.buffer.flush()
        for sentence in (*parcel.losses().sentences(), *parcel.withheld()):
            say(sentence)


@app.command("codebook", short_help="What each column and key of an export means.")
def codebook_() -> None:
    """Print what each column and key of an export means, generated from the types: give it along with an export."""
    from istor.runs import exporting

    for line in exporting.meanings():
        typer.echo(line)


@app.command(short_help="Open the review desk in the browser.")
def serve(  # noqa: PLR0913 (a parameter is an option)
    ledger: LedgerAt = None,
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="0: any free one.")] = 0,
    browse: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    team: ServedTo = None,
    host: HostAt = "127.0.0.1",
    called: CalledAs = None,
    https: OverHttps = False,
) -> None:
    """Open the review desk: alone, on this machine only; with --team, for its people by name and password."""
    from istor.config import open_config
    from istor.review import serving

    names, config = tuple(called or ()), open_config()
    how = serving.Serving(
        port=port,
        browse=browse,
        team=team,
        host=host,
        called=names,
        https=https,
        publication=config.publication,
        review=config.review,
    )
    with the_ledger(ledger) as opened:
        serving.serve(opened, how, say=typer.echo)


@gazetteer.command()
def info(*, as_json: AsJson = False) -> None:
    """What the gazetteer holds, and whom to credit."""
    from istor import screens

    screens.print_gazetteer(as_json=as_json)


@gazetteer.command()
def lookup(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A place's name in any spelling, or a point: 49.99,36.23")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """The places a name may mean, the likeliest first; of a point the region that it lies in."""
    from istor import screens

    if not screens.print_places(name, as_json=as_json):
        raise InputError(
            f"the gazetteer has no place called {name!r}; try another spelling or the region's name, or a point on land"
        )


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
