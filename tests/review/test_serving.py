"""What the desk listens on before it answers."""

from __future__ import annotations

import socket

import pytest

from istor.errors import StoreError
from istor.review.serving import _listening


def test_a_browser_that_is_quicker_than_the_server_waits() -> None:
    with _listening(0) as listening, socket.create_connection(listening.getsockname(), timeout=5):
        assert listening.proto == socket.IPPROTO_TCP  # or asyncio leaves Nagle's wait on


def test_a_port_that_is_taken_is_said() -> None:
    with _listening(0) as listening, pytest.raises(StoreError, match="give --port another"):
        _listening(listening.getsockname()[1])
