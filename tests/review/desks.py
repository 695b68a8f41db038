"""A desk over a small ledger, opened by a person, so that a test states only what it does there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from fastapi.testclient import TestClient
from holdings import RULES, holding

from istor.review.app import create_app
from istor.review.sessions import Role, Sessions
from istor.runs.following import follow
from istor.store.holding import Run
from istor.store.ledger import Ledger, open_ledger

HOST = "127.0.0.1:8000"
STORIES = {
    "p1": "A drone hit a depot in Kharkiv on Tuesday. Three people were killed, the prosecutor said.",
    "p2": "A drone hit a depot in Kharkiv on Tuesday. Two people were killed, the prosecutor said.",
    "p3": "A drone hit a market in Kharkiv on Tuesday. Four people were killed, the prosecutor said.",
}


class Visitor(TestClient):
    """A person at the desk."""

    def mark(self) -> str:
        """What the person's forms send as `csrf`."""
        found = re.search(r'name="csrf" content="([^"]+)"', self.get("/decisions").text)
        assert found is not None
        return found[1]

    def decide(self, verb: str, *on: str, at: int | None = None, **fields: str) -> int:
        """Takes a decision through the desk's form; the status of the answer."""
        told = len(self.app.state.desk.ledger.decisions()) if at is None else at  # type: ignore[attr-defined]
        data = {"verb": verb, "on": list(on), "at": str(told), "csrf": self.mark(), **fields}
        return self.post("/decide", data=data, follow_redirects=False).status_code

    def undo(self, *, again: bool = False) -> int:
        """Takes the last decision back, or does it again; the status of the answer."""
        data = {"csrf": self.mark(), "again": str(again).lower()}
        return self.post("/undo", data=data, follow_redirects=False).status_code


def filled(folder: Path, **stories: str) -> Ledger:
    """A ledger with these pages, put together."""
    opened = open_ledger(folder / "l.db", create=True)
    run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
    kept = [holding(name, text, publisher=f"The {name}") for name, text in (stories or STORIES).items()]
    opened.keep(kept, [], rules_id=RULES.id, run=run)
    follow(opened)
    return opened


def parted(ledger: Ledger) -> Ledger:
    """The ledger after somebody split an account off the first incident of several: it has one incident more."""
    whole = next(each for each in ledger.incidents() if len(each.sightings) > 1)
    ledger.decide("split", [whole.id, whole.sightings[1]], by="old")
    follow(ledger)
    return ledger


def opened_by(ledger: Ledger, user: str, *, role: Role = "reviewer", desk: Visitor | None = None) -> Visitor:
    """The desk as this person has opened it; the same desk as another visitor's where one is given."""
    if desk is None:
        sessions = Sessions()
        app = create_app(ledger, hosts=(HOST,), sessions=sessions)
    else:
        app = desk.app  # type: ignore[assignment]
        sessions = app.state.sessions
    client = Visitor(app, base_url=f"http://{HOST}")
    assert client.get("/", params={"token": sessions.token(user, role)}).status_code == 200
    return client
