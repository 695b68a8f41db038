"""A team's people are in a file that only its owner reads, without a password or token in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from review.teams import PEOPLE, QUICK, password_of, team

from istor.errors import ConfigError, InputError
from istor.review.team import PREFIX, Team

TODAY = dt.date(2025, 3, 4)


def test_who_is_enrolled_is_found_by_any_reader_of_the_file(tmp_path: Path) -> None:
    made = team(tmp_path)
    other = Team(made.path, vault=QUICK)
    assert {each.name: each.role for each in other.people()} == PEOPLE
    assert other.check("ana", password_of("ana")) == made.find("ana")
    assert other.check("ana", password_of("rui")) is other.check("nobody", password_of("ana")) is None


def test_the_file_holds_no_secret_and_is_its_owners(tmp_path: Path) -> None:
    made = team(tmp_path)
    token = made.issue("ana", "nightly")
    text = made.path.read_text()
    assert password_of("ana") not in text and token not in text and token.removeprefix(PREFIX) not in text
    assert all(each["password"].startswith("$argon2id$") for each in json.loads(text)["people"])
    assert made.path.stat().st_mode & 0o077 == 0
    assert sorted(tmp_path.iterdir()) == [made.path]


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    made = team(tmp_path)
    made.path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        Team(made.path).people()


@pytest.mark.parametrize(
    "content", ["", "[]", '{"people": [{"name": "x"}]}', '{"people": [{"name": "x", "role": "god", "password": ""}]}']
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "team.json"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match="file of users"):
        Team(path).people()


def test_a_change_by_another_process_is_seen_at_once(tmp_path: Path) -> None:
    made = team(tmp_path)
    Team(made.path, vault=QUICK).dismiss("rui")
    assert made.find("rui") is None
    Team(made.path, vault=QUICK).change("vera", role="reviewer")
    assert made.known("vera").role == "reviewer"


@pytest.mark.parametrize("name", ["", " ana", "ana ", "a\nb", "a\u202eb", "<b>", "x" * 61, 'a"b', "-"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no user's name"):
        team(tmp_path).enrol(name, "viewer", password_of("x"))


@pytest.mark.parametrize("name", ["Ana María", "o.lena@desk", "Олена", "山田", "x"])
def test_names_of_any_script_are_taken(tmp_path: Path, name: str) -> None:
    assert team(tmp_path).enrol(name, "viewer", "four dull copper kettles").name == name


def test_nobody_is_there_twice_or_changed_when_not_there(tmp_path: Path) -> None:
    made = team(tmp_path)
    with pytest.raises(InputError, match="there already"):
        made.enrol("ana", "viewer", password_of("ana"))
    for doing in (made.dismiss, made.change):
        with pytest.raises(InputError, match="no user 'eve'"):
            doing("eve")


def test_a_token_is_its_owners_until_its_last_day_or_its_end(tmp_path: Path) -> None:
    made = team(tmp_path)
    token = made.issue("ana", "nightly", until=TODAY)
    found = made.by_token(token, today=TODAY)
    assert found is not None and found.name == "ana"
    assert made.by_token(token, today=TODAY + dt.timedelta(days=1)) is None
    assert made.by_token(token[:-1], today=TODAY) is made.by_token("", today=TODAY) is None
    newer = made.issue("ana", "nightly")
    assert made.by_token(token, today=TODAY) is None
    made.revoke("ana", "nightly")
    assert made.by_token(newer, today=TODAY) is None
    with pytest.raises(InputError, match="no token"):
        made.revoke("ana", "nightly")


def test_tokens_are_long_and_never_twice_the_same(tmp_path: Path) -> None:
    made = team(tmp_path)
    tokens = {made.issue("ana", f"t{number}") for number in range(20)}
    assert len(tokens) == 20 and min(map(len, tokens)) >= 43
