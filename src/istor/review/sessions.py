"""Who is at the desk: one-time tokens that open it, and the sessions they turn into. All of it in memory: it ends with the desk."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from typing import Literal

from istor.provenance import Record

Role = Literal["viewer", "reviewer", "admin"]
IDLE_S = 12 * 3600  # a day's work; after it one opens the desk anew
MOST = 1000


class Session(Record):
    """A person at the desk. `csrf` must come with everything that changes something; `since` is a monotonic clock's seconds."""

    user: str
    role: Role
    csrf: str
    since: float


class Sessions:
    """The open sessions, and the tokens not used yet."""

    def __init__(self) -> None:
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

    def begin(self, user: str, role: Role) -> str:
        """The key of a new session."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            if len(self._open) >= MOST:
                del self._open[min(self._open, key=lambda each: self._open[each].since)]
            self._open[key] = Session(user=user, role=role, csrf=secrets.token_urlsafe(24), since=time.monotonic())
        return key

    def find(self, key: str | None) -> Session | None:
        """The session of a key, None where it has none or it lay idle too long."""
        with self._lock:
            found = self._open.get(key) if key else None
            if found is not None and time.monotonic() - found.since > IDLE_S:
                del self._open[key or ""]
                return None
            return found

    def end(self, key: str | None) -> None:
        """Closes a session; closing one that is not open does no harm."""
        with self._lock:
            self._open.pop(key or "", None)
