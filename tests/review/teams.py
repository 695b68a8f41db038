"""A desk where a team works, with people whose passwords are quick to check."""

from __future__ import annotations

import re
from pathlib import Path

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from httpx import Response

from istor.review.app import create_app
from istor.review.passwords import Vault
from istor.review.sessions import Role
from istor.review.team import Team
from istor.store.ledger import Ledger

HOST = "desk.example"
PEOPLE: dict[str, Role] = {"ana": "admin", "rui": "reviewer", "vera": "viewer"}
QUICK = Vault(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def password_of(name: str) -> str:
    """What this person types at the door."""
    return f"{name} walks nine grey dogs"


def team(folder: Path) -> Team:
    """Ana, an admin; Rui, a reviewer; Vera, a viewer."""
    made = Team(folder / "team.json", vault=QUICK)
    for name, role in PEOPLE.items():
        made.enrol(name, role, password_of(name))
    return made


def desk(ledger: Ledger, team: Team, *, https: bool = True) -> TestClient:
    """The team's desk, as a browser that has not come in."""
    app = create_app(ledger, hosts=(HOST,), team=team, https=https)
    return TestClient(app, base_url=f"{'https' if https else 'http'}://{HOST}")


def beside(client: TestClient, *, address: str = "testclient") -> TestClient:
    """Another browser before the same desk."""
    return TestClient(client.app, base_url=client.base_url, client=(address, 50_000))


def come_in(client: TestClient, name: str, password: str | None = None, *, then: str = "/incidents") -> Response:
    """Fills in the form at the door; the answer itself, not where it leads."""
    form = client.get("/login", params={"then": then}).text
    told = {"name": name, "password": password_of(name) if password is None else password, "then": then}
    return client.post("/login", data={**told, "csrf": form_mark(form)}, follow_redirects=False)


def form_mark(html: str) -> str:
    """The mark that the last form of a page sends."""
    return re.findall(r'name="csrf" value="([^"]+)"', html)[-1]
