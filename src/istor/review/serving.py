"""`istor serve`: the desk on this machine, until it is interrupted."""

from __future__ import annotations

import getpass
import socket
import webbrowser
from collections.abc import Callable

import uvicorn

from istor.errors import StoreError
from istor.review.app import create_app
from istor.review.sessions import Sessions
from istor.store.ledger import Ledger

ADDRESS = "127.0.0.1"


def serve(ledger: Ledger, *, port: int = 0, browse: bool = True, say: Callable[[str], None] = print) -> None:
    """Serves the desk on 127.0.0.1 and opens it in the browser. `port` 0: any that is free.

    The address printed holds a token that opens one session, once; nobody else on the machine can open the desk without it.
    Raises StoreError where the port is taken.
    """
    listening = _listening(port)
    host = f"{ADDRESS}:{listening.getsockname()[1]}"
    sessions = Sessions()
    app = create_app(ledger, hosts=(host, host.replace(ADDRESS, "localhost")), sessions=sessions)
    app.state.desk.panorama()
    address = f"http://{host}/?token={sessions.token(_user(), 'admin')}"
    say(f"The review desk of {ledger.name}: {address}")
    say("It is open on this machine only, for whoever holds this address. Ctrl-C closes it.")
    if browse:
        webbrowser.open(address)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_keep_alive=15, limit_concurrency=200
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listening(port: int) -> socket.socket:
    # asyncio spares an answer Nagle's 40 ms wait only on a socket that says it is TCP.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((ADDRESS, port))
        made.listen()  # a browser that is quicker than the server waits, instead of being refused
    except OSError as error:
        made.close()
        raise StoreError(
            f"port {port}: {error.strerror or error}; give --port another, or none for any free one"
        ) from error
    return made


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id, as in some containers
        return "me"
