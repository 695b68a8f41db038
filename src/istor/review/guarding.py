"""What stands before every request: the host it was sent to, how large it is, and what the browser may do with the answer.

Scraped text is data: nothing on a page runs but the desk's own files, nothing is asked of another host, nobody may frame it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from istor.review.tiling import allowed

MOST_BYTES = 1_000_000  # of a request's body: a decision on thousands of incidents
MOST_UPLOADED = 5_000_000  # of an edited table that comes back
UPLOADS = ("/import",)
BODY_S = 60.0  # for a body to come: five megabytes over a slow line
SEND_S = 60.0  # for a piece of an answer to be taken
CHART_STYLE = "'sha256-jSYQUrW7J0b3jPqhZP9C2Xh1PyJKHKXd4s0fpGGKrww='"  # what Observable Plot puts into each chart: without it, none
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self' {CHART_STYLE}",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
OVER_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
CLOSING = {"Connection": "close"}


class Guard:
    """ASGI middleware: refuses requests for another host, from another site's scripts, or with too large or too slow a body,
    and sets the headers above.

    A route may set one of them itself, as that of a stored page does, which is shown in a sandbox.
    """

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], https: bool = False, body_s: float = BODY_S, send_s: float = SEND_S
    ) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.headers = HEADERS | (OVER_HTTPS if https else {})
        self.body_s, self.send_s = body_s, send_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            if scope["type"] != "websocket":  # the desk has none, so that none can be misused
                await self.app(scope, receive, send)
            return
        sending = self._sending(send, self._rules(scope))
        refused, body = self._refused(Headers(scope=scope), most_bytes(scope["path"])), b""
        if refused is None:
            refused, body = await self._body(receive, most_bytes(scope["path"]))
        if refused is not None:
            await refused(scope, receive, sending)
            return
        await self.app(scope, _replaying(body, receive), sending)

    def _refused(self, headers: Headers, most: int) -> PlainTextResponse | None:
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse(
                "This desk answers only under its own address: open the one that `istor serve` printed.",
                status_code=421,
            )
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("The desk's answers are for its own pages: open them there.", status_code=403)
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > most:
            return _too_much(most)
        return None

    async def _body(self, receive: Receive, most: int) -> tuple[PlainTextResponse | None, bytes]:
        """The whole body, or the answer to one that does not end in time or within `most` bytes, announced or not."""
        parts, got = [], 0
        try:
            async with asyncio.timeout(self.body_s):
                while True:
                    message = await receive()
                    part = message.get("body", b"")
                    parts.append(part)
                    got += len(part)
                    if got > most:
                        return _too_much(most), b""
                    if not message.get("more_body"):
                        return None, b"".join(parts)
        except TimeoutError:
            return PlainTextResponse(
                "The request did not come in time: send it again.", status_code=408, headers=CLOSING
            ), b""

    def _rules(self, scope: Scope) -> dict[str, str]:
        """The headers above, with the host of one's own tiles let in where the desk has such."""
        tiles = scope["app"].state.review.tiles if "app" in scope else None
        return self.headers | {"Content-Security-Policy": allowed(POLICY, tiles)} if tiles else self.headers

    def _sending(self, send: Send, rules: dict[str, str]) -> Send:
        """Sends with these headers; whoever does not take the answer in time is left."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in rules.items():
                    headers.setdefault(name, value)
            async with asyncio.timeout(self.send_s):
                await send(message)

        return sending


def most_bytes(path: str) -> int:
    """How large the body of a request to this path may be.

    >>> most_bytes("/decide"), most_bytes("/import/preview")
    (1000000, 5000000)
    """
    return MOST_UPLOADED if path.startswith(UPLOADS) else MOST_BYTES


def _too_much(most: int) -> PlainTextResponse:
    return PlainTextResponse(f"At most {most:,} bytes at a time: send less at once.", status_code=413, headers=CLOSING)


def _replaying(body: bytes, receive: Receive) -> Receive:
    """A body that has come, given once; after it what the server says, which is that the visitor is gone."""
    given = False

    async def replaying() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replaying
