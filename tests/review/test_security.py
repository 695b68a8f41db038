"""What docs/security.md says of the desk's safety is shown by tests that exist; and what holds for all of its routes and scripts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from review.desks import filled
from review.teams import come_in, desk, form_mark, team

from istor.store.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "istor"
SECTIONS = {
    "1.2": 5, "1.5": 1, "2.1": 1, "3.2": 2, "3.3": 1, "3.4": 2, "3.5": 3, "4.1": 1, "4.4": 1, "5.2": 2, "5.3": 2, "6.1": 1, "6.2": 8, "6.3": 2,
    "6.4": 2, "7.4": 2, "8.1": 1, "8.2": 2, "8.3": 1, "9.1": 3, "9.2": 1, "10.4": 5, "12.1": 1, "12.2": 2, "13.4": 1, "15.1": 1, "15.2": 1, "15.3": 1,
}  # fmt: skip
SINGLE = (
    "1.3.1",
    "1.3.2",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "11.3.1",
    "11.3.2",
    "11.4.1",
    "14.2.1",
    "14.3.1",
)
LEVEL_1 = {f"{section}.{number + 1}" for section, most in SECTIONS.items() for number in range(most)} | set(SINGLE)
OPEN = ("/login", "/static")
ANYBODY = ("/leave", "/account/password", "/login")  # what a viewer may send, too
ROWS = re.findall(
    r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$",
    (ROOT / "docs" / "security.md").read_text(encoding="utf8"),
    re.MULTILINE,
)


def test_every_requirement_of_the_first_level_is_answered_once() -> None:
    told = [name for name, _, _ in ROWS]
    assert sorted(told) == sorted(LEVEL_1)
    assert len(told) == 70


@pytest.mark.parametrize(("name", "answer"), [(name, answer) for name, _, answer in ROWS])
def test_what_shows_it_exists(name: str, answer: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", answer)
    for path, test in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf8"))
        assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, f"{path}::{test}"
    assert named or answer.startswith(("does not apply: ", "not the desk's: ", "written down: ", "in part: ")), name


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("l")) as opened:
        yield opened


@pytest.fixture
def client(ledger: Ledger, tmp_path: Path) -> TestClient:
    return desk(ledger, team(tmp_path))


def routes(client: TestClient, method: str) -> list[str]:
    app: object = client.app
    found = [each for each in _all(app.routes) if isinstance(each, APIRoute)]  # type: ignore[attr-defined]
    return [re.sub(r"\{\w+(?::\w+)?\}", "x", each.path) for each in found if method in each.methods]


def _all(routes: object) -> Iterator[object]:
    for each in routes:  # type: ignore[attr-defined]
        inner = getattr(each, "routes", None) or getattr(getattr(each, "original_router", None), "routes", None)
        if inner and not isinstance(each, APIRoute):
            yield from _all(inner)
        else:
            yield each


def test_no_route_answers_a_stranger(client: TestClient) -> None:
    paths = [path for path in routes(client, "GET") if not path.startswith(OPEN)]
    assert len(paths) > 10
    for path in paths:
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code in (401, 422) or answer.headers.get("location", "").startswith("/login"), path
        assert "Kharkiv" not in answer.text, path


def test_no_route_changes_anything_for_a_stranger_a_viewer_or_another_site(client: TestClient, ledger: Ledger) -> None:
    paths = routes(client, "POST")
    assert len(paths) >= 5
    held = len(ledger.decisions())
    data = {"verb": "accept", "on": f"incident-{int(ledger.panorama().ids[0]):016x}", "at": "0", "csrf": ""}
    for path in paths:
        assert client.post(path, data=data, follow_redirects=False).status_code in (400, 401, 403, 422), path
    come_in(client, "vera")
    mark = form_mark(client.get("/incidents").text)
    for path in (each for each in paths if each not in ANYBODY):
        answer = client.post(path, data={**data, "csrf": mark}, headers={"X-CSRF-Token": mark}, follow_redirects=False)
        assert answer.status_code in (400, 403, 422), path
    come_in(client, "ana")
    for path in (each for each in paths if each != "/login"):
        assert client.post(path, data=data, follow_redirects=False).status_code in (400, 403, 422), path
    assert len(ledger.decisions()) == held


@pytest.mark.parametrize(
    "words",
    [
        "' OR '1'='1",
        "'; DROP TABLE incidents; --",
        '" OR ""="',
        "x' UNION SELECT 1 --",
        "%",
        "_",
        "\\",
        "depot' AND '1",
    ],
)
def test_words_are_never_a_query(client: TestClient, words: str) -> None:
    come_in(client, "ana")
    whole = client.get("/api/incidents").json()["total"]
    for key in ("q", "place", "country", "publisher"):
        answer = client.get("/api/incidents", params={key: words})
        assert answer.status_code == 200 and answer.json()["total"] in (0, whole), key
    assert client.get(f"/incidents/{words.replace('%', '%25')}").status_code == 404
    assert client.get("/api/incidents").json()["total"] == whole > 0


def test_no_answer_lets_another_site_read_it(client: TestClient) -> None:
    come_in(client, "ana")
    answer = client.get("/api/incidents", headers={"Origin": "https://elsewhere.example"})
    assert not any(name.startswith("access-control") for name in answer.headers)
    cross = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/api/incidents", headers=cross).status_code == 403
    assert client.get("/static/desk.js", headers=cross).status_code == 403


def test_what_can_be_read_says_what_it_is(client: TestClient) -> None:
    come_in(client, "ana")
    for path in ("/incidents", "/login", "/export/csv", "/static/desk.css", "/static/desk.js", "/nothing"):
        assert "charset=utf-8" in client.get(path).headers["content-type"], path


def test_no_word_is_run_as_code_or_as_a_command() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert called not in ("eval", "exec", "os.system", "os.popen") and not called.startswith(
                ("subprocess.", "pickle.")
            ), path


def test_the_desks_own_scripts_write_text_and_make_no_code() -> None:
    scripts = [*(PACKAGE / "review" / "static").glob("*.js"), *(PACKAGE / "review" / "static").glob("*.mjs")]
    assert scripts
    for path in scripts:
        text = path.read_text(encoding="utf8")
        assert not re.search(
            r"\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        ), path.name


def test_templates_hold_no_script_or_style_of_their_own() -> None:
    for path in (PACKAGE / "review" / "templates").glob("*.html"):
        text = path.read_text(encoding="utf8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|\|\s*safe\b(?!_)", text), path.name


def test_a_fault_of_its_own_tells_nothing(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = desk(ledger, team(tmp_path))
    quiet = TestClient(client.app, base_url=client.base_url, raise_server_exceptions=False)
    come_in(quiet, "ana")

    def fail() -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(client.app.state.desk, "panorama", fail)  # type: ignore[attr-defined]
    answer = quiet.get("/incidents")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
