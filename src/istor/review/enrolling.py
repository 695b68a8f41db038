"""`istor users`: who is in a team, with which role; passwords asked for without being shown, tokens told once."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from istor.errors import InputError
from istor.review.sessions import Role
from istor.review.team import Person, Team

users = typer.Typer(help="Who may come to a team's desk.", no_args_is_help=True, rich_markup_mode=None)

ROLES: tuple[Role, ...] = ("viewer", "reviewer", "admin")
TeamAt = Annotated[Path, typer.Option("--team", metavar="USERS", help="The team's file (default: team.json).")]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
RoleNamed = Annotated[str | None, typer.Option("--role", metavar="ROLE", help="viewer, reviewer or admin.")]
AT = Path("team.json")
ServedTo = Annotated[
    Path | None,
    typer.Option("--team", metavar="USERS", help="For the people of this file (`istor users`), by password."),
]
HostAt = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="With --team: the address to listen at.")]
CalledAs = Annotated[
    list[str] | None,
    typer.Option("--called", metavar="NAME", help="With --team: a name that browsers reach the desk by."),
]
OverHttps = Annotated[bool, typer.Option("--https", help="With --team: a proxy on this machine speaks https for it.")]


@users.command()
def add(name: Name, team: TeamAt = AT, *, role: RoleNamed = None) -> None:
    """Take somebody in, as a reviewer unless --role says otherwise. The password is asked for, or the first line of standard input."""
    made = Team(team).enrol(name, _role(role) or "reviewer", _password())
    typer.echo(f"{made.name}: {made.role}, in {team}.")


@users.command()
def change(
    name: Name,
    team: TeamAt = AT,
    *,
    role: RoleNamed = None,
    password: Annotated[bool, typer.Option("--password", help="Set a new password.")] = False,
) -> None:
    """Set a role or a new password. A new password ends the sessions of the former one."""
    if role is None and not password:
        raise InputError("say what to change: --role ROLE, --password or both")
    opened = Team(team)
    opened.known(name)
    made = opened.change(name, role=_role(role), password=_password() if password else None)
    typer.echo(f"{made.name}: {made.role}, in {team}.")


@users.command()
def remove(name: Name, team: TeamAt = AT) -> None:
    """Take somebody out. Sessions and tokens end at once; decisions stay, under the name."""
    Team(team).dismiss(name)
    typer.echo(f"{name} is out of {team}.")


@users.command("list")
def list_(team: TeamAt = AT, *, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the people, their roles and the labels of their tokens."""
    people = Team(team).people()
    if as_json:
        typer.echo(json.dumps([_shown(each) for each in people], ensure_ascii=False))
        return
    for each in people:
        labels = ", ".join(token.label for token in each.tokens)
        typer.echo(f"{each.name}  {each.role}" + (f"  tokens: {labels}" if labels else ""))


@users.command()
def token(
    name: Name,
    team: TeamAt = AT,
    *,
    label: Annotated[str, typer.Option("--label", metavar="WORDS", help="What it is for.")] = "api",
    days: Annotated[int | None, typer.Option("--days", min=1, max=3650, metavar="N", help="How long it lasts.")] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="End the token of this label instead.")] = False,
) -> None:
    """Make a token by which a program reads the API as this user. It is printed once, and kept nowhere."""
    if revoke:
        Team(team).revoke(name, label)
        typer.echo(f"The token {label} of {name} has ended.")
        return
    until = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days) if days else None
    typer.echo(Team(team).issue(name, label, until=until))


def _role(words: str | None) -> Role | None:
    if words is None:
        return None
    found = next((role for role in ROLES if role == words), None)
    if found is None:
        raise InputError(f"--role {words}: there are {', '.join(ROLES)}")
    return found


def _password() -> str:
    """Asked for twice without being shown; from a pipe, its first line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("the two passwords are not the same")
    return first


def _shown(person: Person) -> dict[str, object]:
    tokens = [{"label": each.label, "until": each.until and each.until.isoformat()} for each in person.tokens]
    return {"name": person.name, "role": person.role, "tokens": tokens}
