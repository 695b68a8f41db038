"""The commands by which people decide, and check that what was decided stands: decide, decisions, import, remove,
verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from istor.decisions import VERBS
from istor.options import AsJson, By, LedgerAt, UnderRule, Why, rule_of, the_ledger

EPILOG = "VERB: " + "; ".join(f"{verb}: {meaning}" for verb, meaning in VERBS.items()) + "."

verdicts = typer.Typer(rich_markup_mode=None)


@verdicts.command(short_help="Compute every hash anew and look up every quotation.")
def verify(
    ledger: LedgerAt = None,
    *,
    head: Annotated[bool, typer.Option("--head", help="Only the head of the decisions' chain, or check one.")] = False,
    kept: Annotated[str | None, typer.Argument(metavar="[HASH]", help="With --head: one kept elsewhere.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compute every hash anew and look up every quotation; ends with 4 at the first that does not match."""
    from istor import judgements

    with the_ledger(ledger) as opened:
        judgements.verify(opened, head=head, kept=kept, as_json=as_json)


@verdicts.command(short_help="Decide: accept, reject, correct, merge, split and so on.", epilog=EPILOG)
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

    with the_ledger(ledger) as opened:
        judgements.take(opened, verb, on, told=(by, why), setting=(field, to), as_json=as_json)


@verdicts.command(short_help="List the decisions, and which have lost their ground.")
def decisions(
    ledger: LedgerAt = None,
    *,
    on: Annotated[str | None, typer.Option("--on", metavar="ID", help="Only those on this incident.")] = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only those that have lost their ground.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what people decided, oldest first: what was undone and what is stale is marked."""
    from istor import judgements

    with the_ledger(ledger) as opened:
        judgements.print_decisions(opened, on=on, stale=stale, as_json=as_json)


@verdicts.command(short_help="Take a page out of the ledger for good.")
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

    with the_ledger(ledger) as opened:
        judgements.remove(opened, pages, by=by, why=why, as_json=as_json)


@verdicts.command("import", short_help="Bring an edited export back as decisions.")
def import_(  # noqa: PLR0913 (a parameter is an option)
    edited: Annotated[Path, typer.Argument(metavar="EDITED", help="A CSV or XLSX file.", show_default=False)],
    ledger: LedgerAt = None,
    *,
    by: By,
    why: Why = "",
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="The export before it was edited.")
    ] = None,
    rule: UnderRule = None,
    apply: Annotated[bool, typer.Option("--apply", help="Take the decisions; without it they are only shown.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what an edited export says otherwise, and which decision each difference would be; with --apply, take them."""
    from istor import judgements

    with the_ledger(ledger) as opened:
        found = judgements.differences(opened, edited, against=against, rule=rule_of(rule))
        judgements.bring_back(opened, found, told=(by, why or edited.name), apply=apply, as_json=as_json)
