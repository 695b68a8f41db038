"""Who may come in, told without the web around it."""

from __future__ import annotations

from pathlib import Path

from review.teams import password_of, team

from istor.review.gate import Gate
from istor.review.sessions import ALONE, TOGETHER, Sessions


def test_alone_only_one_time_tokens_open_the_desk() -> None:
    gate = Gate()
    assert gate.enter("ana", "anything at all", "one") is gate.bearer("Bearer x", "one") is None
    key = gate.sessions.redeem(gate.sessions.token("ana", "admin"))
    session = gate.session(key)
    assert session is not None and session.role == "admin"
    assert gate.sessions.lasting == ALONE


def test_in_a_team_sessions_are_shorter_and_bound_to_the_account(tmp_path: Path) -> None:
    gate = Gate(team=team(tmp_path))
    assert gate.sessions.lasting == TOGETHER
    key = gate.enter("ana", password_of("ana"), "one")
    assert isinstance(key, str) and gate.session(key) is not None
    assert gate.session(gate.sessions.begin("ana", "admin")) is None


def test_the_cookie_bears_the_hosts_prefix_where_https_protects_it() -> None:
    assert (Gate(https=True).cookie, Gate(Sessions()).cookie) == ("__Host-istor_desk", "istor_desk")
