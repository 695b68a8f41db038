"""A team comes in by name and password, each with their own role; strangers learn nothing, and cannot try for long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from review.desks import filled
from review.teams import beside, come_in, desk, form_mark, password_of, team

from istor.review.gate import Gate
from istor.review.team import Team
from istor.review.throttling import MOST_PAIR
from istor.store.ledger import Ledger

CROSS = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with filled(tmp_path_factory.mktemp("l")) as opened:
        yield opened


@pytest.fixture
def people(tmp_path: Path) -> Team:
    return team(tmp_path)


@pytest.fixture
def client(ledger: Ledger, people: Team) -> TestClient:
    return desk(ledger, people)


def decided(client: TestClient, ledger: Ledger, verb: str = "comment") -> int:
    on = next(iter(ledger.panorama().ids))
    data = {"verb": verb, "on": f"incident-{int(on):016x}", "at": str(len(ledger.decisions())), "why": "seen"}
    page = client.get("/incidents").text
    return client.post("/decide", data={**data, "csrf": form_mark(page)}, follow_redirects=False).status_code


def test_one_comes_in_and_goes_on_to_what_one_asked_for(client: TestClient) -> None:
    asked = client.get("/queue?country=UA", follow_redirects=False)
    assert asked.status_code == 303 and asked.headers["location"] == "/login?then=%2Fqueue%3Fcountry%3DUA"
    assert come_in(client, "ana", then="/queue?country=UA").headers["location"] == "/queue?country=UA"
    assert client.get("/incidents").status_code == 200


@pytest.mark.parametrize(
    "then",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http://[",
        "/a\nb",
    ],
)
def test_the_door_leads_nowhere_else(client: TestClient, then: str) -> None:
    assert come_in(client, "ana", then=then).headers["location"] == "/incidents"


def test_a_wrong_name_is_answered_as_a_wrong_password(client: TestClient) -> None:
    wrong, unknown = come_in(client, "ana", "not hers at all, no"), come_in(client, "nobody", "not hers at all, no")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(form_mark(wrong.text), "") == unknown.text.replace(form_mark(unknown.text), "")
    assert set(wrong.headers) == set(unknown.headers)


@pytest.mark.parametrize("name", ["ana", "nobody"])
def test_whoever_tries_often_must_wait(client: TestClient, name: str) -> None:
    for _ in range(MOST_PAIR):
        assert come_in(client, name, "not hers at all, no").status_code == 401
    answer = come_in(client, name)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
    assert come_in(beside(client, address="10.0.0.9"), name).status_code == (303 if name == "ana" else 401)


def test_the_form_must_be_the_desks_own(client: TestClient) -> None:
    told = {"name": "ana", "password": password_of("ana")}
    assert client.post("/login", data={**told, "csrf": "made up"}).status_code == 403
    assert client.post("/login", data=told).status_code == 403
    assert "istor_desk" not in str(client.cookies).replace("istor_desk_door", "")


def test_the_cookie_is_for_this_host_over_https_and_no_script(client: TestClient, ledger: Ledger, people: Team) -> None:
    told = come_in(client, "ana").headers.get_list("set-cookie")
    kept = next(each for each in told if each.startswith("__Host-istor_desk="))
    for part in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert part in kept
    assert "Domain" not in kept
    assert "Strict-Transport-Security" in client.get("/incidents").headers
    plain = desk(ledger, people, https=False)
    kept = next(each for each in come_in(plain, "ana").headers.get_list("set-cookie") if each.startswith("istor_desk="))
    assert "HttpOnly" in kept and "Secure" not in kept
    assert "Strict-Transport-Security" not in plain.get("/incidents").headers


def test_coming_in_makes_a_new_session_and_ends_the_former(client: TestClient) -> None:
    come_in(client, "ana")
    former = client.cookies["__Host-istor_desk"]
    come_in(client, "rui")
    assert client.cookies["__Host-istor_desk"] != former
    gate: Gate = client.app.state.gate  # type: ignore[attr-defined]
    assert gate.session(former) is None


def test_a_session_that_a_stranger_chose_is_not_taken(client: TestClient) -> None:
    client.cookies.set("__Host-istor_desk", "chosen by a stranger")
    assert client.get("/incidents", follow_redirects=False).status_code == 303
    come_in(client, "ana")
    gate: Gate = client.app.state.gate  # type: ignore[attr-defined]
    assert gate.session("chosen by a stranger") is None


def test_leaving_ends_the_session_in_the_desk_not_only_in_the_browser(client: TestClient) -> None:
    come_in(client, "ana")
    key = client.cookies["__Host-istor_desk"]
    answer = client.post("/leave", data={"csrf": form_mark(client.get("/incidents").text)}, follow_redirects=False)
    assert answer.headers["location"] == "/login" and "Clear-Site-Data" in answer.headers
    client.cookies.set("__Host-istor_desk", key)
    assert client.get("/incidents", follow_redirects=False).status_code == 303


def test_another_site_cannot_make_one_leave(client: TestClient) -> None:
    come_in(client, "ana")
    assert client.post("/leave", headers=CROSS).status_code == 403
    assert client.post("/leave", data={"csrf": "x"}).status_code == 403
    assert client.get("/leave").status_code == 405
    assert client.get("/incidents", follow_redirects=False).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("vera", 403), ("rui", 303), ("ana", 303)])
def test_a_role_says_who_may_decide_and_the_log_who_did(
    client: TestClient, ledger: Ledger, name: str, status: int
) -> None:
    come_in(client, name)
    assert decided(client, ledger) == status
    if status == 303:
        assert ledger.decisions()[-1].by == name


def test_only_an_admin_releases_a_name(client: TestClient, ledger: Ledger) -> None:
    come_in(client, "rui")
    assert decided(client, ledger, "release") == 403
    come_in(client, "ana")
    assert decided(client, ledger, "release") != 403


def test_who_is_taken_out_is_out_at_once(client: TestClient, people: Team) -> None:
    come_in(client, "rui")
    people.dismiss("rui")
    assert client.get("/incidents", follow_redirects=False).status_code == 303
    people.enrol("rui", "admin", password_of("rui"))
    assert client.get("/incidents", follow_redirects=False).status_code == 303


def test_a_new_role_holds_at_once(client: TestClient, ledger: Ledger, people: Team) -> None:
    come_in(client, "rui")
    people.change("rui", role="viewer")
    assert decided(client, ledger) == 403


def test_a_new_password_needs_the_former_and_ends_other_sessions(client: TestClient) -> None:
    elsewhere = beside(client)
    come_in(client, "vera")
    come_in(elsewhere, "vera")
    form = {
        "csrf": form_mark(client.get("/account").text),
        "new": "seven slow wet pigeons",
        "again": "seven slow wet pigeons",
    }
    assert client.post("/account/password", data={**form, "was": "wrong"}).status_code == 403
    assert client.post("/account/password", data={**form, "was": password_of("vera"), "again": "x"}).status_code == 400
    short = {**form, "was": password_of("vera"), "new": "short", "again": "short"}
    assert client.post("/account/password", data=short).status_code == 400
    assert client.post("/account/password", data={**form, "was": password_of("vera"), "csrf": "x"}).status_code == 403
    assert "is changed" in client.post("/account/password", data={**form, "was": password_of("vera")}).text
    assert client.get("/incidents", follow_redirects=False).status_code == 200
    assert elsewhere.get("/incidents", follow_redirects=False).status_code == 303
    assert come_in(elsewhere, "vera").status_code == 401
    assert come_in(elsewhere, "vera", "seven slow wet pigeons").status_code == 303


def test_guessing_the_present_password_is_bounded(client: TestClient) -> None:
    come_in(client, "vera")
    form = {"csrf": form_mark(client.get("/account").text), "was": "wrong", "new": "x", "again": "x"}
    answers = [client.post("/account/password", data=form).status_code for _ in range(MOST_PAIR + 1)]
    assert answers == [403] * MOST_PAIR + [429]


def test_password_fields_can_be_filled_by_a_password_manager(client: TestClient) -> None:
    form = client.get("/login").text
    assert 'type="password"' in form and 'autocomplete="current-password"' in form and "onpaste" not in form
    come_in(client, "ana")
    assert client.get("/account").text.count('type="password"') == 3


def test_a_part_of_a_page_leads_the_whole_page_to_the_door(client: TestClient) -> None:
    answer = client.get("/incidents", headers={"HX-Request": "true"})
    assert answer.status_code == 401 and answer.headers["HX-Redirect"] == "/login"


@pytest.mark.parametrize("path", ["/login", "/account"])
def test_alone_there_is_no_door(ledger: Ledger, path: str) -> None:
    from review.desks import opened_by

    assert opened_by(ledger, "ana").get(path).status_code == 404


def test_no_token_opens_a_teams_desk(client: TestClient) -> None:
    gate: Gate = client.app.state.gate  # type: ignore[attr-defined]
    token = gate.sessions.token("eve", "admin")
    assert client.get("/", params={"token": token}, follow_redirects=False).headers["location"].startswith("/login")


def test_a_token_reads_the_api_and_nothing_else(client: TestClient, people: Team) -> None:
    bearer = {"Authorization": f"Bearer {people.issue('ana', 'nightly')}"}
    assert client.get("/api/incidents", headers=bearer).json()["total"] > 0
    assert client.get("/api/openapi.json", headers=bearer).status_code == 200
    assert client.get("/incidents", headers=bearer, follow_redirects=False).status_code == 303
    assert client.post("/decide", headers=bearer, data={"verb": "accept", "on": "x", "at": "0"}).status_code == 401
    people.dismiss("ana")
    assert client.get("/api/incidents", headers=bearer).status_code == 401


def test_tokens_cannot_be_guessed_for_long(client: TestClient, people: Team) -> None:
    wrong = {"Authorization": "Bearer istor_wrong"}
    answers = [client.get("/api/incidents", headers=wrong).status_code for _ in range(MOST_PAIR + 1)]
    assert answers == [401] * MOST_PAIR + [429]
    right = {"Authorization": f"Bearer {people.issue('ana', 'nightly')}"}
    assert client.get("/api/incidents", headers=right).status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic YW5hOng=", "bearer \udcff", "x"])
def test_another_authorization_is_refused(client: TestClient, header: str) -> None:
    told = {"Authorization": header.encode("utf8", "surrogateescape")}
    assert client.get("/api/incidents", headers=told).status_code == 401  # type: ignore[arg-type]
