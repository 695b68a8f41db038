"""What the desk listens on before it answers, and whom it answers: not strangers, not for ever, and with no secret in its log."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from review.desks import filled
from review.teams import password_of, team

from istor.errors import InputError, StoreError
from istor.review.app import create_app
from istor.review.guarding import MOST_BYTES, Guard
from istor.review.patience import Impatient
from istor.review.serving import ADDRESS, Serving, _for_a_team, _for_oneself, _listening, check, hosts_of, settings
from istor.store.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("l")) as opened:
        yield opened


@contextmanager
def served(app: FastAPI, listening: socket.socket) -> Iterator[None]:
    server = uvicorn.Server(settings(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield
    server.should_exit = server.force_exit = True
    thread.join(10)


@pytest.fixture
def host(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A served desk that waits half a second for a head or a body."""
    monkeypatch.setattr(Impatient, "head_s", 0.5)
    monkeypatch.setattr(Guard.__init__, "__kwdefaults__", {**Guard.__init__.__kwdefaults__, "body_s": 0.5})  # type: ignore[dict-item]
    listening = _listening(ADDRESS, 0)
    name = f"{ADDRESS}:{listening.getsockname()[1]}"
    with served(create_app(ledger, hosts=(name,)), listening):
        yield name


def answer_to(host: str, *pieces: bytes, pause_s: float = 0.0) -> bytes:
    """What comes back until the desk closes the connection; b"" where it closes without a word. Fails after five seconds."""
    at = host.split(":")
    with socket.create_connection((at[0], int(at[1])), timeout=5) as raw:
        got = b""
        try:
            for piece in pieces:
                raw.sendall(piece)
                time.sleep(pause_s)
            while part := raw.recv(65_536):
                got += part
        except (ConnectionResetError, BrokenPipeError):
            pass
        return got


def test_a_browser_that_is_quicker_than_the_server_waits() -> None:
    with _listening(ADDRESS, 0) as listening, socket.create_connection(listening.getsockname(), timeout=5):
        assert listening.proto == socket.IPPROTO_TCP  # or asyncio leaves Nagle's wait on


def test_a_port_that_is_taken_is_said() -> None:
    with _listening(ADDRESS, 0) as listening, pytest.raises(StoreError, match="give --port another"):
        _listening(ADDRESS, listening.getsockname()[1])


@pytest.mark.parametrize("pieces", [(), (b"G",), (b"GET / HTTP/1.1\r\n",), (b"GET / HTTP/1.1\r\nHost: x\r\nX: ",)])
def test_half_a_head_is_not_waited_for(host: str, pieces: tuple[bytes, ...]) -> None:
    began = time.monotonic()
    assert answer_to(host, *pieces) == b""
    assert time.monotonic() - began < 3


def test_a_head_that_drips_is_not_waited_for(host: str) -> None:
    drips = tuple(b"X-%d: x\r\n" % number for number in range(30))
    assert answer_to(host, b"GET / HTTP/1.1\r\n", *drips, pause_s=0.05) == b""


def test_a_body_that_does_not_come_is_not_waited_for(host: str) -> None:
    head = f"POST /leave HTTP/1.1\r\nHost: {host}\r\nContent-Length: 10\r\n\r\n".encode()
    assert answer_to(host, head, b"csrf").startswith(b"HTTP/1.1 408 ")


def test_a_body_without_a_length_is_bounded(host: str) -> None:
    head = f"POST /leave HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
    answer = answer_to(host, head, *[chunk] * (MOST_BYTES // 100_000 + 1))
    assert answer.startswith(b"HTTP/1.1 413 ") or answer == b""  # reset while it still sent: the answer is lost


def test_a_head_without_end_is_refused(host: str) -> None:
    answer = answer_to(host, b"GET /?" + b"x" * 200_000)
    assert answer.startswith(b"HTTP/1.1 400 ") or answer == b""


@pytest.mark.parametrize(
    "raw",
    [
        b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        b"GET /incidents HTTP/1.0\r\n\r\n",
    ],
)
def test_another_host_or_none_is_refused(host: str, raw: bytes) -> None:
    assert answer_to(host, raw).split()[1] in (b"421", b"400")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../team.json",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fconfig.py",
        "/static//etc/passwd",
        "/static/%5c..%5capp.py",
    ],
)
def test_no_path_leads_out_of_the_static_files(host: str, path: str) -> None:
    request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    assert answer_to(host, request).split()[1] == b"404"


def test_no_secret_is_written_down(
    ledger: Ledger, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    said: list[str] = []
    listening = _listening(ADDRESS, 0)
    hosts = hosts_of(Serving(), listening.getsockname()[1])
    app = _for_oneself(ledger, Serving(browse=False), hosts, said.append)
    address = said[0].split(": ", 1)[1]
    token = address.partition("token=")[2]
    with caplog.at_level(0), served(app, listening):
        path = address.partition(hosts[0])[2]
        answer = answer_to(hosts[0], f"GET {path} HTTP/1.1\r\nHost: {hosts[0]}\r\nConnection: close\r\n\r\n".encode())
        wrong = f"POST /login HTTP/1.1\r\nHost: {hosts[0]}\r\nContent-Length: 9\r\nConnection: close\r\n\r\nname=x&pa"
        answer_to(hosts[0], wrong.encode())
    kept = answer.partition(b"istor_desk=")[2].partition(b";")[0].decode()
    written = "".join(capfd.readouterr()) + caplog.text
    assert len(kept) > 40 and token not in written and kept not in written
    assert b"\r\nlocation: /incidents\r\n" in answer.lower()  # and out of the address bar


@pytest.mark.parametrize(
    "how",
    [Serving(host="0.0.0.0"), Serving(called=("desk.example",)), Serving(https=True), Serving(host="192.0.2.7")],
)
def test_alone_the_desk_is_on_this_machine_only(how: Serving) -> None:
    with pytest.raises(InputError, match="are for a team"):
        check(how)


def test_a_team_needs_people_and_a_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no user yet"):
        check(Serving(team=tmp_path / "none.json"))
    path = team(tmp_path).path
    with pytest.raises(InputError, match="--called"):
        check(Serving(team=path, host="0.0.0.0"))
    check(Serving(team=path))
    check(Serving(team=path, host="0.0.0.0", called=("desk.example",)))


def test_who_serves_a_team_is_told_what_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    said: list[str] = []
    how = Serving(team=team(tmp_path).path, host="0.0.0.0", called=("desk.example",))
    _for_a_team(ledger, how, hosts_of(how, 8000), said.append)
    assert any("unencrypted" in each for each in said)
    assert not any("token" in each or password_of("ana") in each for each in said)


def test_only_a_proxy_may_say_whose_request_it_is() -> None:
    assert not settings(FastAPI()).proxy_headers
    behind = settings(FastAPI(), https=True)
    assert behind.proxy_headers and behind.forwarded_allow_ips == "127.0.0.1"
    assert not behind.access_log and behind.limit_concurrency
