"""Who is at the desk: one-time tokens that open it, and the sessions they turn into. All of it in memory: it ends with the desk."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections.abc import Callable
from typing import Literal

from msgspec.structs import replace

from istor.provenance import Record

Role = Literal["viewer", "reviewer", "admin"]
MOST = 1000


class Span(Record):
    """How long a session lasts in seconds: unused (`idle_s`) and at all (`whole_s`)."""

    idle_s: float
    whole_s: float


ALONE = Span(idle_s=12 * 3600, whole_s=24 * 3600)  # a day's work; after it one opens the desk anew
TOGETHER = Span(idle_s=2 * 3600, whole_s=12 * 3600)  # others may come by a screen that was left


class Session(Record):
    """A person at the desk. `csrf` must come with everything that changes something; `since` and `seen` are a monotonic
    clock's seconds; `proof` is the password's hash that opened it ("": a one-time token did)."""

    user: str
    role: Role
    csrf: str
    since: float
    seen: float
    proof: str = ""


class Sessions:
    """The open sessions, and the tokens not used yet."""

    def __init__(self, lasting: Span = ALONE, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.lasting = lasting
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, tuple[str, Role]] = {}
        self._open: dict[str, Session] = {}

    def token(self, user: str, role: Role) -> str:
        """A token that opens one session for this user, once."""
        made = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[made] = (user, role)
        return made

    def redeem(self, token: str) -> str | None:
        """The key of a new session for a token, which is used up by it. None: there is no such token."""
        with self._lock:
            known = next((held for held in self._tokens if hmac.compare_digest(held.encode(), token.encode())), None)
            user, role = self._tokens.pop(known) if known else ("", "viewer")
        return self.begin(user, role) if known else None

    def begin(self, user: str, role: Role, *, proof: str = "") -> str:
        """The key of a new session."""
        key, now = secrets.token_urlsafe(32), self._clock()
        made = Session(user=user, role=role, csrf=secrets.token_urlsafe(24), since=now, seen=now, proof=proof)
        with self._lock:
            if len(self._open) >= MOST:
                del self._open[min(self._open, key=lambda each: self._open[each].seen)]
            self._open[key] = made
        return key

    def find(self, key: str | None) -> Session | None:
        """The session of a key, None where it has none, or it lay idle or lasted too long. Looking keeps it awake."""
        now = self._clock()
        with self._lock:
            found = self._open.get(key) if key else None
            if found is None or key is None:
                return None
            if now - found.seen > self.lasting.idle_s or now - found.since > self.lasting.whole_s:
                del self._open[key]
                return None
            self._open[key] = replace(found, seen=now)
            return found

    def end(self, key: str | None) -> None:
        """Closes a session; closing one that is not open does no harm."""
        with self._lock:
            self._open.pop(key or "", None)
