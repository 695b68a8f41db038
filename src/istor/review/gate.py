"""Who may come in: whoever holds the address that was printed, or the people of a team with their passwords and tokens."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from istor.review.sessions import TOGETHER, Session, Sessions
from istor.review.team import Person, Team
from istor.review.throttling import Throttle

COOKIE = "istor_desk"
BEARER = "bearer "


class Gate:
    """What stands between a request and a session. `https`: browsers reach the desk by https, through a proxy before it."""

    def __init__(self, sessions: Sessions | None = None, *, team: Team | None = None, https: bool = False) -> None:
        self.sessions = sessions or (Sessions(TOGETHER) if team else Sessions())
        self.team = team
        self.https = https
        self.throttle = Throttle()
        self.cookie = f"__Host-{COOKIE}" if https else COOKIE

    def session(self, key: str | None) -> Session | None:
        """The session of a cookie. In a team it ends with its user's account or password, and has the role they have now."""
        found = self.sessions.find(key)
        if found is None or self.team is None:
            return found
        person = self.team.find(found.user)
        if person is None or person.password != found.proof:
            self.sessions.end(key)
            return None
        return found if person.role == found.role else replace(found, role=person.role)

    def enter(self, name: str, password: str, address: str) -> str | int | None:
        """The key of a new session; the seconds to wait, as a number, after too many tries; None for a wrong name or password."""
        if self.team is None:
            return None
        wait_s = self.throttle.wait_s(name, address)
        if wait_s:
            return wait_s
        person = self.team.check(name, password)
        if person is None:
            return None
        self.throttle.forgive(name, address)
        return self.begin(person)

    def begin(self, person: Person) -> str:
        """The key of a new session for somebody whose password was right."""
        return self.sessions.begin(person.name, person.role, proof=person.password)

    def bearer(self, header: str, address: str) -> Session | int | None:
        """Who reads by the token in an Authorization header, never as more than a viewer; the seconds to wait; None: nobody."""
        if self.team is None or not header.lower().startswith(BEARER):
            return None
        person = self.team.by_token(header[len(BEARER) :].strip(), today=dt.datetime.now(dt.UTC).date())
        if person is not None:
            return Session(user=person.name, role="viewer", csrf="", since=0, seen=0)
        return self.throttle.wait_s("", address) or None
