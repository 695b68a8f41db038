"""Whatever the desk does not do, it says why in words and what to do instead, with a way on."""

from __future__ import annotations

from pathlib import Path

import pytest
from review.desks import HOST, Visitor, opened_by
from review.teams import beside, come_in, desk, team

from istor.store.ledger import Ledger

ASKED = [
    ("/nothing", 404, "go on from the incidents"),
    ("/incidents/none", 404, "find it among the incidents"),
    ("/articles/none", 404, "An incident leads to its pages"),
    ("/export/none", 400, "choose one of CSV"),
    ("/export/ged/none", 404, "go on from the incidents"),
    ("/account", 404, "is open for whoever holds its address"),
    ("/login", 404, "opened by the address that"),
    ("/incidents?page=first", 200, "give a page’s number"),
    ("/incidents?from=soon", 200, "write a day as 2025-03-04"),
    ("/incidents?near=here", 200, "give latitude,longitude,kilometres"),
    ("/incidents?country=XX", 200, "Take a condition away"),
    ("/queue?country=XX", 200, "/incidents"),
    ("/map/incidents.json?view=all", 400, "west,south,east,north,zoom"),
    ("/api/incidents?rows=0", 400, "rows: input should be greater than or equal to 1"),
    ("/api/incidents?sort=any", 400, "choose one of day"),
    ("/api/incidents/none", 404, "/api/incidents lists those"),
    ("/api/nothing", 404, "no such page"),
]
SENT = [
    ({"verb": "dance", "on": "x", "at": "0"}, 400, "choose one of accept"),
    ({"verb": "accept", "on": "x", "at": "0"}, 400, "shows ids"),
    ({"verb": "accept", "on": "x", "at": "many"}, 400, "at: input should be a valid integer"),
    ({"verb": "accept", "on": "x", "at": "0", "csrf": "other"}, 403, "load it again"),
]


def plain(html: str) -> str:
    return html.replace("&#39;", "’").replace("'", "’")


@pytest.mark.parametrize(("path", "status", "says"), ASKED)
def test_what_cannot_be_shown_says_what_to_do(ana: Visitor, path: str, status: int, says: str) -> None:
    answer = ana.get(path)
    assert answer.status_code == status
    assert says.casefold() in plain(answer.text).casefold()
    if "html" in answer.headers["content-type"]:
        assert 'href="/incidents"' in answer.text
    else:
        assert set(answer.json()) == {"error"}


@pytest.mark.parametrize(("told", "status", "says"), SENT)
def test_what_cannot_be_decided_says_what_to_do(ana: Visitor, told: dict[str, str], status: int, says: str) -> None:
    answer = ana.post("/decide", data={"csrf": ana.mark(), **told})
    assert answer.status_code == status
    assert says.casefold() in plain(answer.text).casefold()


def test_nothing_to_take_back_is_said(ana: Visitor) -> None:
    answer = ana.post("/undo", data={"csrf": ana.mark()})
    assert answer.status_code == 409 and "the log takes back" in answer.text


def test_a_stranger_is_told_how_to_come_in(ana: Visitor) -> None:
    stranger = Visitor(ana.app, base_url=f"http://{HOST}")
    assert "istor serve" in stranger.get("/incidents").text
    assert "prints a new one" in stranger.get("/?token=used").text
    assert "istor serve" in Visitor(ana.app, base_url="http://elsewhere.example").get("/").text


def test_a_viewer_is_told_who_gives_roles(ledger: Ledger, tmp_path: Path) -> None:
    vera = opened_by(ledger, "vera", role="viewer")
    answer = vera.post("/decide", data={"csrf": vera.mark(), "verb": "accept", "on": "x", "at": "0"})
    assert answer.status_code == 403 and "gives roles" in answer.text
    client = desk(ledger, team(tmp_path))
    assert "exactly as they were given" in come_in(client, "ana", "wrong").text
    assert "istor users token" in beside(client).get("/api/incidents", headers={"Authorization": "Bearer x"}).text
