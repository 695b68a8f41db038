"""What `istor show --sheet` prints: the minimum record of an incident, a field a paragraph. Part of the roof."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from istor.config import open_config
from istor.errors import InputError
from istor.plainly import safe
from istor.runs.recording import Minimum, record
from istor.screens import print_json, show
from istor.store.ledger import Ledger


def print_record(ledger: Ledger, name: str, *, public: bool, as_json: bool) -> bool:
    """Prints the record of the incident of this name, `public` as it may be published. False: there is no such incident.

    Raises InputError where the public asks for what a person marked restricted.
    """
    made = record(ledger, name, public=public, options=open_config().publication)
    if made is None and ledger.incident(name) is not None:
        raise InputError(f"{name} is marked restricted: it has no record for the public")
    if made is not None:
        print_json(made) if as_json else show(record_sheet(made))
    return made is not None


def record_sheet(made: Minimum) -> RenderableType:
    """The record as a table of two columns."""
    table = Table(box=None, show_header=False, padding=(0, 2, 1, 0))
    table.add_column(width=20)
    table.add_column(overflow="fold")
    for field in made.fields:
        table.add_row(Text(field.label, style="bold"), Text(safe("\n".join(field.values))))
    whom = "for the public" if made.public else "NOT for the public: it holds personal data of victims"
    return Group(Text(f"{made.incident}, {made.review}, {whom}", style="dim"), Text(), table)
