"""`istor serve`: the desk on this machine for oneself, or for a team on a host of its own, until it is interrupted."""

from __future__ import annotations

import getpass
import ipaddress
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from istor.errors import InputError, StoreError
from istor.provenance import Record
from istor.publication.policy import SAFE, PublicationOptions
from istor.review.app import create_app
from istor.review.patience import Impatient
from istor.review.sessions import Sessions
from istor.review.team import Team
from istor.review.tiling import ReviewOptions, origin_of
from istor.store.ledger import Ledger

ADDRESS = "127.0.0.1"
MOST_AT_ONCE = 200  # connections


class Serving(Record):
    """How a desk is served. `port` 0: any that is free. `team`: its file of users; None: for oneself alone.

    `host` is the address to listen at; `called` the names by which browsers reach it, where that is not the address itself;
    `https`: they do so by https, through a proxy on this machine that speaks it. `publication`: what is withheld of exports; `review`:
    whose tiles lie under the maps.
    """

    port: int = 0
    browse: bool = True
    team: Path | None = None
    host: str = ADDRESS
    called: tuple[str, ...] = ()
    https: bool = False
    publication: PublicationOptions = SAFE
    review: ReviewOptions = ReviewOptions()


def serve(ledger: Ledger, how: Serving | None = None, *, say: Callable[[str], None] = print) -> None:
    """Serves the desk until it is interrupted. Raises StoreError where the port is taken, InputError where `how` makes no sense.

    Alone, it listens on 127.0.0.1 and opens the browser at an address that holds a token: it opens one session, once; nobody
    else on the machine can open the desk without it.
    """
    how = how or Serving()
    check(how)
    listening = _listening(how.host, how.port)
    hosts = hosts_of(how, listening.getsockname()[1])
    app = _for_a_team(ledger, how, hosts, say) if how.team else _for_oneself(ledger, how, hosts, say)
    uvicorn.Server(settings(app, https=how.https)).run(sockets=[listening])


def settings(app: FastAPI, *, https: bool = False) -> uvicorn.Config:
    """How uvicorn serves the desk: no line of any request in a log, bounds on how many and how slow connections may be."""
    return uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=https,  # a proxy on this machine says whose request it is; without one nobody may
        forwarded_allow_ips="127.0.0.1",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        limit_concurrency=MOST_AT_ONCE,
    )


def check(how: Serving) -> None:
    """Raises InputError for options that would leave a desk open to strangers, or closed to everybody, ConfigError
    for tiles that are none."""
    if how.team is None and (not _is_loopback(how.host) or how.called or how.https):
        raise InputError("--host, --called and --https are for a team: name its file of users with --team")
    if how.team and not Team(how.team).people():
        raise InputError(f"{how.team}: there is no user yet; `istor users add NAME --role admin` takes one in")
    if how.review.tiles:
        origin_of(how.review.tiles)
    if how.host in ("0.0.0.0", "::") and not how.called:
        raise InputError(f"--host {how.host} is every address: name with --called the one that browsers use")


def hosts_of(how: Serving, port: int) -> tuple[str, ...]:
    """The Host headers that are answered.

    >>> hosts_of(Serving(), 8000)
    ('127.0.0.1:8000', 'localhost:8000')
    >>> hosts_of(Serving(called=("desk.example",), https=True), 8000)
    ('desk.example', 'desk.example:8000')
    """
    if how.called:
        return tuple(each for name in how.called for each in (name, f"{name}:{port}"))
    own = f"[{how.host}]" if ":" in how.host else how.host
    return tuple(f"{each}:{port}" for each in (own, *(("localhost",) if _is_loopback(how.host) else ())))


def _for_oneself(ledger: Ledger, how: Serving, hosts: tuple[str, ...], say: Callable[[str], None]) -> FastAPI:
    sessions = Sessions()
    app = create_app(ledger, hosts=hosts, sessions=sessions, options=how.publication)
    app.state.review = how.review
    app.state.desk.panorama()
    address = f"http://{hosts[0]}/?token={sessions.token(_user(), 'admin')}"
    say(f"The review desk of {ledger.name}: {address}")
    say("It is open on this machine only, for whoever holds this address. Ctrl-C closes it.")
    if how.browse:
        webbrowser.open(address)
    return app


def _for_a_team(ledger: Ledger, how: Serving, hosts: tuple[str, ...], say: Callable[[str], None]) -> FastAPI:
    team = Team(how.team or Path())
    app = create_app(ledger, hosts=hosts, team=team, https=how.https, options=how.publication)
    app.state.review = how.review
    app.state.desk.panorama()
    address = f"https://{hosts[0]}/" if how.https else f"http://{hosts[-1] if how.called else hosts[0]}/"
    say(f"The review desk of {ledger.name}, for the {len(team.people())} of {team.path}: {address}")
    if not how.https and not _is_loopback(how.host):
        say("Passwords cross the network unencrypted: put a proxy before the desk that speaks https, and say --https.")
    say("Ctrl-C closes it.")
    return app


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    # asyncio spares an answer Nagle's 40 ms wait only on a socket that says it is TCP.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # a browser that is quicker than the server waits, instead of being refused
    except OSError as error:
        made.close()
        raise StoreError(
            f"{host} port {port}: {error.strerror or error}; give --port another, or none for any free one"
        ) from error
    return made


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id, as in some containers
        return "me"
