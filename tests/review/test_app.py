"""The desk answers whoever has opened it, under its own address, and nobody else; with the ledger's words, harmless."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from holdings import RULES, holding
from making import entry

from istor.incidents.incident import Incident
from istor.review.app import create_app
from istor.review.downloads import FORMATS
from istor.review.guarding import HEADERS
from istor.review.sessions import Sessions
from istor.store.holding import Derived, Run
from istor.store.ledger import Ledger, open_ledger

HOST = "127.0.0.1:8000"
NAME = f"incident-{1:016x}"
EVIL = "Three people were killed, the prosecutor said. <script>alert(1)</script> \u202eevil"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("l") / "l.db", create=True) as opened:
        run = opened.begin(Run(verb="build", started=dt.datetime.now(dt.UTC)), RULES)
        kept = holding("p1", "A drone hit a depot in Kharkiv on Tuesday. " + EVIL, publisher="<b>Daily</b>")
        opened.keep([kept], [], rules_id=RULES.id, run=run)
        incident = Incident(id=NAME, sightings=(kept.reading.sightings[0].id,))
        opened.derive(Derived(incidents=(incident,), entries=(entry(NAME, "2025-03-04", killed=3),)))
        yield opened


@pytest.fixture
def visitor(ledger: Ledger) -> TestClient:
    sessions = Sessions()
    client = TestClient(create_app(ledger, hosts=(HOST,), sessions=sessions), base_url=f"http://{HOST}")
    assert client.get("/", params={"token": sessions.token("ana", "admin")}).status_code == 200
    return client


def test_a_token_opens_one_session(ledger: Ledger) -> None:
    sessions = Sessions()
    app = create_app(ledger, hosts=(HOST,), sessions=sessions)
    token = sessions.token("ana", "admin")
    first, second = (TestClient(app, base_url=f"http://{HOST}") for _ in range(2))
    assert first.get("/", params={"token": token}).url.path == "/incidents"
    assert second.get("/", params={"token": token}).status_code == 401
    assert first.post("/leave", data={"csrf": "x"}).status_code == 403
    mark = re.search(r'name="csrf" content="([^"]+)"', first.get("/incidents").text)
    assert mark and first.post("/leave", data={"csrf": mark[1]}).status_code == 401
    assert first.get("/incidents").status_code == 401


@pytest.mark.parametrize("path", ["/", "/incidents", f"/incidents/{NAME}", "/articles/x", "/map/incidents.json"])
def test_without_a_session_nothing_is_shown(ledger: Ledger, path: str) -> None:
    client = TestClient(create_app(ledger, hosts=(HOST,)), base_url=f"http://{HOST}")
    answer = client.get(path)
    assert answer.status_code == 401
    assert "Kharkiv" not in answer.text


def test_another_host_is_refused(ledger: Ledger) -> None:
    client = TestClient(create_app(ledger, hosts=(HOST,)), base_url="http://attacker.example")
    assert client.get("/incidents").status_code == 421


def test_too_much_is_refused(visitor: TestClient) -> None:
    assert visitor.post("/leave", content=b"x" * 5_000_001).status_code == 413


@pytest.mark.parametrize(
    "path", ["/incidents", "/nothing", "/static/desk.js", "/map/incidents.json", "/map/incidents.json?view=x"]
)
def test_every_answer_bears_the_browsers_rules(visitor: TestClient, path: str) -> None:
    answer = visitor.get(path)
    for name in HEADERS:
        assert name in answer.headers, name
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_incidents_and_a_part_of_them(visitor: TestClient) -> None:
    whole = visitor.get("/incidents")
    assert "<html" in whole.text and "1 incident" in whole.text
    part = visitor.get("/incidents", params={"country": "FR"}, headers={"HX-Request": "true"})
    assert "<html" not in part.text and "No incident is all of this" in part.text
    assert "min_killed=many: give a whole number" in visitor.get("/incidents?min_killed=many").text
    assert "1 incident" in visitor.get("/incidents?q=depot").text


def test_an_incident_leads_to_its_page_and_its_words(visitor: TestClient, ledger: Ledger) -> None:
    sheet = visitor.get(f"/incidents/{NAME}")
    article = ledger.articles()[0].id
    assert f"/articles/{article}" in sheet.text
    assert "the prosecutor" in visitor.get(f"/articles/{article}").text
    assert visitor.get("/incidents/incident-none").status_code == 404


def test_scraped_text_is_shown_and_runs_nowhere(visitor: TestClient, ledger: Ledger) -> None:
    article = ledger.articles()[0].id
    for path in (f"/incidents/{NAME}", f"/articles/{article}", f"/articles/{article}/original"):
        text = visitor.get(path).text
        assert "<script>alert" not in text and "<b>Daily" not in text
    shown = visitor.get(f"/articles/{article}").text
    assert "&lt;script&gt;" in shown and "⟨U+202E⟩" in shown
    assert "sandbox" in visitor.get(f"/articles/{article}/original").headers["Content-Security-Policy"]


def test_the_map_gives_marks_of_the_selection(visitor: TestClient) -> None:
    assert visitor.get("/map/incidents.json").json()["shown"] == 1
    assert visitor.get("/map/incidents.json?country=FR").json()["shown"] == 0
    assert visitor.get("/map/incidents.json?view=nonsense").status_code == 400


@pytest.mark.parametrize("to", sorted(FORMATS))
def test_exactly_what_is_shown_leaves_the_desk(visitor: TestClient, to: str) -> None:
    answer = visitor.get(f"/export/{to}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.content != visitor.get(f"/export/{to}?country=FR").content


def test_a_format_says_what_it_cannot_hold(visitor: TestClient) -> None:
    assert "of " in visitor.get("/export/acled/report").text
    assert visitor.get("/export/pdf").status_code == 400
    assert "ACLED" in visitor.get("/export").text


def test_the_api_reads_what_the_pages_show(visitor: TestClient) -> None:
    found = visitor.get("/api/incidents").json()
    assert (found["total"], found["incidents"][0]["incident_id"]) == (1, NAME)
    assert visitor.get("/api/incidents?country=FR").json()["total"] == 0
    assert visitor.get("/api/incidents?near=x").json() == {
        "error": "near=x: give latitude,longitude,kilometres, as 49.99,36.23,10."
    }
    assert visitor.get(f"/api/incidents/{NAME}").json()["incident"]["id"] == NAME
    assert visitor.get("/api/incidents/none").status_code == 404
    assert "/api/incidents" in visitor.get("/api/openapi.json").json()["paths"]


def test_the_api_needs_a_session(ledger: Ledger) -> None:
    client = TestClient(create_app(ledger, hosts=(HOST,)), base_url=f"http://{HOST}")
    for path in ("/api/incidents", "/api/openapi.json", "/export/csv"):
        assert client.get(path).status_code == 401
