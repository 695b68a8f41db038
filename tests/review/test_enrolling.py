"""`istor users` takes people in and out, and never shows a password."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from istor.errors import InputError
from istor.review import enrolling
from istor.review.team import Team

PASSWORD = "eleven quiet iron gates"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def users(*words: str, typed: str = PASSWORD) -> Result:
    return CliRunner().invoke(enrolling.users, list(words), input=typed + "\n")


def test_people_are_taken_in_listed_changed_and_taken_out() -> None:
    assert "ana" in users("add", "ana", "--role", "admin").output
    assert users("add", "rui").exit_code == 0
    assert users("list").output.split() == ["ana", "admin", "rui", "reviewer"]
    users("change", "rui", "--role", "viewer")
    assert json.loads(users("list", "--json").output)[1] == {"name": "rui", "role": "viewer", "tokens": []}
    users("remove", "rui")
    assert [each.name for each in Team(Path("team.json")).people()] == ["ana"]


def test_no_password_is_shown() -> None:
    told = [users("add", "ana"), users("change", "ana", "--password", typed="twelve quiet iron gates"), users("list")]
    assert not any("quiet" in each.output for each in told)
    assert Team(Path("team.json")).check("ana", "twelve quiet iron gates") is not None


def test_a_token_is_printed_once() -> None:
    users("add", "ana")
    token = users("token", "ana", "--label", "nightly", "--days", "3").output.strip()
    assert token.startswith("istor_") and token not in users("list").output
    assert "nightly" in users("list").output
    users("token", "ana", "--label", "nightly", "--revoke")
    assert "nightly" not in users("list").output


@pytest.mark.parametrize(
    "words",
    [("add", "ana", "--role", "god"), ("add", "<b>"), ("change", "ana"), ("change", "eve", "--role", "viewer"), ("remove", "eve"), ("token", "eve")],
)  # fmt: skip
def test_what_makes_no_sense_is_said(words: tuple[str, ...]) -> None:
    assert isinstance(users(*words).exception, InputError)


def test_a_weak_password_takes_nobody_in() -> None:
    assert isinstance(users("add", "ana", typed="password123").exception, InputError)
    assert not Path("team.json").exists()
