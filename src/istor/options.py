"""What several commands share: their options, the ledger they open, and how they end when they are interrupted. Part of the roof."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from istor.runs.filling import Filling
    from istor.runs.journal import Summary, Watch
    from istor.store.ledger import Ledger

INTERRUPTED = 130

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


@contextmanager
def the_ledger(ledger: str | None, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger that an option names, or istor.toml, open while the block runs; with `create`, made where there is none."""
    from istor.config import open_config
    from istor.store.ledger import open_ledger

    where = ledger or open_config().store.ledger
    with open_ledger(where, create=create) as opened, stoppable(opened.name if create else None):
        yield opened


def filling_of(
    *, published: str | None = None, jobs: int | None = None, rule: str | None = None, count: bool = False
) -> Filling:
    """What the options say, and where they say nothing, what istor.toml does."""
    from istor.config import open_config
    from istor.runs.filling import Filling

    config = open_config()
    return Filling(
        published=day_of(published),
        jobs=jobs or config.runs.jobs,
        rule=config.ledger.named(rule),
        count=count,
        reading=config.articles,
    )


@contextmanager
def stoppable(building: str | None = None) -> Iterator[None]:
    """Ends with INTERRUPTED when somebody interrupts the block; `building` is the ledger that keeps what was finished."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f": what was finished is in {building}; run the same command to go on" if building else ""
        say(f"interrupted{kept}")
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def progress() -> Iterator[Watch]:
    """A progress bar on a terminal while the block runs."""
    from istor import screens

    with screens.progress() as watch:
        yield watch


def report(summary: Summary, ledger: Ledger, *, as_json: bool) -> None:
    """Prints what a build or a reread came to."""
    from istor import screens

    screens.print_summary(summary, ledger.name, as_json=as_json)


def rule_of(rule: str | None) -> str | None:
    """The rule an option names, with the ladder of istor.toml where it needs one. None: the ledger's own."""
    from istor.config import open_config

    return open_config().ledger.named(rule) if rule else None


def day_of(words: str | None) -> dt.date | None:
    """The day an option gives. None: it was not given. Raises InputError for what is no day."""
    from istor.runs.finding import day

    return day(words) if words is not None else None


def say(words: str) -> None:
    """A word to whoever runs the command, on standard error."""
    typer.echo(f"istor: {words}", err=True)
